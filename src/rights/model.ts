import type { Day, StaffMember } from '../casework/index.ts';
import type { Cause } from '../declaration/index.ts';

export const REQUEST_KINDS = ['copy', 'correct', 'withdraw_consent', 'erase'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** To department checks, or to keep sensitive data. */
export type ConsentScope = 'data-checks' | 'sensitive';

/** In whose name something is done: a member of staff, with what they may see, or who runs the program. */
export type By = StaffMember | 'operator';

/** A household of a chat, by its newest case there. */
export interface OwnHousehold {
  caseId: string;
  receipt: string;
}

/** Somebody of an office who read the household's data; the household's own readings are not among them. */
export interface Looked {
  on: Day;
  /** Place and post, never a name: 望田镇 乡镇干部. */
  who: string;
  /** In plain words. */
  why: string;
}

export interface OwnCase {
  receipt: string;
  openedOn: Day;
  causes: Cause[];
  /** Where it stands, as the procedure calls it. */
  stage: string;
  open: boolean;
  photos: number;
}

/** What somebody of the household, or a cadre for it, told. Of a neighbour only that they did: who reports is protected. */
export interface OwnDeclaration {
  on: Day;
  kind: 'declaration' | 'supplement';
  by: 'self' | 'kin' | 'neighbour' | 'cadre';
  story?: string;
  /** What else was answered: name of the item and its value. */
  more: [string, string][];
}

/** What was found at the home. */
export interface OwnForm {
  on: Day;
  people: number;
  labour: number;
  /** Name of the item and yuan. */
  figures: [string, number][];
  findings: string;
}

/** When a consent was given, refused or taken back. */
export interface OwnConsent {
  kind: ConsentScope | 'guardian';
  state: 'given' | 'refused' | 'withdrawn';
  on: Day;
}

/** All that is held of one household and is its own to know; without notes among staff and protests of others. */
export interface OwnData {
  householdId: string;
  name: string;
  idNumber?: string;
  phone?: string;
  place: string;
  cases: OwnCase[];
  declarations: OwnDeclaration[];
  consents: OwnConsent[];
  forms: OwnForm[];
  /** Decisions, what was missing, objections … with their day. */
  notes: { on: Day; kind: string; text: string }[];
  measures: { on: Day; title: string; unit: string; state: string }[];
  /** From the national system's sheet: month, and members with their relation to the head. */
  record?: { month: string; people: [name: string, relation: string][] };
  alerts: { on: Day; unit: string; cause: string }[];
  visits: { on: Day; outcome: string }[];
  looked: Looked[];
}

/** Until when the archive keeps a household's data. */
export interface Keeping {
  /** `open`: a case goes on; `supported`: in support; `listed`: on the newest sheet; `archive`: a term runs, or ran out. */
  why: 'open' | 'supported' | 'listed' | 'archive';
  /** From this day nothing keeps it; null while no day is known. */
  until: Day | null;
  /** May be deleted before that when the household asks. */
  onRequest: boolean;
  /** 示例，未经县级审核 */
  sample: boolean;
}

/** A request, as a list shows it. Nothing personal. */
export interface RequestItem {
  id: string;
  kind: RequestKind;
  scope: ConsentScope | null;
  receipt: string;
  place: string;
  createdOn: Day;
  dueOn: Day | null;
  dueProvisional: boolean;
  overdue: boolean;
}

/** A request with the asker's words. */
export interface RequestFile extends RequestItem {
  words: string;
}

/** A household whose data the archive lets go. Nothing personal. */
export interface DueItem {
  household: string;
  until: Day;
  receipts: string[];
}
