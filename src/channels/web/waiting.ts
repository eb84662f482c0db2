interface Parts {
  /** Those of the conversations for whom something waits in the outbox. */
  look: (conversationIds: string[]) => Promise<string[]>;
  /** Milliseconds between two looks. */
  lookEvery: number;
  onError: (error: unknown) => void;
}

/** Asked for at once, within what databases take in one list. */
const MOST_IN_ONE_LOOK = 500;

/**
 * Pages that wait for news. What this process writes wakes them at once (`nudge`); for what others write the outbox is
 * looked at once a second for all of them together, and only while somebody waits.
 */
export class Waiting {
  readonly #parts: Parts;
  readonly #sleepers = new Map<string, Set<() => void>>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isStopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How many pages of a conversation wait. */
  count(conversationId: string): number {
    return this.#sleepers.get(conversationId)?.size ?? 0;
  }

  /** Resolves when there may be news, when the time is over or when the page is gone. */
  wait(conversationId: string, milliseconds: number, gone: AbortSignal): Promise<void> {
    if (this.#isStopped || gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleepers = this.#sleepers.get(conversationId) ?? new Set();
      const wake = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', wake);
        sleepers.delete(wake);
        if (sleepers.size === 0) this.#sleepers.delete(conversationId);
        if (this.#sleepers.size === 0) this.#rest();
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      gone.addEventListener('abort', wake);
      sleepers.add(wake);
      this.#sleepers.set(conversationId, sleepers);
      this.#timer ??= setInterval(() => this.#look(), this.#parts.lookEvery);
    });
  }

  /** Something was written for this conversation. */
  nudge(conversationId: string): void {
    for (const wake of [...(this.#sleepers.get(conversationId) ?? [])]) wake();
  }

  /** Wakes all; nobody waits any more. */
  stop(): void {
    this.#isStopped = true;
    for (const conversationId of [...this.#sleepers.keys()]) this.nudge(conversationId);
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#lookAtAll()
      .catch(this.#parts.onError)
      .finally(() => {
        this.#isLooking = false;
      });
  }

  async #lookAtAll(): Promise<void> {
    const all = [...this.#sleepers.keys()];
    for (let from = 0; from < all.length; from += MOST_IN_ONE_LOOK) {
      const found = await this.#parts.look(all.slice(from, from + MOST_IN_ONE_LOOK));
      for (const conversationId of found) this.nudge(conversationId);
    }
  }
}
