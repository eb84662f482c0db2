import type { Selectable } from 'kysely';
import type { Parts, StaffMember } from '../casework/index.ts';
import type { Cause } from '../declaration/index.ts';
import type { AddressResolver, Gazetteer, RegionCode } from '../regions/index.ts';
import type { Schema } from '../storage/index.ts';

/** An alert as it lies in the database. */
export type AlertRow = Selectable<Schema['alerts']>;
export type AlertState = AlertRow['state'];

/** What the room reckons with besides what casework does: villages written in a department's words. */
export interface AlertsParts extends Omit<Parts, 'gazetteer'> {
  gazetteer: Pick<Gazetteer, 'place' | 'knows' | 'townshipsOf' | 'villagesOf'>;
  places: Pick<AddressResolver, 'resolve'>;
}

/** Who sends a sheet in: a member of staff, or the operator at a terminal. */
export type Sender = StaffMember | 'operator';

/** Why something was not done. `not-found` covers all that the member may not know of. */
export type AlertRefusal =
  | 'not-found'
  | 'not-allowed'
  | 'settled'
  | 'erased'
  | 'not-doubtful'
  | 'no-such-choice'
  | 'place-needed'
  | 'who-first'
  | 'same-queue'
  | 'no-such-queue'
  | 'text-empty'
  | 'text-long'
  | 'reason-short';

/** Characters of a verdict or reason; the refusal `text-long` tells it. */
export const LONGEST = 2000;

export type AlertOutcome<T = object> = ({ ok: true } & T) | { ok: false; reason: AlertRefusal };

export function refusedFor(reason: AlertRefusal): { ok: false; reason: AlertRefusal } {
  return { ok: false, reason };
}

/** A department's spreadsheet with all that was said to it. */
export interface GivenSheet {
  county: RegionCode;
  /** Line department that it comes from. */
  unit: string;
  bytes: Uint8Array;
  /** File name; only its ending is looked at. */
  name?: string;
  /** Which sheet of the workbook, from 0; without it the one with the most rows. */
  table?: number;
  /** What the hardship comes from, unless a column tells. */
  cause?: Cause;
  /** Titles of columns by field id, where the proposal was corrected. */
  mapping?: Readonly<Record<string, string>>;
}

/** What becomes of the rows of a sheet, by kind. */
export interface Counts {
  /** Known for certain: to be checked at the home. */
  exact: number;
  /** A human has to say who it is. */
  doubtful: number;
  /** Nobody on record, village or township known: to be checked there. */
  unknown: number;
  /** Nobody on record and no place: for the county. */
  unplaced: number;
  /** Of another county. */
  elsewhere: number;
  /** Came in an earlier sheet. */
  known: number;
  /** Written twice in this sheet. */
  repeated: number;
  faulty: number;
}

/** A row that is not taken in, with what to do about it. */
export interface RowFault {
  /** As the spreadsheet counts rows. */
  row: number;
  /** Plain Chinese; nothing personal. */
  reasons: string[];
}

/** A sheet as it was understood, before anything is written. */
export interface Preview {
  unit: string;
  tables: { name: string; rows: number }[];
  table: number;
  /** Rows of the sheet chosen, below its header. */
  rows: number;
  /** Row of the first person, as the spreadsheet counts. */
  firstRow: number | null;
  titles: string[];
  /** What is read from which column. */
  mapping: { field: string; label: string; title: string }[];
  /** Columns that must be there and were not found, by their usual name. */
  missing: string[];
  /** Fields whose column was guessed from a likeness. */
  doubtful: string[];
  /** Columns that nothing is read from. */
  unused: string[];
  /** The first rows, masked. */
  sample: string[];
  /** Faults of one kind with the rows that have it. */
  faults: { text: string; rows: number[]; count: number }[];
  /** Undefined while columns are missing. */
  counts: Counts | undefined;
  /** The causes that this department is given by the region file. */
  causes: Cause[];
  /** The cause that rows without one of their own get; undefined while it has to be asked for. */
  cause: Cause | undefined;
  /** Whether a column tells the cause. */
  causeColumn: boolean;
  /** Day on which this very sheet was imported before. */
  imported: string | undefined;
}

