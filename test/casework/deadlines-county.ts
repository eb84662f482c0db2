import { Casework, recomputeDues, type StaffMember, type WorkCalendar } from '../../src/casework/index.ts';
import { ReminderPlan } from '../../src/casework/reminder/plan.ts';
import { Divisions, type RegionCode } from '../../src/regions/index.ts';
import type { Unit } from '../../src/storage/index.ts';
import type { TestDatabases } from '../storage/databases.ts';
import type { Row, Step } from './deadlines-rows.ts';
import { BAILIANG, parts as ofYanling, WANG, WANGTIAN, World } from './world.ts';

/** A township of each county, and a second one of Yanling to transfer to. */
const TOWNSHIPS: Record<string, string> = {
  '411024': WANGTIAN,
  '360734': '360734100',
  '210422': '210422100',
  '411326': '411326001',
};

interface Offices {
  town: StaffMember;
  other: StaffMember;
  chief: StaffMember;
  department: StaffMember;
}

/** A case that went through a row's steps. */
export interface Lived {
  id: string;
  receipt: string;
}

/** Counties in which the rows of the tables happen, one after the other, each with a case of its own. */
export class Counties {
  readonly #world: World;
  readonly #parts: typeof ofYanling;
  readonly #casework: Casework;
  readonly #chat: string;
  readonly #offices = new Map<string, Offices>();
  #unit: Unit | undefined;

  private constructor(world: World, chat: string, calendar: WorkCalendar) {
    this.#world = world;
    this.#chat = chat;
    const served = Object.keys(TOWNSHIPS) as RegionCode[];
    const divisions = Divisions.fromFile('corpus/divisions.csv', served);
    this.#parts = { ...ofYanling, calendar, divisions };
    this.#casework = new Casework(this.#parts);
  }

  static async open(databases: TestDatabases, calendar: WorkCalendar): Promise<Counties> {
    const world = await World.open(databases);
    const counties = new Counties(world, await world.chat('wang'), calendar);
    for (const county of Object.keys(TOWNSHIPS)) await counties.#appoint(county);
    return counties;
  }

