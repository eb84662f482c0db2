import { withoutUnits } from '../ingest/units.ts';

/** The longest piece still read as one sentence; longer ones are cut at ； and then at ，. */
const LONG = 130;

/**
 * Sentences of an article's text in their order, verbatim, white space inside them dropped; responsible units are
 * left out. A sentence longer than what fits a quote is cut at its semicolons.
 */
export function sentencesOf(text: string): string[] {
  const plain = withoutUnits(text).replace(/\s+/g, '');
  const sentences = plain.match(/[^。！？]+[。！？]*[”’）)]*/g) ?? [];
  return sentences
    .flatMap((sentence) =>
      sentence.length <= LONG ? [sentence] : (sentence.match(/[^；;]+[；;]?/g) ?? [sentence]),
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3 && !isHeadingOnly(sentence));
}

function isHeadingOnly(sentence: string): boolean {
  return /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]?)[^，。；：、]{2,30}。?$/.test(
    sentence,
  );
}
