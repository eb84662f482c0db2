import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pino } from 'pino';
import { Reception } from '../../src/channels/reception.ts';
import { WebChannel, type WebSettings } from '../../src/channels/web/channel.ts';
import type { WebDialogue } from '../../src/channels/web/conversations.ts';
import type { Answered, Message, SessionAnswer } from '../../src/channels/web/wire.ts';
import { findConversation, formTexts } from '../../src/dialogue/index.ts';
import { EntryCodes, parseRegion } from '../../src/regions/index.ts';
import { Keyring, post, randomId, Storage } from '../../src/storage/index.ts';
import { startOf, Town, YANLING } from '../dialogue/person.ts';
import { TEST_KEYS } from '../storage/databases.ts';

export const CODES = new EntryCodes('a secret for the tests');
export const SCRIPT = `console.log(${'1+'.repeat(400)}1)`;

/** A county's page on a database of its own, really listening. The clock stands unless it is moved. */
export class Site {
  readonly town: Town;
  readonly clock: { now: Date };
  readonly folder: string;
  readonly reception: Reception;
  url = '';
  readonly #web: WebChannel;
  readonly #log: string[] = [];

  private constructor(
    folder: string,
    storage: Storage,
    clock: { now: Date },
    settings: Partial<WebSettings>,
    around: (dialogue: WebDialogue) => WebDialogue,
  ) {
    this.folder = folder;
    this.clock = clock;
    this.town = new Town(storage, clock);
    const log = pino({ level: 'trace', base: null }, { write: (line: string) => void this.#log.push(line) });
    const { dialogue, gazetteer, divisions } = this.town.engine;
    const region = parseRegion(YANLING);
    this.reception = new Reception({
      dialogue,
      delivery: { nudge: (id) => this.#web.nudge(id) },
      log,
      retryAfter: 20,
    });
    this.#web = new WebChannel({
      settings: { port: 0, host: '127.0.0.1', pageFolder: join(folder, 'page'), trustProxy: [], ...settings },
      storage,
      dialogue: around(dialogue),
      gazetteer,
      divisions,
      region,
      form: (county) => formTexts(gazetteer, county),
      personalData: 'allow',
      verifyEntry: (code) => CODES.verify(code),
      recover: () => this.reception.catchUp(),
      clock: () => clock.now,
      log,
    });
  }

  /** @param folder that of a site closed before, to open it again */
  static async open(
    settings: Partial<WebSettings> = {},
    {
      folder,
      around = (dialogue) => dialogue,
    }: { folder?: string; around?: (dialogue: WebDialogue) => WebDialogue } = {},
  ): Promise<Site> {
    const place = folder ?? mkdtempSync(join(tmpdir(), 'yimatong-site-'));
    const clock = startOf();
    const storage = await Storage.open({
      url: join(place, 'site.db'),
      keyring: Keyring.parse(TEST_KEYS),
      // Nothing happens at the same instant as something else.
      clock: () => {
        clock.now = new Date(clock.now.getTime() + 1);
        return clock.now;
      },
      ids: randomId,
    });
    writePage(join(place, 'page'));
    const site = new Site(place, storage, clock, settings, around);
    const started = await site.#web.start();
    if (started.status !== 'on') {
      await site.close();
      throw new Error(started.message);
    }
    site.url = `http://127.0.0.1:${new URL(started.url).port}`;
    return site;
  }

  visitor(headers: Record<string, string> = {}): Visitor {
    return new Visitor(this, headers);
  }

  /** Something happened elsewhere that a visitor is to hear of. */
  async tell(visitor: Visitor, text: string): Promise<void> {
    await this.town.storage.transaction(async (unit) => {
      const id = (await findConversation(unit, 'web', visitor.session)) ?? '';
      const { subject_id } = await unit.db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await post(unit, { conversationId: id, subjectId: subject_id }, `test:${text}`, { text });
    });
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    this.clock.now = new Date(this.clock.now.getTime() + seconds * 1000);
  }

  /** Everything logged, requests included. */
  get logged(): string {
    return this.#log.join('');
  }

  async stop(): Promise<void> {
    await this.#web.stop();
    await this.reception.stop();
    await this.town.storage.close();
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The least that a built page is. */
function writePage(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>一码通助手</title>');
  writeFileSync(join(folder, 'assets', 'main-ABC.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'main-ABC.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'sw.js'), 'self.__shell={};');
}

/** A browser: keeps cookies and the token, and makes ids. */
export class Visitor {
  readonly site: Site;
  readonly cookies = new Map<string, string>();
  readonly #headers: Record<string, string>;
  csrf = '';
  #count = 0;

  constructor(site: Site, headers: Record<string, string>) {
    this.site = site;
    this.#headers = headers;
  }

  /** The number in the cookie. */
  get session(): string {
    return decodeURIComponent(this.cookies.get('ymt') ?? '').split('.')[0] ?? '';
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.site.url + path, {
      ...init,
      headers: { cookie, ...this.#headers, ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf': this.csrf, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  photo(bytes: Uint8Array<ArrayBuffer>, type = 'image/jpeg', id = this.nextId()): Promise<Response> {
    const headers = { 'content-type': type, 'x-csrf': this.csrf };
    return this.fetch(`/api/photos?id=${id}`, { method: 'POST', headers, body: bytes });
  }

  /** Opens the page, or opens it again. */
  async open(path = '/'): Promise<SessionAnswer> {
    await (await this.fetch(path)).text();
    const answer = (await (await this.post('/api/session', {})).json()) as SessionAnswer;
    this.csrf = answer.csrf;
    return answer;
  }

  nextId(): string {
    this.#count += 1;
    return `message-${this.#count}`;
  }

  async says(text: string, id = this.nextId()): Promise<Answered> {
    const response = await this.post('/api/messages', { id, text });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Answered;
  }

  /** Says several things, acknowledging each time; what came of the last. */
  async tells(...texts: string[]): Promise<Answered> {
    let answer: Answered | undefined;
    for (const text of texts) {
      answer = await this.says(text);
      await this.post('/api/seen', { seen: answer.replies.map(({ id }) => id) });
    }
    if (answer === undefined) throw new Error('nothing said');
    return answer;
  }

  async waiting(): Promise<Message[]> {
    return ((await (await this.fetch('/api/replies')).json()) as { replies: Message[] }).replies;
  }
}

export function textOf({ replies }: Pick<Answered, 'replies'>): string {
  return replies.map(({ text }) => text).join('\n');
}
