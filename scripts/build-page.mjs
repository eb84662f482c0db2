/**
 * Builds the resident's page: bundles `src/web/page`, puts content hashes into names, writes the shell and the service
 * worker, and packs every file once, so that the server only hands them out.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

/** Pictures are packed already. */
const PACKED = new Set(['.html', '.js', '.css', '.svg', '.webmanifest', '.json', '.txt']);
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const COMMON = {
  bundle: true,
  minify: true,
  target: 'es2020',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'error',
  metafile: true,
};

/**
 * @param {string} root the program's folder
 * @param {string} folder where the page is written
 */
export async function buildPage(root, folder) {
  const source = join(root, 'src/web/page');
  const { metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: { main: join(source, 'main.tsx') },
    outdir: join(folder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
  });
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(source, 'static'))) cpSync(join(source, 'static'), folder, { recursive: true });
  writeShell(folder, firstLoad(metafile));
  await writeWorker(source, folder);
  await pack(folder);
}

/** What the first screen needs: the entry, the chunks that it imports at once, its styles. */
function firstLoad({ outputs }) {
  const address = (path) => `/assets/${path.slice(path.lastIndexOf('/') + 1)}`;
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('main.tsx')) ?? [];
  if (entry === undefined) throw new Error('the page has no entry');
  const chunks = new Set();
  const follow = (path) => {
    for (const { path: next, kind } of outputs[path].imports) {
      if (kind !== 'import-statement' || chunks.has(next)) continue;
      chunks.add(next);
      follow(next);
    }
  };
  follow(entry);
  const { cssBundle } = outputs[entry];
  return {
    script: address(entry),
    style: cssBundle === undefined ? undefined : address(cssBundle),
    chunks: [...chunks].map(address),
  };
}

function writeShell(folder, { script, style, chunks }) {
  const file = join(folder, 'index.html');
  const preloads = chunks.map((chunk) => `<link rel="modulepreload" href="${chunk}">`).join('');
  const shell = readFileSync(file, 'utf8');
  for (const mark of ['{{script}}', '{{style}}', '</head>']) {
    if (!shell.includes(mark)) throw new Error(`src/web/page/static/index.html has no ${mark}`);
  }
  if (style === undefined) throw new Error('the page has no styles');
  writeFileSync(
    file,
    shell
      .replaceAll('{{script}}', script)
      .replaceAll('{{style}}', style)
      .replace('</head>', `${preloads}</head>`),
  );
}

/** The service worker knows all files; its first line changes with any of them, so that browsers notice a new build. */
async function writeWorker(source, folder) {
  const files = listed(folder).filter((file) => file !== '/index.html');
  const version = createHash('sha256');
  for (const file of listed(folder)) version.update(`${file}\n`).update(readFileSync(join(folder, file)));
  const shell = { version: version.digest('hex').slice(0, 16), files };
  await build({
    ...COMMON,
    entryPoints: { sw: join(source, 'sw.ts') },
    outdir: folder,
    format: 'iife',
    banner: { js: `self.__shell=${JSON.stringify(shell)};` },
  });
}

/** All files as addresses, in order. */
function listed(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replaceAll('\\', '/'))
    .sort();
}

async function pack(folder) {
  await Promise.all(
    listed(folder).map(async (file) => {
      if (!PACKED.has(extname(file))) return;
      const path = join(folder, file);
      const bytes = readFileSync(path);
      const size = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      writeFileSync(`${path}.br`, await brotli(bytes, { params: size }));
      writeFileSync(`${path}.gz`, await zip(bytes, { level: 9 }));
    }),
  );
}
