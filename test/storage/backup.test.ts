import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Keyring, locate, restoreBackup } from '../../src/storage/index.ts';
import { rowsOf } from '../../src/storage/rows.ts';
import { TABLE_NAMES } from '../../src/storage/tables.ts';
import { eachDatabase, postgresDatabase, sqliteDatabase, TEST_KEYS, type TestStorage } from './databases.ts';
import { fillEverywhere, PERSON } from './household.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const fileName = () => join(folder, `${++count}.jsonl.gz`);

const restoreTo = (url: string, file: string, options: { force?: boolean; keys?: string } = {}) =>
  restoreBackup(file, {
    location: locate(url),
    keyring: Keyring.parse(options.keys ?? TEST_KEYS),
    force: options.force ?? false,
    now: new Date('2026-11-22T03:00:00.000Z'),
  });

/** Everything that a database holds. */
async function contents(storage: TestStorage): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of TABLE_NAMES) {
    const rows: string[] = [];
    for await (const row of rowsOf(storage.reading.db, table)) {
      rows.push(JSON.stringify(Object.entries(row).sort()));
    }
    all[table] = rows.sort();
  }
  return all;
}

describe('a backup', () => {
  const kinds = { SQLite: sqliteDatabase(), PostgreSQL: postgresDatabase() };
  const ways = Object.entries(kinds).flatMap(([from, source]) =>
    Object.entries(kinds).map(([to, target]) => [from, to, source, target] as const),
  );

  test.each(ways)('of %s is restored into %s row for row', async (_from, _to, source, target) => {
    const storage = await source.open();
    for (let person = 0; person < 3; person++) await fillEverywhere(storage);
    const file = fileName();
    const report = await storage.backup(file);
    expect(report.rows).toMatchObject({ cases: 3, photos: 3, subjects: 12, audit: 3 });
    const url = await target.fresh();
    const restored = await restoreTo(url, file);
    expect(restored).toMatchObject({ rows: report.rows, unsent: 3, previous: null });
    const copy = await target.open({ url });
    expect(await contents(copy)).toEqual(await contents(storage));
    // What is written from now on is numbered after what was restored.
    await fillEverywhere(copy);
    const seqs = await copy.reading.db.selectFrom('outbox').select('seq').orderBy('seq').execute();
    expect(seqs.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((await copy.verifyAudit()).broken).toEqual([]);
  });
});

eachDatabase('backing up', (databases) => {
  test('goes on while others write, and shows one moment', async () => {
    const storage = await databases.open();
    await fillEverywhere(storage);
    let isOver = false;
    const writer = (async () => {
      while (!isOver) {
        await fillEverywhere(storage);
        await sleep(2);
      }
    })();
    const reports = [];
    try {
      for (let round = 0; round < 3; round++) reports.push(await storage.backup(fileName()));
    } finally {
      isOver = true;
      await writer;
    }
    for (const { rows } of reports) {
      expect(rows.declarations).toBe(rows.cases);
      expect(rows.audit).toBe(rows.cases);
      expect(rows.subjects).toBe((rows.cases ?? 0) * 4);
    }
  });

  test('leaves no readable person and no key in the file, which is for its owner only', async () => {
    const storage = await databases.open();
    await fillEverywhere(storage);
    const file = fileName();
    await storage.backup(file);
    const text = gunzipSync(readFileSync(file)).toString();
    for (const value of Object.values(PERSON)) {
      expect(text).not.toContain(value);
      expect(text).not.toContain(Buffer.from(value).toString('base64').slice(0, -4));
    }
    expect(text).not.toContain(TEST_KEYS.slice(3));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('refuses to bring back a file that is damaged, cut or not ours, and touches nothing', async () => {
    const storage = await databases.open();
    await fillEverywhere(storage);
    const file = fileName();
    await storage.backup(file);
    const whole = readFileSync(file);
    const lines = gunzipSync(whole).toString();
    const wrong: [Buffer, string][] = [
      [whole.subarray(0, whole.length - 20), '损坏'],
      [Buffer.from('not a backup'), '损坏'],
      [gzipSync('{"some":"json"}\n'), '不是本程序的备份'],
      [gzipSync(lines.replace('"stage":"received"', '"stage":"included"')), '损坏'],
      [gzipSync(lines.split('\n').slice(0, -2).join('\n')), '损坏'],
      [gzipSync(''), '损坏'],
      [gzipSync(lines.replace(/"migration":"[^"]*"/, '"migration":"9999-later"')), '损坏'],
    ];
    const url = await databases.fresh();
    for (const [bytes, message] of wrong) {
      const bad = fileName();
      writeFileSync(bad, bytes);
      await expect(restoreTo(url, bad)).rejects.toThrow(message);
    }
    await expect(restoreTo(url, join(folder, 'none.gz'))).rejects.toThrow('没有这个备份文件');
    const untouched = await databases.open({ url });
    expect(await untouched.reading.db.selectFrom('cases').selectAll().execute()).toEqual([]);
  });

  test('is not restored with other keys', async () => {
    const storage = await databases.open();
    await fillEverywhere(storage);
    const file = fileName();
    await storage.backup(file);
    const keys = Keyring.generate('t1');
    await expect(restoreTo(await databases.fresh(), file, { keys })).rejects.toThrow('密钥不对');
  });

  test('is not restored over data, nor under a running program', async () => {
    const storage = await databases.open();
    await fillEverywhere(storage);
    const file = fileName();
    await storage.backup(file);
    await expect(restoreTo(storage.url, file, { force: true })).rejects.toThrow('正在使用');
    if (databases.kind === 'sqlite') {
      await expect(restoreTo(storage.url, file)).rejects.toThrow('--force');
    } else {
      await storage.close();
      await expect(restoreTo(storage.url, file)).rejects.toThrow('--force');
    }
  });
});
