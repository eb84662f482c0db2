import type { Parts } from '../casework/index.ts';
import type { Gazetteer, RegionCode } from '../regions/index.ts';
import type { MonthlyChecks } from './checks.ts';

/** What the register reckons with. */
export interface RegisterParts extends Omit<Parts, 'gazetteer'> {
  gazetteer: Pick<Gazetteer, 'place' | 'knows' | 'townshipsOf' | 'villagesOf'>;
  checks: MonthlyChecks;
}

/** Who does something, as the audit log names them: `staff:<id>`, or `operator` at a terminal. */
export type Actor = string;

/** What somebody is looked for by; all of it as it was written. */
export interface Given {
  name?: string | undefined;
  idNumber?: string | undefined;
  phone?: string | undefined;
  township?: RegionCode | string | null | undefined;
  village?: RegionCode | string | null | undefined;
}

/**
 * Why somebody may be who is looked for. `same-id`: two households have the ID number; `other-name`: the ID number is on record under quite another name; `id-slip`: the
 * name is, and the ID number but for one digit or two that changed places.
 */
export type Likeness =
  | 'name-village'
  | 'name-township'
  | 'similar-name'
  | 'id-slip'
  | 'same-id'
  | 'other-name';

export interface Candidate {
  householdId: string;
  personId?: string;
  /** 0 to 1; to sort by, nothing to decide by. */
  score: number;
  why: Likeness;
}

/**
 * Whom a person was found to be. Only an ID number, or telephone and name together, are exact; everything else, a single
 * namesake in the village included, waits for a human verdict.
 */
export type Found =
  | { kind: 'exact'; householdId: string; personId?: string }
  | { kind: 'candidates'; candidates: Candidate[] }
  | { kind: 'none' };

/** Finds many people of one county, with everything needed in memory. */
export interface Finder {
  find(given: Given): Found;
}

/** A household of a village, for a list of those to visit. */
export interface VillageHousehold {
  id: string;
  /** Whom its data belongs to. */
  subject: string;
  /** The head's; empty once erased. */
  name: string;
  /** On record as monitored with the risk not removed. */
  monitored: boolean;
  /** Receipt of its undecided case. */
  openCase?: string;
}

/** Whether anybody of a household can work, by the record; `unknown` where no member's ability is told. */
export type Labour = 'with' | 'without' | 'unknown';

/** A row of a sheet that was not taken, and why, in Chinese and without the value. */
export interface RowFault {
  row: number;
  reason: string;
}

/** A sheet of the national system, to be taken in. */
export interface SheetGiven {
  bytes: Uint8Array;
  /** File name; its ending helps to tell what it is. */
  name: string;
  county: RegionCode;
  /** Column titles by field, where the sheet's own are not known. */
  mapping?: Readonly<Record<string, string>>;
}

/** What a sheet holds, before it is taken in. Nothing personal. */
export interface SheetPreview {
  /** Rows with a person. */
  people: number;
  households: number;
  /** Households not on record yet. */
  fresh: number;
  /** YYYY-MM of the data; the newest, should a sheet hold several. */
  month: string;
  /** Persons by township, by name; those of no known township under the empty name. */
  townships: Record<string, number>;
  faults: RowFault[];
  /** Rows that are no person's: blank, totals, notes. */
  skipped: number;
  /** Column titles by field, as they were understood. */
  mapping: Record<string, string>;
  /** Columns that nothing was made of. */
  unused: string[];
  /** The same file was taken in before, on that day. */
  takenOn?: string;
}

/** What came of taking in a sheet. Nothing personal. */
export interface ImportReport {
  /** False when the same file was taken in before: nothing was changed. */
  changed: boolean;
  importId: string;
  month: string;
  households: { fresh: number; updated: number; joined: number; older: number };
  people: { fresh: number; updated: number; left: number };
  /** Rows of persons, those with faults included. */
  rows: number;
  taken: number;
  faults: RowFault[];
  /** Places by name that are none of the county's; their households are kept under the township alone or none. */
  unknownPlaces: string[];
  /** Pairs of households with a person in both, for a human to say whether they are one (合户). */
  perhapsSame: number;
}

/** What the monthly checks came to. */
export interface CheckReport {
  month: string;
  /** Households whose record was looked at. */
  households: number;
  /** Findings that are new this month, those that stand from before, and those that the newer data has mended. */
  opened: number;
  standing: number;
  mended: number;
  byRule: Record<string, number>;
}

/** A doubtful point of a household's record, as a list shows it. */
export interface FindingItem {
  id: string;
  /** Name of the rule. */
  rule: string;
  /** What the rule says is doubtful. */
  says: string;
  /** What to do about it. */
  todo: string;
  month: string;
  place: string;
  /** The head's name. */
  name: string;
  state: 'open' | 'mended' | 'explained';
  dueOn: string | null;
  dueProvisional: boolean;
  householdId: string;
  /** The other household, where two may be one. */
  other?: string;
}

/** A sheet of ours that cannot be taken in, in the operator's words. */
export class RegisterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegisterError';
  }
}
