import type { Generated } from 'kysely';

/** A spreadsheet that was taken in: the same file twice changes nothing. */
export interface ImportTable {
  id: string;
  kind: 'register' | 'alerts';
  county: string;
  /** The department that sent it, for alerts. */
  unit: string | null;
  /** SHA-256 of the file. */
  file_hash: string;
  rows: Generated<number>;
  taken: Generated<number>;
  faulty: Generated<number>;
  /** `begun`: rows are being written and count for nothing yet. */
  state: 'begun' | 'done';
  /** Pseudonym. */
  created_by: string;
  created_at: string;
  finished_at: string | null;
}

/** Which column of a department's sheets means what, as it was confirmed last. */
export interface SheetMappingTable {
  county: string;
  kind: 'register' | 'alerts';
  /** Department; empty for the register. */
  unit: string;
  mapping_json: string;
  updated_at: string;
}

/** A household as the national system has it, from its newest sheet. */
export interface HouseholdRecordTable {
  household_id: string;
  subject_id: string;
  county: string;
  township: string | null;
  village: string | null;
  /** Of 户编号. */
  number_lookup: string | null;
  /** JSON of the household's columns. */
  record_sealed: string;
  /** YYYY-MM of the sheet. */
  month: string;
  import_id: string | null;
  updated_at: string;
}

/** A member of a household on record. */
export interface PersonTable {
  id: string;
  household_id: string;
  subject_id: string;
  county: string;
  township: string | null;
  village: string | null;
  /** JSON of name, ID number, relation to the head and the person's columns. */
  person_sealed: string;
  name_lookup: string;
  id_lookup: string | null;
  /** 1 for the head of the household. */
  head: Generated<number>;
  /** YYYY-MM of the newest sheet that has them. */
  month: string;
  created_at: string;
  left_at: string | null;
}

/** What a monthly check found doubtful about a household's record: a task until it is mended or explained. */
export interface FindingTable {
  id: string;
  county: string;
  township: string | null;
  village: string | null;
  household_id: string;
  rule: string;
  /** YYYY-MM of the data checked. */
  month: string;
  state: 'open' | 'mended' | 'explained';
  due_on: string | null;
  due_provisional: Generated<number>;
  /** The other household, where two may be one. */
  other_id: string | null;
  note_sealed: string | null;
  subject_id: string | null;
  created_at: string;
  resolved_at: string | null;
  resolved_by: string | null;
}

/** Two records that a human found to be of one household, with all that is needed to take it back. */
export interface MergeTable {
  id: string;
  kind: 'case' | 'household';
  county: string;
  from_id: string;
  into_id: string;
  /** Ids of what was moved and the keyed values that were replaced; nothing personal. */
  moved_json: string;
  merged_by: string;
  merged_at: string;
  undone_at: string | null;
  undone_by: string | null;
}

/** One row of a department's spreadsheet. */
export interface AlertTable {
  id: string;
  import_id: string;
  row_number: number;
  county: string;
  unit: string;
  cause: string;
  /** Township code, or the county's while the place is not known. */
  queue: string;
  village: string | null;
  household_id: string | null;
  person_id: string | null;
  subject_id: string;
  /** JSON of the row's values, by meaning. */
  data_sealed: string;
  /** Of all that makes the row this one: a row that comes again is known. */
  key_lookup: string;
  /** Of the person's ID number, else of name and village: the same person in several sheets. Null without either. */
  person_lookup: string | null;
  /**
   * `doubtful`: a human has to say who it is; `unmatched`: nobody on record; `pending`: to be checked at the home;
   * `clear`: checked, no risk; `case`: checked, and a case; `gone`: moved away or deceased; `elsewhere`: not of this
   * county; `void`: the row was wrong.
   */
  state: 'doubtful' | 'unmatched' | 'pending' | 'clear' | 'case' | 'gone' | 'elsewhere' | 'void';
  /** Household ids that it may be, best first. */
  candidates_json: string | null;
  due_on: string | null;
  due_provisional: Generated<number>;
  /** The day after which its working days count: when it came to the township. */
  due_from: string | null;
  created_at: string;
  settled_at: string | null;
  settled_by: string | null;
  note_sealed: string | null;
  case_id: string | null;
}

/** A round of visits to all households of a village, by a cycle of the county's calendar. */
export interface SweepTable {
  id: string;
  /** Id of the review cycle in the region file. */
  cycle: string;
  county: string;
  village: string;
  /** 2026-11, 2026-Q4, 2026-H2, 2026 … */
  period: string;
  /** The period's first and last day. */
  begins_on: string;
  ends_on: string;
  due_on: string | null;
  due_provisional: Generated<number>;
  created_at: string;
  closed_at: string | null;
  closed_by: string | null;
}

/** A cadre at a household's door. */
export interface VisitTable {
  id: string;
  sweep_id: string | null;
  household_id: string;
  subject_id: string;
  village: string | null;
  purpose: 'sweep' | 'visit' | 'follow_up' | 'alert';
  outcome: 'nothing' | 'found' | 'away';
  /** The case that came of it, or that is followed up. */
  case_id: string | null;
  staff_id: string;
  note_sealed: string | null;
  /** JSON of latitude and longitude, where the phone told. */
  place_sealed: string | null;
  visited_at: string;
}

/** A paper of a case; a corrected one replaces, and the old one stays. */
export interface PaperTable {
  id: string;
  case_id: string;
  kind: 'verification' | 'village_review' | 'notice' | 'protest';
  subject_id: string;
  content_sealed: string;
  created_by: string;
  created_at: string;
  replaced_at: string | null;
}

/** A measure of support for a household. */
export interface MeasureTable {
  id: string;
  case_id: string;
  subject_id: string;
  /** Order of planning within the case. */
  position: number;
  /** Id in the catalogue of measures; null for one in the cadre's own words. */
  entry: string | null;
  kind: string;
  /** What it is, from the catalogue; empty for one in the cadre's own words. */
  title: string;
  /** The cadre's own words for it. */
  words_sealed: string | null;
  /** Responsible office. */
  unit: string;
  /** The article it rests on. */
  document: string | null;
  article: string | null;
  state: 'planned' | 'running' | 'done' | 'dropped';
  note_sealed: string | null;
  created_by: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

/** What somebody asks to be done with their data. */
export interface RightsRequestTable {
  id: string;
  kind: 'copy' | 'correct' | 'withdraw_consent' | 'erase';
  /** Which consent is withdrawn; null for anything else. */
  scope: 'data-checks' | 'sensitive' | null;
  county: string;
  /** Township code, or the county's. */
  queue: string;
  household_id: string | null;
  case_id: string | null;
  conversation_id: string | null;
  subject_id: string;
  words_sealed: string | null;
  state: 'open' | 'done' | 'refused';
  due_on: string | null;
  due_provisional: Generated<number>;
  created_at: string;
  answered_at: string | null;
  answered_by: string | null;
  answer_sealed: string | null;
}

/** A file that came with a message or goes with a reply, kept for a short time. */
export interface FileTable {
  id: string;
  subject_id: string;
  conversation_id: string;
  direction: 'in' | 'out';
  name_sealed: string;
  mime: string;
  bytes: number;
  content_sealed: Uint8Array;
  created_at: string;
  expires_at: string;
}
