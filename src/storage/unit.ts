import type { AuditLog } from './audit.ts';
import type { Clock, Db, Ids } from './db.ts';
import type { Subjects } from './subjects.ts';
import type { Vault } from './vault.ts';

/** One unit of work: what a room needs to read and write within one transaction. */
export interface Unit {
  db: Db;
  subjects: Subjects;
  audit: AuditLog;
  vault: Vault;
  clock: Clock;
  ids: Ids;
}
