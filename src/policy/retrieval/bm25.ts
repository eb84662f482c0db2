/** Term weighting of Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). */
const K1 = 1.2;
const B = 0.6;

/** A BM25 index over bags of words. Scores are relative to the best that the query could reach, in 0–1. */
export class Bm25 {
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #lengths: number[] = [];
  #averageLength = 1;

  constructor(bags: readonly (readonly string[])[]) {
    bags.forEach((bag, i) => {
      this.#lengths.push(bag.length);
      for (const word of bag) {
        const posting = this.#postings.get(word) ?? new Map<number, number>();
        posting.set(i, (posting.get(i) ?? 0) + 1);
        this.#postings.set(word, posting);
      }
    });
    this.#averageLength = Math.max(
      1,
      this.#lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, bags.length),
    );
  }

  /** Inverse document frequency; a word seen nowhere weighs as much as one seen once. */
  idf(word: string): number {
    const n = Math.max(1, this.#postings.get(word)?.size ?? 0);
    return Math.log(1 + (this.#lengths.length - n + 0.5) / (n + 0.5));
  }

  has(word: string): boolean {
    return this.#postings.has(word);
  }

  /**
   * Scores every bag that shares a word with the query.
   * @param query words with their weights (1 for the asker's own, less for a synonym)
   */
  search(query: ReadonlyMap<string, number>): Map<number, number> {
    const scores = new Map<number, number>();
    let best = 0;
    for (const [word, weight] of query) {
      const idf = this.idf(word);
      if (weight === 1) best += idf * (K1 + 1);
      for (const [i, frequency] of this.#postings.get(word) ?? []) {
        const length = (this.#lengths[i] ?? 0) / this.#averageLength;
        const gain = (idf * weight * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));
        scores.set(i, (scores.get(i) ?? 0) + gain);
      }
    }
    for (const [i, score] of scores) scores.set(i, Math.min(1, score / Math.max(best, 1e-9)));
    return scores;
  }
}
