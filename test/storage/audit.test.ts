import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { entryHash } from '../../src/storage/audit.ts';
import { makeCheckpoint } from '../../src/storage/checkpoint.ts';
import { Keyring } from '../../src/storage/index.ts';
import { eachDatabase, TEST_KEYS, type TestStorage } from './databases.ts';

/** Two chains with five entries each. */
async function write(storage: TestStorage): Promise<void> {
  for (let number = 1; number <= 5; number++) {
    await storage.transaction(async ({ audit }) => {
      await audit.append('case-a', { actor: 'system', action: 'moved', detail: { number, to: 'notice' } });
      await audit.append('case-b', { actor: 'staff:1', action: 'opened', detail: { number } });
    });
  }
}

const checkpoint = (storage: TestStorage, day = '2026-11-22') =>
  storage.transaction((unit) => makeCheckpoint(unit, day));

/** What somebody with access to the tables does. */
type Tampering = (storage: TestStorage) => Promise<unknown>;

const remove =
  (from: number, to = from) =>
  (storage: TestStorage) =>
    storage.database.writing
      .deleteFrom('audit')
      .where('chain', '=', 'case-a')
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .execute();

const edit: Tampering = (storage) =>
  storage.database.writing
    .updateTable('audit')
    .set({ action: 'decided' })
    .where('chain', '=', 'case-a')
    .where('seq', '=', 3)
    .execute();

/** Rewrites a chain from an entry on, with all hashes right, head and all. */
async function forge(storage: TestStorage): Promise<void> {
  const db = storage.database.writing;
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('chain', '=', 'case-a')
    .orderBy('seq')
    .execute();
  let previous = rows[1]?.hash ?? '';
  for (const row of rows.slice(2)) {
    const forged = { ...row, actor: 'staff:9', previous };
    previous = entryHash(forged);
    await db
      .updateTable('audit')
      .set({ ...forged, hash: previous })
      .where('chain', '=', 'case-a')
      .where('seq', '=', row.seq)
      .execute();
  }
  await db.updateTable('audit_chains').set({ hash: previous }).where('chain', '=', 'case-a').execute();
}

/** Cuts the end off, head and all. */
const truncate: Tampering = async (storage) => {
  await remove(4, 5)(storage);
  const db = storage.database.writing;
  const end = await db
    .selectFrom('audit')
    .select('hash')
    .where('chain', '=', 'case-a')
    .where('seq', '=', 3)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('audit_chains')
    .set({ seq: 3, hash: end.hash, signed_seq: 3 })
    .where('chain', '=', 'case-a')
    .execute();
};

const swap: Tampering = async (storage) => {
  const db = storage.database.writing;
  for (const [from, to] of [
    [2, 99],
    [3, 2],
    [99, 3],
  ] as const) {
    await db
      .updateTable('audit')
      .set({ seq: to })
      .where('chain', '=', 'case-a')
      .where('seq', '=', from)
      .execute();
  }
};

eachDatabase('the audit log', (databases) => {
  test('is whole as written, before and after checkpoints', async () => {
    const storage = await databases.open();
    await write(storage);
    expect(await checkpoint(storage)).toBe(2);
    expect(await checkpoint(storage)).toBeUndefined();
    await storage.transaction(({ audit }) => audit.append('case-b', { actor: 'system', action: 'closed' }));
    expect(await checkpoint(storage, '2026-11-23')).toBe(1);
    const report = await storage.verifyAudit();
    expect(report).toMatchObject({ chains: 2, entries: 11, broken: [], checkpoints: 2 });
    expect(report.lastCheckpoint?.day).toBe('2026-11-23');
  });

  test('of nothing is whole', async () => {
    const storage = await databases.open();
    expect(await storage.verifyAudit()).toEqual({
      chains: 0,
      entries: 0,
      broken: [],
      checkpoints: 0,
      lastCheckpoint: null,
    });
  });

  test('numbers the entries of a chain without gap, whoever writes at once', async () => {
    const one = await databases.open();
    const two = await databases.open({ url: one.url });
    const numbers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? one : two).transaction(({ audit }) =>
          audit.append('system', { actor: 'system', action: 'swept' }),
        ),
      ),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect((await one.verifyAudit()).broken).toEqual([]);
  });

  test('gives a chain back as it was told', async () => {
    const storage = await databases.open();
    await write(storage);
    const entries = await storage.reading.audit.of('case-a');
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(entries[1]).toMatchObject({ action: 'moved', detail: { number: 2, to: 'notice' } });
  });

  test.each<[string, Tampering, string[]]>([
    ['an edited entry', edit, ['case-a 3 changed']],
    ['the last entry deleted', remove(5), ['case-a 5 head']],
    ['a middle entry deleted', remove(3), ['case-a 4 missing']],
    ['the first entry deleted', remove(1), ['case-a 2 missing']],
    ['two entries swapped', swap, ['case-a 2 unlinked', 'case-a 2 changed', 'case-a 3 unlinked']],
  ])('shows %s', async (_, tamper, expected) => {
    const storage = await databases.open();
    await write(storage);
    await tamper(storage);
    const { broken } = await storage.verifyAudit();
    expect(broken.map(({ chain, seq, problem }) => `${chain} ${seq} ${problem}`)).toEqual(
      expect.arrayContaining(expected),
    );
    expect(broken.every(({ chain }) => chain === 'case-a')).toBe(true);
  });

  test.each<[string, Tampering, string]>([
    ['a chain forged with right hashes', forge, 'case-a 5 rewritten'],
    ['a chain cut off with its head', truncate, 'case-a 5 rewritten'],
  ])('shows %s after a checkpoint', async (_, tamper, expected) => {
    const storage = await databases.open();
    await write(storage);
    await checkpoint(storage);
    await tamper(storage);
    const { broken } = await storage.verifyAudit();
    expect(broken.map(({ chain, seq, problem }) => `${chain} ${seq} ${problem}`)).toEqual([expected]);
  });

  test('shows a chain that was removed altogether after a checkpoint', async () => {
    const storage = await databases.open();
    await write(storage);
    await checkpoint(storage);
    await remove(1, 5)(storage);
    await storage.database.writing.deleteFrom('audit_chains').where('chain', '=', 'case-a').execute();
    expect((await storage.verifyAudit()).broken).toEqual([{ chain: 'case-a', seq: 5, problem: 'rewritten' }]);
  });

  test('shows a checkpoint that was changed to fit', async () => {
    const storage = await databases.open();
    await write(storage);
    await checkpoint(storage);
    await forge(storage);
    await storage.database.writing
      .updateTable('checkpoint_heads')
      .set({ hash: sql`(select hash from audit_chains c where c.chain = checkpoint_heads.chain)` })
      .execute();
    expect((await storage.verifyAudit()).broken).toEqual([
      { chain: 'checkpoint:2026-11-22', seq: 0, problem: 'checkpoint' },
    ]);
  });

  test('keeps its checkpoints through a rotation of keys, and says when their key is missing', async () => {
    const storage = await databases.open();
    await write(storage);
    await checkpoint(storage);
    const added = Keyring.generate('t2');
    const both = await databases.open({ url: storage.url, keys: `${added},${TEST_KEYS}` });
    expect((await both.verifyAudit()).broken).toEqual([]);
    expect(await both.rotateKeys()).toMatchObject({ checkpoints: 1 });
    const onlyNew = await databases.open({ url: storage.url, keys: added });
    expect((await onlyNew.verifyAudit()).broken).toEqual([]);
    await expect(databases.open({ url: storage.url })).rejects.toThrow('密钥不对');
  });
});
