import { describe, expect, test } from 'vitest';
import { BAILIANG, JINZHUANG, RENZHUANG, WANG, WANGTIAN } from '../casework/world.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { atWork, County, IDS, YANLING } from './county.ts';

eachDatabase('the verdict at the door', (databases) => {
  test('all alerts of a household are one visit; a hardship opens one case, in the household’s name', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff, wang } = await atWork(county);
    await county.imports([
      ['王建国', IDS.wang, '望田镇', '晋庄村', '胃癌', 52000, '2026-09-03'],
      ['王建国', IDS.wang, '望田镇', '晋庄村', '胃癌', 8000, '2026-09-20'],
    ]);
    const [visit, ...more] = await county.list(staff.jinzhuang);
    expect(more).toEqual([]);
    expect(visit).toMatchObject({ kind: 'check', name: '王**', rows: 2, causes: ['因病'], onRecord: true });
    const ref = visit?.ref ?? '';
    const risk = { outcome: 'risk', text: '老伴得了癌症，借了五万' } as const;
    const settle = () => world.do((unit) => alerts.settle(unit, staff.jinzhuang, ref, risk));
    const first = await settle();
    if (!first.ok) throw new Error(first.reason);
    expect(first.settled).toMatchObject({ outcome: 'risk', rows: 2, joined: false });
    // The same message twice: told, nothing doubled.
    expect(await settle()).toMatchObject({
      ok: true,
      settled: { again: true, receipt: first.settled.receipt },
    });
    expect(await world.count('cases')).toBe(1);
    expect(await world.count('declarations')).toBe(1);
    const opened = await world.do((unit) =>
      world.casework.open(unit, staff.jinzhuang, first.settled.receipt ?? ''),
    );
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.file.person?.name).toBe('王建国');
    expect(opened.file.declarations[0]?.answers.story).toContain(
      '部门预警（县医保局，因病，胃癌）。\n老伴得了癌症',
    );
    const row = await world.row(opened.file.id);
    expect(row).toMatchObject({
      source: 'department',
      household_id: wang,
      queue: WANGTIAN,
      village: JINZHUANG,
    });
    expect(await county.list(staff.jinzhuang)).toEqual([]);
    expect((await county.rows()).every(({ case_id, state }) => case_id === row.id && state === 'case')).toBe(
      true,
    );
    expect((await world.audit(`household:${wang}`)).some(({ action }) => action === 'alert-settled')).toBe(
      true,
    );
  });
});

