import { randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 24;

/** A random id of 24 characters [a-z0-9], about 124 bits. */
export function randomId(): string {
  let id = '';
  while (id.length < LENGTH) {
    // Bytes above the last whole multiple would favour the first letters.
    for (const byte of randomBytes(LENGTH)) {
      if (byte < 252 && id.length < LENGTH) id += LETTERS[byte % LETTERS.length];
    }
  }
  return id;
}
