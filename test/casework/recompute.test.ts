import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Casework, recomputeDues, WorkCalendar } from '../../src/casework/index.ts';
import { type Answers, newDraft } from '../../src/declaration/index.ts';
import { Gazetteer } from '../../src/regions/index.ts';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';
import { divisions, household, inJinzhuang } from './reminding.ts';
import { procedures, WANGTIAN, World, YANLING } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
copyFileSync('corpus/calendar/2026.yaml', join(folder, '2026.yaml'));
const before2027 = WorkCalendar.load(folder);
writeFileSync(
  join(folder, '2027.yaml'),
  `year: 2027
notice: { title: 国务院办公厅关于2027年部分节假日安排的通知, issued: 2026-12-28 }
holidays:
  - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }
  - { name: 春节, from: 2027-02-05, to: 2027-02-12 }
`,
);
const with2027 = WorkCalendar.load(folder);
const gazetteer = Gazetteer.load('corpus/gazetteer');

/** A county at the end of 2026, when the holidays of 2027 are not known. */
async function county(databases: TestDatabases) {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const office = await world.staff('office', 'department', YANLING, '县医保局');
  const casework = new Casework({ procedures, calendar: before2027, gazetteer, divisions });
  let n = 0;
  const declared = async (day: string, answers: Answers = household(n, inJinzhuang)) => {
    n += 1;
    world.today = day;
    const draft = newDraft({ id: `draft-${day}-${n}`, county: YANLING, now: new Date(`${day}T01:00:00Z`) });
    const submission = { draft: { ...draft, answers }, conversationId: null, source: 'resident' as const };
    const submitted = await world.do((unit) => casework.submit(unit, submission));
    if (submitted.kind !== 'opened') throw new Error(submitted.kind);
    return submitted.case;
  };
  /** A case received on Sunday, 20 December, and in verification from Friday the 25th on. */
  const verifying = async () => {
    const { id, receipt } = await declared('2026-12-20');
    world.today = '2026-12-25';
    expect(await world.do((unit) => casework.advance(unit, town, receipt))).toMatchObject({ ok: true });
    expect(await world.row(id)).toMatchObject({ due_on: '2027-01-01', due_provisional: 1 });
    return { id, receipt };
  };
  const logged: object[] = [];
  const log = { error: (details: object) => void logged.push(details) };
  const recompute = (calendar: WorkCalendar, storage = world.storage) =>
    recomputeDues({ storage, procedures, calendar, log });
  const told = async (id: string) =>
    (await world.audit(id)).filter((each) => each.action === 'due-recomputed');
  const line = (id: string) =>
    world.do((unit) =>
      unit.db
        .selectFrom('case_stages')
        .select(['stage', 'due_on'])
        .where('case_id', '=', id)
        .where('left_at', 'is', null)
        .executeTakeFirstOrThrow(),
    );
  return { world, town, office, casework, declared, verifying, recompute, told, line, logged };
}

