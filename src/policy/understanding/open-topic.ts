import { type Answer, type AskRequest, type Choice, LIMITS, type Passage } from '../answer/answer.ts';
import type { Card } from '../cards/card.ts';
import type { Cards } from '../cards/cards.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { TEXTS } from './texts.ts';
import { holdsFor } from './told.ts';

const NOISE = /[\s，,。！!？?；;：:、“”"'《》（）().…~～]+/gu;
const BEFORE =
  /^(?:请问|问一下|问下|我想问一下|我想问问|我想问|俺想问|想问问|想问|咨询一下|咨询|了解一下|了解|说说|讲讲|关于|那|你好|您好|我要问)+/u;
const AFTER = /(?:的事儿?|的问题|这方面的?|方面的?|这块|这一块|的政策|政策|的情况|呢|啊|呀|吧|嘛|的)+$/u;
const LONGEST = 16;

/** The word that a message consists of, without what only opens and closes it (`我想问低保的事` → 低保). */
export function bareWord(message: string): string | undefined {
  const said = message.normalize('NFKC').replace(NOISE, '');
  if (said.length > LONGEST) return undefined;
  const word = said.replace(BEFORE, '').replace(AFTER, '');
  return word === '' ? undefined : word;
}

/** What a bare word comes to: a question back, the one card's question, or nothing known. */
export type Opened = { kind: 'clarify'; answer: Answer } | { kind: 'question'; question: string };

/**
 * A bare word that several cards of the asker's place leave open is asked back with their questions to choose from; one
 * that a single card has is that card's question.
 */
export function openTopic(
  { corpus, cards }: { corpus: Corpus; cards: Cards },
  request: AskRequest,
  passages: Passage[],
): Opened | undefined {
  const word = bareWord(request.question);
  if (word === undefined) return undefined;
  const holds = (slug: string) => holdsFor(corpus, request, slug);
  const open = cards.openAt(word).filter((card) => cards.covers(card, holds));
  const [first, ...others] = byFit(open, word);
  if (first === undefined) return undefined;
  if (others.length === 0) return { kind: 'question', question: first.question };
  return {
    kind: 'clarify',
    answer: {
      status: 'clarify',
      answer: TEXTS.open(word),
      citations: [],
      passages,
      by: 'own',
      choices: choicesOf([first, ...others]),
    },
  };
}

/** Cards as questions to choose from. */
export function choicesOf(cards: readonly Card[]): Choice[] {
  return cards.slice(0, LIMITS.choices).map(({ title, question }) => ({ label: title, question }));
}

/** Cards with the word in their title before those with it in their question, and those before the rest. */
function byFit(cards: readonly Card[], word: string): Card[] {
  const rankOf = ({ title, question }: Card) => (title.includes(word) ? 0 : question.includes(word) ? 1 : 2);
  return [...cards].sort((a, b) => rankOf(a) - rankOf(b));
}
