import type { Draft } from './draft.ts';
import { skip, skipRest } from './journey.ts';

/**
 * 提交 before the review: enough was said. What is optional at the end is passed over; at an earlier question it is
 * refused once, from then on that question is left, where it may be.
 */
export function sendOff(draft: Draft): { draft: Draft; isRefused: boolean } {
  const next = skipRest(draft) ?? (draft.sentOff === true ? skip(draft) : undefined);
  if (next !== undefined) return { draft: next, isRefused: false };
  return { draft: { ...draft, sentOff: true }, isRefused: draft.sentOff !== true };
}
