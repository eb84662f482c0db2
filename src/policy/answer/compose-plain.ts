import { binds } from '../../regions/index.ts';
import type { Card } from '../cards/card.ts';
import type { Saying } from '../cards/cards.ts';
import { squeeze } from '../corpus/article.ts';
import { isUsableOn } from '../corpus/document.ts';
import { unitsResponsibleFor } from '../ingest/units.ts';
import { type Choice, LIMITS, PLAIN } from './answer.ts';
import { citationsFor } from './citations.ts';
import { plainSentences } from './clause.ts';
import { localName, stateOf } from './closing.ts';
import type { Evidence } from './evidence.ts';
import type { Draft, Ingredients } from './ingredients.ts';
import { asksWho, namesOffice, type PlainSources, type Said, sayPlainly } from './plain.ts';
import { TEXTS } from './texts.ts';
import { findUnfounded, findUngrounded } from './verify.ts';

/** What is kept free for the notes at the end, and for naming the nearest topic; characters. */
const NOTES = 70;
const NEAREST = 28;
/** Sentences that say something, whatever has to be said before them. */
const FEWEST = 2;
/** Likeness from which a card's question is taken for what was asked. */
const ASKED_ALIKE = 0.6;
/** Likeness from which another card may be what was meant. */
const NEAR = 0.4;

/**
 * Writes an answer that a resident understands: short plain sentences, at most 300 characters, the state of the
 * document at its end. A piece that the verifier finds no ground for is left out; undefined when nothing is left.
 */
