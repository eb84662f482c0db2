import { ApiError, type Update, type UpdateContent } from './shapes.ts';

interface Waiting {
  limit: number;
  answer: (updates: Update[]) => void;
  refuse: (error: ApiError) => void;
  timer: NodeJS.Timeout;
}

const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLLER =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** A bot's updates that it has not confirmed yet, and the one poller that may wait for them. */
export class UpdateQueue {
  readonly #pending: Update[] = [];
  #next = 700_000_001;
  #allowed: string[] | undefined;
  #waiting: Waiting | undefined;
  /** Told of every new update while a webhook is set. */
  onPush: (() => void) | undefined;

  get pending(): readonly Update[] {
    return this.#pending;
  }

  get allowed(): string[] | undefined {
    return this.#allowed;
  }

  /** Which kinds of updates are made from now on; an absent list keeps the earlier one, an empty one means all. */
  allow(kinds: string[] | undefined): void {
    if (kinds !== undefined) this.#allowed = kinds.length === 0 ? undefined : kinds;
  }

  push<K extends keyof UpdateContent>(kind: K, content: UpdateContent[K]): number | undefined {
    if (this.#allowed !== undefined && !this.#allowed.includes(kind)) return undefined;
    const update: Update = { update_id: this.#next++, [kind]: structuredClone(content) };
    this.#pending.push(update);
    this.#wake();
    this.onPush?.();
    return update.update_id;
  }

  /** Gives an update again, as happens when a confirmation was lost. */
  repeat(update: Update): void {
    this.#pending.push(structuredClone(update));
    this.#pending.sort((a, b) => a.update_id - b.update_id);
    this.#wake();
    this.onPush?.();
  }

  forget(id: number): void {
    const at = this.#pending.findIndex((update) => update.update_id === id);
    if (at >= 0) this.#pending.splice(at, 1);
  }

  clear(): void {
    this.#pending.length = 0;
  }

  /** Asking for an offset is what confirms: everything below it is forgotten. A second poller ends the first. */
  poll(request: { offset: number; limit: number; timeout: number; hungUp: AbortSignal }): Promise<Update[]> {
    this.interrupt(OTHER_POLLER);
    const { offset, limit, timeout } = request;
    if (offset < 0) this.#pending.splice(0, Math.max(0, this.#pending.length + offset));
    else this.#pending.splice(0, this.#pending.filter((update) => update.update_id < offset).length);
    const ready = this.#pending.slice(0, limit);
    if (ready.length > 0 || timeout === 0) return Promise.resolve(ready);
    return new Promise((answer, refuse) => {
      const timer = setTimeout(() => this.#wake(true), timeout * 1000);
      const waiting = { limit, answer, refuse, timer };
      this.#waiting = waiting;
      request.hungUp.addEventListener('abort', () => this.#abandon(waiting));
    });
  }

  /** Ends a waiting poller with 409. */
  interrupt(description: string): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.refuse(new ApiError(409, description));
  }

  refusePolling(): never {
    throw new ApiError(409, WEBHOOK_ACTIVE);
  }

  #abandon(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    if (this.#waiting === waiting) this.#waiting = undefined;
  }

  #wake(expired = false): void {
    const waiting = this.#waiting;
    const ready = this.#pending.slice(0, waiting?.limit);
    if (waiting === undefined || (ready.length === 0 && !expired)) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.answer(ready);
  }
}
