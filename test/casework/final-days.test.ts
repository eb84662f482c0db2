import { expect, test } from 'vitest';
import { Town } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';

const databases = sqliteDatabase();

/** Rows as an instance wrote them that had no calendar of 2026 yet: counted by weekends, over the National Day holiday. */
test('days told before the notice came are made final: of alerts, findings and requests about data', async () => {
  const clock = { now: new Date('2026-09-30T02:00:00Z') };
  const storage = await databases.open({ clock: () => clock.now });
  const { alerts, register, rights } = new Town(storage, clock).engine;
  const waiting = { due_on: '2026-10-01', due_provisional: 1, created_at: '2026-09-30T01:00:00.000Z' };
  const county = { county: '411024' };
  await storage.transaction(async ({ db, subjects }) => {
    const subject_id = await subjects.create();
    await db
      .insertInto('households')
      .values({ id: 'h', subject_id, ...county, person_sealed: '', name_lookup: 'n', created_at: '' })
      .execute();
    await db
      .insertInto('imports')
      .values({
        id: 'i',
        kind: 'alerts',
        ...county,
        file_hash: 'f',
        state: 'done',
        created_by: '',
        created_at: '',
      })
      .execute();
    const alert = {
      import_id: 'i',
      row_number: 2,
      unit: '县医保局',
      cause: '因病',
      queue: '411024104',
      subject_id,
    };
    for (const [id, settled_at] of [
      ['open', null],
      ['settled', '2026-09-30T03:00:00.000Z'],
    ] as const) {
      await db
        .insertInto('alerts')
        .values({
          ...{ id, ...county, ...alert, ...waiting, settled_at, due_from: '2026-09-30' },
          ...{ data_sealed: '', key_lookup: id, state: settled_at === null ? 'pending' : 'clear' },
        })
        .execute();
    }
    await db
      .insertInto('findings')
      .values({
        id: 'f',
        ...county,
        household_id: 'h',
        rule: 'no-measure',
        month: '2026-09',
        state: 'open',
        ...waiting,
      })
      .execute();
    await db
      .insertInto('rights_requests')
      .values({ id: 'r', kind: 'copy', ...county, queue: '411024104', subject_id, state: 'open', ...waiting })
      .execute();
  });
  const settle = () =>
    storage.transaction(async (unit) => [
      await alerts.settleDays(unit),
      await register.settleDays(unit),
      await rights.settleDays(unit),
    ]);
  expect(await settle()).toEqual([1, 1, 1]);
  const { db } = storage.reading;
  const columns = ['id', 'due_on', 'due_provisional'] as const;
  // 8, 9, 10 (made up), 12, 13 October; then 14–16, 19, 20; then 21–23, 26, 27.
  expect(await db.selectFrom('findings').select(columns).execute()).toEqual([
    { id: 'f', due_on: '2026-10-13', due_provisional: 0 },
  ]);
  expect(await db.selectFrom('alerts').select(columns).orderBy('id').execute()).toEqual([
    { id: 'open', due_on: '2026-10-20', due_provisional: 0 },
    { id: 'settled', due_on: '2026-10-01', due_provisional: 1 },
  ]);
  expect(await db.selectFrom('rights_requests').select(columns).execute()).toEqual([
    { id: 'r', due_on: '2026-10-27', due_provisional: 0 },
  ]);
  expect(await settle()).toEqual([0, 0, 0]);
});
