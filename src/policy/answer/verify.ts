import { squeeze } from '../corpus/article.ts';
import { figuresIn } from '../corpus/figures.ts';
import type { Citation } from './answer.ts';

/** What a drafted answer may draw on. */
export interface Grounds {
  /** Texts of the binding articles cited. */
  articles: readonly string[];
  /** The question, whose own figures may be repeated. */
  question: string;
  /** Figures that a shown sum brought about. */
  computed: readonly string[];
  /** Verbatim stretches of the answer that must stand in an article. */
  extracts: readonly string[];
  /** Sources after repairs, by slug, in which quotes must stand. */
  sources: ReadonlyMap<string, string>;
}

/**
 * What in a drafted answer has no ground, each a short description; an empty list is a grounded answer. Checks that
 * every extract and quote is verbatim and that every figure stands in a cited article, the question or a shown sum.
 */
export function findUngrounded(answer: string, citations: readonly Citation[], grounds: Grounds): string[] {
  const texts = grounds.articles.map(squeeze);
  const problems: string[] = [];
  for (const extract of grounds.extracts) {
    if (!texts.some((text) => text.includes(squeeze(extract))))
      problems.push(`extract: ${extract.slice(0, 20)}`);
  }
  for (const { document, quote } of citations) {
    if (!grounds.sources.get(document)?.includes(squeeze(quote)))
      problems.push(`quote: ${quote.slice(0, 20)}`);
  }
  const allowed = new Set([...texts.flatMap(figuresIn), ...figuresIn(grounds.question), ...grounds.computed]);
  for (const figure of figuresIn(answer)) if (!allowed.has(figure)) problems.push(`figure: ${figure}`);
  return problems;
}

/** Figures of a plain sentence that the article which it rests on does not print and no shown sum brought about. */
export function findUnfounded(text: string, article: string, computed: readonly string[]): string[] {
  const allowed = new Set([...figuresIn(squeeze(article)), ...computed]);
  return figuresIn(text).filter((figure) => !allowed.has(figure));
}
