import { withoutUnits } from '../ingest/units.ts';

/** The longest piece still read as one sentence; longer ones are cut at ；. */
const LONG = 130;

/**
 * Sentences of an article's text in their order, verbatim, white space inside them dropped; responsible units are
 * left out. A sentence longer than what fits a quote is cut at its semicolons into stretches that fit.
 */
export function sentencesOf(text: string): string[] {
  const printed = text.replace(/\s+/g, '');
  const plain = withoutUnits(text).replace(/\s+/g, '');
  const sentences = plain.match(/[^。！？]+[。！？]*[”’）)]*/g) ?? [];
  return sentences
    .flatMap((sentence) => verbatimParts(sentence, printed))
    .flatMap((sentence) => (sentence.length <= LONG ? [sentence] : packed(sentence)))
    .filter((sentence) => sentence.length > 3 && !isHeadingOnly(sentence));
}

/** Clauses between semicolons, put together as long as they fit. */
function packed(sentence: string): string[] {
  const stretches: string[] = [];
  for (const clause of sentence.match(/[^；;]+[；;]?/g) ?? [sentence]) {
    const last = stretches.at(-1);
    if (last !== undefined && last.length + clause.length <= LONG)
      stretches[stretches.length - 1] = last + clause;
    else stretches.push(clause);
  }
  return stretches;
}

function isHeadingOnly(sentence: string): boolean {
  return /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])[^，。；：、]{2,30}。?$/.test(
    sentence,
  );
}

/**
 * What a sentence was before responsible units were taken out of its middle: the stretches on either side, without
 * the punctuation that then stands alone (`…全覆盖。（责任单位：…）。加强…`).
 */
function verbatimParts(sentence: string, printed: string): string[] {
  const parts: string[] = [];
  for (let rest = sentence; rest !== ''; ) {
    let length = rest.length;
    while (length > 1 && !printed.includes(rest.slice(0, length))) length -= 1;
    parts.push(rest.slice(0, length));
    rest = rest.slice(length).replace(/^[，,、；;。]+/, '');
  }
  return parts;
}
