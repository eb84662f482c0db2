/**
 * An SQLite file that has all tables and no row, made once for the whole run (vitest's globalSetup). Every test's own
 * is a copy of it, which takes a tenth of migrating each. Who changes a migration while `vitest --watch` runs starts it
 * anew.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { closeDatabase, locate, openDatabase } from '../../src/storage/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file's path. */
    sqliteBlank: string;
  }
}

interface TestProject {
  provide(key: 'sqliteBlank', value: string): void;
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-blank-'));
  const file = join(folder, 'blank.db');
  const database = await openDatabase(locate(file));
  // All of it has to be in the file itself: the log beside it is not copied.
  await sql`pragma wal_checkpoint(truncate)`.execute(database.writing);
  await closeDatabase(database);
  project.provide('sqliteBlank', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
