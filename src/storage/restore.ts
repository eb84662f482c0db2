import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import Libsql from 'libsql';
import { type AuditReport, verifyAudit } from './audit-check.ts';
import { inspectBackup } from './backup.ts';
import { type RowCounts, readBackup } from './backup-file.ts';
import { applyCarryOver, type CarryOver, readCarryOver } from './carry-over.ts';
import { closeDatabase, connect, type Database, type Location, openDatabase } from './database.ts';
import { StorageError } from './errors.ts';
import type { Keyring } from './keyring.ts';
import { MIGRATION_NAMES } from './migrations/index.ts';
import { refuseWhileInUse, replaceTables } from './restore-postgres.ts';
import { countRows, insertRows, portionOf } from './rows.ts';
import { NUMBERED, type Row, TABLE_NAMES, type TableName } from './tables.ts';
import { Vault } from './vault.ts';
import { openVault } from './vault-keys.ts';

export interface RestoreOptions {
  location: Location;
  keyring: Keyring;
  /** Replace a database that has data. */
  force: boolean;
  now: Date;
}

export interface RestoreReport {
  file: string;
  /** When the backup was made: what happened since then is not in it. */
  createdAt: string;
  rows: RowCounts;
  /** Messages that will go out (again, where they went out after the backup and the old database is gone). */
  unsent: number;
  /** From the replaced database: persons erased again, messages known to be sent; null when it could not be read. */
  carriedOver: { erased: number; sent: number } | null;
  /** Where the replaced database is kept. */
  previous: string | null;
}

/**
 * Puts a backup in place of a database, SQLite or PostgreSQL, whichever it was made from. All is checked before the old
 * one is touched: the file, the keys, every row, every audit chain.
 * @throws StorageError when something is wrong or in the way
 */
export async function restoreBackup(file: string, options: RestoreOptions): Promise<RestoreReport> {
  const { migration, createdAt, broken } = await inspectBackup(file);
  if (!MIGRATION_NAMES.includes(migration))
    throw new StorageError('备份是更新版本的程序做的，请升级程序后再恢复');
  if (broken > 0) throw new StorageError('备份里的审计链不完整，没有恢复');
  const plan = { ...options, file, migration };
  const done =
    options.location.kind === 'sqlite'
      ? await restoreFile(plan, options.location)
      : await restorePostgres(plan, options.location);
  return { file, createdAt, ...done };
}

interface Plan extends RestoreOptions {
  file: string;
  migration: string;
}

type Done = Omit<RestoreReport, 'file' | 'createdAt'>;

async function restoreFile(plan: Plan, location: Location & { kind: 'sqlite' }): Promise<Done> {
  const target = location.file;
  const isThere = existsSync(target) && statSync(target).size > 0;
  if (isThere && !plan.force) {
    throw new StorageError(`${target} 已经有数据；确定要替换，请加 --force（原来的会另存）`);
  }
  const draft = { kind: 'sqlite', file: `${target}.restoring` } as const;
  removeFile(draft.file);
  const held = isThere ? await holdOld(target) : undefined;
  try {
    const done = await fill(draft, plan, held?.carryOver);
    const previous = isThere ? unusedName(`${target}.before-restore`) : null;
    // Linked first: at no moment is there no database under its name.
    if (previous !== null) linkSync(target, previous);
    renameSync(draft.file, target);
    for (const rest of ['-wal', '-shm']) rmSync(target + rest, { force: true });
    return { ...done, previous };
  } finally {
    held?.lock.close();
    removeFile(draft.file);
  }
}

/**
 * Makes sure that no process has the old file open and none opens it meanwhile, folds its log into it and reads what is to
 * be carried over.
 */
