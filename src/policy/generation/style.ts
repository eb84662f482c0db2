import { LIMITS, PLAIN, type Role } from '../answer/answer.ts';

/** How long an answer and its sentences may be for whom. */
export interface Style {
  total: number;
  sentence: number;
  sentences: number;
}

/** The style for a role. */
export function styleFor(role: Role): Style {
  if (role === 'resident') return { total: LIMITS.resident, ...PLAIN };
  return { total: LIMITS.cadre, sentence: 80, sentences: 8 };
}
