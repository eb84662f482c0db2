import type { Sentence } from './units.ts';

/** A sentence of another document that says nearly the same. */
export interface Counterpart {
  /** Index of the sentence. */
  sentence: number;
  /** How much of the shorter one they share, 0–1. */
  share: number;
}

/** Share of character pairs from which two sentences are about the same matter. */
const SAME_MATTER = 0.5;
/** Pairs that more sentences than this have tell nothing. */
const COMMON = 120;

/**
 * For each sentence, the one of each other document that says nearly the same. Documents of different places are
 * written after one model: a question asked about one place's sentence is also a question about its counterpart,
 * whatever figure that one has.
 */
export function counterpartsOf(
  sentences: readonly Sentence[],
  documentOf: (article: number) => string,
): Map<number, Counterpart[]> {
  const pairs = sentences.map(({ text }) => pairsOf(text));
  const postings = new Map<string, number[]>();
  pairs.forEach((own, i) => {
    for (const pair of own) {
      const posting = postings.get(pair);
      if (posting === undefined) postings.set(pair, [i]);
      else posting.push(i);
    }
  });
  const counterparts = new Map<number, Counterpart[]>();
  sentences.forEach(({ article }, i) => {
    const own = pairs[i] ?? new Set<string>();
    const shared = new Map<number, number>();
    for (const pair of own) {
      const posting = postings.get(pair) ?? [];
      if (posting.length > COMMON) continue;
      for (const other of posting) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const best = new Map<string, Counterpart>();
    for (const [other, count] of shared) {
      const document = documentOf(sentences[other]?.article ?? -1);
      if (document === documentOf(article)) continue;
      const share = count / Math.max(8, Math.min(own.size, pairs[other]?.size ?? 0));
      if (share >= SAME_MATTER && share > (best.get(document)?.share ?? 0)) {
        best.set(document, { sentence: other, share: Math.min(1, share) });
      }
    }
    if (best.size > 0) counterparts.set(i, [...best.values()]);
  });
  return counterparts;
}

function pairsOf(text: string): Set<string> {
  const plain = text.replace(/[^\u4e00-\u9fff\d%]/g, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)));
}
