import { dot } from './vector-store.ts';
import type { Vectors } from './vector-cache.ts';

/** Below this cosine two words have nothing to do with each other. */
const UNRELATED = 0.35;

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

  /** Likeness of one question to texts; `vectorOf` gives a word's vector, `weightOf` its weight. */
  question(words: { word: string; vector: Float32Array; weight: number; aliases: readonly string[] }[]): QuestionMatch {
    const { dimension, rows } = this.#vectors;
    const count = this.#ids.size;
    const likeness = words.map(({ word, vector, aliases }) => {
      const row = new Float32Array(count);
      for (let i = 0; i < count; i += 1) {
        const cosine = dot(vector, rows, i * dimension);
        row[i] = cosine <= UNRELATED ? 0 : (cosine - UNRELATED) / (1 - UNRELATED);
      }
      for (const alias of aliases) {
        const id = this.#ids.get(alias);
        if (id !== undefined) row[id] = Math.max(row[id] ?? 0, 0.85);
      }
      const own = this.#ids.get(word);
      if (own !== undefined) row[own] = 1;
      return row;
    });
    return new QuestionMatch(
      likeness,
      words.map((w) => w.weight),
      this.#weights,
    );
  }
}

/** One question's likeness to every word of the vocabulary. */
class QuestionMatch {
  readonly #likeness: Float32Array[];
  readonly #queryWeights: number[];
  readonly #weights: Float32Array;
  readonly #total: number;

  constructor(likeness: Float32Array[], queryWeights: number[], weights: Float32Array) {
    this.#likeness = likeness;
    this.#queryWeights = queryWeights;
    this.#weights = weights;
    this.#total = queryWeights.reduce((sum, weight) => sum + weight, 0);
  }

  /** Share of the question's weight that the text covers, 0–1. */
  covered(ids: Int32Array): number {
    if (this.#total === 0) return 0;
    let sum = 0;
    this.#likeness.forEach((row, q) => {
      let best = 0;
      for (const id of ids) best = Math.max(best, row[id] ?? 0);
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
      for (const row of this.#likeness) best = Math.max(best, row[id] ?? 0);
      sum += best * weight;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  }
}
