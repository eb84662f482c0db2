import { describe, expect, test } from 'vitest';
import { BAILIANG, WANG, WANGTIAN, World, without, YANLING } from '../casework/world.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { register } from './county.ts';
import { idNumber, type Line, line, sheet } from './sheets.ts';

const databases = sqliteDatabase();

/** Another Wang Jianguo of the village: no ID number at hand, a telephone of his own. */
const OTHER_WANG = {
  ...without(WANG, 'idNumber'),
  phone: '13711112222',
  causes: ['因残' as const],
  story: '我腰坏了干不了活',
};

async function twoWangs() {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const first = await world.declared(await world.chat('wang'), WANG);
  const other = await world.chat('other');
  const draft = await world.photo(other, null, new Uint8Array([7, 7]));
  const second = await world.declared(other, { ...OTHER_WANG, photos: [draft] });
  const file = async (receipt: string) => {
    const opened = await world.do((unit) => world.casework.open(unit, town, receipt));
    if (!opened.ok) throw new Error(opened.reason);
    return opened.file;
  };
  const undo = (ref: string, who = town) => world.do((unit) => world.casework.undoMerge(unit, who, ref));
  return { world, town, first, second, file, undo };
}

describe('拆开: two cases that were taken for one household’s', () => {
  test('gives each its own back; the clock stood still, and what came since stays with the one that went on', async () => {
    const { world, town, first, second, file, undo } = await twoWangs();
    await world.do((unit) => world.casework.take(unit, town, second.receipt));
    const before = { first: await world.row(first.id), second: await world.row(second.id) };
    const tasks = await world.count('tasks');
    world.today = '2026-11-03';
    expect(await world.do((unit) => world.casework.merge(unit, town, second.receipt))).toMatchObject({
      ok: true,
    });
    expect((await file(first.receipt)).photos).toHaveLength(1);
    await world.do((unit) => world.casework.supplement(unit, first.id, 'chat-wang', '合并以后补的话'));

    world.today = '2026-11-06';
    expect(await undo(second.receipt)).toMatchObject({ ok: true, receipts: [second.receipt, first.receipt] });
    const row = await world.row(second.id);
    expect(row).toMatchObject({
      stage: before.second.stage,
      queue: WANGTIAN,
      handler_id: town.id,
      outcome: null,
      decided_at: null,
      stage_at: before.second.stage_at,
      subject_id: before.second.subject_id,
      household_id: before.second.household_id,
      paused_days: 3,
    });
    // Three working days as part of the other, which do not count: due that much later.
    const workdays = register.parts.calendar.workdaysBetween(before.second.due_on ?? '', row.due_on ?? '');
    expect(workdays).toBe(3);
    const [one, two] = [await file(first.receipt), await file(second.receipt)];
    expect(two).toMatchObject({ causes: ['因残'], suspected: false, person: { phone: '13711112222' } });
    expect(two.declarations.map(({ kind, answers }) => [kind, answers.story])).toEqual([
      ['declaration', OTHER_WANG.story],
    ]);
    expect(two.photos).toHaveLength(1);
    expect(one).toMatchObject({ causes: ['因病'], photos: [], person: { phone: WANG.phone } });
    expect(one.declarations.map(({ answers }) => answers.story)).toEqual([WANG.story, '合并以后补的话']);
    expect(await world.count('tasks')).toBe(tasks);
    // Each is known by its own again, and each chat hears of its own alone.
    expect(await world.lastMail('chat-other')).toContain('又单独办了');
    const again = await world.submit(await world.chat('third'), OTHER_WANG);
    expect(again).toMatchObject({ kind: 'joined', case: { receipt: second.receipt } });
    const own = await world.do((unit) => world.casework.casesOf(unit, 'chat-other'));
    expect(own.map(({ receipt }) => receipt)).toEqual([second.receipt]);
    expect((await world.audit(second.id)).map(({ action }) => action)).toContain('unmerged');
    expect((await world.audit(first.id)).map(({ action }) => action)).toContain('merge-undone');
    expect(await world.storage.verifyAudit()).toMatchObject({ broken: [] });
    expect(await undo(first.receipt)).toEqual({ ok: false, reason: 'merge-undone' });
    expect(
      await world.do((unit) => world.casework.mergeHouseholds(unit, town, second.receipt, first.receipt)),
    ).toMatchObject({ ok: true });
    expect(await file(second.receipt)).toMatchObject({ stage: 'withdrawn' });
  });

  test('is refused to another township like what there is not, and where the other was decided or merged since', async () => {
    const { world, town, first, second, undo } = await twoWangs();
    await world.do((unit) => world.casework.merge(unit, town, second.receipt));
    const elsewhere = await world.staff('elsewhere', 'township', BAILIANG);
    for (const ref of [second.receipt, 'AAA-AAA-AAA', 'nothing']) {
      expect(await undo(ref, elsewhere)).toEqual({ ok: false, reason: 'not-found' });
    }
    const third = await world.declared(await world.chat('third'), {
      ...WANG,
      name: '赵六',
      idNumber: idNumber(6001),
      phone: '13700000001',
    });
    await world.do((unit) => world.casework.mergeHouseholds(unit, town, first.receipt, third.receipt));
    expect(await undo(second.id)).toEqual({ ok: false, reason: 'merge-later' });
    expect(await undo(third.receipt)).toMatchObject({ ok: true });
    await world.do(({ db }) =>
      db
        .updateTable('cases')
        .set({ stage: 'included', outcome: 'included', decided_at: '2026-11-02T02:00:00.000Z' })
        .where('id', '=', first.id)
        .execute(),
    );
    expect(await undo(second.id)).toEqual({ ok: false, reason: 'merge-decided' });
  });
});

