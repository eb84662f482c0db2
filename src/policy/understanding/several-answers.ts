import { type Answer, type Choice, LIMITS, type Passage } from '../answer/answer.ts';
import { plainSentences } from '../answer/clause.ts';
import type { Share } from '../answer/ingredients.ts';
import { TEXTS as ANSWER_TEXTS } from '../answer/texts.ts';
import { TEXTS } from './texts.ts';

/** Kept free for the notes, which are told once; characters. */
const NOTES = 70;
/** Taken up by an answer's number and line end. */
const NUMBER = 4;
const PASSAGES = 10;

/** What each of several answers may take up, so that together they fit one: the first ones get a citation more. */
export function sharesFor(count: number): Share[] {
  const body = Math.floor((LIMITS.resident - NOTES - NUMBER * count) / count);
  const base = Math.floor(LIMITS.citations / count);
  const extra = LIMITS.citations - base * count;
  return Array.from({ length: count }, (_, i) => ({
    // The composer keeps room for notes itself.
    characters: body + NOTES,
    citations: Math.max(1, base + (i < extra ? 1 : 0)),
  }));
}

/**
 * The answers to several questions in one, numbered, what states the documents are in told once; undefined where none
 * of them could be answered. One that could not says so in its place.
 */
export function joined(answers: readonly Answer[]): Answer | undefined {
  const told = answers.filter(({ status }) => status === 'answered' || status === 'partial');
  const [first] = told;
  if (first === undefined) return undefined;
  const room = Math.floor((LIMITS.resident - NOTES - NUMBER * answers.length) / answers.length);
  const notes = notesOf(told);
  const said = new Set<string>();
  const lines = answers.map((answer, i) => TEXTS.item(i + 1, fitting(bodyOf(answer), room, said)));
  const choices = unique(
    answers.flatMap((answer) => answer.choices ?? []),
    ({ question }: Choice) => question,
  );
  const topic = told.find((answer) => answer.topic !== undefined)?.topic;
  return {
    status:
      told.length === answers.length && told.every(({ status }) => status === 'answered')
        ? 'answered'
        : 'partial',
    answer: [...lines, notes.join('')].filter((line) => line !== '').join('\n'),
    citations: unique(
      told.flatMap(({ citations }) => citations),
      (c) => c.document + c.article + c.quote,
    ).slice(0, LIMITS.citations),
    passages: bestOf(answers.flatMap(({ passages }) => passages)),
    by: first.by,
    shape: 'several',
    ...(topic === undefined ? {} : { topic }),
    ...(choices.length === 0 ? {} : { choices: choices.slice(0, LIMITS.choices) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** What is told of the documents' state, each once: that one has expired before all, that a card is a sample last. */
function notesOf(answers: readonly Answer[]): string[] {
  const notes = [...new Set(answers.flatMap((answer) => answer.notes ?? []))];
  const isSample = (note: string) => note === ANSWER_TEXTS.sample;
  const states = notes.filter((note) => !isSample(note));
  const isExpired = states.some((note) => note !== ANSWER_TEXTS.transition && note !== ANSWER_TEXTS.askPlace);
  const told = isExpired ? states.filter((note) => note !== ANSWER_TEXTS.transition) : states;
  return [...told, ...notes.filter(isSample)];
}

/** An answer without the notes at its end. */
function bodyOf({ answer, notes = [] }: Answer): string {
  const end = notes.join('');
  return end !== '' && answer.endsWith(end) ? answer.slice(0, -end.length) : answer;
}

/** As many whole sentences as there is room for, at least one; what an earlier answer said only where there is no other. */
function fitting(text: string, room: number, said: Set<string>): string {
  const sentences = plainSentences(text);
  const fresh = sentences.filter((sentence) => !said.has(sentence));
  let kept = '';
  for (const sentence of fresh.length > 0 ? fresh : sentences) {
    if (kept !== '' && kept.length + sentence.length > room) break;
    kept += sentence;
    said.add(sentence);
  }
  return kept;
}

function bestOf(passages: readonly Passage[]): Passage[] {
  const sorted = [...passages].sort((a, b) => b.score - a.score);
  return unique(sorted, ({ document, article }) => `${document}#${article}`).slice(0, PASSAGES);
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)) !== undefined);
}
