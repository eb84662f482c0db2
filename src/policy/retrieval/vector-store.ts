import type { Document as LangchainDocument } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import { dot, type Vectors } from './vectors.ts';

/** What a vector stands for: the n-th search unit, of one document. */
export interface UnitMetadata {
  unit: number;
  document: string;
}

type Filter = (metadata: UnitMetadata) => boolean;
type Scored = [LangchainDocument<UnitMetadata>, number];

/**
 * Exact nearest neighbours by cosine, over vectors of length 1. Right below some ten thousand articles: 8 000
 * units of 128 dimensions take about a millisecond.
 */
export class ExactVectorStore extends VectorStore {
  declare FilterType: Filter;
  readonly #dimension: number;
  #matrix: Float32Array;
  readonly #documents: LangchainDocument<UnitMetadata>[] = [];

  constructor(embeddings: EmbeddingsInterface, dimension: number) {
    super(embeddings, {});
    this.#dimension = dimension;
    this.#matrix = new Float32Array(0);
  }

  /** A store of vectors that are there already, one row for each document. */
  static of(
    embeddings: EmbeddingsInterface,
    { dimension, rows }: Vectors,
    documents: LangchainDocument<UnitMetadata>[],
  ): ExactVectorStore {
    const store = new ExactVectorStore(embeddings, dimension);
    store.#matrix = rows;
    store.#documents.push(...documents);
    return store;
  }

  override _vectorstoreType(): string {
    return 'exact';
  }

  override async addVectors(
    vectors: number[][],
    documents: LangchainDocument<UnitMetadata>[],
  ): Promise<void> {
    const grown = new Float32Array(this.#matrix.length + vectors.length * this.#dimension);
    grown.set(this.#matrix);
    vectors.forEach((vector, i) => {
      grown.set(vector, this.#matrix.length + i * this.#dimension);
    });
    this.#matrix = grown;
    this.#documents.push(...documents);
  }

  override async addDocuments(documents: LangchainDocument<UnitMetadata>[]): Promise<void> {
    await this.addVectors(
      await this.embeddings.embedDocuments(documents.map((d) => d.pageContent)),
      documents,
    );
  }

  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: Filter,
  ): Promise<Scored[]> {
    const vector = Float32Array.from(query);
    const scores = new Float32Array(this.#documents.length).fill(Number.NEGATIVE_INFINITY);
    this.#documents.forEach(({ metadata }, i) => {
      if (filter === undefined || filter(metadata))
        scores[i] = dot(vector, this.#matrix, i * this.#dimension);
    });
    const least = leastBinOfBest(scores, k);
    const best: Scored[] = [];
    this.#documents.forEach((document, i) => {
      const score = scores[i] ?? Number.NEGATIVE_INFINITY;
      if (Number.isFinite(score) && binOf(score) >= least) best.push([document, score]);
    });
    return best.sort((a, b) => b[1] - a[1]).slice(0, k);
  }
}

/** A bin that at least the k best reach and few others: sorting everything would cost more than searching. */
function leastBinOfBest(scores: Float32Array, k: number): number {
  const bins = new Uint32Array(BINS);
  for (const score of scores) {
    if (Number.isFinite(score)) bins[binOf(score)] = (bins[binOf(score)] ?? 0) + 1;
  }
  let count = 0;
  for (let bin = BINS - 1; bin > 0; bin -= 1) {
    count += bins[bin] ?? 0;
    if (count >= k) return bin;
  }
  return 0;
}

const BINS = 512;

function binOf(cosine: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor(((cosine + 1) / 2) * BINS)));
}
