import { Document as LangchainDocument } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import type { UnitMetadata } from '../../src/policy/retrieval/vector-store.ts';

/** Numbers in 0–1 that come out the same in every run. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Vectors of length 1, evenly spread over all directions. */
export function randomVectors(count: number, dimension: number, seed: number): number[][] {
  const next = generator(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Array.from({ length: count }, () => {
    const vector = Array.from({ length: dimension }, gauss);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

/** A unit for each vector, of one of five documents. */
export function unitsFor(vectors: readonly number[][]): LangchainDocument<UnitMetadata>[] {
  return vectors.map(
    (_, unit) =>
      new LangchainDocument({
        pageContent: `unit ${unit}`,
        metadata: { unit, document: `document-${unit % 5}` },
      }),
  );
}

/** Embeddings that turn a text into the axis of its length. */
export class LengthEmbeddings extends Embeddings {
  constructor() {
    super({});
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => Array.from({ length: 8 }, (_, axis) => (axis === text.length % 8 ? 1 : 0)));
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.embedDocuments([text]);
    return vector;
  }
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** The units nearest to a query by comparing it with every vector: what a vector store must find. */
export function nearest(
  vectors: readonly number[][],
  query: readonly number[],
  k: number,
  accepts: (unit: number) => boolean = () => true,
): number[] {
  return vectors
    .map((vector, unit) => ({
      unit,
      score: Math.fround(cosine(vector.map(Math.fround), query.map(Math.fround))),
    }))
    .filter(({ unit }) => accepts(unit))
    .sort((a, b) => b.score - a.score)
    .slice(0, k)
    .map(({ unit }) => unit);
}
