import type { Lexicon, Token } from './lexicon.ts';

/** A question in two: what it is about, and what it asks of that. */
export interface Split {
  /** `俺家房子漏雨了` of `俺家房子漏雨了找谁`; empty where a question only asks. */
  about: string;
  /** `找谁`; empty where the asking stands within. */
  asks: string;
}

const CLAUSE = /[，,。！!？?；;：:\s]+/u;
/** Context kept of a long story; characters. */
const LONGEST = 60;
/** Classes that say nothing of what a question is about. */
const BARE: ReadonlySet<Token['is']> = new Set(['lead', 'deixis', 'self', 'particle', 'filler', 'aspect']);

/**
 * Takes what a question asks off what it is about: the clauses that only ask, and the asking words at the end of the
 * others. Of a long story the last clauses stay: there the matter stands.
 */
export function splitQuestion(question: string, lexicon: Lexicon): Split {
  const about: string[] = [];
  let asks = '';
  for (const clause of question.split(CLAUSE).filter((c) => c !== '')) {
    const tokens = lexicon.scan(clause);
    let end = tokens.length;
    while (end > 0 && isBare(tokens[end - 1])) end -= 1;
    // What was done or has come about stays as it was said (`漏雨了`).
    if (end > 0 && tokens[end]?.text === '了') end += 1;
    const tail = tokens.slice(end);
    const asking = tail.some(({ is }) => is === 'aspect');
    // What follows the matter without asking belongs to it (`房子漏雨了`).
    const kept = asking ? tokens.slice(0, end) : end === 0 ? [] : tokens;
    if (kept.length > 0) about.push(textOf(withoutLead(kept)));
    if (asking) asks = textOf(withoutLead(tail)).replace(/[呢嘞哩呐啊呀]+$/u, '');
  }
  let text = about.join('，');
  for (let from = 1; text.length > LONGEST && from < about.length; from += 1)
    text = about.slice(from).join('，');
  return { about: text, asks };
}

/** Whether a token says nothing of what a question is about. */
export function isBare(token: Token | undefined): boolean {
  return token !== undefined && BARE.has(token.is);
}

/** Tokens without the words that only open a message. */
export function withoutLead(tokens: readonly Token[]): Token[] {
  const first = tokens.findIndex(({ is }) => is !== 'lead');
  return first < 0 ? [] : tokens.slice(first);
}

export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
