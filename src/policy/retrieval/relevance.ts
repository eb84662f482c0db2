/** What speaks for an article, each 0–1. */
export interface Features {
  /** BM25 over the article and the questions asked about it, relative to the best possible. */
  lexical: number;
  /** Best cosine, and best word-by-word likeness, to a question asked about it. */
  questionCosine: number;
  questionSoft: number;
  /** Mean likeness of the four nearest questions asked about it. */
  questionMean: number;
  sentenceCosine: number;
  sentenceSoft: number;
  /** Best likeness to a question of a card that leads to it. */
  ask: number;
  /** 1 for the asker's own place, 0 for central documents, which speak more generally. */
  local: number;
}

export const NO_FEATURES = {
  questionCosine: 0,
  questionSoft: 0,
  questionMean: 0,
  sentenceCosine: 0,
  sentenceSoft: 0,
  ask: 0,
};

/** Weights fitted by `npm run calibrate` on the development questions. */
const WEIGHTS: Features = {
  lexical: 0.6,
  questionCosine: 1.05,
  questionSoft: 0.9,
  questionMean: 1.05,
  sentenceCosine: 0.5,
  sentenceSoft: 0.7,
  ask: 0.4,
  local: 0.4,
};

/** One figure for how well an article fits a question; only its order means anything. */
export function relevance(features: Features): number {
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof Features)[]) score += WEIGHTS[name] * features[name];
  return score;
}