test('a consent that either took back stays taken back for both, and goes with who took it back', async () => {
  const { world, town, second, undo } = await twoWangs();
  const { household_id, subject_id } = await world.row(second.id);
  await world.do(({ db, ids, clock }) =>
    db
      .insertInto('rights_requests')
      .values({
        ...{ id: ids(), kind: 'withdraw_consent', scope: 'data-checks', county: YANLING, queue: WANGTIAN },
        ...{ household_id, case_id: second.id, conversation_id: null, subject_id: subject_id ?? '' },
        ...{ words_sealed: null, state: 'done', due_on: null, created_at: clock().toISOString() },
        ...{ answered_at: null, answered_by: null, answer_sealed: null },
      })
      .execute(),
  );
  const medical = await world.staff('medical', 'department', YANLING, '县残联');
  await world.do((unit) => world.casework.merge(unit, town, second.receipt));
  const shown = async () => {
    const tasks = await world.do((unit) => world.casework.tasks(unit, medical));
    const opened = await Promise.all(
      tasks.map(({ id }) => world.do((unit) => world.casework.openTask(unit, medical, id))),
    );
    return opened.map((outcome) =>
      outcome.ok ? (outcome.task.withheld ?? outcome.task.name) : outcome.reason,
    );
  };
  // The other's case has the task for 因残 now.
  expect(await shown()).toEqual([true]);
  await undo(second.receipt);
  expect(await shown()).toEqual([true]);
  const stopped = await world.do((unit) =>
    unit.db.selectFrom('rights_requests').select('household_id').execute(),
  );
  expect(stopped).toEqual([{ household_id }]);
});