async function holdOld(file: string): Promise<{ lock: Libsql.Database; carryOver: CarryOver | undefined }> {
  const lock = new Libsql(file);
  try {
    lock.exec('pragma busy_timeout = 200');
    // Leaving the log mode needs the file for itself alone.
    lock.exec('pragma journal_mode = delete');
  } catch (error) {
    if (isDamaged(error)) return { lock, carryOver: undefined };
    lock.close();
    throw new StorageError('数据库正在使用：请先停下程序，再恢复', { cause: error });
  }
  const carryOver = await carryOverOf({ kind: 'sqlite', file });
  lock.exec('pragma locking_mode = exclusive');
  lock.exec('begin exclusive');
  return { lock, carryOver };
}

/** A restore is often made because the old database is broken; then it has nothing to tell. */
function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /CORRUPT|NOTADB/.test(String(error.code));
}

async function carryOverOf(location: Location): Promise<CarryOver | undefined> {
  const old = connect(location);
  try {
    return await readCarryOver(old.reading);
  } catch {
    return undefined;
  } finally {
    await old.reading.destroy();
  }
}

async function restorePostgres(plan: Plan, location: Location & { kind: 'postgres' }): Promise<Done> {
  await refuseWhileInUse(location);
  const carryOver = await carryOverOf(location);
  const previous = await replaceTables(location, plan);
  return { ...(await fill(location, plan, carryOver)), previous };
}

/** Loads the backup into an empty database as it was made, brings the tables up to date and checks everything. */
async function fill(
  location: Location,
  plan: Plan,
  carryOver: CarryOver | undefined,
): Promise<Omit<Done, 'previous'>> {
  const loading = await openDatabase(location, plan.migration);
  let counts: RowCounts;
  try {
    counts = await load(loading, plan.file);
  } finally {
    await closeDatabase(loading);
  }
  const database = await openDatabase(location);
  try {
    const vault = await openVault(database, new Vault(plan.keyring), () => plan.now);
    await verifyLoaded(database, counts, vault);
    const carriedOver = carryOver
      ? await database.writing.transaction().execute((db) => applyCarryOver(db, carryOver))
      : null;
    const { unsent } = await database.writing
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('unsent'))
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { rows: counts, unsent: Number(unsent), carriedOver };
  } finally {
    await closeDatabase(database);
  }
}

async function load({ location, writing }: Database, file: string): Promise<RowCounts> {
  return writing.transaction().execute(async (db) => {
    let pending: { table: TableName; rows: Row[] } | undefined;
    const flush = async () => {
      if (pending !== undefined) await insertRows(db, pending.table, pending.rows);
      pending = undefined;
    };
    const counts = await readBackup(file, {
      head: () => {},
      row: async (table, row) => {
        if (pending?.table !== table || pending.rows.length >= portionOf(table)) await flush();
        pending ??= { table, rows: [] };
        pending.rows.push(row);
      },
    });
    await flush();
    if (location.kind === 'postgres') {
      // Numbers given from now on follow those loaded.
      for (const table of NUMBERED) {
        const next = sql`(select coalesce(max(seq), 0) + 1 from ${sql.table(table)})`;
        await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), ${next}, false)`.execute(db);
      }
    }
    return counts;
  });
}

async function verifyLoaded({ location, writing }: Database, counts: RowCounts, vault: Vault): Promise<void> {
  for (const table of TABLE_NAMES) {
    const expected = counts[table] ?? 0;
    const isKeyAdded = table === 'lookup_keys';
    const found = await countRows(writing, table);
    if (isKeyAdded ? found < expected : found !== expected) {
      throw new StorageError(`恢复后 ${table} 的行数不对，没有恢复`);
    }
  }
  if (location.kind === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(writing);
    if (rows[0]?.integrity_check !== 'ok') throw new StorageError('恢复后的文件没有通过完整性检查');
  }
  const report: AuditReport = await verifyAudit(writing, vault);
  if (report.broken.length > 0) {
    throw new StorageError(`备份里的审计记录有 ${report.broken.length} 处不对，没有恢复`);
  }
}

function unusedName(name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function removeFile(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
}
