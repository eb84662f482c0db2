import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { type TelegramApi, TelegramFailure } from './api.ts';
import { pause } from './pause.ts';
import { OPERATOR } from './texts.ts';
import { ALLOWED_UPDATES } from './translate.ts';

interface Parts {
  api: Pick<TelegramApi, 'call'>;
  /** Resolves once the update is recorded or of no interest; rejects only when stopped. */
  take: (update: Update) => Promise<void>;
  log: Logger;
  signal: AbortSignal;
  /** Milliseconds before Telegram is asked again after a failure. */
  retryAfter?: number;
}

const POLL_SECONDS = 50;
/** Milliseconds between looks while an update is underway; when asked again sooner, Telegram gives one update only. */
const LOOK_EVERY = 600;

/**
 * Long polling of our own. Asking for an offset is what confirms all below it, so the offset never passes an update that
 * is not recorded. (telegraf's loop moves it before the handlers ran, and asks for it even when one of them failed.) An
 * update that takes long, a photo on a slow line, does not hold up others: the same offset is asked for again and what is
 * known already is passed over.
 */
export class Polling {
  readonly #parts: Parts;
  readonly #underway = new Map<number, Promise<void>>();
  readonly #done = new Set<number>();
  #offset = 0;
  /** Why the last call failed; an outage of hours is told once, not every few seconds. */
  #trouble: string | undefined;
  #highest = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Runs until the signal; then waits for what is underway. */
  async run(): Promise<void> {
    const { signal } = this.#parts;
    while (!signal.aborted) {
      const updates = await this.#ask();
      if (updates !== undefined && updates.length > 0) this.#begin(updates);
      if (this.#underway.size > 0)
        await Promise.race([Promise.allSettled(this.#underway.values()), pause(LOOK_EVERY, signal)]);
      this.#advance();
    }
    await Promise.allSettled(this.#underway.values());
  }

  async #ask(): Promise<Update[] | undefined> {
    const { api, signal, log, retryAfter = 5_000 } = this.#parts;
    try {
      const updates = await api.call(
        'getUpdates',
        { offset: this.#offset, limit: 100, timeout: POLL_SECONDS, allowed_updates: [...ALLOWED_UPDATES] },
        { signal, seconds: POLL_SECONDS + 15 },
      );
      if (this.#trouble !== undefined) log.info(OPERATOR.reachable);
      this.#trouble = undefined;
      return updates;
    } catch (error) {
      if (signal.aborted) return undefined;
      const failure = error instanceof TelegramFailure ? error : undefined;
      const reason = failure?.message ?? 'unknown';
      if (reason !== this.#trouble) log.warn({ reason }, explain(failure?.code));
      this.#trouble = reason;
      await pause(failure?.retryAfter === undefined ? retryAfter : failure.retryAfter * 1000, signal);
      return undefined;
    }
  }

  #begin(updates: Update[]): void {
    const highest = Math.max(...updates.map((update) => update.update_id));
    // Not simply the highest ever: after a week's silence Telegram goes on with a random id, which may be lower.
    this.#highest = this.#underway.size > 0 ? Math.max(this.#highest, highest) : highest;
    for (const update of updates) {
      const id = update.update_id;
      if (this.#underway.has(id) || this.#done.has(id)) continue;
      const taken = this.#parts.take(update).then(
        () => {
          this.#underway.delete(id);
          this.#done.add(id);
        },
        // Stopped before it was recorded: it stays unconfirmed and comes again.
        () => undefined,
      );
      this.#underway.set(id, taken);
    }
  }

  #advance(): void {
    if (this.#highest === 0) return;
    this.#offset = this.#underway.size > 0 ? Math.min(...this.#underway.keys()) : this.#highest + 1;
    for (const id of this.#done) if (id < this.#offset) this.#done.delete(id);
  }
}

function explain(code: number | undefined): string {
  if (code === 401 || code === 404) return OPERATOR.wrongToken;
  return code === 409 ? OPERATOR.conflict : OPERATOR.unreachable;
}
