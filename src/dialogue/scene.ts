import type { Alerts } from '../alerts/index.ts';
import {
  type Casework,
  type Procedures,
  type StaffMember,
  type StaffRegister,
  shanghaiDay,
} from '../casework/index.ts';
import type { Reader } from '../declaration/index.ts';
import type { Answer, Answerer, Corpus, Role } from '../policy/index.ts';
import type { Records } from '../record/index.ts';
import { type Divisions, type Gazetteer, NATION, type RegionCode, villageName } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Rights } from '../rights/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import type { Visits } from '../visits/index.ts';
import { FILE_TEXTS } from './file-texts.ts';
import { dropFile, FILE_LIMITS, type FileContent, openFile, plainName, storeFile } from './files.ts';
import type { Conversation, FileNote, Payload } from './journal.ts';
import type { Button, Reply } from './message.ts';
import type { State } from './state.ts';

/** What the county decides about conversations. */
export interface DialogueSettings {
  /** Division served: a county, or a city with several. */
  region: RegionCode;
  /** Whether a channel may take personal data; `link`: it answers here and the form is filled elsewhere. */
  personalData: (channel: string) => 'allow' | 'link';
  /** Where the form is, for channels that may not take it. */
  formLink?: string;
}

/** What the flows talk to. */
export interface FlowParts {
  corpus: Pick<Corpus, 'documents'>;
  divisions: Divisions;
  gazetteer: Gazetteer;
  reader: Reader;
  casework: Casework;
  register: Register;
  alerts: Alerts;
  visits: Visits;
  records: Records;
  rights: Rights;
  procedures: Procedures;
  staff: StaffRegister;
  settings: DialogueSettings;
}

/** A policy question that has to be answered before this event can be worked to its end. */
export class NeedsAnswer extends Error {
  readonly request: Parameters<Answerer['ask']>[0];

  constructor(request: Parameters<Answerer['ask']>[0]) {
    super('a policy answer is needed');
    this.name = 'NeedsAnswer';
    this.request = request;
  }
}

/**
 * Long work that must be done before this event can be worked to its end, outside its transaction: a file drawn, a large
 * spreadsheet taken in.
 */
export class NeedsWork extends Error {
  readonly key: string;
  readonly work: (storage: Storage) => Promise<unknown>;

  constructor(key: string, work: (storage: Storage) => Promise<unknown>) {
    super('work outside the transaction is needed');
    this.name = 'NeedsWork';
    this.key = key;
    this.work = work;
  }
}

/** Identifies a request among the answers at hand. */
export function requestKey({
  question,
  region,
  role,
  today,
  before,
}: Parameters<Answerer['ask']>[0]): string {
  return JSON.stringify([question, region, role, today, before?.question, before?.topic]);
}

/** How long a question is what the next one goes on from; ms. */
const REMEMBERED = 30 * 60_000;

/** An answer, or that there is none since the answerer failed. */
export type AnswerAtHand = Answer | 'failed';

/**
 * One event being worked: what it says, what is remembered, and what is replied. Flows change `state` and add replies;
 * all of it is written in one transaction when they are done.
 */
export class Scene {
  readonly replies: Reply[] = [];
  /** Whether the open question of the form is among the replies. */
  isStepPut = false;
  readonly unit: Unit;
  readonly parts: FlowParts;
  /** Replaced when the person has everything of before forgotten. */
  conversation: Conversation;
  readonly payload: Payload;
  readonly eventKey: string;
  readonly now: Date;
  state: State;
  staff: StaffMember | undefined;
  readonly #answers: ReadonlyMap<string, AnswerAtHand>;
  readonly #worked: ReadonlyMap<string, unknown>;

  constructor(given: {
    unit: Unit;
    parts: FlowParts;
    conversation: Conversation;
    payload: Payload;
    eventKey: string;
    state: State;
    staff: StaffMember | undefined;
    answers: ReadonlyMap<string, AnswerAtHand>;
    worked: ReadonlyMap<string, unknown>;
  }) {
    this.unit = given.unit;
    this.parts = given.parts;
    this.conversation = given.conversation;
    this.payload = given.payload;
    this.eventKey = given.eventKey;
    this.state = given.state;
    this.staff = given.staff;
    this.#answers = given.answers;
    this.#worked = given.worked;
    this.now = given.unit.clock();
  }

  get text(): string {
    return this.payload.text?.trim() ?? '';
  }

  get today(): string {
    return shanghaiDay(this.now);
  }

  /** Pseudonym of the person for the audit. */
  get actor(): string {
    return this.staff === undefined ? `resident:${this.conversation.id}` : `staff:${this.staff.id}`;
  }

  /** Whether personal data may be taken on this channel. */
  get mayTakePersonalData(): boolean {
    return this.parts.settings.personalData(this.conversation.channel) === 'allow';
  }

  /** Whether the message is read as an answer to the form. */
  get isFormOpen(): boolean {
    const { draft, later, awaited } = this.state;
    return draft !== undefined && !later && awaited === undefined && this.mayTakePersonalData;
  }

