import { articleLabel } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { validityOn } from '../corpus/document.ts';
import { type Citation, LIMITS } from './answer.ts';
import { clip, type Evidence } from './evidence.ts';

/**
 * One citation for each piece of evidence, best first, at most four, quotes at most 160 characters. `used` are the
 * answering words where the quote holds them.
 * @param usedIn the words that the answer says, where others than those found
 */
export function citationsFor(
  corpus: Corpus,
  evidence: readonly Evidence[],
  today: string,
  usedIn: ReadonlyMap<Evidence, string> = new Map(),
): Citation[] {
  return evidence.slice(0, LIMITS.citations).flatMap((e) => {
    const document = corpus.documents.get(e.article.document);
    if (document === undefined) return [];
    const said = usedIn.get(e) ?? '';
    const quote = clip(e.sentence, spanning(e.sentence, e.focus, said), LIMITS.quote);
    const used = [said, e.focus].find((words) => words !== '' && quote.includes(words));
    return [
      {
        document: document.slug,
        number: document.number ?? '',
        article: articleLabel(e.article),
        quote,
        jurisdiction: document.jurisdiction,
        validity: validityOn(document, today),
        ...(used === undefined ? {} : { used }),
      },
    ];
  });
}

/** The stretch of a sentence that holds two stretches of it, where it fits a quote; else the second, else the first. */
function spanning(sentence: string, focus: string, said: string): string {
  const [a, b] = [sentence.indexOf(focus), sentence.indexOf(said)];
  if (said === '' || b < 0) return focus;
  if (focus === '' || a < 0) return said;
  const whole = sentence.slice(Math.min(a, b), Math.max(a + focus.length, b + said.length));
  return whole.length <= LIMITS.quote ? whole : said;
}
