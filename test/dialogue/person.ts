import { createEngine, type Engine } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import {
  type Dialogue,
  type FileContent,
  markSent,
  openFile,
  pendingReplies,
  type Reply,
  type Turn,
} from '../../src/dialogue/index.ts';
import type { Answer, Answerer } from '../../src/policy/index.ts';
import { parseRegion, type RegionCode } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';

export const YANLING = '411024';

type Request = Parameters<Answerer['ask']>[0];

/** What the bot said in one turn, and where it stands. */
export interface Heard extends Pick<Turn, 'step' | 'case'> {
  replies: Reply[];
  /** All texts of the turn. */
  text: string;
  /** Ids of all buttons of the turn. */
  buttons: string[];
  /** Files that came with the replies. */
  files: FileContent[];
  receipt?: string;
}

/** A county's bot on an empty database, with a clock to be moved and an answerer that knows two things. */
export class Town {
  readonly storage: Storage;
  readonly engine: Engine;
  readonly asked: Request[] = [];
  readonly logged: unknown[] = [];
  /** What the channel may carry; an operator may close it at any time. */
  personalData: 'allow' | 'link';
  readonly #clock: { now: Date };
  answer: (request: Request) => Answer | Promise<Answer> = canned;
  #events = 0;

  constructor(
    storage: Storage,
    clock: { now: Date },
    { region = YANLING, personalData = 'allow' as 'allow' | 'link' } = {},
  ) {
    this.storage = storage;
    this.#clock = clock;
    this.personalData = personalData;
    this.engine = createEngine(readConfig({}), {
      storage,
      policy: {
        answerer: {
          ask: async (request) => {
            this.asked.push(request);
            return this.answer(request);
          },
        },
        corpus: { documents: new Map() },
      },
      log: { warn: (details, message) => this.logged.push([message, details]) },
      settings: { region: parseRegion(region), personalData: () => this.personalData },
    });
  }

  get dialogue(): Dialogue {
    return this.engine.dialogue;
  }

  /** Lets time pass. */
  wait({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): void {
    this.#clock.now = new Date(this.#clock.now.getTime() + days * 86_400_000 + minutes * 60_000);
  }

  nextEvent(): string {
    this.#events += 1;
    return `e${this.#events}`;
  }

  person(name: string, entry?: string): Person {
    return new Person(this, name, entry);
  }

  /** A cadre with a bound chat. */
  async cadre(
    role: 'village' | 'township' | 'county' | 'supervisor',
    region: string,
    name = '李干部',
  ): Promise<Person> {
    const { staff } = this.engine;
    const added = await this.storage.transaction((unit) =>
      staff.add(unit, { name, role, region: parseRegion(region) }),
    );
    const person = this.person(`cadre-${role}-${region}-${this.nextEvent()}`);
    await person.says(`绑定 ${added.code}`);
    return person;
  }
}

/** Somebody on the other end: says, presses, photographs, and reads what comes back. */
export class Person {
  readonly town: Town;
  readonly name: string;
  #entry: RegionCode | undefined;

  constructor(town: Town, name: string, entry?: string) {
    this.town = town;
    this.name = name;
    this.#entry = entry === undefined ? undefined : parseRegion(entry);
  }

  says(text: string): Promise<Heard> {
    return this.#send({ text });
  }

  presses(action: string): Promise<Heard> {
    return this.#send({ action });
  }

  /** Sends a declaration that was filled on the phone. */
  sends(form: unknown, eventId?: string): Promise<Heard> {
    return this.#send({ form, ...(eventId === undefined ? {} : { eventId }) });
  }

  edits(text: string): Promise<Heard> {
    return this.#send({ text, edited: true });
  }

  photographs(...pictures: Uint8Array[]): Promise<Heard> {
    return this.#send({ attachments: pictures.map((bytes) => ({ bytes, name: '照片.jpg' })) });
  }

  /** Sends spreadsheets in one message, with or without words. */
  hands(sheets: { name: string; bytes: Uint8Array }[], text?: string): Promise<Heard> {
    return this.#send({ attachments: sheets, ...(text === undefined ? {} : { text }) });
  }

  /** Shares where the phone is, in degrees. */
  stands(latitude: number, longitude: number): Promise<Heard> {
    return this.#send({ location: { latitude, longitude } });
  }

  /** Says several things, one after the other; what came of the last. */
  async tells(...texts: string[]): Promise<Heard> {
    let heard: Heard | undefined;
    for (const text of texts) heard = await this.says(text);
    if (heard === undefined) throw new Error('nothing said');
    return heard;
  }

