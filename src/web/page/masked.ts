import { maskId, maskPhone } from '../../declaration/mask.ts';

/** The words of my own bubble: whoever looks over the shoulder need not see the whole number. */
export function masked(text: string): string {
  return text.replace(/\d{17}[\dXx]|\d{11,}/g, (digits) => {
    if (digits.length === 18) return maskId(digits);
    return digits.length === 11 ? maskPhone(digits) : digits;
  });
}
