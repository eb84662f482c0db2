import type { Document as LangchainDocument } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import type { UnitMetadata } from './vector-store.ts';

type Filter = (metadata: UnitMetadata) => boolean;
type Scored = [LangchainDocument<UnitMetadata>, number];

/** The part of hnswlib-node that we use; the package is optional, since it must be compiled. */
interface HnswIndex {
  initIndex(maxElements: number, m?: number, efConstruction?: number, randomSeed?: number): void;
  setEf(ef: number): void;
  addPoint(point: number[], label: number): void;
  searchKnn(
    query: number[],
    k: number,
    filter?: (label: number) => boolean,
  ): { neighbors: number[]; distances: number[] };
}
type HnswConstructor = new (space: 'ip', dimension: number) => HnswIndex;

/** The index class, or undefined where hnswlib-node is not built (`npm run build:hnsw`). */
export async function loadHnsw(): Promise<HnswConstructor | undefined> {
  try {
    const module: { default: { HierarchicalNSW: HnswConstructor } } = await import('hnswlib-node');
    return module.default.HierarchicalNSW;
  } catch {
    return undefined;
  }
}

/** Approximate nearest neighbours for corpora too large for exact search (above some ten thousand articles). */
export class HnswVectorStore extends VectorStore {
  declare FilterType: Filter;
  readonly #index: HnswIndex;
  readonly #documents: LangchainDocument<UnitMetadata>[] = [];

  constructor(embeddings: EmbeddingsInterface, hnsw: HnswConstructor, dimension: number, capacity: number) {
    super(embeddings, {});
    this.#index = new hnsw('ip', dimension);
    this.#index.initIndex(capacity, 16, 200, 100);
    this.#index.setEf(400);
  }

  override _vectorstoreType(): string {
    return 'hnsw';
  }

  override async addVectors(
    vectors: number[][],
    documents: LangchainDocument<UnitMetadata>[],
  ): Promise<void> {
    vectors.forEach((vector, i) => {
      this.#index.addPoint(vector, this.#documents.length + i);
    });
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
    const accepts = (label: number) => {
      const document = this.#documents[label];
      return document !== undefined && (filter === undefined || filter(document.metadata));
    };
    const wanted = Math.min(k, this.#documents.length);
    const { neighbors, distances } = this.#index.searchKnn(query, wanted, accepts);
    return neighbors.flatMap((label, i): Scored[] => {
      const document = this.#documents[label];
      return document === undefined ? [] : [[document, 1 - (distances[i] ?? 1)]];
    });
  }
}
