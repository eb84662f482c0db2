import type { ProblemKind } from '../found.ts';
import { spokenDigits } from './wording.ts';

export type PhoneResult = { phone: string } | { problem: ProblemKind };

const MOBILE = /(?<!\d)(?:\+?86[\s-]*)?(1[3-9]\d(?:[\s\-.]*\d){8})(?![\s-]?\d)/;
const LANDLINE = /(?<!\d)\(?(0(?:10|2\d|[3-9]\d{2}))\)?[\s\-–—]*([2-8]\d{6,7})(?!\d)/;

/** A mobile number anywhere in a text; a landline where the text says that it is a telephone. */
export function findPhone(text: string): string | undefined {
  const digits = spokenDigits(text);
  const mobile = MOBILE.exec(digits)?.[1]?.replace(/\D/g, '');
  if (mobile !== undefined) return mobile;
  return /电话|座机|固话|号码/.test(text) ? landline(digits) : undefined;
}

/** The answer to the question for a telephone; undefined when the message has no number in it. */
export function readPhone(text: string): PhoneResult | undefined {
  const digits = spokenDigits(text);
  const found = findPhone(text) ?? landline(digits);
  if (found !== undefined) return { phone: found };
  const number = /\+?\d(?:[\s\-.()]*\d){3,}/.exec(digits)?.[0].replace(/\D/g, '');
  // A year or a sum within a sentence is no telephone that was begun.
  const isSentence = (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 6;
  if (number === undefined || (number.length < 5 && isSentence)) return undefined;
  const isMobileLike = number.startsWith('1') && number.length !== 11;
  return { problem: isMobileLike ? 'phone-length' : 'phone-form' };
}

function landline(digits: string): string | undefined {
  const match = LANDLINE.exec(digits);
  return match === null ? undefined : `${match[1]}-${match[2]}`;
}
