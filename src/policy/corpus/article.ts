/** The smallest unit of a document that a person would cite. */
export interface Article {
  /** Slug of its document. */
  document: string;
  /** Heading labels from the top, as `["二","（一）","1"]`; or a name as `["前言"]`. */
  path: string[];
  title: string;
  /** The article as printed, repairs applied: number, heading, body, responsible units; paragraphs apart by `\n`. */
  text: string;
  responsibleUnits: string[];
  /** Where it stands in `source.txt`: offsets of its first character and after its last, in UTF-16 units. */
  span: { start: number; end: number };
}

/** Identity of an article within a corpus: `yanling-2023#二/（一）/1`. */
export function articleId(article: Pick<Article, 'document' | 'path'>): string {
  return `${article.document}#${article.path.join('/')}`;
}

/** The path as it is read out: `二（一）1`. */
export function articleLabel(article: Pick<Article, 'path'>): string {
  return article.path.join('');
}

/** Text without white space: the form in which a quote is compared with its source. */
export function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}
