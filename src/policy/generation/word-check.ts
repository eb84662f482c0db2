import { cut } from 'jieba-wasm';
import type { Fault } from './fault.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { isSame, NUMERALS, type Quantity, quantitiesIn } from './quantities.ts';
import { DENIALS, HEDGES, STRENGTHS } from './strong-words.ts';

/** Numerals that are no figure (三重保障, 一站式) stand in the passage with what they number. */
const HARMLESS = /一起|一样|一些|一下|一般|一家人|一家|一边|万一|统一(?=$)/g;

export function numeralFault(claim: string, ground: string): Fault | undefined {
  const printed = quantitiesIn(ground);
  const figures = quantitiesIn(claim);
  const wrong = figures.find(
    (figure) =>
      !printed.some((other) => isSame(other, figure) && countsTheSame(claim, figure, ground, other)),
  );
  if (wrong !== undefined) return 'figure';
  const bare = blank(claim, figures).replace(HARMLESS, (words) => '□'.repeat(words.length));
  for (const match of bare.matchAll(new RegExp(`[${NUMERALS}双\\d]+`, 'g'))) {
    const end = match.index + match[0].length;
    const near = [claim.slice(match.index, end + 1), claim.slice(Math.max(0, match.index - 1), end)];
    const isThere = near.some((words) => words.length > match[0].length && ground.includes(words));
    if (!isThere) return 'figure';
  }
  if (/\d[多余来几]|[十百千万][多余来几]|左右|大约|将近|差不多|约\d|近\d/.test(claim)) {
    const words = /左右|大约|将近|差不多|约|近|[多余来几]/.exec(claim)?.[0] ?? '';
    if (!ground.includes(words)) return 'figure';
  }
  return undefined;
}

/** Units that count something named after them. */
const COUNTERS = /^[户项个级亩张份套条所家批人种]$/;
/** What may follow the thing counted. */
const GOES_ON = /^(?:$|[^\u4e00-\u9fff]|[的有是会可能要在就也都按由从和或及])/;

/** 10个示范户 are not 10个示范村. */
function countsTheSame(claim: string, mine: Quantity, ground: string, theirs: Quantity): boolean {
  if (!COUNTERS.test(mine.unit)) return true;
  const [after, printed] = [claim.slice(mine.end), ground.slice(theirs.end)];
  let length = 0;
  while (length < 3 && after[length] !== undefined && after[length] === printed[length]) length += 1;
  return length >= 3 || GOES_ON.test(after.slice(length));
}

function blank(text: string, quantities: readonly Quantity[]): string {
  let result = text;
  for (const { start, end } of quantities)
    result = result.slice(0, start) + '□'.repeat(end - start) + result.slice(end);
  return result;
}

/** Every word stands in the passage or says nothing of its own. */
export function wordFault(claim: string, ground: string): Fault | undefined {
  const text = blank(claim, quantitiesIn(claim));
  const unknown = cut(text, false).filter(
    (word) => /\p{L}/u.test(word) && !PLAIN_WORDS.has(word) && !isGrounded(word, ground),
  );
  return unknown.length > 0 ? 'word' : undefined;
}

/** In the passage as a whole, or made of words that are in it (教育补贴 of 教育 … 补贴). */
function isGrounded(word: string, ground: string): boolean {
  if (ground.includes(word) || isGroundedByGroup(word, ground)) return true;
  if (word.length < 3) return false;
  const holds = (piece: string) => PLAIN_WORDS.has(piece) || ground.includes(piece);
  return Array.from({ length: word.length - 1 }, (_, i) => i + 1).some(
    (at) => holds(word.slice(0, at)) && holds(word.slice(at)),
  );
}

/** A word of a strength, denial or hedge is judged by its group. */
function isGroundedByGroup(word: string, ground: string): boolean {
  return [...STRENGTHS, ...DENIALS, ...HEDGES].some(
    ({ inClaim, inPassage }) => inClaim.exec(word)?.[0] === word && inPassage.test(ground),
  );
}
