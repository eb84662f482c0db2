import { dot } from './vector-store.ts';
import type { Vectors } from './vector-cache.ts';

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
    const rows = words.map((word) => this.#row(word));
    return new QuestionMatch(
      rows,
      words.map((w) => w.weight),
      this.#weights,
    );
  }

  /** Likeness of a question's word to a word of the vocabulary, worked out when first asked for. */
  #row({ word, vector, aliases }: QuestionWord): (id: number) => number {
    const { dimension, rows } = this.#vectors;
    const row = new Float32Array(this.#ids.size).fill(-1);
    for (const alias of aliases) {
      const id = this.#ids.get(alias);
      if (id !== undefined) row[id] = SYNONYM;
    }
    const own = this.#ids.get(word);
    if (own !== undefined) row[own] = 1;
    return (id) => {
      const known = row[id] ?? 0;
      if (known >= 0) return known;
      const cosine = dot(vector, rows, id * dimension);
      const likeness = cosine <= UNRELATED ? 0 : (cosine - UNRELATED) / (1 - UNRELATED);
      row[id] = likeness;
      return likeness;
    };
  }
}

/** One question's likeness to every word of the vocabulary. */
class QuestionMatch {
  readonly #likeness: ((id: number) => number)[];
  readonly #queryWeights: number[];
  readonly #weights: Float32Array;
  readonly #total: number;

  constructor(likeness: ((id: number) => number)[], queryWeights: number[], weights: Float32Array) {
    this.#likeness = likeness;
    this.#queryWeights = queryWeights;
    this.#weights = weights;
    this.#total = queryWeights.reduce((sum, weight) => sum + weight, 0);
  }

  /** Share of the question's weight that the text covers, 0–1. */
  covered(ids: Int32Array): number {
    if (this.#total === 0) return 0;
    let sum = 0;
    this.#likeness.forEach((likeness, q) => {
      let best = 0;
      for (const id of ids) best = Math.max(best, likeness(id));
      sum += best * (this.#queryWeights[q] ?? 0);
    });
    return sum / this.#total;
  }

  /** Share of the text's weight that the question covers, 0–1. */
  covers(ids: Int32Array): number {
    let sum = 0;
    let total = 0;
    for (const id of ids) {
      const weight = this.#weights[id] ?? 0;
      let best = 0;
      for (const likeness of this.#likeness) best = Math.max(best, likeness(id));
      sum += best * weight;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  }
}
