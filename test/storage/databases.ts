/**
 * Databases for tests of any room. What must hold on both databases is written once:
 *
 *     eachDatabase('the case register', (database) => {
 *       test('…', async () => {
 *         const storage = await database.open();           // empty, migrated, closed after the test
 *         const again = await database.open({ url: storage.url, clock });   // the same database a second time
 *         await storage.transaction(async (unit) => …);
 *       });
 *     });
 *
 * Tests that need one database only take `sqliteDatabase()`, which has the same `open`.
 */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { type Clock, type Ids, Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { BLANK } from './postgres-server.ts';
import type {} from './sqlite-blank.ts';

/** A keyring for tests, the same in every process. */
export const TEST_KEYS = `t1:${Buffer.alloc(32, 7).toString('base64')}`;

export interface TestStorage extends Storage {
  url: string;
}

export interface OpenOptions {
  /** An existing test database instead of a new one. */
  url?: string;
  clock?: Clock;
  ids?: Ids;
  keys?: string;
}

export interface TestDatabases {
  kind: 'sqlite' | 'postgres';
  /** Opens a database, a new one unless `url` names one; it is closed after the test. */
  open(options?: OpenOptions): Promise<TestStorage>;
  /** Where a new, empty database is to be, without any table. */
  fresh(): Promise<string>;
}

/** Runs the same tests on SQLite and on PostgreSQL. */
export function eachDatabase(name: string, tests: (databases: TestDatabases) => void): void {
  describe(`${name} on SQLite`, () => tests(sqliteDatabase()));
  describe(`${name} on PostgreSQL`, () => tests(postgresDatabase()));
}

/** SQLite files in a temporary folder. */
export function sqliteDatabase(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const fresh = async () => join(folder, `${++count}.db`);
  return databases('sqlite', fresh, async () => {
    const file = await fresh();
    copyFileSync(inject('sqliteBlank'), file);
    return file;
  });
}

/** Databases on the shared test server, which starts when the first is asked for. */
export function postgresDatabase(): TestDatabases {
  const made: string[] = [];
  afterAll(async () => {
    if (made.length === 0) return;
    await administer(made.map((name) => `drop database if exists ${name} with (force)`));
  });
  const create = async (template: string) => {
    const name = `t${randomBytes(6).toString('hex')}`;
    const server = await administer([`create database ${name} template ${template}`]);
    made.push(name);
    return server + name;
  };
  return databases(
    'postgres',
    () => create('template1'),
    () => create(BLANK),
  );
}

/**
 * @param fresh makes a place without tables
 * @param blank makes a place with all tables and no row
 */
function databases(
  kind: TestDatabases['kind'],
  fresh: () => Promise<string>,
  blank: () => Promise<string>,
): TestDatabases {
  const opened: Storage[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
  });
  return {
    kind,
    fresh,
    async open({ url, clock = () => new Date(), ids = randomId, keys = TEST_KEYS } = {}) {
      const address = url ?? (await blank());
      const storage = await Storage.open({ url: address, keyring: Keyring.parse(keys), clock, ids });
      opened.push(storage);
      return Object.assign(storage, { url: address });
    },
  };
}

/** Runs statements on the server itself; returns its address. */
async function administer(statements: string[]): Promise<string> {
  const answer = await fetch(inject('postgresDoor'));
  const server = await answer.text();
  if (!answer.ok) throw new Error(server);
  const client = new pg.Client({ connectionString: `${server}postgres` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
  return server;
}
