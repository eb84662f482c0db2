import type { Generated } from 'kysely';

/**
 * The tables. Conventions: times are UTC ISO strings with milliseconds (`2026-11-22T01:02:03.000Z`, so that text order is
 * time order); days are `YYYY-MM-DD` in Asia/Shanghai; flags are 0 or 1; `*_sealed` holds text encrypted by the vault
 * under the key of the row's subject; `*_lookup` is a keyed hash by which an exact value is found without reading it;
 * `*_json` is plain JSON without any personal value. Ids are random, given by the caller.
 */
export interface Schema {
  subjects: SubjectTable;
  conversations: ConversationTable;
  inbound: InboundTable;
  outbox: OutboxTable;
  households: HouseholdTable;
  declarations: DeclarationTable;
  photos: PhotoTable;
  cases: CaseTable;
  case_causes: CaseCauseTable;
  case_stages: CaseStageTable;
  transfers: TransferTable;
  tasks: TaskTable;
  staff: StaffTable;
  staff_codes: StaffCodeTable;
  audit: AuditTable;
  checkpoints: CheckpointTable;
  questions: QuestionTable;
  digests: DigestTable;
}

/** Whom personal data belongs to; erasing the wrapped key makes all that was sealed under it unreadable. */
export interface SubjectTable {
  id: string;
  /** The subject's data key, encrypted under a master key; null once erased. */
  wrapped_key: string | null;
  created_at: string;
  erased_at: string | null;
}

/** One person's chat on one channel. */
export interface ConversationTable {
  id: string;
  channel: string;
  user_lookup: string;
  /** The platform's user and chat id, needed to write to them. */
  address_sealed: string;
  subject_id: string;
  /** Staff member bound to this chat, if any. */
  staff_id: string | null;
  /** The dialogue's state (JSON), null at rest. */
  state_sealed: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** Every event of a platform, recorded before it is worked on and worked once. */
export interface InboundTable {
  channel: string;
  event_id: string;
  /** Order of arrival. */
  seq: Generated<number>;
  conversation_id: string;
  payload_sealed: string | null;
  received_at: string;
  worked_at: string | null;
  attempts: number;
  /** Why the last attempt failed, without personal data. */
  error: string | null;
}

/** Messages to send, written in the transaction of the state change that they tell of. */
export interface OutboxTable {
  id: string;
  /** Order of sending within a conversation. */
  seq: Generated<number>;
  conversation_id: string;
  /** What it is sent for (`inbound:…`, `case:…`, `digest:…`); unique, so that nothing is told twice. */
  cause: string;
  payload_sealed: string | null;
  created_at: string;
  not_before: string;
  sent_at: string | null;
  /** Given up for good (blocked by the person, chat gone). */
  failed_at: string | null;
  attempts: number;
  error: string | null;
}

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
}

/** A household's matter on its way through the procedure. Custody is `queue`: exactly one, by being one column. */
export interface CaseTable {
  id: string;
  receipt: string;
  household_id: string | null;
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
}

export interface StaffTable {
  id: string;
  name_sealed: string;
  subject_id: string;
  role: 'village' | 'township' | 'county' | 'department' | 'supervisor';
  /** Division whose cases they work. */
  region: string;
  /** Line department's name, for role department. */
  unit: string | null;
  active: number;
  created_at: string;
}

/** One-time codes by which a staff member binds their chat. */
export interface StaffCodeTable {
  code_lookup: string;
  staff_id: string;
  expires_at: string;
  used_at: string | null;
}

/** Append-only, hash-chained per chain (a case's id, or `system`). */
export interface AuditTable {
  chain: string;
  seq: number;
  at: string;
  /** Pseudonym: `staff:<id>`, `resident:<conversation id>`, `system`, `operator`. */
  actor: string;
  action: string;
  detail_json: string;
  previous: string;
  hash: string;
}

/** All chains' heads of a day, signed. */
export interface CheckpointTable {
  day: string;
  chains: number;
  digest: string;
  signature: string;
  created_at: string;
}

/** Questions asked, without who asked them. */
export interface QuestionTable {
  id: string;
  region: string;
  status: string;
  /** Scrubbed text, encrypted, short retention. */
  text_sealed: string | null;
  subject_id: string | null;
  asker_lookup: string | null;
  asked_at: string;
}

/** Digests sent: one row a recipient and period, so that each is sent once. */
export interface DigestTable {
  period: string;
  day: string;
  staff_id: string;
  sent_at: string;
}
