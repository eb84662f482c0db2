import { maskId, maskPhone } from '../../declaration/mask.ts';

/** Digits as people write them in a row, also with spaces or dashes between. */
const NUMBER = /\d(?:[ -]?\d){9,}[ -]?[\dXx]/g;

/** The words of my own bubble: whoever looks over the shoulder need not see the whole number. */
export function masked(text: string): string {
  return text.replace(NUMBER, (written) => {
    const digits = written.replace(/[ -]/g, '');
    if (digits.length === 18) return maskId(digits);
    return digits.length === 11 ? maskPhone(digits) : written;
  });
}
