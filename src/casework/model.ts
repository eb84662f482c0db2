import type { Selectable } from 'kysely';
import type { Answers, Cause, Draft } from '../declaration/index.ts';
import type { Divisions, Gazetteer, RegionCode } from '../regions/index.ts';
import type { Schema } from '../storage/index.ts';
import type { WorkCalendar } from './procedure/calendar.ts';
import type { Procedures } from './procedure/procedures.ts';
import type { Stage } from './procedure/stage.ts';

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

/** Why an action was not done. `not-found` covers all that the member may not know of. */
export type Refusal =
  | 'not-found'
  | 'not-allowed'
  | 'not-assigned'
  | 'taken'
  | 'already-yours'
  | 'changed'
  | 'closed'
  | 'not-decided'
  | 'paused'
  | 'not-paused'
  | 'wrong-stage'
  | 'no-verification'
  | 'same-person'
  | 'own-case'
  | 'no-earlier'
  | 'not-suspected'
  | 'merge-gone'
  | 'needs-decision'
  | 'last-stage'
  | 'reason-short'
  | 'text-empty'
  | 'text-long'
  | 'photo-unknown'
  | 'transfer-pending'
  | 'transfer-none'
  | 'no-such-queue'
  | 'same-queue'
  | 'not-intake'
  | 'answered'
  | 'open-elsewhere'
  | 'still-open';

export type Refused = { ok: false; reason: Refusal };
export type Outcome<T = object> = ({ ok: true } & T) | Refused;

export function refused(reason: Refusal): Refused {
  return { ok: false, reason };
}

/** What casework reckons with: the procedures and places served. */
export interface Parts {
  procedures: Procedures;
  calendar: WorkCalendar;
  gazetteer: Pick<Gazetteer, 'place' | 'knows'>;
  divisions: Pick<Divisions, 'nameOf'>;
}

/** What somebody hands in for a household. */
export interface Submission {
  draft: Draft;
  /** The chat that it came from; null for what no chat sent. */
  conversationId: string | null;
  source: 'resident' | 'cadre' | 'department';
  /** Staff member who files, for source cadre or department. */
  staffId?: string;
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
  | 'return'
  | 'resume'
  | 'decision'
  | 'withdrawal'
  | 'objection'
  | 'transfer'
  | 'transfer-rejected'
  | 'sent-back'
  | 'suspected'
  | 'verdict';

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
}

/** A department's part of a case, as those who work the case see it. */
export interface TaskOfFile {
  id: string;
  unit: string;
  cause: Cause;
  dueOn: string | null;
  reply?: string;
}
