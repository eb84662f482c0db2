import { dot, type Vectors } from './vectors.ts';

/** Below this cosine two words have nothing to do with each other. */
const UNRELATED = 0.35;
/** Likeness of two names of the same thing. */
const SYNONYM = 0.85;

/** A word of a question: its vector (length 1), its weight, and other names of the same thing. */
export interface QuestionWord {
  word: string;
  vector: Float32Array;
  weight: number;
  aliases: readonly string[];
}

/**
 * Soft word-by-word matching: how much of a question's weight finds a word of like meaning in a text, and the
 * other way round. Word weights are inverse document frequencies.
 */
export class WordMatcher {
  readonly #ids = new Map<string, number>();
  readonly #vectors: Vectors;
  readonly #weights: Float32Array;

  /** @param vocabulary every word of the texts, with their vectors (length 1) row by row */
  constructor(vocabulary: readonly string[], vectors: Vectors, weightOf: (word: string) => number) {
    vocabulary.forEach((word, i) => {
      this.#ids.set(word, i);
    });
    this.#vectors = vectors;
    this.#weights = Float32Array.from(vocabulary, weightOf);
  }

  /** Ids of words known to the vocabulary, each once. */
  idsOf(words: readonly string[]): Int32Array {
    const ids = new Set<number>();
    for (const word of words) {
      const id = this.#ids.get(word);
      if (id !== undefined) ids.add(id);
    }
    return Int32Array.from(ids);
  }

  /** Likeness of one question to texts. */
  question(words: QuestionWord[]): QuestionMatch {
    return new QuestionMatch(
      words.map((word) => this.#row(word)),
      words.map((w) => w.weight),
      this.#weights,
      this.#vectors,
    );
  }

  /** What is known of a question's word before any cosine: its own entry and its other names. */
  #row({ word, vector, aliases }: QuestionWord): LikenessRow {
    const known = new Float32Array(this.#ids.size).fill(-1);
    for (const alias of aliases) {
      const id = this.#ids.get(alias);
      if (id !== undefined) known[id] = SYNONYM;
    }
    const own = this.#ids.get(word);
    if (own !== undefined) known[own] = 1;
    return { vector, known };
  }
}

/** Likeness of one word of a question to each word of the vocabulary; -1 where not worked out yet. */
interface LikenessRow {
  vector: Float32Array;
  known: Float32Array;
}

/** One question's likeness to texts, worked out word by word as texts come along. */
class QuestionMatch {
  readonly #rows: LikenessRow[];
  readonly #queryWeights: number[];
  readonly #weights: Float32Array;
  readonly #vectors: Vectors;
  readonly #total: number;

  constructor(rows: LikenessRow[], queryWeights: number[], weights: Float32Array, vectors: Vectors) {
    this.#rows = rows;
    this.#queryWeights = queryWeights;
    this.#weights = weights;
    this.#vectors = vectors;
    this.#total = queryWeights.reduce((sum, weight) => sum + weight, 0);
  }

  /** Shares, 0–1, of the question's weight that a text covers and of the text's weight that the question covers. */
  compare(ids: Int32Array): { covered: number; covers: number } {
    const best = new Float32Array(ids.length);
    let covered = 0;
    for (let q = 0; q < this.#rows.length; q += 1) {
      const row = this.#rows[q] as LikenessRow;
      let most = 0;
      for (let i = 0; i < ids.length; i += 1) {
        const likeness = this.#likeness(row, ids[i] as number);
        if (likeness > most) most = likeness;
        if (likeness > (best[i] as number)) best[i] = likeness;
      }
      covered += most * (this.#queryWeights[q] as number);
    }
    let covers = 0;
    let total = 0;
    for (let i = 0; i < ids.length; i += 1) {
      const weight = this.#weights[ids[i] as number] as number;
      covers += (best[i] as number) * weight;
      total += weight;
    }
    return {
      covered: this.#total === 0 ? 0 : covered / this.#total,
      covers: total === 0 ? 0 : covers / total,
    };
  }

  #likeness({ vector, known }: LikenessRow, id: number): number {
    const before = known[id] as number;
    if (before >= 0) return before;
    const cosine = dot(vector, this.#vectors.rows, id * this.#vectors.dimension);
    const likeness = cosine <= UNRELATED ? 0 : (cosine - UNRELATED) / (1 - UNRELATED);
    known[id] = likeness;
    return likeness;
  }
}
