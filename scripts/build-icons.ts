/**
 * Draws the page's icons from their one source, `src/web/page/static/favicon.svg`: `npx tsx scripts/build-icons.ts`.
 * The results are committed; run it again when the drawing changes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../src/web/page/static', import.meta.url));
const drawing = readFileSync(join(folder, 'favicon.svg'), 'utf8');
/** A launcher cuts a maskable icon to any shape: ground to the edge, the drawing within the middle 80 %. */
const maskable = drawing
  .replace('rx="112"', '')
  .replace('<g fill', '<g transform="translate(51.2 51.2) scale(0.8)" fill');
/** iOS rounds the corners itself and shows nothing through. */
const square = drawing.replace('rx="112"', '');

const ICONS = [
  { name: 'icon-192.png', size: 192, svg: drawing },
  { name: 'icon-512.png', size: 512, svg: drawing },
  { name: 'icon-maskable-192.png', size: 192, svg: maskable },
  { name: 'icon-maskable-512.png', size: 512, svg: maskable },
  { name: 'apple-touch-icon.png', size: 180, svg: square },
];

for (const { name, size, svg } of ICONS) {
  const icon = sharp(Buffer.from(svg), { density: (72 * size) / 128 }).resize(size, size);
  await icon.png({ compressionLevel: 9, palette: true }).toFile(join(folder, name));
  process.stdout.write(`${name}\n`);
}
