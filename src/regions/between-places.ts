import type { Token } from './address-parse.ts';

/** Either of two, or between two. */
const JOIN = /^(?:和|跟|与|同|还是|或者?|要么|到)$/;
/** Words that may stand beside the join. */
const FILLER = /^(?:的|那边|这边|是|在|镇|乡|[和跟与同到]|还是|或者?|要么)$/;
const CHOICE = /^(?:还是|或者?|要么)$/;
const BETWEEN =
  /^(?:的|这)?(?:两个?[镇乡地]|两[边头家])?(?:的|这)?(?:交界|中间|之间|当中|搭界|接壤|边界|两不管|结合部|交叉)/;

/**
 * Townships named in one breath with no sign of which it is: `吉潭和项山交界`, `望田还是大马`. None when there is one
 * only.
 */
export function joinedTownships(text: string, tokens: readonly Token[]): Token[] {
  const joined = new Set<Token>();
  const places = tokens.filter((token) => token.kind === 'township' && token.likeness === 'same');
  for (const [index, second] of places.entries()) {
    const first = places[index - 1];
    if (first !== undefined && areJoined(text, tokens, first, second)) joined.add(first).add(second);
  }
  return [...joined];
}

/** Whether a word joins two places as equals. */
export function joins(text: string, token: Token | undefined): boolean {
  return token?.kind === 'word' && JOIN.test(text.slice(token.start, token.end));
}

/** Whether a word leaves open which of two places it is. */
export function isChoice(text: string, token: Token | undefined): boolean {
  return token?.kind === 'word' && CHOICE.test(text.slice(token.start, token.end));
}

/** Whether the text goes on with 交界 or 中间. */
export function isBetween(after: string): boolean {
  return BETWEEN.test(after);
}

function areJoined(text: string, tokens: readonly Token[], first: Token, second: Token): boolean {
  const links = tokens.filter((token) => token.start >= first.end && token.end <= second.start);
  const words = links
    .filter((token) => token.kind === 'word')
    .map(({ start, end }) => text.slice(start, end));
  const isPlain =
    links.every(({ kind }) => kind === 'word' || kind === 'end') && words.every((word) => FILLER.test(word));
  if (!isPlain) return false;
  const hasBreak = links.some(({ kind }) => kind === 'end');
  if (isBetween(text.slice(second.end)) && (hasBreak || words.length > 0)) return true;
  // 望田，跟大马的老李合伙 joins no places.
  return words.some((word) => (hasBreak ? CHOICE : JOIN).test(word));
}
