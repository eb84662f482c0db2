import { apply } from './apply.ts';
import { asidesAt } from './asides.ts';
import type { Draft } from './draft.ts';
import { openStep, skip, skipRest } from './journey.ts';

/** How a wish to file too early is kept among what was said instead of an answer. */
const WISH = '提交';

/**
 * 提交 before the review: enough was said. What is optional at the end is passed over; at an earlier question it is
 * refused once, then that question is left, too, where it may be.
 */
export function sendOff(draft: Draft, now: Date): { draft: Draft; isRefused: boolean } {
  const rest = skipRest(draft);
  if (rest !== undefined) return { draft: rest, isRefused: false };
  const isInsisting = asidesAt(draft, openStep(draft)).includes(WISH);
  const next = isInsisting ? skip(draft) : undefined;
  if (next !== undefined) return { draft: next, isRefused: false };
  return { draft: apply(draft, { aside: WISH }, now).draft, isRefused: true };
}
