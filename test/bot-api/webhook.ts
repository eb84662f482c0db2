import type { Update } from './shapes.ts';
import type { UpdateQueue } from './updates.ts';

export interface WebhookSettings {
  url: string;
  secret: string | undefined;
  maxConnections: number;
}

/**
 * Posts updates to the bot's address: one after the other within a chat, chats side by side, each again and again until
 * a 2xx answer, after a pause that doubles. (Telegram begins with a second; tests have less time.)
 */
export class WebhookPusher {
  readonly settings: WebhookSettings;
  readonly #queue: UpdateQueue;
  readonly #underway = new Set<string>();
  readonly #delays = new Map<number, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #firstDelay: number;
  #closed = false;
  lastError: { date: number; message: string } | undefined;

  constructor(queue: UpdateQueue, settings: WebhookSettings, firstDelay: number) {
    this.#queue = queue;
    this.settings = settings;
    this.#firstDelay = firstDelay;
    queue.onPush = () => this.#next();
    this.#next();
  }

  close(): void {
    this.#closed = true;
    this.#queue.onPush = undefined;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #next(): void {
    if (this.#closed) return;
    const seen = new Set<string>();
    for (const update of this.#queue.pending) {
      const lane = laneOf(update);
      if (this.#underway.size >= this.settings.maxConnections) return;
      if (!seen.has(lane) && !this.#underway.has(lane)) void this.#deliver(lane, update);
      seen.add(lane);
    }
  }

  async #deliver(lane: string, update: Update): Promise<void> {
    this.#underway.add(lane);
    const problem = await this.#post(update);
    if (problem === undefined) {
      this.#queue.forget(update.update_id);
      this.#delays.delete(update.update_id);
      this.#underway.delete(lane);
      this.#next();
      return;
    }
    this.lastError = { date: Math.floor(Date.now() / 1000), message: problem };
    const delay = this.#delays.get(update.update_id) ?? this.#firstDelay;
    this.#delays.set(update.update_id, delay * 2);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#underway.delete(lane);
      this.#next();
    }, delay);
    this.#timers.add(timer);
  }

  async #post(update: Update): Promise<string | undefined> {
    const { url, secret } = this.settings;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(60_000),
      });
      await response.arrayBuffer();
      return response.ok
        ? undefined
        : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch {
      return 'Connection failed';
    }
  }
}

function laneOf(update: Update): string {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return String(message?.chat.id ?? 0);
}
