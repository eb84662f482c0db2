import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MIGRATION_TABLE, Kysely, Migrator, sql } from 'kysely';
import type { Db } from './db.ts';
import { StorageError, troubleWith } from './errors.ts';
import {
  type ColumnTypes,
  MIGRATION_NAMES,
  migrations,
  POSTGRES_TYPES,
  SQLITE_TYPES,
} from './migrations/index.ts';
import { isConflict, isUniqueViolation, postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { isBusy, SqliteFileDialect } from './sqlite.ts';

/** Where a database is. */
export type Location = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };

/** Connections of one database: one side writes, the other only reads and never waits for a transaction. */
export interface Database {
  location: Location;
  writing: Db;
  reading: Db;
}

/** Reads `postgres://…`, `file:…` or a path. */
export function locate(url: string): Location {
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  if (/^file:\/\//.test(url)) return { kind: 'sqlite', file: fileURLToPath(url) };
  if (/^[a-z]{2,}:\/\//.test(url)) {
    throw new StorageError('DATABASE_URL 应为文件路径或 postgres:// 开头的地址');
  }
  const path = url.replace(/^file:/, '');
  if (path === '' || path === ':memory:') throw new StorageError('DATABASE_URL 要写一个文件路径');
  return { kind: 'sqlite', file: resolve(path) };
}

/**
 * Connects and brings the tables up to date.
 * @param upTo name of the last migration wanted; all when left out
 * @throws StorageError when there is no access, or a newer program has worked on it
 */
export async function openDatabase(location: Location, upTo?: string): Promise<Database> {
  const database = connect(location);
  try {
    await migrate(database, upTo);
    return database;
  } catch (error) {
    await closeDatabase(database);
    if (error instanceof StorageError) throw error;
    throw new StorageError(`数据库打不开：${troubleWith(error) ?? reason(error)}`, { cause: error });
  }
}

/** Connects without touching the tables. */
export function connect(location: Location): Database {
  const dialect = (role: 'write' | 'read') =>
    location.kind === 'sqlite'
      ? new SqliteFileDialect(location.file, role)
      : postgresDialect(location.url, role);
  if (location.kind === 'sqlite') mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 });
  return {
    location,
    writing: new Kysely<Schema>({ dialect: dialect('write') }),
    reading: new Kysely<Schema>({ dialect: dialect('read') }),
  };
}

export async function closeDatabase({ reading, writing }: Database): Promise<void> {
  await reading.destroy();
  await writing.destroy();
}

/** Runs reads that all see the database as it stood at one moment. */
export function snapshot<T>({ reading }: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return reading.transaction().setIsolationLevel('repeatable read').execute(work);
}

/** Name of the newest migration that this program knows. */
export function newestMigration(): string {
  return MIGRATION_NAMES.at(-1) ?? '';
}

async function migrate({ location, writing }: Database, upTo: string | undefined): Promise<void> {
  const types: ColumnTypes = location.kind === 'sqlite' ? SQLITE_TYPES : POSTGRES_TYPES;
  const known = migrations(types);
  const done = await migrationsDone(writing);
  if (done.some((name) => !(name in known))) {
    throw new StorageError('数据库是更新版本的程序建的，请升级程序后再打开');
  }
  // The usual start: nothing to do, and nobody's transaction to wait for.
  if (Object.keys(known).every((name) => done.includes(name) || (upTo !== undefined && name > upTo))) return;
  const migrator = new Migrator({ db: writing, provider: { getMigrations: async () => known } });
  const patience = AbortSignal.timeout(30_000);
  for (;;) {
    const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
    if (error === undefined) break;
    // Another process is doing the same at this moment.
    if (!(isBusy(error) || isConflict(error) || isUniqueViolation(error)) || patience.aborted) throw error;
    await sleep(50);
  }
  // The log beside the file inherits the file's mode.
  if (location.kind === 'sqlite') chmodSync(location.file, 0o600);
}

/** Names of the migrations that the database has had. */
async function migrationsDone(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map(({ name }) => name);
}

/** An error's code or first line, without the address that a driver may put into it. */
function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