/** What an import came to. */
export interface ImportReport {
  /** `imported`: written now; `known`: every sound row was known already; `nothing`: no row was sound. Only the first changes anything. */
  kind: 'imported' | 'known' | 'nothing';
  /** Empty where there is none. */
  importId: string;
  /** Day of the import. */
  day: string;
  rows: number;
  /** Rows written now; 0 for a sheet that was known. */
  taken: number;
  counts: Counts;
  faults: RowFault[];
  /** Townships that got something to check, with how many households. */
  townships: { code: RegionCode; name: string; visits: number }[];
  /** The faulty rows as a spreadsheet to be mended, the reason in the last column; null without any. */
  faultSheet: Uint8Array | null;
}

/** What of a sheet cannot be: said in the operator's words, nothing personal. */
export class AlertsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AlertsError';
  }
}

/** A visit to be made, or a person to be recognised: all open rows of one person's household together. */
export interface AlertItem {
  /** Id of the first row. */
  ref: string;
  kind: 'check' | 'doubtful' | 'unmatched';
  /** 王** */
  name: string;
  /** Village, else township, by name; the county's while it is not known. */
  place: string;
  causes: Cause[];
  /** Departments that sent it. */
  units: string[];
  /** Rows of it. */
  rows: number;
  dueOn: string | null;
  /** 还有2天, 超期1天 … in working days. */
  due: string;
  overdue: boolean;
  /** The limit is a sample that the county has not approved. */
  sample: boolean;
  /** Whether the household is on record. */
  onRecord: boolean;
  /** Receipt of the household's undecided case. */
  openCase?: string;
}

/** Whom a doubtful row may be, as a list shows it. */
export interface Choice {
  householdId: string;
  /** Name of the household's head: who has to tell people apart must read it, and that is recorded. */
  name: string;
  place: string;
  /** Why it may be: same village, one character differs … in plain Chinese. */
  why: string;
}

/** One item opened: whom to visit and what was reported, and no more. */
export interface AlertFile extends AlertItem {
  /** The person reported. */
  person: { name: string; idNumber?: string; phone?: string };
  /** Head of the household, where it is on record and somebody else. */
  head?: string;
  /** Address as the department wrote it. */
  address?: string;
  reported: { unit: string; cause: Cause; what?: string; amount?: number; date?: string; row: number }[];
  choices: Choice[];
  /** Where the township says that it belongs. */
  suggestion?: string;
}

/** The answer at the door: nothing found, a hardship, or nobody there any more (moved, deceased). */
export interface Verdict {
  outcome: 'clear' | 'risk' | 'gone';
  text: string;
  photoIds?: readonly string[];
  /** A life, a roof or food is at stake now. */
  urgent?: boolean;
  /** The chat that it was said in. */
  conversationId?: string | null;
}

/** What a verdict came to. */
export interface Settled {
  outcome: Verdict['outcome'];
  /** Rows settled by it. */
  rows: number;
  /** With a risk: the case, opened now or joined. */
  receipt?: string;
  joined?: boolean;
  /** The same had been said before: nothing changed. */
  again?: boolean;
}

/** What became of a row, for the department that sent it. */
export const RESULTS = [
  'clear',
  'case',
  'in-hand',
  'gone',
  'pending',
  'doubtful',
  'unmatched',
  'elsewhere',
  'void',
] as const;
export type Result = (typeof RESULTS)[number];

/** A department's rows of a quarter and what came of them. */
export interface Feedback {
  quarter: string;
  /** The department; null for all of the county. */
  unit: string | null;
  rows: number;
  counts: Record<Result, number>;
  /** A spreadsheet of the rows; null without any. */
  sheet: Uint8Array | null;
}
