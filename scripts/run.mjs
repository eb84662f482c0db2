/**
 * Starts the program: `node scripts/run.mjs <entry> [arguments]` runs `src/<entry>.ts`.
 *
 * The sources are bundled once per state of `src` into `.cache/build/<state>` and run from there by plain Node,
 * which on Node 20 starts twice as fast and in less than half the memory of a TypeScript loader.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry = 'main', ...rest] = process.argv.slice(2);

const state = createHash('sha256');
for (const file of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
  const { mtimeMs, size } = statSync(join(root, 'src', file));
  state.update(`${file} ${mtimeMs} ${size}\n`);
}
const built = join(root, '.cache', 'build', state.digest('hex').slice(0, 16));

if (!existsSync(built)) {
  const { build } = await import('esbuild');
  const draft = `${built}.${process.pid}`;
  await build({
    entryPoints: [join(root, 'src/main.ts'), join(root, 'src/cli.ts')],
    outdir: draft,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  try {
    renameSync(draft, built);
  } catch (error) {
    // Another process was faster with the same build.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(built)) throw error;
  }
}
process.argv = [process.execPath, join(built, `${entry}.mjs`), ...rest];
await import(pathToFileURL(join(built, `${entry}.mjs`)).href);
