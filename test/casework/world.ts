import {
  Casework,
  MeasureCatalogue,
  Procedures,
  type StaffMember,
  StaffRegister,
  todayIn,
  type VerificationForm,
  type VillageReview,
  WorkCalendar,
} from '../../src/casework/index.ts';
import { type Answers, newDraft } from '../../src/declaration/index.ts';
import { Divisions, Gazetteer, type RegionCode } from '../../src/regions/index.ts';
import { randomId, type Unit } from '../../src/storage/index.ts';
import type { TestDatabases, TestStorage } from '../storage/databases.ts';

export const YANLING = '411024' as RegionCode;
export const WANGTIAN = '411024104' as RegionCode;
export const BAILIANG = '411024102' as RegionCode;
/** 晋庄村 and 任庄村 in 望田镇. */
export const JINZHUANG = '411024104205' as RegionCode;
export const RENZHUANG = '411024104206' as RegionCode;

export const parts = {
  procedures: Procedures.load('corpus/regions'),
  calendar: WorkCalendar.load('corpus/calendar'),
  gazetteer: Gazetteer.load('corpus/gazetteer'),
  divisions: Divisions.fromFile('corpus/divisions.csv', [YANLING]),
  measures: MeasureCatalogue.load('corpus'),
};
export const { procedures, calendar } = parts;

/** Wang Jianguo of Jinzhuang, as he declares for himself. */
export const WANG: Answers = {
  filer: 'self',
  consents: [{ kind: 'sensitive', given: true, version: 'v1', at: '2026-11-02T01:00:00.000Z' }],
  name: '王建国',
  idNumber: '411024196503152316',
  phone: '13903741234',
  place: { township: WANGTIAN, village: JINZHUANG, text: '望田镇晋庄村', how: 'picked' },
  causes: ['因病'],
  story: '老伴得了癌症，花了八万多',
};

/** Without some answers. */
export function without(answers: Answers, ...keys: (keyof Answers)[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key as keyof Answers)));
}

/** The same household, as a neighbour reports it. */
export const NEIGHBOUR: Answers = {
  ...without(WANG, 'idNumber', 'phone'),
  filer: 'neighbour',
  filerName: '李四',
};

/** What was found at the Wangs'. */
export const FORM: Omit<VerificationForm, 'visitedOn'> = {
  people: 4,
  labour: 2,
  income: { wage: 30_000, business: 8000, businessCosts: 3000, property: 0, transfer: 2400 },
  spending: { medical: 20_000, education: 3000, housing: 0, other: 0 },
  guarantees: { compulsoryEducation: 'ok', basicMedical: 'ok', safeHousing: 'problem', drinkingWater: 'ok' },
  means: '',
  findings: '老伴在县医院透析，欠了五万',
  visitors: ['李明', '王芳'],
};

export const PERSONAL = ['王建国', '411024196503152316', '13903741234', '老伴得了癌症'];

export interface Message {
  text: string;
  buttons?: { id: string; label: string }[];
}

/** A county at work: one database, a clock that the test moves, chats and staff by name. */
export class World {
  readonly casework = new Casework(parts);
  readonly register = new StaffRegister();
  readonly storage: TestStorage;
  readonly #time: { now: Date };

  private constructor(storage: TestStorage, time: { now: Date }) {
    this.storage = storage;
    this.#time = time;
  }

  /** Monday, 2 November 2026, nine in the morning in Shanghai. */
  static async open(databases: TestDatabases): Promise<World> {
    const time = { now: new Date('2026-11-02T01:00:00Z') };
    return new World(await databases.open({ clock: () => time.now }), time);
  }

  /** A second process on the same database. */
  async again(databases: TestDatabases): Promise<World> {
    const time = this.#time;
    return new World(await databases.open({ url: this.storage.url, clock: () => time.now }), time);
  }