  /** What others caused to be sent meanwhile. */
  async hears(): Promise<string> {
    const { conversationId } = await this.#conversation();
    const { replies } = await this.#collect(conversationId);
    return replies.map(({ text }) => text).join('\n');
  }

  async conversationId(): Promise<string> {
    return (await this.#conversation()).conversationId;
  }

  async #conversation(): Promise<{ conversationId: string }> {
    const { reading } = this.town.storage;
    const row = await reading.db
      .selectFrom('conversations')
      .select('id')
      .where('user_lookup', 'in', reading.vault.lookups('user', `test:${this.name}`))
      .executeTakeFirstOrThrow();
    return { conversationId: row.id };
  }

  async #send(said: object): Promise<Heard> {
    const { dialogue } = this.town;
    const entry = this.#entry;
    this.#entry = undefined;
    const { conversationId } = await dialogue.receive({
      channel: 'test',
      eventId: this.town.nextEvent(),
      userId: this.name,
      ...(entry === undefined ? {} : { entry }),
      ...said,
    });
    await dialogue.work(conversationId);
    return { ...(await this.#collect(conversationId)), ...(await dialogue.standing(conversationId)) };
  }

  async #collect(conversationId: string) {
    const { storage } = this.town;
    const pending = await pendingReplies(storage.reading, conversationId);
    await storage.transaction((unit) =>
      markSent(
        unit,
        pending.map(({ id }) => id),
      ),
    );
    const replies = pending.map(({ reply }) => reply);
    const files: FileContent[] = [];
    for (const { file } of replies) {
      const content = file && (await openFile(storage.reading, conversationId, file.id));
      if (content !== undefined && content !== 'gone') files.push(content);
    }
    const receipt = replies.find((reply) => reply.receipt !== undefined)?.receipt;
    return {
      replies,
      text: replies.map(({ text }) => text).join('\n'),
      buttons: replies.flatMap(({ buttons = [] }) => buttons.map(({ id }) => id)),
      files,
      ...(receipt === undefined ? {} : { receipt }),
    };
  }
}

/** Everything somebody needs to say for a short declaration, after 我要申报. */
export const SHORT_FORM = [
  '给自己家报',
  '都同意',
  '张建国',
  '411024195603123415',
  '13803741234',
  '望田镇武岗村',
  '看病花钱多',
  '老伴去年得了癌症，住院花了八万多，借了五万',
  '没有照片',
];

/** Declares and submits; what the last message gave. */
export async function declares(person: Person, form: readonly string[] = SHORT_FORM): Promise<Heard> {
  await person.says('我要申报');
  return person.tells(...form, '确认提交');
}

/** What a cadre says from the visit at the household's home to the county's decision. */
export function toDecision(ref: string): string[] {
  return [
    `记录核实 ${ref} 到家看过，情况属实`,
    `推进 ${ref}`,
    `评议 ${ref} 12人 全部同意`,
    `推进 ${ref}`,
    `张贴 ${ref}`,
    `推进 ${ref}`,
    `推进 ${ref} 材料齐全，同意上报`,
  ];
}

/** 核实表: what a cadre says to file one. */
export function formOf(ref: string): string[] {
  return [
    `核实表 ${ref} 4口人 2个劳动力`,
    '打工3万 种地8000 低保2400',
    '3000',
    '看病2万 上学3000',
    '住房有问题，其他都好',
    '没有',
    '今天 李明、王芳',
    '老伴在县医院透析，欠了五万',
    '没有签名',
    '确认',
  ];
}

/** A clock that stands until it is moved. */
export function startOf(iso = '2026-11-23T10:00:00+08:00'): { now: Date } {
  return { now: new Date(iso) };
}

const QUOTE = '对脱贫不稳定户、边缘易致贫户和突发严重困难户开展常态化监测';

function canned({ question }: Request): Answer {
  if (!/低保|报了多久|要交钱/.test(question)) {
    return {
      status: 'out_of_scope',
      answer: '文件里没有写这件事，我不能乱说。',
      citations: [],
      passages: [],
      by: 'own',
    };
  }
  return {
    status: 'answered',
    answer: '这件事文件里有规定。',
    citations: [
      {
        document: 'yanling-2023',
        number: '鄢乡振〔2023〕1号',
        article: '二（一）1',
        quote: QUOTE,
        jurisdiction: '411024',
        validity: 'expired',
      },
    ],
    passages: [],
    by: 'extract',
  };
}
