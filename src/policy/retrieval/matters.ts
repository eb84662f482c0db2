import { binds, type RegionCode } from '../../regions/index.ts';
import { squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isUsableOn } from '../corpus/document.ts';
import type { Words } from './words.ts';

/**
 * Whether the documents that bind in a region and are usable on a day name, by this or another name, every matter that a
 * question names, and it names one at all.
 */
export function namesMatter(
  corpus: Pick<Corpus, 'articles' | 'documents'>,
  words: Words,
  question: string,
  { region, today }: { region: RegionCode; today: string },
): boolean {
  const matters = words.mattersIn(question);
  const usable = new Set(
    [...corpus.documents.values()]
      .filter((d) => binds(d.jurisdiction, region) && isUsableOn(d, today))
      .map((d) => d.slug),
  );
  const texts = corpus.articles.filter((a) => usable.has(a.document)).map((a) => squeeze(a.text));
  const isNamed = (names: readonly string[]) => texts.some((text) => names.some((n) => text.includes(n)));
  return matters.length > 0 && matters.every((matter) => isNamed([matter, ...words.synonymsOf(matter)]));
}
