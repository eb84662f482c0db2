import type { Schema } from './schema.ts';

/** All tables with their keys, each after those that it refers to. */
export const TABLES: Record<keyof Schema, readonly string[]> = {
  lookup_keys: ['id'],
  subjects: ['id'],
  staff: ['id'],
  staff_codes: ['code_lookup'],
  conversations: ['id'],
  inbound: ['seq'],
  outbox: ['seq'],
  households: ['id'],
  cases: ['id'],
  case_causes: ['case_id', 'position'],
  case_stages: ['case_id', 'position'],
  case_notes: ['id'],
  case_followers: ['case_id', 'conversation_id'],
  transfers: ['id'],
  tasks: ['id'],
  declarations: ['id'],
  photos: ['id'],
  audit: ['chain', 'seq'],
  audit_chains: ['chain'],
  checkpoints: ['day'],
  checkpoint_heads: ['day', 'chain'],
  questions: ['id'],
  digests: ['period', 'day', 'staff_id'],
  imports: ['id'],
  sheet_mappings: ['county', 'kind', 'unit'],
  household_records: ['household_id'],
  people: ['id'],
  findings: ['id'],
  merges: ['id'],
  alerts: ['id'],
  sweeps: ['id'],
  visits: ['id'],
  papers: ['id'],
  measures: ['id'],
  rights_requests: ['id'],
  files: ['id'],
};

export type TableName = keyof Schema;

/** The tables' names, each after those that it refers to. */
export const TABLE_NAMES = Object.keys(TABLES).filter((name): name is TableName => name in TABLES);

/** Tables whose rows are numbered by the database in order of arrival. */
export const NUMBERED: readonly TableName[] = ['inbound', 'outbox'];

/** A row of whichever table. */
export type Row = Record<string, string | number | null | Uint8Array>;
