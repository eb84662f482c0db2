import type { Logger } from 'pino';
import type { Inbound } from '../dialogue/index.ts';

/** The part of the dialogue that channels hand their events to. */
export interface Engine {
  receive(inbound: Inbound): Promise<{ fresh: boolean; conversationId: string }>;
  work(conversationId: string): Promise<unknown>;
  unworked(): Promise<string[]>;
}

interface Parts {
  dialogue: Engine;
  delivery: { nudge(conversationId: string): void };
  log: Logger;
  /** Pause before a conversation whose work failed is tried again, and between two looks for what was left. */
  retryAfter?: number;
  lookEvery?: number;
}

/** Conversations worked at the same time; more would only wait for the database. */
const MOST_AT_ONCE = 8;

/**
 * Takes the events of all channels: recorded first, then worked behind the channel's back, each conversation in order
 * and several side by side. What a crash or an error left behind is found again.
 */
export class Reception {
  readonly #parts: Parts;
  /** Conversations with something to work; true when more came while it was being worked. */
  readonly #open = new Map<string, boolean>();
  readonly #waiting: string[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #retries = new Set<NodeJS.Timeout>();
  #look: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves once the event is recorded durably (or was before): only then may a platform forget it. */
  async accept(inbound: Inbound): Promise<void> {
    const { conversationId } = await this.#parts.dialogue.receive(inbound);
    this.#schedule(conversationId);
  }

  /** Works what was recorded and not worked, and keeps looking for such. */
  async start(): Promise<void> {
    await this.catchUp();
    this.#look = setInterval(() => {
      this.catchUp().catch((error: unknown) => this.#report(error));
    }, this.#parts.lookEvery ?? 60_000);
    this.#look.unref();
  }

  async catchUp(): Promise<void> {
    for (const conversationId of await this.#parts.dialogue.unworked()) this.#schedule(conversationId);
  }

  /** Begins nothing more and waits for what is being worked. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#look);
    for (const timer of this.#retries) clearTimeout(timer);
    await Promise.all(this.#working);
  }

  #schedule(conversationId: string): void {
    if (this.#stopped) return;
    if (this.#open.has(conversationId)) {
      this.#open.set(conversationId, true);
      return;
    }
    this.#open.set(conversationId, false);
    this.#waiting.push(conversationId);
    this.#next();
  }

  #next(): void {
    while (!this.#stopped && this.#working.size < MOST_AT_ONCE) {
      const conversationId = this.#waiting.shift();
      if (conversationId === undefined) return;
      const work = this.#work(conversationId).finally(() => {
        this.#working.delete(work);
        this.#next();
      });
      this.#working.add(work);
    }
  }

  async #work(conversationId: string): Promise<void> {
    const { dialogue, delivery, retryAfter = 5_000 } = this.#parts;
    try {
      do {
        this.#open.set(conversationId, false);
        await dialogue.work(conversationId);
        delivery.nudge(conversationId);
      } while (this.#open.get(conversationId) === true && !this.#stopped);
    } catch (error) {
      this.#report(error);
      const timer = setTimeout(() => {
        this.#retries.delete(timer);
        this.#schedule(conversationId);
      }, retryAfter);
      this.#retries.add(timer);
    } finally {
      this.#open.delete(conversationId);
    }
  }

  /** An error's kind only: its text could quote what a person wrote. */
  #report(error: unknown): void {
    this.#parts.log.error(
      { kind: error instanceof Error ? error.name : typeof error },
      '处理来信失败，稍后重试',
    );
  }
}
