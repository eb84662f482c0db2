import { type Day, dayAt, isUnknown, workedBetween, workingDaysAfter } from './calendar.ts';
import { COUNTY, DEPARTMENTS, isOpen, RULES, type Stage, TASK_DAYS } from './procedure.ts';

export type Role = 'village' | 'township' | 'county' | 'department' | 'supervisor';

export interface Member {
  chat: string;
  /** Pseudonym in the audit log. */
  actor: string;
  role: Role;
  region: string;
  unit?: string;
}

export interface Household {
  chat: string;
  name: string;
  idNumber: string;
  phone: string;
  village: string;
  /** Pseudonym of its chat once it wrote. */
  actor: string;
}

export interface Task {
  unit: string;
  cause: string;
  state: 'waiting' | 'unchecked' | 'kept' | 'redo';
  due: Day;
  again: boolean;
}

export interface Measure {
  id: string;
  state: 'planned' | 'running' | 'done' | 'dropped';
  ended: number | null;
}

export interface Line {
  stage: Stage;
  queue: string;
  due: Day | null;
  at: number;
}

/** Something that a person wrote about a case and that counts later. */
export interface Written {
  what: 'finding' | 'form' | 'review' | 'posting' | 'decision' | 'removal' | 'objection';
  by: string;
  at: number;
}

export interface Case {
  receipt: string;
  id: string;
  household: Household;
  source: 'resident' | 'cadre' | 'department';
  causes: string[];
  queue: string;
  village: string | null;
  urgent: boolean;
  stage: Stage;
  handler: Member | null;
  pausedOn: Day | null;
  pausedDays: number;
  due: Day | null;
  provisional: boolean;
  outcome: string | null;
  /** 转办 that waits for an answer, with where the case lay when it was offered. */
  offer: { from: string; to: string; village: string | null } | null;
  lines: Line[];
  audit: { actor: string; action: string }[];
  written: Written[];
  /** Protests against the notice that nobody has looked into. */
  protests: number;
  tasks: Task[];
  measures: Measure[];
  visits: { at: number; day: Day; stable: boolean | null; by: string }[];
  /** Whether the last form says that somebody can work. */
  labour: boolean;
  proposal: 'support' | 'natural' | null;
  followers: Map<string, 'household' | 'reporter'>;
}

export interface Alert {
  id: string;
  household: Household;
  cause: string;
  state: 'new' | 'clear' | 'gone' | 'case';
}

/** A county as it must be, told nothing but what people did. */
export class Year {
  now = 0;
  readonly members: Member[] = [];
  readonly households: Household[] = [];
  readonly cases: Case[] = [];
  readonly alerts: Alert[] = [];
  /** Attempts at what is not theirs, by chat. */
  readonly denied = new Map<string, number>();
  /** Who must hear of what is done now, and who may. */
  told = new Set<string>();
  mayHear = new Set<string>();
  /** How often which act was done and which was refused, for the report. */
  readonly counts = new Map<string, number>();

