import { describe, expect, it } from 'vitest';
import { HnswVectorStore, loadHnsw } from '../../src/policy/retrieval/hnsw-store.ts';
import { ExactVectorStore, type UnitMetadata } from '../../src/policy/retrieval/vector-store.ts';
import { cosine, LengthEmbeddings, nearest, randomVectors, unitsFor } from './random-vectors.ts';

const DIMENSION = 32;
const vectors = randomVectors(1500, DIMENSION, 7);
const queries = randomVectors(60, DIMENSION, 11);
const hnsw = await loadHnsw();

async function exactStore(rows: number[][], dimension = DIMENSION): Promise<ExactVectorStore> {
  const store = new ExactVectorStore(new LengthEmbeddings(), dimension);
  await store.addVectors(rows, unitsFor(rows));
  return store;
}

type Store = ExactVectorStore | HnswVectorStore;

async function unitsNear(
  store: Store,
  query: number[],
  k: number,
  filter?: (m: UnitMetadata) => boolean,
): Promise<number[]> {
  const found = await store.similaritySearchVectorWithScore(query, k, filter);
  return found.map(([{ metadata }]) => metadata.unit);
}

describe('exact search', () => {
  it.each([1, 3, 10, 100, 1200])('finds the same %i nearest as comparing with every vector', async (k) => {
    const store = await exactStore(vectors);
    for (const query of queries) expect(await unitsNear(store, query, k)).toEqual(nearest(vectors, query, k));
  });

  it('with a filter finds the nearest among those that pass it, and no other', async () => {
    const store = await exactStore(vectors);
    for (const query of queries) {
      const found = await unitsNear(store, query, 50, (m) => m.document === 'document-3');
      expect(found).toEqual(nearest(vectors, query, 50, (unit) => unit % 5 === 3));
    }
  });

  it('finds what passes a filter however far away it is', async () => {
    const store = await exactStore(vectors);
    for (const query of queries) {
      const farthest = nearest(vectors, query, vectors.length).at(-1);
      expect(await unitsNear(store, query, 5, (m) => m.unit === farthest)).toEqual([farthest]);
    }
    expect(await unitsNear(store, queries[0] ?? [], 5, () => false)).toEqual([]);
  });

  it('gives the cosine with each, best first', async () => {
    const store = await exactStore(vectors);
    const query = queries[0] ?? [];
    const found = await store.similaritySearchVectorWithScore(query, 20);
    const scores = found.map(([, score]) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const [{ metadata }, score] of found) {
      expect(score).toBeCloseTo(cosine(vectors[metadata.unit] ?? [], query), 5);
    }
  });

  it('gives all there are when more are wanted, and none when none are', async () => {
    const few = vectors.slice(0, 7);
    const store = await exactStore(few);
    const query = queries[0] ?? [];
    expect(await unitsNear(store, query, 1000)).toEqual(nearest(few, query, 7));
    expect(await unitsNear(store, query, 1000, (m) => m.unit < 3)).toHaveLength(3);
    expect(await unitsNear(store, query, 0)).toEqual([]);
    expect(await unitsNear(await exactStore([]), query, 3)).toEqual([]);
  });

  it('of equals takes the first ones, in their order', async () => {
    const same = Array.from({ length: 40 }, () => [1, 0, 0, 0]);
    const store = await exactStore([...same, [0, 1, 0, 0], [-1, 0, 0, 0]], 4);
    expect(await unitsNear(store, [1, 0, 0, 0], 5)).toEqual([0, 1, 2, 3, 4]);
    expect(await unitsNear(store, [0, 1, 0, 0], 3)).toEqual([40, 0, 1]);
    expect((await unitsNear(store, [1, 0, 0, 0], 42)).at(-1)).toBe(41);
  });

  it('finds opposites and right angles too, down to the last', async () => {
    const rows = [
      [1, 0, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 0],
    ];
    const store = await exactStore(rows, 3);
    const found = await store.similaritySearchVectorWithScore([1, 0, 0], 4);
    expect(found.map(([{ metadata }, score]) => [metadata.unit, score])).toEqual([
      [0, 1],
      [1, 0],
      [3, 0],
      [2, -1],
    ]);
  });

  it('takes vectors in several helpings', async () => {
    const store = new ExactVectorStore(new LengthEmbeddings(), DIMENSION);
    const units = unitsFor(vectors);
    for (const [from, to] of [
      [0, 1],
      [1, 1],
      [1, 700],
      [700, 1500],
    ]) {
      await store.addVectors(vectors.slice(from, to), units.slice(from, to));
    }
    for (const query of queries)
      expect(await unitsNear(store, query, 10)).toEqual(nearest(vectors, query, 10));
  });

  it("is one of LangChain's vector stores: texts go in, a text finds them", async () => {
    const store = new ExactVectorStore(new LengthEmbeddings(), 8);
    const texts = ['一', '二二', '三三三'];
    await store.addDocuments(
      unitsFor([[], [], []]).map((unit, i) => ({ ...unit, pageContent: texts[i] ?? '' })),
    );
    const [found] = await store.similaritySearch('两个', 1);
    expect(found?.pageContent).toBe('二二');
    const [retrieved] = await store.asRetriever({ k: 1 }).invoke('三个字');
    expect(retrieved?.pageContent).toBe('三三三');
  });
});

describe('approximate search (where hnswlib-node is built)', () => {
  async function store(): Promise<HnswVectorStore> {
    if (hnsw === undefined) throw new Error('hnswlib-node is not built');
    const built = new HnswVectorStore(new LengthEmbeddings(), hnsw, DIMENSION, vectors.length);
    await built.addVectors(vectors, unitsFor(vectors));
    return built;
  }

  it.runIf(hnsw)('agrees with exact search on at least 95 % of the ten nearest', async () => {
    const approximate = await store();
    let agreed = 0;
    for (const query of queries) {
      const expected = new Set(nearest(vectors, query, 10));
      agreed += (await unitsNear(approximate, query, 10)).filter((unit) => expected.has(unit)).length;
    }
    expect(agreed / (10 * queries.length)).toBeGreaterThanOrEqual(0.95);
  });

  it.runIf(hnsw)('gives the cosine with each, best first', async () => {
    const query = queries[0] ?? [];
    const found = await (await store()).similaritySearchVectorWithScore(query, 20);
    const scores = found.map(([, score]) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const [{ metadata }, score] of found) {
      expect(score).toBeCloseTo(cosine(vectors[metadata.unit] ?? [], query), 4);
    }
  });

  it.runIf(hnsw)('with a filter gives nothing that does not pass it', async () => {
    const approximate = await store();
    for (const query of queries) {
      const found = await unitsNear(approximate, query, 10, (m) => m.document === 'document-3');
      expect(found.length).toBe(10);
      expect(found.every((unit) => unit % 5 === 3)).toBe(true);
    }
  });

  it.runIf(hnsw)('gives all there are when more are wanted', async () => {
    expect(await unitsNear(await store(), queries[0] ?? [], 5000)).toHaveLength(vectors.length);
  });
});
