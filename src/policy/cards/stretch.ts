import { squeeze } from '../corpus/article.ts';

/** A stretch of a text without white space: offsets of its first character and after its last. */
export interface Stretch {
  start: number;
  end: number;
}

/**
 * Where a quote stands in a text, white space aside and whether its punctuation is full-width or not; undefined where
 * it does not. What is cited is cut from the text itself, so it stays verbatim.
 */
export function stretchOf(quote: string, text: string): Stretch | undefined {
  const wanted = folded(squeeze(quote));
  const start = folded(squeeze(text)).indexOf(wanted);
  return start < 0 ? undefined : { start, end: start + wanted.length };
}

/** How many characters two stretches share. */
export function shared(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Full-width forms as half-width ones, character by character, so that offsets stay. */
function folded(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}
