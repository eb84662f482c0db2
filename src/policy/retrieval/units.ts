import { articleId, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { sentencesOf } from './sentences.ts';

/** A passage's sentence and what people ask about it. */
export interface Sentence {
  text: string;
  /** Index of its article in the corpus. */
  article: number;
}

/** The smallest thing searched: one sentence of an article, or one question that a sentence answers. */
export interface Unit {
  kind: 'sentence' | 'question' | 'outside';
  text: string;
  /** Index of the article; -1 for a question that no document answers. */
  article: number;
  /** Index of the answering sentence; for an outside question the index of that question. */
  target: number;
  /** The answering words of that sentence, for a question. */
  quote: string;
  /** Slug of the document, or the kind of outside question. */
  document: string;
}

/** Search units of a corpus and the sentences they lead to. */
export function unitsOf(corpus: Corpus): { sentences: Sentence[]; units: Unit[] } {
  const sentences: Sentence[] = [];
  const units: Unit[] = [];
  const asked = new Set(corpus.questions.map((entry) => entry.document));
  const byArticle = new Map<string, { article: number; first: number; last: number }>();
  corpus.articles.forEach((article, index) => {
    const first = sentences.length;
    for (const text of sentencesOf(article.text)) {
      const target = sentences.length;
      const unit = { text, article: index, target, quote: '', document: article.document };
      units.push({ ...unit, kind: 'sentence' });
      // Of a document that nobody wrote questions for yet, each sentence, under its heading, is the question that it answers.
      if (!asked.has(article.document))
        units.push({ ...unit, text: `${article.title}：${text}`, kind: 'question' });
      sentences.push({ text, article: index });
    }
    byArticle.set(articleId(article), { article: index, first, last: sentences.length });
  });
  for (const entry of corpus.questions) {
    const place = byArticle.get(articleId(entry));
    if (place === undefined) continue;
    const { article } = place;
    const quote = squeeze(entry.quote);
    const target = answeringSentence(sentences, place.first, place.last, quote);
    for (const text of entry.questions) {
      units.push({ kind: 'question', text, article, target, quote, document: entry.document });
    }
  }
  corpus.outside.forEach((entry, target) => {
    units.push({
      kind: 'outside',
      text: entry.question,
      article: -1,
      target,
      quote: '',
      document: entry.kind,
    });
  });
  return { sentences, units };
}

/** The sentence that holds the quote, or its larger part where the quote spans two; -1 for a quote in no sentence. */
function answeringSentence(
  sentences: readonly Sentence[],
  first: number,
  last: number,
  quote: string,
): number {
  for (const part of [
    quote,
    quote.slice(0, Math.ceil(quote.length / 2)),
    quote.slice(-Math.ceil(quote.length / 2)),
  ]) {
    for (let i = first; i < last; i += 1) if (sentences[i]?.text.includes(part)) return i;
  }
  return -1;
}
