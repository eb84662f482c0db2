import type { Generated } from 'kysely';
import type {
  CaseCauseTable,
  CaseFollowerTable,
  CaseNoteTable,
  CaseStageTable,
  CaseTable,
  DeclarationTable,
  HouseholdTable,
  PhotoTable,
  TaskTable,
  TransferTable,
} from './schema-casework.ts';

import type {
  AlertTable,
  FileTable,
  FindingTable,
  HouseholdRecordTable,
  ImportTable,
  MeasureTable,
  MergeTable,
  PaperTable,
  PersonTable,
  RightsRequestTable,
  SheetMappingTable,
  SweepTable,
  VisitTable,
} from './schema-register.ts';

export type * from './schema-casework.ts';
export type * from './schema-register.ts';

/**
 * The tables. Conventions: times are UTC ISO strings with milliseconds (`2026-11-22T01:02:03.000Z`, so that text order is
 * time order); days are `YYYY-MM-DD` in Asia/Shanghai; flags are 0 or 1; `*_sealed` holds text encrypted by the vault
 * under the key of the row's subject; `*_lookup` is a keyed hash by which an exact value is found without reading it;
 * `*_json` is plain JSON without any personal value. Ids are random, given by the caller.
 */
export interface Schema {
  lookup_keys: LookupKeyTable;
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
  case_notes: CaseNoteTable;
  case_followers: CaseFollowerTable;
  transfers: TransferTable;
  tasks: TaskTable;
  staff: StaffTable;
  staff_codes: StaffCodeTable;
  audit: AuditTable;
  audit_chains: AuditChainTable;
  checkpoints: CheckpointTable;
  checkpoint_heads: CheckpointHeadTable;
  questions: QuestionTable;
  digests: DigestTable;
  imports: ImportTable;
  sheet_mappings: SheetMappingTable;
  household_records: HouseholdRecordTable;
  people: PersonTable;
  findings: FindingTable;
  merges: MergeTable;
  alerts: AlertTable;
  sweeps: SweepTable;
  visits: VisitTable;
  papers: PaperTable;
  measures: MeasureTable;
  rights_requests: RightsRequestTable;
  files: FileTable;
}

/**
 * The keys of `*_lookup` columns, one made for each master key, encrypted under a master key: rotating the master keys
 * re-encrypts these and leaves every lookup as it is.
 */
export interface LookupKeyTable {
  /** The master key that was current when it was made; in front of the lookups made with it. */
  id: string;
  wrapped_key: string;
  created_at: string;
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
  /** Of a long message that goes out in several: how many the platform has taken. */
  parts_sent: Generated<number>;
  error: string | null;
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

/** The newest entry of each chain. Its row is what writers to one chain wait for. */
export interface AuditChainTable {
  chain: string;
  seq: number;
  hash: string;
  /** Up to which entry a checkpoint has signed the chain. */
  signed_seq: number;
}

/** The chains that grew since the checkpoint before, signed; each builds on the digest of the one before. */
export interface CheckpointTable {
  day: string;
  chains: number;
  digest: string;
  signature: string;
  created_at: string;
}

/** A chain's head as a checkpoint saw it. */
export interface CheckpointHeadTable {
  day: string;
  chain: string;
  seq: number;
  hash: string;
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
  /** Whose words the answer was in: card, rule, extract, ai, own; null where nobody kept it. */
  answered_by: string | null;
  /** Id of the card that answered. */
  topic: string | null;
  /** What the asker thought of the answer; `other`: it was not what they asked. */
  vote: 'up' | 'down' | 'other' | null;
}

/** Digests sent: one row a recipient and period, so that each is sent once. */
export interface DigestTable {
  period: string;
  day: string;
  staff_id: string;
  sent_at: string;
}