  /**
   * Lets something happen as if it had not: in one transaction, which is taken back, so that each row finds the counties
   * as they were, and nothing waits for the disk.
   */
  async tried<T>(work: () => Promise<T>): Promise<T> {
    const undone = new Error('undone');
    const results: T[] = [];
    try {
      await this.#world.storage.transaction(async (unit) => {
        this.#unit = unit;
        results.push(await work());
        throw undone;
      });
    } catch (error) {
      if (error !== undone) throw error;
    } finally {
      this.#unit = undefined;
    }
    return results[0] as T;
  }

  #do<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    if (this.#unit === undefined) return this.#world.do(work);
    this.#world.tick();
    return work(this.#unit);
  }

  #row({ id }: { id: string }) {
    return this.#do((unit) =>
      unit.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
  }

  set minute(at: string) {
    this.#world.minute = at;
  }

  /** Lets all steps of a row happen, each at its minute. */
  async live({ county, steps }: Row): Promise<Lived> {
    const offices = this.#officesOf(county);
    let town = offices.town;
    let lived: Lived | undefined;
    for (const step of steps) {
      this.minute = step.at;
      lived ??= await this.#submit(county);
      const { stage } = await this.#row(lived);
      const worker = stage === 'county_decision' ? offices.chief : town;
      const acted = this.#act(step, lived, { worker, ...offices });
      if (acted === undefined) await this.#advance(lived, town, step.what);
      else must(await this.#do(acted), step);
      if (step.what === 'accept') town = offices.other;
    }
    if (lived === undefined) throw new Error('nothing happened');
    return lived;
  }

  /** What a word of a row does; undefined for a stage, into which the case goes on. */
  #act(
    { what, to }: Step,
    { id, receipt }: Lived,
    { worker, other, chief }: Offices & { worker: StaffMember },
  ): ((unit: Unit) => Promise<{ ok: boolean }>) | undefined {
    const casework = this.#casework;
    const acts: Record<string, (unit: Unit) => Promise<{ ok: boolean }>> = {
      return: (unit) => casework.returnForCompletion(unit, worker, receipt, '还缺住院发票'),
      resume: (unit) => casework.resume(unit, worker, receipt),
      supplement: (unit) => casework.supplement(unit, id, this.#chat, '发票在这里'),
      transfer: (unit) =>
        casework.transfer(unit, worker, receipt, { to: BAILIANG, reason: '这户去年搬到柏梁镇住了' }),
      accept: (unit) => casework.accept(unit, other, receipt),
      reject: (unit) => casework.reject(unit, other, receipt, '户口和住处都不在我镇'),
      back: (unit) =>
        casework.sendBack(unit, worker, receipt, { reason: '评议记录没有签字', to: to as 'verification' }),
      decide: (unit) =>
        casework.decide(unit, chief, receipt, {
          outcome: 'not_included',
          reason: '家里收入够用，没有大的支出',
        }),
      object: (unit) => casework.object(unit, id, this.#chat, '医药费没有算进去'),
    };
    return acts[what];
  }

  async #advance(lived: Lived, town: StaffMember, to: string): Promise<void> {
    for (;;) {
      const { stage } = await this.#row(lived);
      if (stage === to) return;
      const step = { at: stage, what: 'advance', to };
      must(await this.#do((unit) => this.#casework.advance(unit, town, lived.receipt)), step);
    }
  }

  /** Declared as urgent, so that its papers may come later and its stages follow each other within a minute. */
  async #submit(county: string): Promise<Lived> {
    const place = {
      township: TOWNSHIPS[county] as RegionCode,
      village: null,
      text: '',
      how: 'picked',
    } as const;
    const draft = this.#world.draft({ ...WANG, place }, { urgent: true });
    const submission = { draft, conversationId: this.#chat, source: 'resident' as const };
    const submitted = await this.#do((unit) => this.#casework.submit(unit, submission));
    if (submitted.kind !== 'opened') throw new Error(submitted.kind);
    return submitted.case;
  }

  async #appoint(county: string): Promise<void> {
    const staff = (role: string, region: string, unit?: string) =>
      this.#world.staff(`${role}-${region}`, role, region, unit);
    const town = await staff('township', TOWNSHIPS[county] ?? '');
    const other = county === '411024' ? await staff('township', BAILIANG) : town;
    const department = await staff('department', county, '医保局');
    this.#offices.set(county, { town, other, chief: await staff('county', county), department });
  }

  #officesOf(county: string): Offices {
    const offices = this.#offices.get(county);
    if (offices === undefined) throw new Error(`nobody works in ${county}`);
    return offices;
  }

  /** The due day as the case has it, which its history must have too. */
  async due({ id }: Lived): Promise<{ due: string | null; provisional: boolean }> {
    const { due_on, due_provisional } = await this.#row({ id });
    const line = await this.#do(({ db }) =>
      db
        .selectFrom('case_stages')
        .select('due_on')
        .where('case_id', '=', id)
        .where('left_at', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    if (line.due_on !== due_on) throw new Error(`the history says ${line.due_on}, the case ${due_on}`);
    return { due: due_on, provisional: due_provisional === 1 };
  }

  /** How the county's list shows the case. */
  async chip(county: string, { receipt }: Lived, casework = this.#casework): Promise<string> {
    const { chief } = this.#officesOf(county);
    const items = await this.#do((unit) => casework.queue(unit, chief, { all: true }));
    return items.find((item) => item.receipt === receipt)?.due ?? 'not listed';
  }

  /** Whether somebody is reminded of the case on a day. */
  async reminds(county: string, { receipt }: Lived, day: string): Promise<boolean> {
    const plan = await ReminderPlan.begin(this.#parts, this.#unit ?? this.#world.storage.reading, day);
    await plan.addCounty(county as RegionCode);
    return plan.reminders.some(({ cases }) => cases.some((item) => item.receipt === receipt));
  }

  /** The health insurance office's task of the case, as its list shows it. */
  async task(county: string, { receipt }: Lived): Promise<{ due: string | null; chip: string }> {
    const { department } = this.#officesOf(county);
    const tasks = await this.#do((unit) => this.#casework.tasks(unit, department));
    const task = tasks.find((each) => each.receipt === receipt);
    return { due: task?.dueOn ?? null, chip: task?.due ?? 'not listed' };
  }

  /** What a start with a calendar does; how many cases it changed. */
  async recompute(calendar: WorkCalendar): Promise<number> {
    const troubles: object[] = [];
    const log = { error: (details: object) => void troubles.push(details) };
    const { storage } = this.#world;
    const changed = await recomputeDues({ storage, procedures: this.#parts.procedures, calendar, log });
    if (troubles.length > 0) throw new Error(JSON.stringify(troubles));
    return changed;
  }

  /** The program started anew with another calendar. */
  with(calendar: WorkCalendar): Casework {
    return new Casework({ ...this.#parts, calendar });
  }

  /** Ends the case, so that the next row's household may declare again. */
  async end({ id }: Lived): Promise<void> {
    const withdrawn = await this.#do((unit) => this.#casework.withdraw(unit, id, this.#chat));
    must(withdrawn, { at: 'then', what: 'withdraw', to: '' });
  }
}

function must(outcome: { ok: boolean }, { at, what, to }: Step): void {
  if (!outcome.ok) throw new Error(`${at} ${what} ${to}: ${JSON.stringify(outcome)}`);
}