  /** Time goes on by a second before each thing that is done, as it does. */
  do<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    this.tick();
    return this.storage.transaction(work);
  }

  tick(): void {
    this.#time.now = new Date(this.#time.now.getTime() + 1000);
  }

  set today(day: string) {
    this.#time.now = new Date(`${day}T09:00:00+08:00`);
  }

  /** `2026-11-02 23:59`, Shanghai. */
  set minute(at: string) {
    this.#time.now = new Date(`${at.replace(' ', 'T')}:00+08:00`);
  }

  /** A chat of a person. */
  async chat(name: string): Promise<string> {
    return this.do(async (unit) => {
      const id = `chat-${name}`;
      const subject_id = await unit.subjects.create();
      const now = unit.clock().toISOString();
      await unit.db
        .insertInto('conversations')
        .values({
          id,
          channel: 'test',
          user_lookup: unit.vault.lookups('user:test', name)[0] ?? '',
          address_sealed: await unit.subjects.seal(subject_id, name, `conversations.address_sealed:${id}`),
          subject_id,
          staff_id: null,
          state_sealed: null,
          version: 0,
          created_at: now,
          updated_at: now,
        })
        .execute();
      return id;
    });
  }

  /** A member of staff with a bound chat `chat-<name>`. */
  async staff(name: string, role: string, region: string, unit?: string): Promise<StaffMember> {
    const chat = await this.chat(name);
    return this.do(async (work) => {
      const { code } = await this.register.add(work, { name, role, region, unit });
      const member = await this.register.bind(work, chat, code);
      if (member === undefined) throw new Error('not bound');
      return member;
    });
  }

  /** A finished draft. */
  draft(answers: Answers, { id = randomId(), urgent = false } = {}) {
    const draft = newDraft({ id, county: YANLING, now: this.#time.now });
    return { ...draft, answers, urgent };
  }

  submit(conversationId: string | null, answers: Answers, options: { id?: string; urgent?: boolean } = {}) {
    const submission = { draft: this.draft(answers, options), conversationId, source: 'resident' as const };
    return this.do((unit) => this.casework.submit(unit, submission));
  }

  /** Submits and gives the case of it. */
  async declared(conversationId: string | null, answers: Answers, options?: { urgent?: boolean }) {
    const submitted = await this.submit(conversationId, answers, options);
    if (submitted.kind === 'added') throw new Error('no case was shown');
    return submitted.case;
  }

  /** 核实表 with the visit's findings: what a household is included by. */
  form(staff: StaffMember, receipt: string, form: Partial<VerificationForm> = {}) {
    return this.do((unit) =>
      this.casework.papers.form(unit, staff, receipt, {
        form: { ...FORM, visitedOn: todayIn(unit.clock), ...form },
      }),
    );
  }

  /** 评议 that all agreed to. */
  review(staff: StaffMember, receipt: string, review: Partial<VillageReview> = {}) {
    const all = { present: 12, agree: 12, disagree: 0, passed: true, remarks: '' };
    return this.do((unit) =>
      this.casework.papers.review(unit, staff, receipt, {
        review: { heldOn: todayIn(unit.clock), ...all, ...review },
      }),
    );
  }

  /** 张贴 */
  post(staff: StaffMember, ...receipts: string[]) {
    return this.do((unit) => this.casework.papers.post(unit, staff, receipts));
  }

  /** Files what the village's stages want, and goes on to the next one. */
  async goOn(staff: StaffMember, receipt: string) {
    const { stage } = await this.do((unit) =>
      unit.db.selectFrom('cases').select('stage').where('receipt', '=', receipt).executeTakeFirstOrThrow(),
    );
    if (stage === 'village_review') await this.review(staff, receipt);
    if (stage === 'notice') await this.post(staff, receipt);
    return this.do((unit) => this.casework.advance(unit, staff, receipt));
  }

  /** What a chat was sent, in order. */
  async mail(conversationId: string): Promise<Message[]> {
    return this.do(async (unit) => {
      const rows = await unit.db
        .selectFrom('outbox')
        .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
        .select(['outbox.id', 'payload_sealed', 'conversations.subject_id'])
        .where('conversation_id', '=', conversationId)
        .orderBy('seq')
        .execute();
      const messages: Message[] = [];
      for (const { id, payload_sealed, subject_id } of rows) {
        const context = `outbox.payload_sealed:${id}`;
        const json = await unit.subjects.open(subject_id, payload_sealed, context);
        if (json !== undefined) messages.push(JSON.parse(json));
      }
      return messages;
    });
  }

  async lastMail(conversationId: string): Promise<string> {
    return (await this.mail(conversationId)).at(-1)?.text ?? '';
  }

  row(caseId: string) {
    return this.do((unit) =>
      unit.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow(),
    );
  }

  count(table: 'cases' | 'households' | 'declarations' | 'tasks' | 'outbox' | 'transfers'): Promise<number> {
    return this.do(async (unit) => (await unit.db.selectFrom(table).select('id').execute()).length);
  }

  audit(chain: string) {
    return this.do((unit) => unit.audit.of(chain));
  }

  /** Stores a photo that a chat sent. */
  photo(conversationId: string, draftId: string | null, bytes = new Uint8Array([1, 2, 3])): Promise<string> {
    return this.do(async (unit) => {
      const { subject_id } = await unit.db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow();
      const id = unit.ids();
      await unit.db
        .insertInto('photos')
        .values({
          id,
          subject_id,
          conversation_id: conversationId,
          draft_id: draftId,
          case_id: null,
          mime: 'image/jpeg',
          bytes: bytes.length,
          image_sealed: await unit.subjects.sealBytes(subject_id, bytes, `photos.image_sealed:${id}`),
          created_at: unit.clock().toISOString(),
        })
        .execute();
      return id;
    });
  }
}
