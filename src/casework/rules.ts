import type { Refusal } from './model.ts';

const LONGEST = 2000;
const SHORTEST_REASON = 5;

/** What is wrong with a text that a case is to keep. */
export function textProblem(text: string): Refusal | undefined {
  const length = [...text.trim()].length;
  if (length === 0) return 'text-empty';
  return length > LONGEST ? 'text-long' : undefined;
}

/** What is wrong with a reason that somebody else must understand. */
export function reasonProblem(reason: string): Refusal | undefined {
  // Blanks and punctuation explain nothing.
  const length = [...reason.replace(/[\s\p{P}\p{S}]/gu, '')].length;
  return length < SHORTEST_REASON ? 'reason-short' : textProblem(reason);
}
