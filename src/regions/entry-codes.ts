import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RegionCode } from './code.ts';

const SHAPE = /^v(\d{12})-([A-Za-z0-9_-]{16})$/;
/** 16 base64url characters: 96 bits, far beyond guessing over a chat. */
const SIGNATURE_LENGTH = 16;

/**
 * Village codes that a QR code carries, signed so that nobody makes one up. They fit a Telegram start parameter
 * (at most 64 of `A-Za-z0-9_-`): `v411024102201-…`.
 */
export class EntryCodes {
  readonly #secret: string;

  /** @param secret at least 16 characters; changing it voids every printed QR code */
  constructor(secret: string) {
    if (secret.length < 16) throw new RangeError('an entry secret has at least 16 characters');
    this.#secret = secret;
  }

  /** The entry code of a village (12 digits). */
  sign(village: RegionCode): string {
    if (!/^\d{12}$/.test(village)) throw new RangeError('an entry code is for a village of 12 digits');
    return `v${village}-${this.#signature(village)}`;
  }

  /** The village of an entry code, or undefined when it is not one of ours. */
  verify(code: string): RegionCode | undefined {
    const [, village = '', signature = ''] = SHAPE.exec(code.trim()) ?? [];
    if (village === '') return undefined;
    const right = Buffer.from(this.#signature(village));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given)
      ? (village as RegionCode)
      : undefined;
  }

  #signature(village: string): string {
    const digest = createHmac('sha256', this.#secret).update(`entry:${village}`).digest('base64url');
    return digest.slice(0, SIGNATURE_LENGTH);
  }
}
