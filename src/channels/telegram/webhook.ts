import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { OPERATOR } from './texts.ts';

/** Where Telegram posts updates to. */
export interface WebhookSettings {
  /** The public https address that Telegram is given; its path is the one served. */
  url: string;
  /** Where this process listens, behind the server that ends TLS. */
  port: number;
  host?: string;
  /** 1 to 256 of letters, digits, `_` and `-`; derived from the token when absent, the same on every instance. */
  secret?: string;
}

interface Parts {
  settings: WebhookSettings;
  secret: string;
  /** Resolves once the update is recorded; rejects when it could not be. */
  take: (update: Update) => Promise<void>;
  log: Logger;
}

const MOST_BYTES = 1024 * 1024;

/** A bot could not be set up; the message is for the operator. */
export class TelegramSetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TelegramSetupError';
  }
}

/** The secret by which a post is known to come from Telegram. */
export function webhookSecret(settings: WebhookSettings, token: string): string {
  const secret = settings.secret ?? createHmac('sha256', token).update('webhook').digest('base64url');
  if (!/^[\w-]{1,256}$/.test(secret)) throw new TelegramSetupError(OPERATOR.wrongSecret);
  return secret;
}

/** Takes Telegram's posts and answers 200 only after the update is recorded; on any other answer Telegram tries again. */
export class WebhookServer {
  readonly #parts: Parts;
  readonly #path: string;
  readonly #http: Server;

  constructor(parts: Parts) {
    if (!URL.canParse(parts.settings.url)) throw new TelegramSetupError(OPERATOR.wrongWebhookUrl);
    this.#parts = parts;
    this.#path = new URL(parts.settings.url).pathname;
    this.#http = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    const { port, host } = this.#parts.settings;
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', () => reject(new TelegramSetupError(OPERATOR.portTaken(port))));
      this.#http.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
    });
  }

  /** Takes no new posts, finishes those begun. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#http.close(resolve));
    this.#http.closeIdleConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    if (path !== this.#path || request.method !== 'POST') return end(request, response, 404);
    if (!this.#isFromTelegram(request)) return end(request, response, 401);
    const body = await readBody(request);
    if (body === undefined) return end(request, response, 413);
    const update = readUpdate(body);
    if (update === undefined) return end(request, response, 400);
    try {
      await this.#parts.take(update);
    } catch (error) {
      this.#parts.log.error(
        { kind: error instanceof Error ? error.name : typeof error },
        OPERATOR.notRecorded,
      );
      return end(request, response, 500);
    }
    end(request, response, 200);
  }

  /** Hashes of equal length are compared, so that the time taken tells nothing of the secret. */
  #isFromTelegram(request: IncomingMessage): boolean {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    return typeof given === 'string' && timingSafeEqual(digest(given), digest(this.#parts.secret));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The body; undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function readUpdate(body: Buffer): Update | undefined {
  try {
    const update: unknown = JSON.parse(body.toString('utf8'));
    if (typeof update !== 'object' || update === null || !('update_id' in update)) return undefined;
    return Number.isSafeInteger(update.update_id) ? (update as Update) : undefined;
  } catch {
    return undefined;
  }
}

/** Answers; what was not read of a request that is refused is not waited for. */
function end(request: IncomingMessage, response: ServerResponse, status: number): void {
  const headers = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, headers).end();
  if (!request.complete) request.resume();
}
