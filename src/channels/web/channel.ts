import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import { ConfigError } from '../../config.ts';
import { type FormTexts, withSomethingWaiting } from '../../dialogue/index.ts';
import type { Divisions, Gazetteer, RegionCode } from '../../regions/index.ts';
import type { Clock, Storage } from '../../storage/index.ts';
import { networksOf } from './address.ts';
import { Assets } from './assets.ts';
import { CHANNEL, Conversations, type WebDialogue } from './conversations.ts';
import { LIMITS, type Limits, RateLimiter } from './limits.ts';
import { Places } from './places.ts';
import { routes } from './server.ts';
import { Sessions } from './sessions.ts';
import { OPERATOR } from './texts.ts';
import { Waiting } from './waiting.ts';

/** Where and how the page is served. */
export interface WebSettings {
  port: number;
  host: string;
  /** The page as it was built. */
  pageFolder: string;
  /** The address that people open, when another server stands in front. */
  url?: string;
  /** Signs sessions; without one it is derived from the keys of the database, the same on every instance. */
  secret?: string;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustProxy: readonly string[];
  limits?: Partial<Limits>;
  /** Milliseconds an answer may take, GET /api/replies waits, and between two looks for news meanwhile. */
  patience?: number;
  longPoll?: number;
  lookEvery?: number;
}

/** What the page needs of the rest. */
export interface WebParts {
  settings: WebSettings;
  storage: Storage;
  dialogue: WebDialogue;
  gazetteer: Gazetteer;
  divisions: Divisions;
  region: RegionCode;
  form: (region: RegionCode) => FormTexts;
  personalData: 'allow' | 'link';
  /** The village of a signed entry code, or undefined when the code is not ours. */
  verifyEntry: (code: string) => RegionCode | undefined;
  /** Takes up what could not be worked. */
  recover: () => Promise<void>;
  clock: Clock;
  log: Logger;
}

/** How a start went: `url` is that of this machine. With `taken` nothing is served, since another program has the port. */
export type WebStart = { status: 'on'; url: string } | { status: 'taken'; message: string };

const PATIENCE = 20_000;
const LONG_POLL = 25_000;
const LOOK_EVERY = 1_000;
/** For as long open requests may go on when the program is told to stop. */
const STOP_WITHIN = 5_000;

/** The resident's page: serves it, takes what people say there and hands over what waits for them. */
export class WebChannel {
  readonly name = CHANNEL;
  readonly #parts: WebParts;
  readonly #waiting: Waiting;
  readonly #server: Server;
  /** Requests that have no answer yet. */
  #open = 0;
  #isStopping = false;

  /** @throws ConfigError when the page is not built */
  constructor(parts: WebParts) {
    const { settings, storage, dialogue, log } = parts;
    this.#parts = parts;
    this.#waiting = new Waiting({
      look: (ids) => withSomethingWaiting(storage.reading, ids),
      lookEvery: settings.lookEvery ?? LOOK_EVERY,
      onError: (error) =>
        log.error({ kind: error instanceof Error ? error.name : typeof error }, OPERATOR.failed),
    });
    const places = new Places({ ...parts });
    const publicOrigin = settings.url === undefined ? undefined : new URL(settings.url).origin;
    const app = routes({
      ...parts,
      assets: new Assets(settings.pageFolder),
      sessions: new Sessions(secretsOf(parts), publicOrigin?.startsWith('https:') === true),
      limiter: new RateLimiter({ ...LIMITS, ...settings.limits }, parts.clock),
      conversations: new Conversations({
        storage,
        dialogue,
        places,
        recover: parts.recover,
        log,
        patience: settings.patience ?? PATIENCE,
      }),
      places,
      waiting: this.#waiting,
      isHealthy: () => answers(storage),
      publicOrigin,
      trusted: networksOf(settings.trustProxy),
      isStopping: () => this.#isStopping,
      longPoll: settings.longPoll ?? LONG_POLL,
    });
    // Phones on a weak signal are slow with a photo; nobody is slow with headers.
    const serverOptions = { headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: 30_000 };
    this.#server = createAdaptorServer({
      fetch: app.fetch,
      overrideGlobalObjects: false,
      serverOptions,
    }) as Server;
    this.#server.on('request', (_request, response) => {
      this.#open += 1;
      response.once('close', () => {
        this.#open -= 1;
        this.#closeIfDone();
      });
    });
  }

  /** Opens the port. @throws ConfigError when it may not be opened at all */
  async start(): Promise<WebStart> {
    const { port, host } = this.#parts.settings;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen({ port, host }, resolve);
      });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE') return { status: 'taken', message: OPERATOR.portTaken(port) };
      throw new ConfigError(OPERATOR.portRefused(port, host));
    }
    const { port: opened } = this.#server.address() as AddressInfo;
    const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
    return { status: 'on', url: `http://${name.includes(':') ? `[${name}]` : name}:${opened}` };
  }

  /** Something was written for this conversation: a page that waits for it hears at once. */
  nudge(conversationId: string): void {
    this.#waiting.nudge(conversationId);
  }

  /** Takes no new requests and finishes those begun, as far as they are done soon. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#isStopping = true;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#waiting.stop();
    this.#closeIfDone();
    const timer = setTimeout(() => this.#server.closeAllConnections(), STOP_WITHIN);
    await closed;
    clearTimeout(timer);
  }

  /** Browsers keep connections open that they do not use yet: with no request left none of them is waited for. */
  #closeIfDone(): void {
    if (this.#isStopping && this.#open === 0) this.#server.closeAllConnections();
  }
}

/** What signs sessions: the operator's secret, or keyed hashes under the database's own keys, which outlive a rotation. */
function secretsOf({ settings, storage }: WebParts): readonly [string, ...string[]] {
  const [first, ...older] =
    settings.secret === undefined ? storage.vault.lookups('web', 'session secret 1') : [settings.secret];
  if (first === undefined) throw new Error('no key to sign sessions with');
  return [first, ...older];
}

async function answers({ reading }: Storage): Promise<boolean> {
  await reading.db.selectFrom('lookup_keys').select('id').limit(1).execute();
  return true;
}