describe('what a verdict comes to', () => {
  const databases = sqliteDatabase();

  test('a household with a case in hand gets no second one', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    const own = await world.declared(null, { ...WANG, idNumber: IDS.wang });
    await county.imports([['王建国', IDS.wang, '望田镇', '晋庄村', '', 1, '']]);
    const [visit] = await county.list(staff.wangtian);
    expect(visit?.openCase).toBe(own.receipt);
    const settled = await world.do((unit) =>
      alerts.settle(unit, staff.wangtian, visit?.ref ?? '', { outcome: 'risk', text: '又住院了' }),
    );
    expect(settled).toMatchObject({ ok: true, settled: { joined: true, receipt: own.receipt } });
    expect(await world.count('cases')).toBe(1);
  });

  test('a person whom nobody knew becomes a household only with the hardship', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    await county.imports([['张三丰', IDS.zhang, '望田镇', '晋庄村', '骨折', 9000, '']]);
    expect(await world.count('households')).toBe(1);
    const [visit] = await county.list(staff.jinzhuang);
    const opened = await world.do((unit) => alerts.open(unit, staff.jinzhuang, visit?.ref ?? ''));
    expect(opened).toMatchObject({
      ok: true,
      alert: {
        onRecord: false,
        person: { name: '张三丰', idNumber: IDS.zhang },
        reported: [{ what: '骨折', amount: 9000 }],
      },
    });
    const risk = { outcome: 'risk', text: '摔断了腿，没人照看' } as const;
    await world.do((unit) => alerts.settle(unit, staff.jinzhuang, visit?.ref ?? '', risk));
    expect(await world.count('households')).toBe(2);
    const [row] = await county.rows();
    const household = await world.do(({ db }) =>
      db
        .selectFrom('households')
        .selectAll()
        .where('id', '=', row?.household_id ?? '')
        .executeTakeFirstOrThrow(),
    );
    // Sealed for the household now: erasing it erases what the department told.
    expect(row?.subject_id).toBe(household.subject_id);
    expect(household).toMatchObject({ township: WANGTIAN, village: JINZHUANG });
    // The person's next alert goes straight to the household, though the register knows nobody by the name.
    await county.imports([['张三丰', IDS.zhang, '', '', '复查', 500, '2026-12-01']]);
    expect((await county.rows()).at(-1)).toMatchObject({ household_id: household.id, state: 'pending' });
  });

  test('没事 can still become a hardship, a hardship not nothing again', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    await county.imports([['王建国', IDS.wang, '望田镇', '晋庄村', '', 1, '']]);
    const ref = (await county.list(staff.wangtian))[0]?.ref ?? '';
    const settle = (outcome: 'clear' | 'risk' | 'gone', text = '看过了，缺钱治病') =>
      world.do((unit) => alerts.settle(unit, staff.wangtian, ref, { outcome, text }));
    expect(await settle('clear', '')).toMatchObject({ ok: true, settled: { rows: 1 } });
    expect(await settle('clear', '')).toMatchObject({ ok: true, settled: { again: true } });
    expect(await settle('gone')).toEqual({ ok: false, reason: 'settled' });
    expect(await settle('risk', ' ')).toEqual({ ok: false, reason: 'text-empty' });
    expect(await settle('risk', '长'.repeat(2001))).toEqual({ ok: false, reason: 'text-long' });
    expect(await settle('risk')).toMatchObject({ ok: true, settled: { joined: false } });
    expect(await settle('clear')).toEqual({ ok: false, reason: 'settled' });
    expect(await world.count('cases')).toBe(1);
  });

  test('who may not see it learns nothing: another township’s, another village’s, a guessed id, all alike', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    await county.imports([['王建国', IDS.wang, '望田镇', '晋庄村', '', 1, '']]);
    const ref = (await county.list(staff.wangtian))[0]?.ref ?? '';
    for (const stranger of [staff.bailiang, staff.renzhuang, staff.office]) {
      expect(await county.list(stranger)).toEqual([]);
      for (const id of [ref, 'x'.repeat(24)]) {
        const answers = await world.do(async (unit) => [
          await alerts.open(unit, stranger, id),
          await alerts.match(unit, stranger, id, 'none'),
          await alerts.settle(unit, stranger, id, { outcome: 'clear', text: '' }),
          await alerts.handOn(unit, stranger, id, { to: WANGTIAN, reason: '' }),
        ]);
        expect(answers).toEqual(Array.from({ length: 4 }, () => ({ ok: false, reason: 'not-found' })));
      }
      expect(
        (await world.audit(`staff:${stranger.id}`)).filter(({ action }) => action === 'denied').length,
      ).toBe(8);
    }
  });
});

