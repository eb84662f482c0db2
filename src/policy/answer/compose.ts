import type { Cards } from '../cards/cards.ts';
import { stretchOf } from '../cards/stretch.ts';
import type { Article } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { unitsResponsibleFor } from '../ingest/units.ts';
import { type Citation, LIMITS } from './answer.ts';
import { citationsFor } from './citations.ts';
import { localName, stateOf } from './closing.ts';
import { clip, type Evidence } from './evidence.ts';
import { type Statement, statementsFor } from './figures.ts';
import type { Draft, Ingredients } from './ingredients.ts';
import { TEXTS } from './texts.ts';
import { findUnfounded, findUngrounded } from './verify.ts';

/** Sentences taken into an answer at most, and of those the ones whose document's state is told. */
const EXTRACTS = 6;
const STATED = 3;
const STATEMENTS = 3;
const UNITS = 12;
const SHORTEST_EXTRACT = 24;

/**
 * Writes an answer for an office: plain sentences of matching rules and what cards say for staff, then the best
 * sentences in the documents' own words in their order, responsible units, and the state of an old document; cut to
 * the limit. What the verifier finds no ground for is left out; undefined when nothing is left.
 */
export function compose({
  index: { corpus, cards },
  divisions,
  request,
  evidence: found,
  missing,
  aside = '',
  several,
}: Ingredients): Draft | undefined {
  const limit = LIMITS.cadre;
  const citations = citationsFor(corpus, found, request.today);
  const cited = new Set(found.slice(0, LIMITS.citations).map((e) => e.article));
  // Nothing is said from an article that is not cited.
  const evidence = found.filter((e) => cited.has(e.article));
  const statements = [
    ...statementsFor(corpus, evidence, request.question, request.today, STATEMENTS),
    ...staffSayings(cards, evidence),
  ];
  const place = localName(corpus, divisions, request.region);
  const units = unitsOf(evidence.slice(0, several > 1 ? 2 : 1));
  const notes = stateOf(corpus, request, evidence.slice(0, STATED));
  const tail = [...units, ...notes];
  const opening = missing.map((text) => TEXTS.partial(place, text)).join('') + aside;
  const room = limit - opening.length - tail.join('').length;
  const { text: said, kept } = withinRoom(statements, Math.floor(room * 0.6));
  const extracts = extractsFor(evidence, room - said.length);
  const body = layOut(corpus, extracts);
  const answer = [opening, said, body, ...tail].join('');
  const grounds = {
    articles: [...cited].flatMap((a) => [a.text, corpus.documents.get(a.document)?.title ?? '']),
    question: request.question,
    computed: kept.flatMap((s) => s.computed),
    extracts: extracts.map((e) => e.text),
    sources: corpus.sources,
  };
  if (citations.length === 0 || extracts.length + kept.length === 0) return undefined;
  if (findUngrounded(answer, citations, grounds).length > 0)
    return withoutStatements({ corpus, citations, extracts, opening, tail, notes, grounds, limit });
  const sample = kept.some((s) => s.isSample) ? [TEXTS.sample] : [];
  const by = kept.some((s) => s.topic !== undefined) ? 'card' : kept.length > 0 ? 'rule' : 'extract';
  const topic = kept.find((s) => s.topic !== undefined)?.topic;
  return {
    answer: [answer, ...sample].join('').slice(0, limit),
    citations,
    by,
    ...(topic === undefined ? {} : { topic }),
    ...(notes.length + sample.length === 0 ? {} : { notes: [...notes, ...sample] }),
  };
}

/** What cards say for staff of the best sentence. */
function staffSayings(cards: Cards, evidence: readonly Evidence[]): Spoken[] {
  return evidence.slice(0, 1).flatMap((e) => {
    const at = stretchOf(e.sentence, e.article.text);
    return (at === undefined ? [] : cards.on(e.article, at))
      .filter(
        ({ point, text }) => point.for === 'staff' && findUnfounded(text, e.article.text, []).length === 0,
      )
      .slice(0, 2)
      .map(({ text, card }) => ({
        text,
        computed: [],
        topic: card.id,
        isSample: card.status === 'sample',
      }));
  });
}

/** The same answer in the documents' own words alone, for when a plain sentence did not hold. */
function withoutStatements(parts: {
  corpus: Corpus;
  citations: Citation[];
  extracts: Extract[];
  opening: string;
  tail: string[];
  notes: string[];
  grounds: Parameters<typeof findUngrounded>[2];
  limit: number;
}): Draft | undefined {
  const { corpus, citations, notes } = parts;
  const answer = [parts.opening, layOut(corpus, parts.extracts), ...parts.tail]
    .join('')
    .slice(0, parts.limit);
  const holds = parts.extracts.length > 0 && findUngrounded(answer, citations, parts.grounds).length === 0;
  if (!holds) return undefined;
  return { answer, citations, by: 'extract', ...(notes.length === 0 ? {} : { notes }) };
}

/** A sentence said before the extracts: a rule's, or a card's with its topic. */
type Spoken = Pick<Statement, 'text' | 'computed'> & { topic?: string; isSample?: boolean };

interface Extract {
  text: string;
  article: Article;
  order: number;
}

function withinRoom(statements: readonly Spoken[], room: number): { text: string; kept: Spoken[] } {
  const kept: Spoken[] = [];
  let text = '';
  for (const statement of statements) {
    if (text.length + statement.text.length > room) continue;
    kept.push(statement);
    text += statement.text;
  }
  return { text, kept };
}

/** Verbatim stretches of the chosen sentences that fit the room, the best ones longest. */
function extractsFor(evidence: readonly Evidence[], room: number): Extract[] {
  const extracts: Extract[] = [];
  let left = room;
  for (const { article, sentence, focus, order } of evidence.slice(0, EXTRACTS)) {
    const share = Math.max(110, Math.floor(left * 0.4));
    const text = clip(sentence, focus, Math.min(share, left - 12));
    if (text.length < SHORTEST_EXTRACT && text.length < sentence.length) continue;
    if (text.length > left - 12) continue;
    extracts.push({ text, article, order });
    left -= text.length + 14;
    if (left < SHORTEST_EXTRACT) break;
  }
  return extracts;
}

/** Extracts by document, each document named once, in the order of its text. */
function layOut(corpus: Corpus, extracts: readonly Extract[]): string {
  const slugs = [...new Set(extracts.map((e) => e.article.document))];
  return slugs
    .map((slug) => {
      const document = corpus.documents.get(slug);
      const own = extracts.filter((e) => e.article.document === slug).sort((a, b) => a.order - b.order);
      return (
        TEXTS.says(document?.shortTitle ?? document?.title ?? slug) + own.map((e) => ended(e.text)).join('')
      );
    })
    .join('');
}

/** An extract that stops inside its sentence is closed by an ellipsis, so that nobody takes it for the whole. */
function ended(text: string): string {
  return /[。！？]["”’）)]*$/.test(text) ? text : `${text.replace(/[，,；;：:、]$/, '')}……`;
}

/** The units responsible for sentences, in a line. */
function unitsOf(best: readonly Evidence[]): string[] {
  const units = [...new Set(best.flatMap((e) => unitsResponsibleFor(e.article, e.sentence)))];
  if (units.length === 0) return [];
  return [TEXTS.units(units.slice(0, UNITS).join('、') + (units.length > UNITS ? '等' : ''))];
}
