import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedVectors } from '../../src/policy/retrieval/vector-cache.ts';
import type { Vectors } from '../../src/policy/retrieval/vectors.ts';

/** An embedder that counts how often it is asked. */
class CountingEmbedder {
  readonly fingerprint: string;
  readonly dimension: number;
  calls = 0;

  constructor(fingerprint = 'model-a', dimension = 6) {
    this.fingerprint = fingerprint;
    this.dimension = dimension;
  }

  async embedRows(texts: readonly string[]): Promise<Vectors> {
    this.calls += 1;
    const rows = texts.flatMap((text, row) =>
      Array.from({ length: this.dimension }, (_, i) => ((text.length + row) * (i + 1)) / 97),
    );
    return { dimension: this.dimension, rows: Float32Array.from(rows) };
  }
}

const TEXTS = ['危房', '低保申请', '孩子上学', '看病报销'];

let folder = '';
let warnings: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  warnings = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function vectorsBy(embedder: CountingEmbedder, where: string | undefined = folder): Promise<Vectors> {
  return cachedVectors(embedder, TEXTS, where, (message) => warnings.push(message));
}

/** The vectors as they must be, made without any cache. */
async function fresh(): Promise<Vectors> {
  return cachedVectors(new CountingEmbedder(), TEXTS, undefined, () => {});
}

function cacheFile(): string {
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.bin'));
  return join(folder, name);
}

/** Expects that a start with what now lies in the folder warns, makes the right vectors and mends the cache. */
async function expectRebuilt(): Promise<void> {
  const embedder = new CountingEmbedder();
  expect(await vectorsBy(embedder)).toEqual(await fresh());
  expect(embedder.calls).toBe(1);
  expect(warnings).toEqual([expect.stringContaining('已损坏')]);
  const again = new CountingEmbedder();
  expect(await vectorsBy(again)).toEqual(await fresh());
  expect(again.calls).toBe(0);
  expect(warnings).toHaveLength(1);
}

describe('the cache of vectors', () => {
  it('is filled at the first start and read at the second', async () => {
    const first = new CountingEmbedder();
    const made = await vectorsBy(first);
    expect(first.calls).toBe(1);
    expect(made.dimension).toBe(6);
    expect(made.rows).toHaveLength(TEXTS.length * 6);
    const second = new CountingEmbedder();
    expect(await vectorsBy(second)).toEqual(made);
    expect(second.calls).toBe(0);
    expect(warnings).toEqual([]);
  });

  it('creates its folder, and leaves nothing but its file there', async () => {
    folder = join(folder, 'new');
    await vectorsBy(new CountingEmbedder());
    expect(readdirSync(folder)).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('of another model, or of other texts, is not read', async () => {
    await vectorsBy(new CountingEmbedder('model-a'));
    const other = new CountingEmbedder('model-b', 3);
    expect((await vectorsBy(other)).dimension).toBe(3);
    expect(other.calls).toBe(1);
    const embedder = new CountingEmbedder('model-a');
    await cachedVectors(embedder, [...TEXTS].reverse(), folder, () => {});
    await cachedVectors(embedder, TEXTS.slice(1), folder, () => {});
    expect(embedder.calls).toBe(2);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('is done without where no folder is given', async () => {
    const embedder = new CountingEmbedder();
    await cachedVectors(embedder, TEXTS, undefined, (message) => warnings.push(message));
    await cachedVectors(embedder, TEXTS, undefined, (message) => warnings.push(message));
    expect(embedder.calls).toBe(2);
    expect(warnings).toEqual([]);
  });

  it('may be of no texts at all', async () => {
    const none = await cachedVectors(new CountingEmbedder(), [], folder, (message) => warnings.push(message));
    expect(none.rows).toHaveLength(0);
    expect(warnings).toEqual([]);
  });
});

describe('a cache that is not what was written', () => {
  beforeEach(async () => {
    await vectorsBy(new CountingEmbedder());
  });

  it.each([0, 10, 31, 32, 36, 40, 41, 100])('with byte %i changed is noticed and made anew', async (at) => {
    const bytes = readFileSync(cacheFile());
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(cacheFile(), bytes);
    await expectRebuilt();
  });

  it.each([0, 1, 39, 40, 100])('cut off after %i bytes is noticed and made anew', async (length) => {
    writeFileSync(cacheFile(), readFileSync(cacheFile()).subarray(0, length));
    await expectRebuilt();
  });

  it('with something appended is noticed and made anew', async () => {
    writeFileSync(cacheFile(), Buffer.concat([readFileSync(cacheFile()), Buffer.from([0, 0, 0, 0])]));
    await expectRebuilt();
  });

  it('that holds text instead is noticed and made anew', async () => {
    writeFileSync(cacheFile(), '这不是向量'.repeat(100));
    await expectRebuilt();
  });

  it("that is another model's sound cache under this name is noticed by its sum, whatever its dimension", async () => {
    for (const dimension of [3, 6, 12]) {
      const elsewhere = mkdtempSync(join(tmpdir(), 'vectors-'));
      await vectorsBy(new CountingEmbedder('model-b', dimension), elsewhere);
      const [foreign = ''] = readdirSync(elsewhere);
      copyFileSync(join(elsewhere, foreign), cacheFile());
      rmSync(elsewhere, { recursive: true });
      warnings = [];
      await expectRebuilt();
    }
  });
});

describe('a cache folder that cannot be used', () => {
  it('for a file stands in its place: warns and works', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await vectorsBy(new CountingEmbedder(), file)).toEqual(await fresh());
    expect(await vectorsBy(new CountingEmbedder(), join(file, 'below'))).toEqual(await fresh());
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) expect(warning).toContain('写不进');
  });

  it('for a folder stands where its file should: warns, works and leaves nothing half written', async () => {
    await vectorsBy(new CountingEmbedder());
    const file = cacheFile();
    rmSync(file);
    mkdirSync(file);
    expect(await vectorsBy(new CountingEmbedder())).toEqual(await fresh());
    expect(warnings).toEqual([expect.stringContaining('已损坏'), expect.stringContaining('写不进')]);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
