/** Front door of the storage room: the database, sealing of personal data, the audit log, what is kept and for how long. */
export type { AuditDetail } from './audit.ts';
export { AT_ONCE, inChunks } from './chunks.ts';
export { locate } from './database.ts';
export type { Clock, Db, Ids } from './db.ts';
export { eraseConversation } from './erase.ts';
export { SealError, StorageError, troubleWith } from './errors.ts';
export { randomId } from './ids.ts';
export { Keyring } from './keyring.ts';
export { emptyOutbox, post } from './outbox.ts';
export type { Purpose } from './purposes.ts';
export { restoreBackup } from './restore.ts';
export type * from './schema.ts';
export { Storage } from './storage.ts';
export type { Unit } from './unit.ts';
export { upkeep } from './upkeep.ts';
export { Vault } from './vault.ts';
