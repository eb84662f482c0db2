import type { Selectable } from 'kysely';
import type { Answers, Cause, Draft } from '../declaration/index.ts';
import type { Divisions, Gazetteer, RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import type { PapersOfCase } from './papers/model.ts';
import type { WorkCalendar } from './procedure/calendar.ts';
import type { Procedures } from './procedure/procedures.ts';
import type { Stage } from './procedure/stage.ts';
import type { MeasureCatalogue } from './support/catalogue.ts';
import type { Labour } from './support/model.ts';

export { type Outcome, type Refusal, type Refused, refused } from './refusal.ts';

/** A case as it lies in the database. */
export type CaseRow = Selectable<Schema['cases']>;

export const ROLES = ['village', 'township', 'county', 'department', 'supervisor'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who works cases, with the division that bounds what they see. */
export interface StaffMember {
  id: string;
  /** Empty once their record was erased. */
  name: string;
  role: Role;
  region: RegionCode;
  /** Line department, for role department. */
  unit: string | null;
}

/** What casework reckons with: the procedures and places served. */
export interface Parts {
  procedures: Procedures;
  calendar: WorkCalendar;
  gazetteer: Pick<Gazetteer, 'place' | 'knows'>;
  divisions: Pick<Divisions, 'nameOf'>;
  /** The measures that the documents name; without it none are suggested. */
  measures?: MeasureCatalogue;
  /** Whether anybody of a household on record can work, where the register knows. */
  labourOf?: (unit: Unit, householdId: string) => Promise<Labour>;
}

/** What somebody hands in for a household. */
export interface Submission {
  draft: Draft;
  /** The chat that it came from; null for what no chat sent. */
  conversationId: string | null;
  source: 'resident' | 'cadre' | 'department';
  /** Staff member who files, for source cadre or department. */
  staffId?: string;
  /** Household on record that is meant, where staff knows it (stood at its door, said who it is): nobody is looked for. */
  householdId?: string;
}

/**
 * What a submission came to. `opened`: a new case. `repeated`: this draft was handed in before. `joined`: the household's
 * own open case, which the ID number or phone proved, and this was added to it. `added`: kept with the open case of a
 * household that this person did not prove to belong to; they learn neither receipt nor progress.
 */
export type Submitted = { kind: 'opened' | 'repeated' | 'joined'; case: CaseView } | { kind: 'added' };

/** What a chat is to a case: of the household, or somebody who reported it. */
export type Standing = 'household' | 'reporter';

export interface TimelineEntry {
  stage: Stage;
  label: string;
  /** When done, the day it was reached; else the day by which it is to be done, null when no limit is set or known. */
  day: string | null;
  done: boolean;
  current: boolean;
  provisional: boolean;
  note?: string;
}

/** What the household may know of its case. Holds no personal value. */
export interface CaseView {
  id: string;
  receipt: string;
  stage: Stage;
  queue: RegionCode;
  township: RegionCode | null;
  urgent: boolean;
  opened: string;
  dueOn: string | null;
  dueProvisional: boolean;
  outcome: CaseRow['outcome'];
  paused: boolean;
  causes: Cause[];
  timeline: TimelineEntry[];
  /** The reason of a decision, or what is missing while the case is returned, in the cadre's words. */
  note?: string;
}

/** One line of a cadre's list. */
export interface QueueItem {
  id: string;
  receipt: string;
  /** 王** ; empty when none is known. */
  name: string;
  /** Village, else township, by name. */
  place: string;
  causes: Cause[];
  stage: Stage;
  stageLabel: string;
  urgent: boolean;
  unrouted: boolean;
  paused: boolean;
  /** Day on which it was opened. */
  opened: string;
  dueOn: string | null;
  dueProvisional: boolean;
  /** 还有2天, 今天到期, 超期1天 … in working days. */
  due: string;
  mine: boolean;
  taken: boolean;
  /** Waits for a colleague of another queue to accept. */
  transferring: boolean;
  /** Under re-check after an objection. */
  recheck: boolean;
  /** Perhaps of the same household as another case: a human has to say. */
  suspected: boolean;
  /** Whether this member's post works the stage that it is in. */
  workable: boolean;
  version: number;
}

export interface Person {
  name: string;
  idNumber?: string;
  phone?: string;
}

export type NoteKind =
  | 'verification'
  | 'advance'
  | 'opinion'
  | 'aid'
  | 'return'
  | 'resume'
  | 'decision'
  | 'withdrawal'
  | 'objection'
  | 'transfer'
  | 'transfer-rejected'
  | 'sent-back'
  | 'suspected'
  | 'verdict'
  | 'removal-support'
  | 'removal-natural'
  | 'removal-declined'
  | 'removed'
  | 'restored';

export interface CaseNote {
  kind: NoteKind;
  text: string;
  at: string;
  /** Pseudonym. */
  actor: string;
}

export interface FiledDeclaration {
  kind: 'declaration' | 'supplement';
  filer: 'self' | 'kin' | 'neighbour' | 'cadre';
  at: string;
  answers: Partial<Answers>;
}

/** A whole case with personal data: given to who works it, and each time recorded. */
export interface CaseFile extends QueueItem {
  /** Undefined once erased, or when no household was named. */
  person: Person | undefined;
  declarations: FiledDeclaration[];
  notes: CaseNote[];
  photos: { id: string; mime: string; bytes: number }[];
  tasks: TaskOfFile[];
  timeline: TimelineEntry[];
  papers: PapersOfCase;
}

export interface TransferItem {
  id: string;
  receipt: string;
  from: string;
  causes: Cause[];
  urgent: boolean;
  reason: string;
  requestedAt: string;
}

export interface TaskItem {
  id: string;
  /** Repeats one whose reply did not hold. */
  again: boolean;
  receipt: string;
  place: string;
  cause: Cause;
  urgent: boolean;
  dueOn: string | null;
  due: string;
}

/** A department's part of a case: whom to help with what, and no more. */
export interface TaskFile extends TaskItem {
  name: string;
  phone?: string;
  /** The household took back its consent to checks by departments: neither name nor telephone is told. */
  withheld?: true;
  /** What the office answered before, and why that did not hold. */
  before?: { reply: string; check: string };
}

/** A department's reply that waits to be checked. */
export interface UncheckedTask {
  id: string;
  receipt: string;
  place: string;
  unit: string;
  cause: Cause;
  repliedOn: string;
}

/** How a joint task stands: no reply yet, a reply that nobody checked, one that held, one that did not. */
export type TaskState = 'waiting' | 'unchecked' | 'kept' | 'redo';

/** A department's part of a case, as those who work the case see it. */
export interface TaskOfFile {
  id: string;
  unit: string;
  cause: Cause;
  state: TaskState;
  createdOn: string;
  dueOn: string | null;
  reply?: string;
  repliedOn?: string;
  /** What came of the check of the reply (核查), in words. */
  check?: string;
  checkedOn?: string;
  /** The task that this one repeats. */
  follows?: string;
}
