import type { Cards } from '../cards/cards.ts';
import { articleId, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isCentral } from '../corpus/document.ts';
import { sentencesOf } from './sentences.ts';

/** A passage's sentence and what people ask about it. */
export interface Sentence {
  text: string;
  /** Index of its article in the corpus. */
  article: number;
}

/** The smallest thing searched: a sentence of an article, a question that one answers, or a card's sentence on it. */
export interface Unit {
  kind: 'sentence' | 'question' | 'saying' | 'outside';
  text: string;
  /** Index of the article; -1 for a question that no document answers. */
  article: number;
  /** Index of the answering sentence; for an outside question the index of that question. */
  target: number;
  /** The answering words of that sentence, for a question. */
  quote: string;
  /** Slug of the document, or the kind of outside question. */
  document: string;
  /** Id of the card that has the question; index of a card's sentence among all. */
  card?: string;
  saying?: number;
}

/** Search units of a corpus and the sentences they lead to. */
export function unitsOf(corpus: Corpus, cards: Cards): { sentences: Sentence[]; units: Unit[] } {
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
  units.push(...cardUnits(corpus, cards, sentences, byArticle));
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

/**
 * What cards add to the bank: each way of asking is a question that the card's first sentence of a document answers,
 * and each sentence can itself be found.
 */
function cardUnits(
  corpus: Corpus,
  cards: Cards,
  sentences: readonly Sentence[],
  byArticle: ReadonlyMap<string, { article: number; first: number; last: number }>,
): Unit[] {
  const units: Unit[] = [];
  const isForeign = namesForeign(corpus);
  const led = new Set<string>();
  cards.sayings.forEach(({ card, point, text, article, quote }, saying) => {
    const place = byArticle.get(articleId(article));
    if (place === undefined) return;
    const target = answeringSentence(sentences, place.first, place.last, quote);
    const unit = { article: place.article, target, quote, document: article.document };
    units.push({ ...unit, kind: 'saying', text, saying });
    const lead = `${card.id} ${article.document}`;
    if (!point.lead || led.has(lead)) return;
    led.add(lead);
    for (const ask of [card.question, ...card.asks])
      if (!isForeign(ask, article.document))
        units.push({ ...unit, kind: 'question', text: ask, card: card.id });
  });
  return units;
}

/** Whether a question names what neither a document nor the central ones mention, but another place's does. */
function namesForeign(corpus: Corpus): (question: string, document: string) => boolean {
  const central = [...corpus.documents.values()].filter(isCentral).map(({ slug }) => slug);
  const mentions = new Map(
    corpus.glossary
      .flatMap(({ term, also }) => [term, ...also])
      .map((name) => [
        name,
        [...corpus.sources].flatMap(([slug, text]) => (text.includes(name) ? [slug] : [])),
      ]),
  );
  return (question, document) =>
    [...mentions].some(
      ([name, slugs]) =>
        slugs.length > 0 &&
        question.includes(name) &&
        !slugs.includes(document) &&
        !slugs.some((slug) => central.includes(slug)),
    );
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
