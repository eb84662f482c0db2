import { checkId, type IdResult } from '../id-number.ts';
import { spokenDigits } from './wording.ts';

/** Letters that are written for X or stand between the digits by mistake. */
const WRITTEN =
  /(?<![\dA-Za-z])[\dOolI](?:[\s\-.]?[\dOolI]){13,16}(?:[\s\-.]?[\dOolI])?(?:[\s\-.]?[XxХх×*])?(?![\dA-Za-z])/;

/** An ID number anywhere in a text, right or wrong; undefined when there is none. */
export function findId(text: string, now: Date): IdResult | undefined {
  const written = WRITTEN.exec(spokenDigits(text).replace(/[–—_]/g, '-'))?.[0];
  if (written === undefined) return undefined;
  const id = written.replace(/[\s\-.]/g, '').replace(/[Хх×*]$/, 'X');
  return checkId(id, now);
}

/** The answer to the question for the ID number: a number too short or too long is one, too. */
export function readId(text: string, now: Date): IdResult | undefined {
  const found = findId(text, now);
  if (found !== undefined) return found;
  const number = /\d(?:[\s\-.]*[\dXxOolI]){5,}/.exec(spokenDigits(text))?.[0].replace(/[\s\-.]/g, '');
  return number === undefined ? undefined : checkId(number, now);
}
