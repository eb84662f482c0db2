import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { troubleWith } from '../../src/storage/index.ts';
import { sqliteDatabase } from './databases.ts';
import { fillEverywhere } from './household.ts';

const databases = sqliteDatabase();

test('a full disk is said as such, leaves whole transactions, and is over when there is room', async () => {
  const storage = await databases.open();
  await fillEverywhere(storage);
  const pages = await sql<{ page_count: number }>`pragma page_count`.execute(storage.database.writing);
  const most = (pages.rows[0]?.page_count ?? 0) + 4;
  await sql`pragma max_page_count = ${sql.lit(most)}`.execute(storage.database.writing);
  const count = async () => (await storage.reading.db.selectFrom('cases').select('id').execute()).length;
  let filled = 1;
  const fill = async () => {
    for (; filled < 200; filled++) await fillEverywhere(storage);
  };
  await expect(fill()).rejects.toSatisfy((error) => troubleWith(error)?.startsWith('磁盘满了') === true);
  expect(await count()).toBe(filled);
  await expect(fill()).rejects.toSatisfy((error) => troubleWith(error)?.startsWith('磁盘满了') === true);
  await sql`pragma max_page_count = 100000`.execute(storage.database.writing);
  await fillEverywhere(storage);
  expect(await count()).toBe(filled + 1);
  expect((await storage.verifyAudit()).broken).toEqual([]);
});