describe('合户: two records of one household', () => {
  const A: Line[] = [
    line({ 户编号: 'A1', 姓名: '王建国', 证件号码: idNumber(6101) }),
    line({ 户编号: 'A1', 姓名: '李秀英', 证件号码: idNumber(6102), 与户主关系: '配偶' }),
  ];
  const B: Line[] = [line({ 户编号: 'B1', 姓名: '王小明', 证件号码: idNumber(6103) })];
  const take = (world: World, lines: readonly Line[]) =>
    register.importSheet(world.storage, 'operator', {
      bytes: sheet(lines),
      name: '底册.xlsx',
      county: YANLING,
    });

  test('makes one of them for people, numbers and later sheets, and can be taken back', async () => {
    const world = await World.open(databases);
    await take(world, [...A, ...B]);
    const town = await world.staff('town', 'township', WANGTIAN);
    const elsewhere = await world.staff('elsewhere', 'township', BAILIANG);
    const find = async (n: number) => {
      const found = await world.do((unit) => register.find(unit, YANLING, { idNumber: idNumber(n) }));
      return found.kind === 'exact' ? found.householdId : found.kind;
    };
    const [a, b] = [await find(6101), await find(6103)];
    const join = (from: string, into: string, who = town) =>
      world.do((unit) => world.casework.mergeHouseholds(unit, who, from, into));
    expect(await join('B1', 'A1', elsewhere)).toEqual({ ok: false, reason: 'not-found' });
    expect(await join('B1', 'C9')).toEqual({ ok: false, reason: 'not-found' });
    expect(await join('A1', 'A1')).toEqual({ ok: false, reason: 'same-household' });
    expect(await join('B1', 'A1')).toEqual({ ok: true, into: a });
    expect([await find(6101), await find(6103)]).toEqual([a, a]);
    expect(await world.do((unit) => register.householdsIn(unit, '411024104205' as never))).toHaveLength(1);

    // The national system still has two: its next sheet makes no third household and splits nothing.
    const newer = [...B, ...A].map((each) => ({ ...each, 数据日期: '202611' }));
    const given = { bytes: sheet(newer), name: '底册.xlsx', county: YANLING };
    expect(await register.previewSheet(world.storage, 'operator', given)).toMatchObject({
      people: 3,
      households: 1,
      fresh: 0,
    });
    expect((await world.audit(`register:${YANLING}`)).at(-1)).toMatchObject({
      actor: 'operator',
      action: 'read',
      detail: { purpose: 'register-preview', month: '2026-11', rows: 3 },
    });
    expect(await take(world, newer)).toMatchObject({
      households: { fresh: 0, updated: 1 },
      people: { fresh: 0, updated: 3, left: 0 },
    });
    expect([await find(6101), await find(6103)]).toEqual([a, a]);

    expect(await world.do((unit) => world.casework.undoMerge(unit, town, 'B1'))).toEqual({
      ok: true,
      receipts: [],
    });
    expect([await find(6101), await find(6102), await find(6103)]).toEqual([a, a, b]);
    const record = await world.do((unit) => register.recordOf(unit, b));
    expect(record?.people.map(({ name }) => name)).toEqual(['王小明']);
    expect(await world.do((unit) => world.casework.undoMerge(unit, town, 'B1'))).toEqual({
      ok: false,
      reason: 'merge-undone',
    });
    expect((await world.audit(`household:${b}`)).map(({ action }) => action)).toEqual([
      'households-merged',
      'households-parted',
    ]);
  });

  test('takes along the case of a household, and the declared case of one joins the other’s', async () => {
    const world = await World.open(databases);
    await take(world, A);
    const town = await world.staff('town', 'township', WANGTIAN);
    const opened = await world.declared(await world.chat('wang'), {
      ...WANG,
      name: '王小明',
      idNumber: idNumber(6103),
    });
    expect(
      await world.do((unit) => world.casework.mergeHouseholds(unit, town, opened.receipt, 'A1')),
    ).toMatchObject({ ok: true });
    const joined = await world.submit(await world.chat('li'), {
      ...without(WANG, 'phone'),
      name: '李秀英',
      idNumber: idNumber(6102),
    });
    expect(joined).toMatchObject({ kind: 'joined', case: { receipt: opened.receipt } });
    expect(await world.count('cases')).toBe(1);
    const file = await world.do((unit) => world.casework.open(unit, town, opened.receipt));
    expect(file.ok && file.file.declarations[0]?.answers.story).toBe(WANG.story);
  });
});
