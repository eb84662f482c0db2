import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';

const SESSION = 'ymt';
const ENTRY = 'ymt_entry';
const DAY = 86_400;
const SESSION_SECONDS = 180 * DAY;
const ENTRY_SECONDS = 600;
const SHAPE = /^[A-Za-z0-9_-]{22}$/;

/**
 * Who somebody is, without a name: a random number in a signed cookie. Nothing of it is kept by the server but what the
 * dialogue keeps of any chat.
 */
export class Sessions {
  readonly #secrets: readonly [string, ...string[]];
  readonly #isSecure: boolean;

  /**
   * @param secrets the first signs, all are believed
   * @param isSecure the page is served by https
   */
  constructor(secrets: readonly [string, ...string[]], isSecure: boolean) {
    this.#secrets = secrets;
    this.#isSecure = isSecure;
  }

  /** The session of a request; undefined without a cookie of ours. */
  async of(c: Context): Promise<string | undefined> {
    for (const secret of this.#secrets) {
      const session = await getSignedCookie(c, secret, SESSION);
      if (typeof session === 'string' && SHAPE.test(session)) return session;
    }
    return undefined;
  }

  /** Gives the cookie, for another half year. */
  async keep(c: Context, session: string): Promise<void> {
    await setSignedCookie(c, SESSION, session, this.#secrets[0], this.#options(SESSION_SECONDS));
  }

  /** A new session's number. */
  create(): string {
    return randomBytes(16).toString('base64url');
  }

  /** What a page of this session sends back with each POST; no other site can read it. */
  csrf(session: string): string {
    return csrfOf(this.#secrets[0], session);
  }

  isCsrf(session: string, given: string | undefined): boolean {
    const bytes = Buffer.from(given ?? '');
    return this.#secrets.some((secret) => {
      const right = Buffer.from(csrfOf(secret, session));
      return right.length === bytes.length && timingSafeEqual(right, bytes);
    });
  }

  /** Keeps the entry code of the address that was opened until the page has a session. */
  keepEntry(c: Context, code: string): void {
    // Nothing of ours is longer; what is cut is forged anyway.
    setCookie(c, ENTRY, code.slice(0, 64), this.#options(ENTRY_SECONDS));
  }

  /** The entry code kept, once. */
  takeEntry(c: Context): string | undefined {
    const code = getCookie(c, ENTRY);
    if (code !== undefined) deleteCookie(c, ENTRY, { path: '/', secure: this.#isSecure });
    return code;
  }

  #options(maxAge: number) {
    return { path: '/', httpOnly: true, sameSite: 'Lax', secure: this.#isSecure, maxAge } as const;
  }
}

function csrfOf(secret: string, session: string): string {
  return createHmac('sha256', secret).update(`csrf:${session}`).digest('base64url');
}

/** The event id of a message: the device's own, within its session. It tells nothing of the session. */
export function eventIdOf(session: string, id: string): string {
  return `${createHash('sha256').update(session).digest('base64url').slice(0, 16)}.${id}`;
}

/** The device's own id of a message, out of the event's. */
export function ownIdOf(eventId: string): string {
  return eventId.slice(eventId.indexOf('.') + 1);
}
