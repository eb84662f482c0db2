import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { writeBackup } from './backup-file.ts';
import {
  closeDatabase,
  connect,
  type Database,
  type Location,
  newestMigration,
  openDatabase,
  snapshot,
} from './database.ts';
import type { Db } from './db.ts';
import { StorageError } from './errors.ts';
import { APPLICATION_NAME } from './postgres.ts';
import { countRows } from './rows.ts';
import { TABLE_NAMES } from './tables.ts';

/** @throws StorageError while the program is connected */
export async function refuseWhileInUse(location: Location): Promise<void> {
  const database = connect(location);
  try {
    // The server notices a moment late that a program has gone.
    for (let look = 1; await isInUse(database.writing); look++) {
      if (look === 10) throw new StorageError('数据库正在使用：请先停下程序，再恢复');
      await sleep(100);
    }
  } finally {
    await closeDatabase(database);
  }
}

async function isInUse(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = ${APPLICATION_NAME} and pid <> pg_backend_pid()
  `.execute(db);
  return rows.length > 0;
}

/**
 * Drops our tables; when they have data, only by force and after backing it up beside the file that is restored.
 * @returns where the old data is kept, null when there was none
 */
export async function replaceTables(
  location: Location,
  { file, force, now }: { file: string; force: boolean; now: Date },
): Promise<string | null> {
  const empty = connect(location);
  const isNew = !(await hasTables(empty).finally(() => closeDatabase(empty)));
  if (isNew) return null;
  const database = await openDatabase(location);
  try {
    const hasData = await holdsData(database.writing);
    if (hasData && !force) {
      throw new StorageError('这个 PostgreSQL 数据库已经有数据；确定要替换，请加 --force（原来的会另存）');
    }
    const previous = hasData ? await keepOld(database, file, now) : null;
    await database.writing.transaction().execute(async (db) => {
      for (const table of [...TABLE_NAMES].reverse()) await db.schema.dropTable(table).execute();
      for (const table of ['kysely_migration', 'kysely_migration_lock']) {
        await db.schema.dropTable(table).execute();
      }
    });
    return previous;
  } finally {
    await closeDatabase(database);
  }
}

async function hasTables({ writing }: Database): Promise<boolean> {
  const tables = await writing.introspection.getTables();
  return tables.some(({ name }) => name === 'subjects');
}

async function holdsData(db: Db): Promise<boolean> {
  for (const table of TABLE_NAMES) {
    // An empty database that was opened once has its lookup key.
    if (table !== 'lookup_keys' && (await countRows(db, table)) > 0) return true;
  }
  return false;
}

async function keepOld(database: Database, file: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const kept = `${file}.before-restore-${stamp}`;
  if (existsSync(kept)) throw new StorageError(`${kept} 已经存在`);
  await snapshot(database, (db) =>
    writeBackup(db, kept, { migration: newestMigration(), createdAt: now.toISOString() }),
  );
  return kept;
}