describe('who somebody is', () => {
  const databases = sqliteDatabase();

  test('a human says; all rows of the person go with it, sealed for the household', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff, wang } = await atWork(county);
    const candidates = [{ householdId: wang, score: 0.6, why: 'similar-name' as const }];
    county.finds.set('王建', { kind: 'candidates', candidates });
    await county.imports([
      ['王建', IDS.li, '望田镇', '晋庄村', '', 1, ''],
      ['王建', IDS.li, '望田镇', '晋庄村', '', 2, ''],
    ]);
    const [item] = await county.list(staff.wangtian);
    expect(item).toMatchObject({ kind: 'doubtful', rows: 2, name: '王**' });
    const ref = item?.ref ?? '';
    const opened = await world.do((unit) => alerts.open(unit, staff.wangtian, ref));
    expect(opened).toMatchObject({
      alert: { choices: [{ householdId: wang, name: '王建国', why: '同村、名字相近' }] },
    });
    const settle = world.do((unit) =>
      alerts.settle(unit, staff.wangtian, ref, { outcome: 'clear', text: '' }),
    );
    expect(await settle).toEqual({ ok: false, reason: 'who-first' });
    const match = (who: Parameters<typeof alerts.match>[3]) =>
      world.do((unit) => alerts.match(unit, staff.wangtian, ref, who));
    expect(await match({ householdId: 'somebody' })).toEqual({ ok: false, reason: 'no-such-choice' });
    expect(await match({ householdId: wang })).toMatchObject({
      ok: true,
      recognised: { rows: 2, queue: WANGTIAN },
    });
    expect(await match('none')).toEqual({ ok: false, reason: 'not-doubtful' });
    const rows = await county.rows();
    const [subject] = await world.do(({ db }) =>
      db.selectFrom('households').select('subject_id').where('id', '=', wang).execute(),
    );
    for (const row of rows) expect(row).toMatchObject({ household_id: wang, state: 'pending', ...subject });
    expect((await county.list(staff.jinzhuang))[0]).toMatchObject({ kind: 'check', rows: 2, onRecord: true });
    // What a human said of an ID number holds for the next sheet.
    await county.imports([['王建', IDS.li, '望田镇', '晋庄村', '', 3, '']]);
    expect((await county.rows()).at(-1)).toMatchObject({ household_id: wang, state: 'pending' });
  });

  test('none of them: to the village that the sheet names; a new household: made at once', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff, wang } = await atWork(county);
    const candidates = [{ householdId: wang, score: 0.6, why: 'name-township' as const }];
    for (const name of ['王一', '王二', '王三']) county.finds.set(name, { kind: 'candidates', candidates });
    await county.imports([
      ['王一', '', '望田镇', '任庄村', '', 1, ''],
      ['王二', '', '望田镇', '任庄村', '', 2, ''],
      ['王三', '', '', '', '', 3, ''],
    ]);
    const refs = (await county.rows()).map(({ id }) => id);
    const match = (n: number, who: 'none' | 'new') =>
      world.do((unit) => alerts.match(unit, staff.county, refs[n] ?? '', who));
    expect(await match(0, 'none')).toMatchObject({ recognised: { queue: WANGTIAN, village: RENZHUANG } });
    expect(await match(1, 'new')).toMatchObject({ recognised: { queue: WANGTIAN, village: RENZHUANG } });
    expect(await match(2, 'none')).toMatchObject({ recognised: { queue: YANLING, dueOn: null } });
    expect(await world.count('households')).toBe(2);
    expect((await county.list(staff.renzhuang)).map(({ onRecord }) => onRecord).sort()).toEqual([
      false,
      true,
    ]);
    // Without a township the county assigns it.
    const settle = await world.do((unit) =>
      alerts.settle(unit, staff.county, refs[2] ?? '', { outcome: 'risk', text: '有困难' }),
    );
    expect(settle).toEqual({ ok: false, reason: 'place-needed' });
    const handed = await world.do((unit) =>
      alerts.handOn(unit, staff.county, refs[2] ?? '', { to: BAILIANG, reason: '' }),
    );
    expect(handed).toMatchObject({ ok: true, handed: { queue: BAILIANG } });
    expect(await world.lastMail('chat-柏梁')).toContain('县里分来1户');
  });

  test('a township sends what is not its own back by way of the county', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    await county.imports([['赵六', IDS.zhang, '望田镇', '晋庄村', '', 1, '']]);
    const ref = (await county.list(staff.wangtian))[0]?.ref ?? '';
    const hand = (by: typeof staff.county, to: string) =>
      world.do((unit) => alerts.handOn(unit, by, ref, { to: to as typeof BAILIANG, reason: '早就搬过去了' }));
    expect(await hand(staff.wangtian, '411326101')).toEqual({ ok: false, reason: 'no-such-queue' });
    expect(await hand(staff.wangtian, WANGTIAN)).toEqual({ ok: false, reason: 'same-queue' });
    expect(await hand(staff.wangtian, BAILIANG)).toMatchObject({ ok: true, handed: { queue: YANLING } });
    expect(await county.list(staff.bailiang)).toEqual([]);
    expect(await hand(staff.wangtian, BAILIANG)).toEqual({ ok: false, reason: 'not-found' });
    const opened = await world.do((unit) => alerts.open(unit, staff.county, ref));
    expect(opened).toMatchObject({ alert: { kind: 'unmatched', suggestion: '柏梁镇：早就搬过去了' } });
    expect(await world.lastMail('chat-县里')).toContain('请县里重新分');
    expect(await hand(staff.county, BAILIANG)).toMatchObject({ ok: true, handed: { queue: BAILIANG } });
    expect((await county.list(staff.bailiang)).length).toBe(1);
  });
});
