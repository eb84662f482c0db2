import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransformersEmbeddings } from './embedder.ts';
import type { Vectors } from './vectors.ts';

/** The part of an embedder that making vectors takes. */
type Embedder = Pick<TransformersEmbeddings, 'fingerprint' | 'embedRows'>;

const SUM_BYTES = 32;
const HEADER_BYTES = SUM_BYTES + 8;

/**
 * Vectors of texts, taken from a cache file keyed by the model's and the texts' content hash, else computed and
 * kept. A damaged cache file, or one that belongs to another model or other texts, is noticed by its SHA-256,
 * reported and made anew; a folder that cannot be read or written costs time only.
 * @param folder where caches are kept; undefined keeps none
 */
export async function cachedVectors(
  embedder: Embedder,
  texts: readonly string[],
  folder: string | undefined,
  warn: (message: string) => void,
): Promise<Vectors> {
  const key = createHash('sha256')
    .update(`${embedder.fingerprint}\0${texts.join('\0')}`)
    .digest('hex')
    .slice(0, 32);
  const file = folder === undefined ? undefined : join(folder, `vectors-${key}.bin`);
  if (file !== undefined && existsSync(file)) {
    const vectors = readCache(file, key, texts.length);
    if (vectors !== undefined) return vectors;
    warn(`向量缓存 ${file} 已损坏，重新生成`);
  }
  const vectors = await embedder.embedRows(texts);
  if (folder !== undefined && file !== undefined) {
    const draft = `${file}.${process.pid}`;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(draft, encode(vectors, key, texts.length));
      renameSync(draft, file);
    } catch (error) {
      warn(`向量缓存写不进 ${folder}：${error instanceof Error ? error.message : String(error)}`);
      if (existsSync(draft)) rmSync(draft);
    }
  }
  return vectors;
}

/** The vectors in a cache file; undefined when it cannot be read or is not what was written under this key. */
function readCache(file: string, key: string, count: number): Vectors | undefined {
  try {
    return decode(readFileSync(file), key, count);
  } catch {
    return undefined;
  }
}

function encode({ dimension, rows }: Vectors, key: string, count: number): Buffer {
  const payload = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  const shape = Buffer.alloc(8);
  shape.writeUInt32LE(dimension, 0);
  shape.writeUInt32LE(count, 4);
  const sum = createHash('sha256').update(key).update(shape).update(payload).digest();
  return Buffer.concat([sum, shape, payload]);
}

function decode(file: Buffer, key: string, count: number): Vectors | undefined {
  if (file.length < HEADER_BYTES) return undefined;
  const shape = file.subarray(SUM_BYTES, HEADER_BYTES);
  const payload = file.subarray(HEADER_BYTES);
  const dimension = shape.readUInt32LE(0);
  const sum = createHash('sha256').update(key).update(shape).update(payload).digest();
  const isWhole =
    sum.equals(file.subarray(0, SUM_BYTES)) &&
    shape.readUInt32LE(4) === count &&
    payload.length === count * dimension * 4;
  if (!isWhole) return undefined;
  // A copy, since a view on the file's buffer need not start at a multiple of four bytes.
  return { dimension, rows: new Float32Array(new Uint8Array(payload).buffer) };
}
