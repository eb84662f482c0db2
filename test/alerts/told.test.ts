import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../src/sheets/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { atWork, bills, County, IDS, YANLING } from './county.ts';

describe('what is told', () => {
  const databases = sqliteDatabase();

  test('one notice an office and import, one line in the daily reminder, and the department’s feedback', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff } = await atWork(county);
    await county.imports(
      bills([
        ['王建国', IDS.wang, '望田镇', '晋庄村', '胃癌', 1, ''],
        ['张三丰', IDS.zhang, '望田镇', '晋庄村', '', 2, ''],
        ['李四', IDS.li, '望田镇', '任庄村', '', 3, ''],
        ['赵六', '', '', '', '', 4, ''],
      ]),
    );
    const township = await world.mail('chat-望田');
    expect(township.map(({ text }) => text)).toEqual([
      '【部门预警】县医保局：有3户要入户核查，11月16日前查完。发“预警”看名单。',
    ]);
    expect((await world.mail('chat-晋庄')).map(({ text }) => text)).toEqual([
      '【部门预警】县医保局：有2户要入户核查，11月16日前查完。发“预警”看名单。',
    ]);
    expect((await world.mail('chat-县里')).map(({ text }) => text)).toEqual([
      '【部门预警】县医保局：有1人不知道住在哪个乡镇。发“预警”看名单。',
    ]);
    expect(await world.mail('chat-柏梁')).toEqual([]);
    const lines = (member: typeof staff.county) => world.do((unit) => alerts.reminderLines(unit, member));
    expect(await lines(staff.wangtian)).toEqual(['部门预警要入户核查3户。发“预警”看名单。']);
    expect(await lines(staff.bailiang)).toEqual([]);
    const refs = (await county.rows()).map(({ id }) => id);
    const settle = (n: number, outcome: 'clear' | 'risk' | 'gone') =>
      world.do((unit) =>
        alerts.settle(unit, staff.wangtian, refs[n] ?? '', { outcome, text: '家里漏雨，没钱修' }),
      );
    await settle(0, 'risk');
    await settle(1, 'gone');
    world.today = '2026-11-18';
    expect(await lines(staff.county)).toEqual([
      '部门预警有1人不知道住在哪个乡镇。发“预警”看名单。',
      '部门预警核查超期1户（望田镇1户），请督办。',
    ]);
    const feedback = async (by: typeof staff.county, quarter = '2026Q4') => {
      const outcome = await alerts.feedback(county.storage, by, { county: YANLING, quarter });
      return outcome.ok ? outcome.feedback : outcome.reason;
    };
    const own = await feedback(staff.office);
    expect(own).toMatchObject({
      unit: '县医保局',
      rows: 4,
      counts: { case: 1, gone: 1, pending: 1, unmatched: 1, clear: 0 },
    });
    const bytes = typeof own === 'string' ? null : own.sheet;
    const [table] = readWorkbook(bytes ?? new Uint8Array(), '反馈.xlsx').tables;
    expect(table?.rows.map(({ cells }) => [2, 3, 5].map((i) => cells[i]?.text))).toEqual([
      ['2', '王建国', '已立件'],
      ['3', '张三丰', '查无此人（迁出或去世）'],
      ['4', '李四', '待核实'],
      ['5', '赵六', '不知道住处，待分派'],
    ]);
    // Nothing of what was found at the home goes back, and nothing to another department or quarter.
    expect(JSON.stringify(table)).not.toContain('漏雨');
    const others = await world.staff('残联', 'department', YANLING, '县残联');
    expect(await feedback(others)).toMatchObject({ unit: '县残联', rows: 0, sheet: null });
    expect(await feedback(staff.office, '2026Q3')).toMatchObject({ rows: 0 });
    expect(await feedback(staff.wangtian)).toBe('not-allowed');
  });

  test('an erased household leaves no name in list, file or feedback', async () => {
    const county = await County.open(databases);
    const { world, alerts } = county;
    const { staff, wang } = await atWork(county);
    await county.imports([['王建国', IDS.wang, '望田镇', '晋庄村', '胃癌', 1, '']]);
    await world.do(async (unit) => {
      const { subject_id } = await unit.db
        .selectFrom('households')
        .select('subject_id')
        .where('id', '=', wang)
        .executeTakeFirstOrThrow();
      await unit.subjects.erase(subject_id);
    });
    const [item] = await county.list(staff.wangtian);
    expect(item?.name).toBe('（信息已按规定删除）');
    const opened = await world.do((unit) => alerts.open(unit, staff.wangtian, item?.ref ?? ''));
    expect(opened).toMatchObject({ ok: true, alert: { person: { name: '（信息已按规定删除）' } } });
    const settle = (outcome: 'risk' | 'clear') =>
      world.do((unit) => alerts.settle(unit, staff.wangtian, item?.ref ?? '', { outcome, text: '没钱治病' }));
    expect(await settle('risk')).toEqual({ ok: false, reason: 'erased' });
    const outcome = await alerts.feedback(county.storage, staff.office, {
      county: YANLING,
      quarter: '2026Q4',
    });
    expect(outcome).toMatchObject({ ok: true, feedback: { rows: 1, counts: { pending: 1 } } });
  });
});
