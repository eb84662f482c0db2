import type { Before } from '../answer/answer.ts';
import type { Card } from '../cards/card.ts';
import { isBare, splitQuestion, textOf, withoutLead } from './ask-part.ts';
import type { Lexicon, Token } from './lexicon.ts';

/** What a message that goes on from the turn before wants. */
export type FollowUp =
  /**
   * A whole question, made of both turns; `place` where the message names one, which then decides whose rules are asked
   * for; `keepsTopic` where it is the matter of the turn before that is asked of.
   */
  | { kind: 'question'; question: string; place?: string; keepsTopic?: true }
  /** More of what was told. */
  | { kind: 'more' }
  /** Something else than what was told. */
  | { kind: 'not' };

/** What is needed to read a message as going on. */
export interface FollowUpSources {
  lexicon: Lexicon;
  cardById: (id: string) => Card | undefined;
  /** The places named in a text. */
  placesIn: (text: string) => readonly { at: number; length: number }[];
}

/** A message longer than this says enough of itself; characters. */
const LONGEST = 24;
/** `…呢` with a topic of its own takes over only what was asked, up to this length. */
const LONGEST_SWAP = 12;
const PUNCTUATION = /[\s，,。！!？?；;：:、…~～.“”"'《》（）()]+/gu;
/** Words that would make another place's question the asker's own. */
const OWN = /俺们?|我们?|咱们?|崖|涯|本(?=[县市镇村])|这(?:边|儿|里)/gu;
/** A bare yes-or-no about oneself (`我能领吗`). */
const MAY = /[能可][^，]{0,6}[吗不么没嘛冇]$|能不能|可不可以|中不中|行不行/u;

/**
 * What a message means after the turn before, where it leaves its topic out; undefined where it has a topic of its own
 * (then nothing of the turn before is mixed in), where it asks nothing, or where nothing was asked before.
 */
export function followUp(
  message: string,
  before: Before | undefined,
  sources: FollowUpSources,
): FollowUp | undefined {
  if (before === undefined) return undefined;
  const said = message.normalize('NFKC').replace(PUNCTUATION, '');
  if (said === '' || said.length > LONGEST) return undefined;
  const { lexicon } = sources;
  const whole = lexicon.whole(said);
  if (whole !== undefined) return { kind: whole };
  const place = placeIn(said, sources);
  const tokens = withoutLead(lexicon.scan(place === undefined ? said : said.replace(place, '')));
  const earlier = splitQuestion(before.question, lexicon);
  const about = aboutOf(earlier.about, before, sources);
  if (about === '') return undefined;
  if (place !== undefined) return ofPlace(place, tokens, { about, asks: earlier.asks }, sources);
  if (!tokens.every((token) => isBare(token) || token.is === 'person' || token.is === 'group')) {
    return swapped(said, tokens, earlier.asks, lexicon) ?? asksOn(said, tokens, about);
  }
  const asks = asked(tokens, said);
  const person = tokens.find(({ is }) => is === 'person' || is === 'group');
  if (person !== undefined && asks === '' && !isLeftOut(said, lexicon, tokens)) return undefined;
  if (person === undefined && asks === '') return undefined;
  // `孤儿一个月给多少` is a question of its own; `我妈能领不` is not.
  if (person?.is === 'group' && asks !== '') return undefined;
  const context = person === undefined ? about : withPerson(about, person, lexicon);
  return {
    kind: 'question',
    question: joined(context, asks === '' ? earlier.asks : asks),
    keepsTopic: true,
  };
}

/** `那多长时间有人来看一回`: goes on by 那 and asks, without a topic of its own. */
function asksOn(said: string, tokens: readonly Token[], about: string): FollowUp | undefined {
  const isNew = tokens.some(({ is }) => is === 'topic' || is === 'person' || is === 'group');
  if (!said.startsWith('那') || isNew || !tokens.some(({ is }) => is === 'aspect')) return undefined;
  return { kind: 'question', question: joined(about, textOf(tokens)), keepsTopic: true };
}

/** Whether a message only asks, of nothing that it names (`那要多久`). */
export function onlyAsks(message: string, lexicon: Lexicon): boolean {
  const said = message.normalize('NFKC').replace(PUNCTUATION, '');
  if (said === '' || said.length > LONGEST_SWAP) return false;
  const tokens = lexicon.scan(said);
  return tokens.some(({ is }) => is === 'aspect') && tokens.every((token) => isBare(token));
}

/** What the turn before was about: its own words, else its card's. */
function aboutOf(about: string, { topic }: Before, { cardById }: FollowUpSources): string {
  if (about !== '') return about;
  const card = topic === undefined ? undefined : cardById(topic);
  return card?.open[0] ?? card?.title ?? '';
}

/** What the message asks; empty where it only names somebody. */
function asked(tokens: readonly Token[], said: string): string {
  const rest = tokens.filter(({ is }) => is !== 'person' && is !== 'group' && is !== 'deixis');
  const asks = rest.some(({ is }) => is === 'aspect') || MAY.test(said);
  return asks ? textOf(rest).replace(/[呢嘞哩呐啊呀]+$/u, '') : '';
}

function isLeftOut(said: string, lexicon: Lexicon, tokens: readonly Token[]): boolean {
  return said.startsWith('那') || lexicon.leavesOut(said) || tokens.some(({ is }) => is === 'filler');
}

/** `那低保呢` after `医保要啥材料`: the new topic, asked the same. A message that asks for itself is left alone. */
function swapped(
  said: string,
  tokens: readonly Token[],
  asks: string,
  lexicon: Lexicon,
): FollowUp | undefined {
  if (said.length > LONGEST_SWAP || !lexicon.leavesOut(said)) return undefined;
  if (tokens.some(({ is }) => is === 'aspect')) return undefined;
  const isTopic = tokens.some(({ is }) => is === 'topic');
  if (!isTopic && !said.startsWith('那')) return undefined;
  const topic = textOf(tokens.filter(({ is }) => is !== 'deixis')).replace(/的?[呢嘞哩咧呐哪捏勒]+$/u, '');
  return topic === '' ? undefined : { kind: 'question', question: `${topic}${asks}` };
}

/** `那南阳呢`: the same question, asked of the place that is named. */
function ofPlace(
  place: string,
  tokens: readonly Token[],
  earlier: { about: string; asks: string },
  { placesIn }: FollowUpSources,
): FollowUp | undefined {
  if (!tokens.every((token) => isBare(token))) return undefined;
  const asks = tokens.some(({ is }) => is === 'aspect')
    ? textOf(tokens.filter(({ is }) => is !== 'deixis')).replace(/[呢嘞哩呐啊呀]+$/u, '')
    : earlier.asks;
  // A name that several divisions bear is found once for each.
  const named = new Map(placesIn(earlier.about).map(({ at, length }) => [at, length]));
  const about = [...named]
    .reduceRight(
      (text, [at, length]) => text.slice(0, at) + text.slice(at + length),
      earlier.about.replace(/^(?:中央|国家|全国)/u, ''),
    )
    .replace(OWN, '');
  return { kind: 'question', question: joined(`${place}${about}`, asks), place };
}

function placeIn(said: string, { placesIn, lexicon }: FollowUpSources): string | undefined {
  const level = lexicon.scan(said).find(({ is }) => is === 'level');
  if (level !== undefined) return level.text;
  const [first] = placesIn(said);
  if (first === undefined) return undefined;
  const name = said.slice(first.at, first.at + first.length);
  return lexicon.scan(name).every(({ is }) => is === 'other' || is === 'topic') ? name : undefined;
}

/** The context with another person: in place of the one named there, else before it. */
function withPerson(about: string, person: Token, lexicon: Lexicon): string {
  const name = person.text.replace(/的$/u, '');
  const tokens = lexicon.scan(about);
  const same = tokens.findIndex(({ is }) => is === person.is);
  const other = same >= 0 ? same : tokens.findIndex(({ is }) => is === 'person' || is === 'group');
  if (other < 0) return `${name}${about}`;
  return textOf(tokens.map((token, i) => (i === other ? { ...token, text: name } : token)));
}

/** Context and question in one: side by side where the context is a name, apart where it is a story. */
function joined(about: string, asks: string): string {
  return about.length <= 6 || asks === '' ? `${about}${asks}` : `${about}，${asks}`;
}