export function composePlain(ingredients: Ingredients): Draft | undefined {
  const { index, divisions, request, missing, share } = ingredients;
  const limit = share?.characters ?? LIMITS.resident;
  const most = share?.citations ?? LIMITS.citations;
  // Of one answer among several only as much is told as may be cited.
  const evidence = share === undefined ? ingredients.evidence : ingredients.evidence.slice(0, most);
  const { corpus } = index;
  const sources = sourcesFor(ingredients);
  const place = localName(corpus, divisions, request.region);
  const isElsewhere = missing.includes(TEXTS.missing.direct);
  const opening = (missing.length === 0 ? '' : openingFor(place, missing)) + (ingredients.aside ?? '');
  const wantsWho = asksWho(request.question);
  const reserve = opening.length + NOTES + (isElsewhere ? NEAREST : 0) + (wantsWho ? PLAIN.sentence : 0);
  const before = plainSentences(opening).length + (isElsewhere ? 1 : 0);
  const space = {
    characters: limit - reserve,
    sentences: Math.max(FEWEST, PLAIN.sentences - before),
  };
  const spoken = sayPlainly(sources, evidence, ingredients.several, space).filter(
    ({ text, evidence: { article }, computed }) =>
      sources.binds(article.document) && findUnfounded(text, article.text, computed).length === 0,
  );
  const rests = restingOn(spoken, evidence, most);
  // Nothing is said from an article that is not cited.
  const cited = new Set(rests.evidence.map((e) => e.article));
  const pieces = spoken.filter((piece) => cited.has(piece.evidence.article));
  const [first] = pieces;
  if (first === undefined) return undefined;
  const title = first.saying?.card.title;
  const nearest = isElsewhere ? (title === undefined ? TEXTS.nearestUnnamed : TEXTS.nearest(title)) : '';
  const units = wantsWho && !pieces.some(namesOffice) ? inCharge(first.evidence) : '';
  const notes = stateOf(
    corpus,
    request,
    pieces.map((p) => p.evidence),
  );
  if (pieces.some(({ saying }) => saying?.card.status === 'sample')) notes.push(TEXTS.sample);
  const answer = [opening, nearest, ...pieces.map(({ text }) => text), units, ...notes].join('');
  const citations = citationsFor(corpus, rests.evidence, request.today, rests.used);
  const grounds = {
    articles: rests.evidence.flatMap(({ article }) => [
      article.text,
      corpus.documents.get(article.document)?.title ?? '',
    ]),
    question: request.question,
    computed: pieces.flatMap((p) => p.computed),
    extracts: pieces.filter((p) => p.by === 'extract').map((p) => p.quote),
    sources: corpus.sources,
  };
  if (answer.length > limit || findUngrounded(answer, citations, grounds).length > 0) return undefined;
  const card = pieces.find((p) => p.saying !== undefined)?.saying?.card;
  const choices = choicesFor(ingredients, sources, card, isElsewhere);
  return {
    answer,
    citations,
    by: first.by,
    ...(card === undefined ? {} : { topic: card.id }),
    ...(choices.length === 0 ? {} : { choices }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function sourcesFor({ index, request, found }: Ingredients): PlainSources {
  const { corpus, cards } = index;
  const likeness = new Map<Saying, number>();
  cards.sayings.forEach((saying, i) => {
    const score = found.sayings.get(i);
    if (score !== undefined) likeness.set(saying, score);
  });
  const usable = new Set(
    [...corpus.documents.values()]
      .filter((d) => binds(d.jurisdiction, request.region) && isUsableOn(d, request.today))
      .map((d) => d.slug),
  );
  const { question, today } = request;
  const binding = (document: string) => usable.has(document);
  const asked = askedCard(cards, found, binding);
  return {
    corpus,
    cards,
    question,
    today,
    likeness,
    binds: binding,
    ...(asked === undefined ? {} : { asked }),
  };
}

/** The card whose own questions are most like this one, where it has something to say at the asker's place. */
function askedCard(
  cards: Ingredients['index']['cards'],
  found: Ingredients['found'],
  binds: (document: string) => boolean,
): Card | undefined {
  const near = [...found.cards].filter(([, likeness]) => likeness >= ASKED_ALIKE).sort((a, b) => b[1] - a[1]);
  for (const [id] of near) {
    const card = cards.byId(id);
    if (card !== undefined && cards.covers(card, binds)) return card;
  }
  return undefined;
}

/** What is missing, sentence by sentence, and whom to ask. */
function openingFor(place: string, missing: readonly string[]): string {
  const [first = '', ...more] = missing;
  return [
    TEXTS.missingPlainly(place, first),
    ...more.slice(0, 1).map((text) => TEXTS.also(text)),
    TEXTS.askThem,
  ].join('');
}

/** The evidence to cite, at most four, what was found best first, and of each the words that the answer says. */
function restingOn(
  pieces: readonly Said[],
  evidence: readonly Evidence[],
  most: number,
): { evidence: Evidence[]; used: Map<Evidence, string> } {
  const used = new Map<Evidence, string>();
  for (const { evidence: e, quote } of pieces) if (!used.has(e)) used.set(e, squeeze(quote));
  const further = pieces.map((p) => p.evidence).filter((e) => !evidence.includes(e));
  const cited = evidence.slice(0, most);
  for (const e of new Set(further)) {
    // What is said and not cited takes the place of the last that is cited and not said.
    const last = cited.findLastIndex((other, i) => i > 0 && !used.has(other));
    if (cited.length < most) cited.push(e);
    else if (last >= 0) cited.splice(last, 1, e);
  }
  return { evidence: cited, used };
}

/** The offices responsible for the best sentence, as many as a short sentence holds. */
function inCharge(evidence: Evidence): string {
  const units = unitsResponsibleFor(evidence.article, evidence.sentence);
  let text = '';
  for (const unit of units) {
    const longer = text === '' ? unit : `${text}、${unit}`;
    if (TEXTS.inCharge(longer).length > PLAIN.sentence) break;
    text = longer;
  }
  return text === '' ? '' : TEXTS.inCharge(text);
}

/** Questions to go on with: what a bare word leaves open, the cards nearest in doubt, else those after this one. */
function choicesFor(
  { index, request }: Ingredients,
  sources: PlainSources,
  card: Card | undefined,
  isInDoubt: boolean,
): Choice[] {
  const { cards } = index;
  const bare = request.question.replace(/[\s，。？！?!,.]/gu, '');
  const open = cards.openAt(bare);
  const near = [...sources.likeness]
    .filter(([{ article }, score]) => score >= NEAR && sources.binds(article.document))
    .sort((a, b) => b[1] - a[1])
    .map(([saying]) => saying.card);
  const next = (card?.next ?? []).flatMap((id) => cards.byId(id) ?? []);
  const ordered = [...open, ...(isInDoubt ? near : []), ...next];
  return [...new Set(ordered)]
    .filter((other) => other !== card && cards.covers(other, sources.binds))
    .slice(0, LIMITS.choices)
    .map(({ title, question }) => ({ label: title, question }));
}
