import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { eraseConversation } from '../../src/storage/index.ts';
import { formsOf, readableIn as readableValues } from '../privacy/forms.ts';
import { sqliteDatabase, type TestStorage } from './databases.ts';
import { fillEverywhere, PERSON } from './household.ts';

const databases = sqliteDatabase();

/** All files of a database, with what they hold. */
function filesOf(storage: TestStorage): Map<string, Buffer> {
  const folder = dirname(storage.url);
  const names = readdirSync(folder).filter((name) => name.startsWith(basename(storage.url)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

const readableIn = (bytes: Buffer) => readableValues(bytes, Object.values(PERSON));

test('the search finds a value in each form', () => {
  for (const form of formsOf(PERSON.story)) {
    expect(readableIn(Buffer.concat([Buffer.from('xx'), form, Buffer.from('yy')]))).toContain(PERSON.story);
  }
});

test('no personal value is readable in the database, its log or a backup', async () => {
  const storage = await databases.open();
  for (let person = 0; person < 20; person++) await fillEverywhere(storage);
  const file = `${storage.url}.backup.jsonl.gz`;
  await storage.backup(file);
  const files = filesOf(storage);
  const log = files.get(`${basename(storage.url)}-wal`);
  expect(log?.length).toBeGreaterThan(0);
  expect([...files.keys()]).toContain(basename(file));
  files.set('backup, unpacked', gunzipSync(readFileSync(file)));
  for (const [name, bytes] of files) expect([name, readableIn(bytes)]).toEqual([name, []]);
});

test('an erased key is gone from the bytes too', async () => {
  const storage = await databases.open();
  const { conversation, subject } = await fillEverywhere(storage);
  const { wrapped_key } = await storage.reading.db
    .selectFrom('subjects')
    .select('wrapped_key')
    .where('id', '=', subject)
    .executeTakeFirstOrThrow();
  const key = Buffer.from(wrapped_key ?? '');
  const holds = () => [...filesOf(storage).values()].some((bytes) => bytes.includes(key));
  expect(holds()).toBe(true);
  await storage.purge();
  expect(holds()).toBe(true);
  await storage.transaction((unit) => eraseConversation(unit, conversation, 'system'));
  await storage.purge();
  expect(holds()).toBe(false);
  expect(existsSync(storage.url)).toBe(true);
});
