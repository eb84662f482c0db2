import type { Context } from 'hono';
import { TEXTS } from './texts.ts';
import type { Failure, FailureCode } from './wire.ts';

const STATUS = {
  'bad-request': 400,
  session: 401,
  csrf: 403,
  origin: 403,
  'not-found': 404,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<FailureCode, number>;

/** Seconds after which trying again may help, when nothing better is known. */
const PATIENCE = 5;

/** An answer that is no success: a sentence for the person, and a code for the page. */
export function failure(
  c: Context,
  code: FailureCode,
  { error = TEXTS.failures[code], seconds = PATIENCE }: { error?: string; seconds?: number } = {},
): Response {
  const status = STATUS[code];
  if (status === 429 || status === 503) c.header('Retry-After', String(seconds));
  return c.json({ error, code } satisfies Failure, status);
}