eachDatabase('due days of a year whose holidays become known', (databases) => {
  test('are made final once, in the case and its history, and recorded', async () => {
    const { world, verifying, recompute, told, line } = await county(databases);
    const { id } = await verifying();
    expect(await recompute(before2027)).toBe(0);
    expect(await world.row(id)).toMatchObject({ due_on: '2027-01-01', due_provisional: 1 });

    const { version } = await world.row(id);
    expect(await recompute(with2027)).toBe(1);
    expect(await world.row(id)).toMatchObject({
      due_on: '2027-01-04',
      due_provisional: 0,
      version: version + 1,
    });
    expect(await line(id)).toEqual({ stage: 'verification', due_on: '2027-01-04' });
    expect(await told(id)).toMatchObject([
      { actor: 'system', detail: { stage: 'verification', from: '2027-01-01', to: '2027-01-04' } },
    ]);
    // Neither again, nor back by an instance that was not given the new file.
    for (const calendar of [with2027, before2027]) expect(await recompute(calendar)).toBe(0);
    expect(await told(id)).toHaveLength(1);
    expect(await world.storage.verifyAudit()).toMatchObject({ broken: [] });
  });

  test('are made final once when several instances start in the same moment', async () => {
    const { world, verifying, recompute, told } = await county(databases);
    const { id } = await verifying();
    const other = await world.again(databases);
    const counts = await Promise.all([recompute(with2027), recompute(with2027, other.storage)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await told(id)).toHaveLength(1);
  });

  test('of a case that waits for its applicant count from when it goes on', async () => {
    const { world, town, casework, verifying, recompute, line } = await county(databases);
    const { id, receipt } = await verifying();
    world.today = '2026-12-30';
    const missing = '住院发票';
    const returned = await world.do((unit) => casework.returnForCompletion(unit, town, receipt, missing));
    expect(returned).toMatchObject({ ok: true });
    expect(await recompute(with2027)).toBe(1);
    const row = await world.row(id);
    expect(row).toMatchObject({ due_on: '2027-01-04', due_provisional: 0 });
    expect(row.paused_at).not.toBeNull();
    expect((await line(id)).due_on).toBeNull();

    world.today = '2027-01-05';
    const updated = new Casework({ procedures, calendar: with2027, gazetteer, divisions });
    expect(await world.do((unit) => updated.resume(unit, town, receipt))).toMatchObject({ ok: true });
    // It stood still for the 31st, the 4th and the 5th.
    expect(await world.row(id)).toMatchObject({ due_on: '2027-01-07', due_provisional: 0, paused_days: 3 });
  });

  test('keep the days for which the clock stood still, counted anew', async () => {
    const { world, town, casework, verifying, recompute, line } = await county(databases);
    const { id, receipt } = await verifying();
    world.today = '2026-12-30';
    await world.do((unit) => casework.returnForCompletion(unit, town, receipt, '住院发票'));
    world.today = '2027-01-05';
    await world.do((unit) => casework.resume(unit, town, receipt));
    // New Year's Day was counted as a working day.
    expect(await world.row(id)).toMatchObject({ due_on: '2027-01-07', due_provisional: 1, paused_days: 4 });
    expect(await recompute(with2027)).toBe(1);
    expect(await world.row(id)).toMatchObject({ due_on: '2027-01-07', due_provisional: 0, paused_days: 3 });
    expect((await line(id)).due_on).toBe('2027-01-07');
  });

  test("of departments' tasks too, of those not answered, though the case's own day was final", async () => {
    const { world, office, casework, declared, recompute, told } = await county(databases);
    const { id } = await declared('2026-12-24');
    const { id: answered } = await declared('2026-12-24');
    const dues = async (of: string) =>
      world.do(async ({ db }) => {
        const rows = await db
          .selectFrom('tasks')
          .select(['id', 'due_on'])
          .where('case_id', '=', of)
          .execute();
        expect(rows.length).toBeGreaterThan(0);
        return rows;
      });
    expect(await world.row(id)).toMatchObject({ due_on: '2026-12-28', due_provisional: 0 });
    for (const { due_on } of await dues(id)) expect(due_on).toBe('2027-01-04');
    const done = (await world.do((unit) => casework.tasks(unit, office))).map((task) => task.id);
    const own = (await dues(answered)).filter((task) => done.includes(task.id));
    expect(own.length).toBeGreaterThan(0);
    for (const task of own) {
      const reply = await world.do((unit) => casework.replyTask(unit, office, task.id, '已经报销三万元'));
      expect(reply).toMatchObject({ ok: true });
    }
    expect(await recompute(before2027)).toBe(0);

    await recompute(with2027);
    const moved = await dues(id);
    for (const { due_on } of moved) expect(due_on).toBe('2027-01-05');
    expect(await world.row(id)).toMatchObject({ due_on: '2026-12-28' });
    expect((await told(id)).map(({ detail }) => detail)).toEqual([{ tasks: moved.length }]);
    const after = await dues(answered);
    for (const { id: task } of own) expect(after.find((each) => each.id === task)?.due_on).toBe('2027-01-04');
    expect(await recompute(with2027)).toBe(0);
  });

  test('of a decided case stay, and the trouble of one county keeps no other waiting', async () => {
    const { world, verifying, recompute, logged } = await county(databases);
    const [decided, broken, sound] = [await verifying(), await verifying(), await verifying()];
    await world.do(({ db }) =>
      db
        .updateTable('cases')
        .set({ decided_at: '2026-12-28T01:00:00.000Z', outcome: 'not_included', stage: 'not_included' })
        .where('id', '=', decided.id)
        .execute(),
    );
    await world.do(({ db }) =>
      db.updateTable('cases').set({ stage_at: 'broken' }).where('id', '=', broken.id).execute(),
    );
    expect(await recompute(with2027)).toBe(1);
    expect(await world.row(decided.id)).toMatchObject({ due_on: '2027-01-01', due_provisional: 1 });
    expect(await world.row(broken.id)).toMatchObject({ due_on: '2027-01-01', due_provisional: 1 });
    expect(await world.row(sound.id)).toMatchObject({ due_on: '2027-01-04', due_provisional: 0 });
    expect(logged).toEqual([{ reason: 'RangeError' }]);
  });
});
