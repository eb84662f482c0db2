import { binds, type RegionCode } from '../../regions/index.ts';
import { squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';

/**
 * Programmes that documents name in quotation marks (“金秋助学”, “五天四夜”) and the jurisdictions of the documents
 * that mention them, quoted or not: a name is what tells best whose document a question is about.
 */
export class Programmes {
  readonly #jurisdictions = new Map<string, RegionCode[]>();

  constructor(corpus: Pick<Corpus, 'articles' | 'documents'>) {
    const texts = new Map<string, string>();
    for (const { document, text } of corpus.articles)
      texts.set(document, (texts.get(document) ?? '') + squeeze(text));
    for (const text of texts.values()) {
      for (const [, name = ''] of text.matchAll(/“([\u4e00-\u9fff\d+]{3,10})”/g)) {
        const mentioning = [...texts].filter(([, other]) => other.includes(name)).map(([slug]) => slug);
        this.#jurisdictions.set(
          name,
          mentioning.flatMap((slug) => corpus.documents.get(slug)?.jurisdiction ?? []),
        );
      }
    }
  }

  /** Programmes in the question that no document binding in the region mentions, longest first. */
  foreignIn(question: string, region: RegionCode): string[] {
    const text = squeeze(question);
    return [...this.#jurisdictions]
      .filter(([name, jurisdictions]) => text.includes(name) && !jurisdictions.some((j) => binds(j, region)))
      .map(([name]) => name)
      .sort((a, b) => b.length - a.length);
  }
}
