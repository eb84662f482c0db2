import type { Generated } from 'kysely';

/** A household that declared or was found. */
export interface HouseholdTable {
  id: string;
  subject_id: string;
  county: string;
  township: string | null;
  village: string | null;
  /** JSON of name, ID number, phone … */
  person_sealed: string;
  name_lookup: string;
  id_lookup: string | null;
  phone_lookup: string | null;
  created_at: string;
}

export interface DeclarationTable {
  id: string;
  case_id: string;
  household_id: string;
  subject_id: string;
  /** The draft it was made from: submitting the same draft again finds the same declaration. */
  draft_id: string;
  /** Who wrote it in, so that news can reach them. */
  conversation_id: string | null;
  filer: 'self' | 'kin' | 'neighbour' | 'cadre';
  /** Consents given, each with text version and time. */
  consents_json: string;
  /** JSON of all answers. */
  answers_sealed: string;
  /** `declaration`, or `supplement` for what was added to an open case. */
  kind: 'declaration' | 'supplement';
  created_at: string;
}

export interface PhotoTable {
  id: string;
  subject_id: string;
  conversation_id: string | null;
  /** The draft it was sent for, until it is submitted or dropped. */
  draft_id: string | null;
  case_id: string | null;
  mime: string;
  bytes: number;
  /** The encrypted image: same form as sealed text, as bytes. */
  image_sealed: Uint8Array;
  created_at: string;
  /** What it shows, of a case: signature, village review, notice on the wall; null for any other. */
  role: 'signature' | 'review' | 'posting' | null;
  /** The paper that it belongs to. */
  paper_id: string | null;
}

/** A household's matter on its way through the procedure. Custody is `queue`: exactly one, by being one column. */
export interface CaseTable {
  id: string;
  receipt: string;
  household_id: string | null;
  /** Under whom the case's texts are sealed: the household's subject where there is one. */
  subject_id: string | null;
  source: 'resident' | 'cadre' | 'department';
  county: string;
  /** Township code in whose queue it lies, or the county's code for the county intake. */
  queue: string;
  village: string | null;
  /** Filed for the county intake because the township is not known. */
  unrouted: number;
  urgent: number;
  stage: string;
  /** While returned to the applicant for completion: since when the clock stands still. */
  paused_at: string | null;
  /** Working days for which it stood still in all. */
  paused_days: Generated<number>;
  /** Hash of the procedure it opened under. */
  procedure_hash: string;
  /** Staff member who took it. */
  handler_id: string | null;
  opened_at: string;
  stage_at: string;
  /** Day by which the stage is to be done; null where none is set. */
  due_on: string | null;
  /** 1 when the day rests on a calendar not published yet. */
  due_provisional: number;
  decided_at: string | null;
  outcome: 'included' | 'not_included' | 'withdrawn' | null;
  /** Sealed under the household's subject: reasons of a decision, objection … */
  note_sealed: string | null;
  version: number;
}

export interface CaseCauseTable {
  case_id: string;
  cause: string;
  position: number;
}

/** Every stage a case went through, for the clock and the digest. */
export interface CaseStageTable {
  case_id: string;
  position: number;
  stage: string;
  queue: string;
  entered_at: string;
  left_at: string | null;
  due_on: string | null;
}

/** What was written about a case: findings, reasons, what is missing, what the household added. */
export interface CaseNoteTable {
  id: string;
  case_id: string;
  kind: string;
  subject_id: string;
  actor: string;
  text_sealed: string;
  created_at: string;
}

/** Chats that hear of a case, by what they are to it. */
export interface CaseFollowerTable {
  case_id: string;
  conversation_id: string;
  standing: 'household' | 'reporter';
  created_at: string;
}

/** A case handed to another queue, pending until the receiver accepts or rejects; custody stays until then. */
export interface TransferTable {
  id: string;
  case_id: string;
  from_queue: string;
  to_queue: string;
  reason_sealed: string;
  requested_by: string;
  requested_at: string;
  resolved_at: string | null;
  resolution: 'accepted' | 'rejected' | null;
  resolved_by: string | null;
}

/** A line department's part of a case (joint assignment). */
export interface TaskTable {
  id: string;
  case_id: string;
  county: string;
  unit: string;
  cause: string;
  created_at: string;
  due_on: string | null;
  reply_sealed: string | null;
  replied_at: string | null;
  replied_by: string | null;
  checked_at: string | null;
  checked_by: string | null;
  /** What came of the check of the reply (核查). */
  check_result: 'kept' | 'redo' | null;
  check_sealed: string | null;
  /** The task that this one repeats, its reply having not held. */
  follows: string | null;
}
