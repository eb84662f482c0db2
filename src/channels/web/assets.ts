import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Context } from 'hono';
import { ConfigError } from '../../config.ts';
import { OPERATOR } from './texts.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/** Smallest first. */
const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

type Bytes = Uint8Array<ArrayBuffer>;

interface Asset {
  type: string;
  plain: Bytes;
  packed: { name: string; bytes: Bytes }[];
  tag: string;
  caching: string;
}

/**
 * The built page, held in memory: a path that is not among its files is none, whatever is in it. Files under `assets`
 * have their content's hash in the name and never change; the rest is asked for again each time.
 */
export class Assets {
  readonly #assets = new Map<string, Asset>();

  /**
   * @param folder as `scripts/build-page.mjs` writes it
   * @throws ConfigError when there is no page
   */
  constructor(folder: string) {
    if (!existsSync(join(folder, 'index.html'))) throw new ConfigError(OPERATOR.noPage(folder));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
      file.replaceAll('\\', '/'),
    );
    const names = new Set(files);
    for (const file of files) {
      const type = TYPES[extname(file)];
      if (type === undefined) continue;
      const read = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, name)));
      const plain = read(file);
      this.#assets.set(file === 'index.html' ? '/' : `/${file}`, {
        type,
        plain,
        packed: ENCODINGS.filter(({ ending }) => names.has(file + ending)).map(({ name, ending }) => ({
          name,
          bytes: read(file + ending),
        })),
        tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
        caching: cachingOf(file),
      });
    }
  }

  /** The file at a path; undefined when there is none. */
  serve(c: Context, path: string): Response | undefined {
    const asset = this.#assets.get(path);
    if (asset === undefined) return undefined;
    const { type, plain, packed, tag, caching } = asset;
    c.header('Cache-Control', caching);
    c.header('Vary', 'Accept-Encoding');
    c.header('ETag', tag);
    if (caching !== 'no-store' && c.req.header('if-none-match')?.includes(tag) === true) {
      return c.body(null, 304);
    }
    c.header('Content-Type', type);
    const accepted = (c.req.header('accept-encoding') ?? '')
      .split(',')
      .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
      .map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
    const best = packed.find(({ name }) => accepted.includes(name));
    if (best === undefined) return c.body(plain);
    c.header('Content-Encoding', best.name);
    return c.body(best.bytes);
  }
}

function cachingOf(file: string): string {
  if (file === 'index.html') return 'no-store';
  return file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
