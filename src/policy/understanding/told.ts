import { binds, type RegionCode } from '../../regions/index.ts';
import { type Answer, type AskRequest, type Choice, LIMITS, type Passage } from '../answer/answer.ts';
import { citationsFor } from '../answer/citations.ts';
import { isPlain } from '../answer/clause.ts';
import { stateOf } from '../answer/closing.ts';
import type { Evidence } from '../answer/evidence.ts';
import { TEXTS as ANSWER_TEXTS } from '../answer/texts.ts';
import { findUnfounded } from '../answer/verify.ts';
import type { Saying } from '../cards/cards.ts';
import type { Article } from '../corpus/article.ts';
import { articleId, articleLabel, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isUsableOn } from '../corpus/document.ts';
import { TEXTS } from './texts.ts';

/** A sentence with the words of the article that it rests on. */
export interface Piece {
  text: string;
  article: Article;
  /** Verbatim from the article. */
  quote: string;
  /** From a card that no county has signed off. */
  isSample: boolean;
  by: 'card' | 'rule';
}

/** How pieces are put before and after one another. */
export interface Telling {
  opening: string;
  /** Said instead of the opening's silence when not all pieces have room. */
  rest?: string;
  numbered: boolean;
  choices?: readonly Choice[];
  topic?: string;
  passages: Passage[];
}

/**
 * Tells pieces one after another, as many as there is room and citations for, each resting on a cited article; the
 * state of the documents at the end. Undefined when none can be told.
 */
export function tell(
  corpus: Corpus,
  request: AskRequest,
  pieces: readonly Piece[],
  telling: Telling,
): Answer | undefined {
  const isResident = request.role === 'resident';
  const limit = isResident ? LIMITS.resident : LIMITS.cadre;
  const sound = pieces.filter(
    ({ text, article }, i) =>
      pieces.findIndex((other) => other.text === text) === i &&
      holdsFor(corpus, request, article.document) &&
      findUnfounded(text, article.text, []).length === 0 &&
      (!isResident || isPlain(telling.numbered ? TEXTS.item(1, text) : text)),
  );
  for (let count = sound.length; count > 0; count -= 1) {
    const told = sound.slice(0, count);
    const evidence = evidenceOf(told);
    if (evidence.length > LIMITS.citations) continue;
    const notes = stateOf(corpus, request, evidence);
    if (told.some(({ isSample }) => isSample)) notes.push(ANSWER_TEXTS.sample);
    const lines = told.map((piece, i) => lineOf(piece, i, telling.numbered, isResident));
    const rest = count < pieces.length ? (telling.rest ?? '') : '';
    const apart = telling.numbered ? '\n' : '';
    const body = [telling.opening, ...lines, rest].filter((line) => line !== '').join(apart);
    const answer = body + apart + notes.join('');
    if (answer.length > limit) continue;
    const { choices = [], topic } = telling;
    return {
      status: 'answered',
      answer,
      citations: citationsFor(corpus, evidence, request.today, new Map(evidence.map((e) => [e, e.focus]))),
      passages: telling.passages,
      by: told[0]?.by ?? 'own',
      ...(topic === undefined ? {} : { topic }),
      ...(choices.length === 0 ? {} : { choices: choices.slice(0, LIMITS.choices) }),
      ...(notes.length === 0 ? {} : { notes }),
    };
  }
  return undefined;
}

/** What a card says, as a piece. */
export function pieceOf({ text, article, quote, card }: Saying): Piece {
  return { text, article, quote, isSample: card.status === 'sample', by: 'card' };
}

/** Whether a document binds the asker and may be used that day. */
export function holdsFor(
  corpus: Pick<Corpus, 'documents'>,
  { region, today }: { region: RegionCode; today: string },
  slug: string,
): boolean {
  const document = corpus.documents.get(slug);
  return document !== undefined && binds(document.jurisdiction, region) && isUsableOn(document, today);
}

/** The stretches that pieces rest on, each article's once for each quote; of one article no more than needed. */
function evidenceOf(pieces: readonly Piece[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const { article, quote } of pieces) {
    const words = squeeze(quote);
    const isKnown = evidence.some(
      (e) => articleId(e.article) === articleId(article) && e.sentence.includes(words),
    );
    if (!isKnown) evidence.push({ article, sentence: words, focus: words, score: 0, order: -1 });
  }
  return evidence;
}

function lineOf({ text, article }: Piece, index: number, numbered: boolean, isResident: boolean): string {
  const labelled =
    isResident || !numbered
      ? text
      : text.replace(/([。！？]?)$/u, `${TEXTS.article(articleLabel(article))}$1`);
  return numbered ? TEXTS.item(index + 1, labelled) : labelled;
}
