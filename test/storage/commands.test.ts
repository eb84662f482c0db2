import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseConversation, Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { type Run, run } from '../commands/command-line.ts';
import { call } from '../commands/in-process.ts';
import { TEST_KEYS } from './databases.ts';
import { fillEverywhere } from './household.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
const db = join(folder, 'county.db');
const file = join(folder, 'county.backup');
const env = { DATABASE_URL: db, DATA_KEYS: '' };

/** Works on the database as the program would. */
async function open(): Promise<Storage> {
  const keyring = Keyring.fromFileOrCreate(`${db}.keys`);
  return Storage.open({ url: db, keyring, clock: () => new Date(), ids: randomId });
}

const json = ({ out }: Run) => JSON.parse(out);

describe('the commands of the operator', () => {
  beforeAll(async () => {
    const storage = await open();
    for (let person = 0; person < 2; person++) await fillEverywhere(storage);
    await storage.close();
  });

  test('audit verify: whole, then broken with exit 1', async () => {
    const whole = await call(['audit', 'verify'], '', env);
    expect(whole.code).toBe(0);
    expect(json(whole)).toMatchObject({ chains: 2, entries: 2, broken: [], checkpoints: 0 });
    const copy = join(folder, 'tampered.db');
    for (const suffix of ['', '.keys']) writeFileSync(copy + suffix, readFileSync(db + suffix));
    const keyring = Keyring.fromFileOrCreate(`${copy}.keys`);
    const storage = await Storage.open({ url: copy, keyring, clock: () => new Date(), ids: randomId });
    await storage.transaction((unit) => unit.db.updateTable('audit').set({ actor: 'staff:9' }).execute());
    await storage.close();
    const broken = await call(['audit', 'verify', '--db', copy], '', env);
    expect(broken.code).toBe(1);
    expect(json(broken).broken).toHaveLength(2);
  });

  test('backup prints what is in it and warns of the keys', async () => {
    const result = await call(['backup', file], '', env);
    expect(result.code).toBe(0);
    expect(json(result)).toMatchObject({ file, rows: { cases: 2 }, verified: true });
    expect(json(result).note).toContain('密钥');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('restore refuses under a running program', async () => {
    const place = join(folder, 'running.db');
    // In a process of its own: reading the file in this one, as other tests do, drops this process's locks on it.
    const program = spawn(process.execPath, ['--import', 'tsx', 'test/storage/endless-writer.ts', place]);
    try {
      await once(program.stdout, 'data');
      const busy = await call(['restore', file, '--force', '--db', place], '', {
        ...env,
        DATA_KEYS: TEST_KEYS,
      });
      expect(busy).toMatchObject({ code: 2, err: expect.stringContaining('正在使用') });
      expect(existsSync(`${place}.before-restore`)).toBe(false);
    } finally {
      program.kill('SIGKILL');
    }
  });

  test('restore refuses over data, and with --force keeps the old and what was erased', async () => {
    const refused = await call(['restore', file], '', env);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--force') });
    const storage = await open();
    // One that the backup has too: only its erasure is there to be carried over.
    const chat = await storage.reading.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    await fillEverywhere(storage);
    await storage.transaction((unit) => eraseConversation(unit, chat.id, 'operator'));
    await storage.close();
    // libsql lets go of a file only when its statements are collected: a copy is one that nobody holds.
    const elsewhere = join(folder, 'moved.db');
    for (const suffix of ['', '.keys']) writeFileSync(elsewhere + suffix, readFileSync(db + suffix));

    const moved = { ...env, DATABASE_URL: elsewhere };
    const done = await run(['restore', file, '--force'], '', moved);
    expect(done).toMatchObject({ code: 0 });
    expect(json(done)).toMatchObject({
      rows: { cases: 2 },
      carriedOver: { erased: 1, sent: 0 },
      previous: `${elsewhere}.before-restore`,
    });
    expect(existsSync(`${elsewhere}.before-restore`)).toBe(true);
    expect(existsSync(`${elsewhere}.restoring`)).toBe(false);
    expect(statSync(elsewhere).mode & 0o777).toBe(0o600);
    expect(json(await run(['audit', 'verify'], '', moved))).toMatchObject({ entries: 2, broken: [] });
    const again = await run(['restore', file, '--force'], '', moved);
    expect(json(again).previous).toBe(`${elsewhere}.before-restore-2`);
  });

  test('restore replaces a file that is broken', async () => {
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, Buffer.alloc(8192, 'x'));
    writeFileSync(`${broken}.keys`, readFileSync(`${db}.keys`));
    const result = await call(['restore', file, '--force', '--db', broken], '', env);
    expect(result.err).toBe('');
    expect(json(result)).toMatchObject({ rows: { cases: 2 }, carriedOver: null });
    expect(json(result).note).toContain('再发');
  });

  test('audit show: what was done with a case, and that somebody looked', async () => {
    const storage = await open();
    const [row] = await storage.reading.db.selectFrom('cases').select('id').execute();
    await storage.transaction((unit) =>
      unit.audit.append(row?.id ?? '', {
        actor: 'staff:s1',
        action: 'read',
        detail: { purpose: 'handling' },
      }),
    );
    await storage.close();
    const ask = ['audit', 'show', row?.id ?? ''];
    const lines = async () =>
      (await call(ask, '', env)).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect((await lines()).at(-1)).toMatchObject({ actor: 'staff:s1', detail: { purpose: 'handling' } });
    expect((await lines()).at(-1)).toMatchObject({ actor: 'operator', action: 'audit-read' });
    expect(await call(['audit', 'show', 'AAA-AAA-AAA'], '', env)).toMatchObject({ code: 2, out: '' });
  });

  test('keys: a new one in front, then rotated, then the old one dropped', async () => {
    const place = join(folder, 'rotated.db');
    for (const suffix of ['', '.keys']) writeFileSync(place + suffix, readFileSync(db + suffix));
    const made = await call(['keys', 'new', '--db', place], '', env);
    expect(made.out).toMatch(/^k2:\S{44}\n$/);
    const old = readFileSync(`${place}.keys`, 'utf8');
    const both = { DATABASE_URL: place, DATA_KEYS: `${made.out.trim()},${old.trim()}` };
    const rotated = await call(['keys', 'rotate'], '', both);
    expect(json(rotated)).toMatchObject({ lookupKeys: 1 });
    expect(json(rotated).subjects).toBeGreaterThan(5);
    expect(json(await call(['keys', 'rotate'], '', both))).toMatchObject({ subjects: 0, lookupKeys: 0 });
    const onlyNew = { DATABASE_URL: place, DATA_KEYS: made.out.trim() };
    expect(json(await call(['audit', 'verify'], '', onlyNew))).toMatchObject({ broken: [] });
    const onlyOld = { DATABASE_URL: place, DATA_KEYS: old.trim() };
    const wrong = await call(['audit', 'verify'], '', onlyOld);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('密钥不对') });
  });

  test.each([
    [['audit'], '用法'],
    [['audit', 'check'], '用法'],
    [['keys'], '用法'],
    [['restore'], '用法'],
    [['backup', 'a', 'b'], '用法'],
    [['backup', '--db', 'no/such.db'], '没有数据库文件'],
    [['audit', 'verify', '--db', 'mysql://x'], 'DATABASE_URL'],
    [['audit', 'verify', '--db', 'postgres://127.0.0.1:1/x'], 'DATA_KEYS'],
    [['backup', join(db, 'x')], '备份写不了'],
  ])('%j is refused in the operator’s words', async (args, message) => {
    const result = await call(args, '', env);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('    at ');
  });

  test('a database whose keys are lost gets no new ones', async () => {
    const orphan = join(folder, 'orphan.db');
    writeFileSync(orphan, readFileSync(db));
    const result = await call(['audit', 'verify', '--db', orphan], '', env);
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('密钥文件') });
    expect(existsSync(`${orphan}.keys`)).toBe(false);
  });
});