  /** The county that this person belongs to; undefined while a city's bot does not know it. */
  get county(): RegionCode | undefined {
    const region = this.#home;
    return this.state.county ?? (region.length >= 6 ? (region.slice(0, 6) as RegionCode) : undefined);
  }

  /** The county, or the wider division served. */
  get served(): RegionCode {
    return this.county ?? this.#home;
  }

  /** The division served; at a terminal the one that is tried out. The nation can be asked about but not served. */
  get #home(): RegionCode {
    const { as } = this.payload;
    return as === undefined || as.region === NATION ? this.parts.settings.region : as.region;
  }

  /** The nearest division known of the person: what binds there answers their questions. */
  get region(): RegionCode {
    if (this.payload.as?.region === NATION) return NATION;
    const place = this.state.draft?.answers.place;
    return this.staff?.region ?? place?.village ?? place?.township ?? this.place ?? this.served;
  }

  /** Where the person is, as they picked it or by the code that they scanned. */
  get place(): RegionCode | undefined {
    return this.state.here ?? this.state.village;
  }

  /** The question of the turn before, while it is fresh enough to be meant. */
  get #before(): Parameters<Answerer['ask']>[0]['before'] {
    const { asked } = this.state;
    if (asked === undefined || this.now.getTime() - Date.parse(asked.at) > REMEMBERED) return undefined;
    return { question: asked.question, ...(asked.topic === undefined ? {} : { topic: asked.topic }) };
  }

  get role(): Role {
    if (this.staff === undefined) return this.payload.as?.role ?? 'resident';
    return this.staff.role === 'supervisor' ? 'supervisor' : 'cadre';
  }

  say(text: string, buttons?: readonly Button[], more: Pick<Reply, 'receipt' | 'view' | 'file'> = {}): void {
    this.replies.push({
      text,
      ...(buttons === undefined || buttons.length === 0 ? {} : { buttons: [...buttons] }),
      ...more,
    });
  }

  /**
   * The policy room's answer. It is worked out outside the transaction, which would otherwise hold the database while
   * the index is searched: the first call ends this attempt, the next attempt finds the answer at hand.
   * @throws NeedsAnswer
   */
  answerTo(question: string): AnswerAtHand {
    const before = this.#before;
    const request = {
      question,
      region: this.region,
      role: this.role,
      today: this.today,
      ...(before === undefined ? {} : { before }),
    };
    const answer = this.#answers.get(requestKey(request));
    if (answer === undefined) throw new NeedsAnswer(request);
    return answer;
  }

  /** Spreadsheets of this event, from a bound member of staff. */
  get files(): readonly FileNote[] {
    return this.payload.files ?? [];
  }

  /** A spreadsheet sent into this chat, now or within the last seven days; undefined when it is gone or another's. */
  async readFile(id: string): Promise<{ name: string; bytes: Uint8Array } | undefined> {
    const file = await openFile(this.unit, this.conversation.id, id);
    return file === undefined || file === 'gone' ? undefined : { name: file.name, bytes: file.bytes };
  }

  /** Forgets a spreadsheet of this chat whose work is done or given up. */
  async dropFile(id: string): Promise<void> {
    await dropFile(this.unit, this.conversation.id, id);
  }

  /**
   * Replies with a file, which can be fetched for 24 hours. Whoever gathers personal data into it notes the reading in
   * the audit log. Not over a channel that may not carry personal data: there it is said so.
   */
  async giveFile(file: FileContent, text: string, buttons?: readonly Button[]): Promise<void> {
    if (!this.mayTakePersonalData) return this.say(FILE_TEXTS.notHere);
    if (file.bytes.length > FILE_LIMITS.out) return this.say(FILE_TEXTS.tooLargeToGive, buttons);
    const name = plainName(file.name, FILE_TEXTS.file);
    const stored = await storeFile(this.unit, this.conversation, 'out', { ...file, name });
    this.say(text, buttons, { file: stored });
  }

  /**
   * What long work came to. As with answers, the first call ends this attempt: everything done so far in it is undone,
   * the work is run with transactions of its own, and the next attempt finds the result. After a crash it is run again,
   * so it must be safe to repeat.
   * @param key names the work within this event
   * @throws NeedsWork
   */
  outside<T>(key: string, work: (storage: Storage) => Promise<T>): T {
    if (!this.#worked.has(key)) throw new NeedsWork(key, work);
    return this.#worked.get(key) as T;
  }

  /** A township's or village's name, as far as it is known (望田镇五里岗村). */
  placeName(code: RegionCode | null | undefined): string | undefined {
    if (code === null || code === undefined) return undefined;
    const { gazetteer } = this.parts;
    const township = gazetteer.place(code.slice(0, 9) as RegionCode);
    if (township === undefined) return undefined;
    const village = code.length === 12 ? gazetteer.place(code) : undefined;
    return `${township.name}${village === undefined ? '' : villageName(village.name)}`;
  }
}
