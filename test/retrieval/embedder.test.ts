import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError, TransformersEmbeddings } from '../../src/policy/index.ts';
import { cosine } from './random-vectors.ts';

const MODEL = 'models/words-zh';
const embedder = await TransformersEmbeddings.load(MODEL);

async function likeness(a: string, b: string): Promise<number> {
  return cosine(await embedder.embedQuery(a), await embedder.embedQuery(b));
}

describe('our own model', () => {
  it('is loaded from its directory and from nowhere else', () => {
    expect(env.allowRemoteModels).toBe(false);
    expect(embedder.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives vectors of 128 numbers and length 1', async () => {
    const texts = ['俺家房子漏雨了', '低保', '2023年人均纯收入7500元', 'hello'];
    for (const vector of await embedder.embedDocuments(texts)) {
      expect(vector).toHaveLength(128);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  it('gives the same vector for a text alone and among others', async () => {
    const texts = Array.from({ length: 600 }, (_, i) => `第${i}户${'申请低保'.repeat(i % 7)}`);
    const vectors = await embedder.embedDocuments(texts);
    expect(vectors).toHaveLength(600);
    for (const i of [0, 1, 255, 256, 257, 511, 512, 599]) {
      expect(cosine(vectors[i] ?? [], await embedder.embedQuery(texts[i] ?? ''))).toBeCloseTo(1, 5);
    }
  });

  it.each([
    ['看病', '住院', '修路'],
    ['危房', '漏雨', '低保'],
    ['打工', '就业', '残疾'],
    ['吃水', '自来水', '贷款'],
    ['上学', '学费', '厕所'],
    ['低保', '最低生活保障', '养猪'],
    ['房子快塌了', '危房改造', '控辍保学'],
    ['娃不想念书', '失学辍学', '饮水安全'],
  ])('holds %s closer to %s than to %s', async (word, like, unlike) => {
    expect(await likeness(word, like)).toBeGreaterThan((await likeness(word, unlike)) + 0.1);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n　'],
    ['emoji', '😀🏠👨‍👩‍👧'],
    ['rare characters', '𠀀𪚥龘'],
    ['a control character', '\u0000'],
    ['half a surrogate pair', '\ud83d'],
    ['ten thousand characters', '监测帮扶'.repeat(2500)],
    ['ten thousand letters without a break', 'a'.repeat(10_000)],
  ])('does not fail on %s: finite numbers, of length 1 or 0', async (_, text) => {
    const vector = await embedder.embedQuery(text);
    expect(vector).toHaveLength(128);
    expect(vector.every(Number.isFinite)).toBe(true);
    const length = Math.hypot(...vector);
    expect(Math.min(length, Math.abs(length - 1))).toBeLessThan(1e-5);
  });

  it('is not disturbed by an empty text among others', async () => {
    const [first = [], , third = []] = await embedder.embedDocuments(['危房', '', '低保']);
    expect(cosine(first, await embedder.embedQuery('危房'))).toBeCloseTo(1, 5);
    expect(cosine(third, await embedder.embedQuery('低保'))).toBeCloseTo(1, 5);
  });

  it('of no texts makes no vectors', async () => {
    expect(await embedder.embedDocuments([])).toEqual([]);
  });
});

describe('another model directory', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'models-'));
    cpSync(MODEL, join(folder, 'copy'), { recursive: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function copyWithout(file: string): string {
    const directory = join(folder, file.replaceAll('/', '-'));
    cpSync(MODEL, directory, { recursive: true });
    rmSync(join(directory, file));
    return directory;
  }

  it('goes the same way wherever it lies', async () => {
    const copy = await TransformersEmbeddings.load(join(folder, 'copy'));
    expect(await copy.embedQuery('低保')).toEqual(await embedder.embedQuery('低保'));
    expect(copy.fingerprint).toBe(embedder.fingerprint);
  });

  it('may want words put before a question, not before a passage; it then counts as another model', async () => {
    const prefixed = await TransformersEmbeddings.load(MODEL, { queryPrefix: '问题' });
    expect(await prefixed.embedQuery('低保')).toEqual(await embedder.embedQuery('问题低保'));
    expect(await prefixed.embedDocuments(['低保'])).toEqual(await embedder.embedDocuments(['低保']));
    expect(prefixed.fingerprint).not.toBe(embedder.fingerprint);
  });

  it('may be pooled otherwise; it then counts as another model', async () => {
    const first = await TransformersEmbeddings.load(MODEL, { pooling: 'cls' });
    const own = await embedder.embedQuery('危房 低保');
    expect(cosine(await first.embedQuery('危房 低保'), own)).toBeLessThan(0.99);
    expect(first.fingerprint).not.toBe(embedder.fingerprint);
  });

  it('that is not there is named, with what is missing', async () => {
    const loading = TransformersEmbeddings.load(join(folder, 'nowhere'));
    await expect(loading).rejects.toThrow(ModelError);
    await expect(loading).rejects.toThrow(/nowhere.*config\.json/);
  });

  it.each(['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx'])(
    'without %s says so',
    async (file) => {
      const loading = TransformersEmbeddings.load(copyWithout(file));
      await expect(loading).rejects.toThrow(ModelError);
      await expect(loading).rejects.toThrow(`缺少 ${file.replace('_quantized', '')}`);
    },
  );

  it.each(['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx', '1_Pooling/config.json'])(
    'with a damaged %s is refused, not used',
    async (file) => {
      const directory = copyWithout(file);
      mkdirSync(join(directory, file, '..'), { recursive: true });
      writeFileSync(join(directory, file), '{"损坏');
      await expect(TransformersEmbeddings.load(directory)).rejects.toThrow(ModelError);
    },
  );
});