  get today(): Day {
    return dayAt(new Date(this.now));
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  deny({ chat }: Member): void {
    this.denied.set(chat, (this.denied.get(chat) ?? 0) + 1);
  }

  /** The household's undecided case. */
  openOf(household: Household): Case | undefined {
    return this.cases.find((each) => each.household === household && isOpen(each.stage));
  }

  note(c: Case, actor: string, action: string): void {
    c.audit.push({ actor, action });
  }

  /** Into another stage: its own days from today, a line of its own, and for others to take where another office works it. */
  enter(c: Case, stage: Stage, handler: Member | null): void {
    const sameOffice = RULES[stage].owner === RULES[c.stage].owner;
    const { limit } = RULES[stage];
    const due = limit === null ? null : workingDaysAfter(this.today, limit);
    c.stage = stage;
    c.handler = sameOffice ? handler : null;
    c.due = due?.day ?? null;
    c.provisional = due?.provisional ?? false;
    if (!isOpen(stage)) c.pausedOn = null;
    this.turn(c);
  }

  turn(c: Case): void {
    c.lines.push({
      stage: c.stage,
      queue: c.queue,
      due: c.pausedOn === null ? c.due : null,
      at: this.now,
    });
  }

  /** The clock goes on: the due day moves by the working days that it stood still. */
  resume(c: Case): boolean {
    if (c.pausedOn === null) return false;
    const stood = workedBetween(c.pausedOn, this.today);
    if (c.due !== null && c.pausedOn < this.today) {
      const due = workingDaysAfter(c.due, stood);
      c.due = due.day;
      // How many days it stood still is not known either in a year without a calendar.
      c.provisional ||= due.provisional || isUnknown(this.today);
    }
    c.pausedOn = null;
    c.pausedDays += stood;
    this.turn(c);
    return true;
  }

  /** Custody goes to another queue; the village's cadres see it only there where the household lives. */
  move(c: Case, queue: string): void {
    c.queue = queue;
    c.village = queue !== COUNTY && c.household.village.startsWith(queue) ? c.household.village : null;
    c.handler = null;
    this.turn(c);
  }

  giveTasks(c: Case, causes: readonly string[], except?: Member): void {
    for (const cause of causes) {
      for (const unit of DEPARTMENTS[cause] ?? []) this.giveTask(c, { unit, cause }, except);
    }
  }

  giveTask(
    c: Case,
    { unit, cause, again = false }: { unit: string; cause: string; again?: boolean },
    except?: Member,
  ): void {
    const due = TASK_DAYS.reduce((day, n) => workingDaysAfter(day, n).day, this.today);
    c.tasks.push({ unit, cause, state: 'waiting', due, again });
    this.tellOffice(unit, except);
  }

  tellHousehold(c: Case, except?: string): void {
    for (const [chat, as] of c.followers) if (as === 'household' && chat !== except) this.told.add(chat);
  }

  tellReporters(c: Case): void {
    for (const [chat, as] of c.followers) if (as === 'reporter') this.told.add(chat);
  }

  /** The township's people and those of the village; the county's where the township is not known yet. */
  tellWorkers({ queue, village }: { queue: string; village: string | null }, except?: Member): void {
    for (const member of this.members) {
      const isTheirs =
        queue === COUNTY
          ? member.role === 'county'
          : (member.role === 'township' && member.region === queue) ||
            (member.role === 'village' && member.region === village);
      if (isTheirs && member !== except) this.told.add(member.chat);
    }
  }

  tellCounty(except?: Member): void {
    for (const member of this.members) {
      if (member.role === 'county' && member !== except) this.told.add(member.chat);
    }
  }

  /** Whose turn it is in the stage that a case is in. */
  tellDoers(c: Case, except?: Member): void {
    const { owner } = RULES[c.stage];
    if (owner === 'county') this.tellCounty(except);
    else this.tellWorkers(owner === 'village' ? c : { ...c, village: null }, except);
  }

  /** Who has the case in hand now: the county while it decides. */
  tellHolders(c: Case, except?: Member): void {
    if (RULES[c.stage].owner === 'county') this.tellCounty(except);
    else this.tellWorkers(c, except);
  }

  tellDepartments(cause: string): void {
    for (const unit of DEPARTMENTS[cause] ?? []) this.tellOffice(unit);
  }

  /** An objection: verified again, with time anew, as if nothing had been decided. */
  reopen(c: Case, actor: string, except: Member | string): void {
    c.written.push({ what: 'objection', by: actor, at: this.now });
    c.pausedDays = 0;
    c.outcome = null;
    this.enter(c, 'verification', null);
    c.handler = null;
    this.note(c, actor, 'objected');
    const member = typeof except === 'string' ? undefined : except;
    this.tellWorkers(c, member);
    this.tellCounty(member);
    this.tellHousehold(c, typeof except === 'string' ? except : undefined);
  }

  tellOffice(unit: string, except?: Member): void {
    for (const member of this.members) {
      if (member.unit === unit && member !== except) this.told.add(member.chat);
    }
  }
}
