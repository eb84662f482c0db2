import { createEngine, type Engine } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { markSent, pendingReplies } from '../../src/dialogue/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { COUNTY } from './procedure.ts';

/** What somebody does in a chat: words, a button (`!id`), a filled form, or a spreadsheet. */
export type Message = string | { form: object } | { sheet: { name: string; bytes: Uint8Array } };

export interface Answer {
  text: string;
  buttons: string[];
  receipt: string | undefined;
}

/** What goes wrong around a message: it comes twice, or the process dies between taking it in and working on it. */
export type Mishap = 'none' | 'twice' | 'killed';

const KEYS = Keyring.parse(`t1:${Buffer.alloc(32, 7).toString('base64')}`);

/** The program as a county runs it, on one database file that outlives it. */
export class County {
  readonly url: string;
  readonly #clock: { now: Date };
  #storage: Storage;
  #engine: Engine;
  #events = 0;
  readonly #conversations = new Map<string, string>();
  readonly #chats = new Map<string, string>();

  private constructor(url: string, clock: { now: Date }, storage: Storage) {
    this.url = url;
    this.#clock = clock;
    this.#storage = storage;
    this.#engine = engineOn(storage);
  }

  static async open(url: string, at: Date): Promise<County> {
    const clock = { now: at };
    return new County(url, clock, await openStorage(url, clock));
  }

  get storage(): Storage {
    return this.#storage;
  }
  get engine(): Engine {
    return this.#engine;
  }
  get now(): Date {
    return this.#clock.now;
  }

  wait(ms: number): void {
    this.#clock.now = new Date(this.#clock.now.getTime() + ms);
  }

  /** The process ends and another one opens the same file. */
  async restart(): Promise<void> {
    await this.#storage.close();
    this.#storage = await openStorage(this.url, this.#clock);
    this.#engine = engineOn(this.#storage);
  }

  async close(): Promise<void> {
    await this.#storage.close();
  }

  /** Does something in a chat and gives what the bot answers there. */
  async hear(chat: string, message: Message, mishap: Mishap = 'none'): Promise<Answer> {
    this.#events += 1;
    const event = { channel: 'test', eventId: `y${this.#events}`, userId: chat, ...said(message) };
    const { conversationId } = await this.#engine.dialogue.receive(event);
    this.#conversations.set(chat, conversationId);
    this.#chats.set(conversationId, chat);
    if (mishap === 'killed') await this.restart();
    if (mishap === 'twice') await this.#engine.dialogue.receive(event);
    await this.#engine.dialogue.work(conversationId);
    if (mishap === 'twice') {
      await this.#engine.dialogue.receive(event);
      await this.#engine.dialogue.work(conversationId);
    }
    return this.#answered(conversationId);
  }

  async #answered(conversationId: string): Promise<Answer> {
    const pending = await pendingReplies(this.#storage.reading, conversationId);
    const own = pending.filter(({ cause }) => !cause.startsWith('case:'));
    await this.#storage.transaction((unit) =>
      markSent(
        unit,
        own.map(({ id }) => id),
      ),
    );
    const replies = own.map(({ reply }) => reply);
    return {
      text: replies.map(({ text }) => text).join('\n'),
      buttons: replies.flatMap(({ buttons = [] }) => buttons.map(({ id }) => id)),
      receipt: replies.find(({ receipt }) => receipt !== undefined)?.receipt,
    };
  }

  /** The chats to which news of cases went since this was asked last. */
  async told(): Promise<Set<string>> {
    const rows = await this.#storage.reading.db
      .selectFrom('outbox')
      .select(['id', 'conversation_id', 'cause'])
      .where('sent_at', 'is', null)
      .execute();
    await this.#storage.transaction((unit) =>
      markSent(
        unit,
        rows.map(({ id }) => id),
      ),
    );
    const news = rows.filter(({ cause }) => cause.startsWith('case:'));
    return new Set(news.map((row) => this.#chats.get(row.conversation_id) ?? row.conversation_id));
  }

  /** Who a chat is in the audit log. */
  residentOf(chat: string): string {
    return `resident:${this.#conversations.get(chat) ?? '?'}`;
  }

  /** A member of staff with a bound chat. */
  async hire(chat: string, post: { role: string; region: string; unit?: string }): Promise<string> {
    const { staff } = this.#engine;
    const { code } = await this.#storage.transaction((unit) =>
      staff.add(unit, {
        name: chat,
        role: post.role as 'township',
        region: parseRegion(post.region),
        ...(post.unit === undefined ? {} : { unit: post.unit }),
      }),
    );
    const { text } = await this.hear(chat, `绑定 ${code}`);
    if (!text.includes('绑定好了')) throw new Error(text);
    const row = await this.#storage.reading.db
      .selectFrom('conversations')
      .select('staff_id')
      .where('id', '=', this.#conversations.get(chat) ?? '')
      .executeTakeFirstOrThrow();
    return row.staff_id ?? '';
  }
}

function said(message: Message): object {
  if (typeof message !== 'string') {
    return 'form' in message ? message : { attachments: [message.sheet] };
  }
  return message.startsWith('!') ? { action: message.slice(1) } : { text: message };
}

function openStorage(url: string, clock: { now: Date }): Promise<Storage> {
  return Storage.open({ url, keyring: KEYS, clock: () => clock.now, ids: randomId });
}

function engineOn(storage: Storage): Engine {
  return createEngine(readConfig({}), {
    storage,
    policy: {
      answerer: {
        ask: async () => ({ status: 'out_of_scope', answer: '没有', citations: [], passages: [], by: 'own' }),
      },
      corpus: { documents: new Map() },
    },
    log: { warn: () => undefined },
    settings: { region: parseRegion(COUNTY), personalData: () => 'allow' },
  });
}
