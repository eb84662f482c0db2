import { Document as LangchainDocument } from '@langchain/core/documents';
import type { TransformersEmbeddings } from './embedder.ts';
import { HnswVectorStore, loadHnsw } from './hnsw-store.ts';
import type { Unit } from './units.ts';
import { ExactVectorStore } from './vector-store.ts';
import type { Vectors } from './vectors.ts';

/** From this many units on, the approximate index is used where it is built. */
const APPROXIMATE_FROM = 50_000;
/** Puts units with their vectors into the store that is right for their number. */
export async function fillStore(
  embedder: TransformersEmbeddings,
  units: readonly Unit[],
  { dimension, rows }: Vectors,
): Promise<ExactVectorStore | HnswVectorStore> {
  const documents = units.map(
    (unit, i) =>
      new LangchainDocument({ pageContent: unit.text, metadata: { unit: i, document: unit.document } }),
  );
  const hnsw = units.length >= APPROXIMATE_FROM ? await loadHnsw() : undefined;
  if (hnsw === undefined) return ExactVectorStore.of(embedder, { dimension, rows }, documents);
  const store = new HnswVectorStore(embedder, hnsw, dimension, units.length);
  const vectors = units.map((_, i) => Array.from(rows.subarray(i * dimension, (i + 1) * dimension)));
  await store.addVectors(vectors, documents);
  return store;
}
