import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../src/register/columns.ts';
import { readRows, readWorkbook } from '../../src/sheets/index.ts';
import { BAILIANG, WANG, WANGTIAN, World, YANLING } from '../casework/world.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { register } from './county.ts';
import { idNumber, type Line, line, NATIONAL, sheet } from './sheets.ts';

const take = (world: World, lines: readonly Line[]) =>
  register.importSheet(world.storage, 'operator', {
    bytes: sheet(lines),
    name: '底册.xlsx',
    county: YANLING,
  });

/** What makes a household's record doubtful, by the rule that says so; the second is in order. */
const DOUBTS: [rule: string, doubtful: Line, fine: Line][] = [
  ['no-measure', { 实施开发式帮扶措施情况: '' }, { 实施开发式帮扶措施情况: '', 识别监测时间: '202610' }],
  [
    'no-measure',
    { 实施开发式帮扶措施情况: '否' },
    { 实施开发式帮扶措施情况: '否', 享受低保政策情况: '农村低保' },
  ],
  [
    'removed-too-soon',
    { 风险是否已消除: '是', 风险消除方式: '帮扶消除', 消除监测时间: '202606' },
    { 风险是否已消除: '是', 风险消除方式: '自然消除', 消除监测时间: '202606' },
  ],
  [
    'removed-too-soon',
    { 识别监测时间: '202512', 风险是否已消除: '是', 风险消除方式: '帮扶消除', 消除监测时间: '202601' },
    { 识别监测时间: '202512', 风险是否已消除: '是', 风险消除方式: '帮扶消除', 消除监测时间: '202602' },
  ],
  [
    'job-cause-no-labour',
    { '致贫/返贫风险2': '因务工就业不稳', 劳动技能: '无劳动力', 整户无劳动能力兜底保障户: '是' },
    { '致贫/返贫风险2': '因务工就业不稳', 劳动技能: '弱劳动力或半劳动力' },
  ],
  [
    'water-no-measure',
    { '致贫/返贫风险3': '因安全饮水' },
    { '致贫/返贫风险3': '因安全饮水', 饮水安全保障: '集中供水' },
  ],
  [
    'water-no-cause',
    { 是否解决安全饮用水: '否' },
    { 是否解决安全饮用水: '否', '致贫/返贫风险1': '因安全饮水', 饮水安全保障: '是' },
  ],
  [
    'no-labour-unmarked',
    { 劳动技能: '丧失劳动力' },
    { 劳动技能: '丧失劳动力', 整户无劳动能力兜底保障户: '是' },
  ],
  ['low-wage', { 工资性收入: 3.5 }, { 工资性收入: 0 }],
  ['low-wage', { 工资性收入: 99.99 }, { 工资性收入: 100 }],
  [
    'subsistence-removed-by-work',
    { 风险是否已消除: '是', 风险消除方式: '产业就业帮扶', 享受低保政策情况: '是', 消除监测时间: '202610' },
    { 风险是否已消除: '是', 风险消除方式: '兜底保障', 享受低保政策情况: '是', 消除监测时间: '202610' },
  ],
  [
    'old-public-job',
    { 公益性岗位: '是', 证件号码: idNumber(9101, '19551031') },
    { 公益性岗位: '是', 证件号码: idNumber(9102, '19551101') },
  ],
  [
    'special-hardship-no-measure',
    { 户类型: '特困供养户' },
    { 户类型: '特困供养户', 享受特困供养政策情况: '是' },
  ],
  [
    'house-unsafe-after-removal',
    { 危房户: '是', 风险是否已消除: '是', 消除监测时间: '202610' },
    { 危房户: '是' },
  ],
];

describe('The monthly checks', () => {
  const databases = sqliteDatabase();

  test('find what each rule says, and nothing where all is in order', async () => {
    const world = await World.open(databases);
    const lines = DOUBTS.flatMap(([, doubtful, fine], i) => [
      line({ 户编号: `D${i}`, 姓名: '王疑', 证件号码: idNumber(9000 + i), 工资性收入: 3000, ...doubtful }),
      line({ 户编号: `F${i}`, 姓名: '王好', 证件号码: idNumber(9500 + i), 工资性收入: 3000, ...fine }),
    ]);
    await take(world, lines);
    await register.check(world.storage, YANLING, 'operator');
    const staff = await world.staff('张主任', 'township', WANGTIAN);
    const found = await world.do((unit) => register.findings(unit, staff));
    const names = DOUBTS.map(([rule]) => register.parts.checks.rule(rule)?.name);
    expect(found.map(({ rule, name }) => `${rule} ${name}`).sort()).toEqual(
      names.map((rule) => `${rule} 王疑`).sort(),
    );
  });

  test('are listed the earliest due first: only what is shown is read and on record as read', async () => {
    const world = await World.open(databases);
    const unsafe = { 实施开发式帮扶措施情况: '', 危房户: '是', 风险是否已消除: '是', 消除监测时间: '202610' };
    await take(
      world,
      [1, 2, 3].map((i) => line({ 户编号: `A${i}`, 证件号码: idNumber(9150 + i), ...unsafe })),
    );
    const { opened } = await register.check(world.storage, YANLING, 'operator');
    const staff = await world.staff('张主任', 'township', WANGTIAN);
    const shown = await world.do((unit) => register.findings(unit, staff, 2));
    expect(shown).toHaveLength(2);
    const households = new Set(shown.map(({ householdId }) => householdId)).size;
    const read = (await world.audit(`staff:${staff.id}`)).filter(({ action }) => action === 'read');
    expect(read.map(({ detail }) => detail)).toEqual([{ purpose: 'findings', findings: 2, households }]);
    // All that is open is counted, of the own township alone, and nobody is read for it.
    expect(await world.do((unit) => register.findingsOpen(unit, staff))).toBe(opened);
    expect(opened).toBeGreaterThan(2);
    const other = await world.staff('外镇', 'township', BAILIANG);
    expect(await world.do((unit) => register.findingsOpen(unit, other))).toBe(0);
    expect(await world.audit(`staff:${staff.id}`)).toHaveLength(read.length);
  });

  test('are a task of the township, once; mended data closes it, an explanation holds, a broken word does not', async () => {
    const world = await World.open(databases);
    const doubtful = line({
      户编号: 'A1',
      证件号码: idNumber(9201),
      实施开发式帮扶措施情况: '',
      危房户: '是',
      风险是否已消除: '是',
      消除监测时间: '202610',
    });
    const unsafe = line({
      户编号: 'A2',
      姓名: '孙二',
      证件号码: idNumber(9202),
      是否解决安全饮用水: '否',
      劳动技能: '丧失劳动力',
    });
    await take(world, [doubtful, unsafe]);
    expect(await register.check(world.storage, YANLING, 'operator')).toMatchObject({
      month: '2026-10',
      opened: 3,
      standing: 0,
      mended: 0,
    });
    expect(await register.check(world.storage, YANLING, 'operator')).toMatchObject({
      opened: 0,
      standing: 3,
      mended: 0,
    });

    const own = await world.staff('张主任', 'township', WANGTIAN);
    const other = await world.staff('外镇', 'township', BAILIANG);
    const findings = await world.do((unit) => register.findings(unit, own));
    // Five working days from Monday, 2 November 2026.
    expect(findings.every(({ dueOn }) => dueOn === '2026-11-09')).toBe(true);
    expect(await world.do((unit) => register.findings(unit, other))).toEqual([]);
    const byRule = (rule: string) => findings.find((each) => each.rule === rule)?.id ?? '';
    const settle = (who: typeof own, id: string, state: 'mended' | 'explained', text = '') =>
      world.do((unit) => register.settleFinding(unit, who, id, { state, text }));
    // Another township's and one that there is not get the same answer, and both are noted.
    for (const id of [byRule('消除后仍是危房'), 'no-such-finding']) {
      expect(await settle(other, id, 'mended')).toEqual({ ok: false, reason: 'not-found' });
    }
    expect((await world.audit(`staff:${other.id}`)).filter(({ action }) => action === 'denied')).toHaveLength(
      2,
    );
    expect(await settle(own, byRule('饮水不安全没写风险'), 'explained')).toEqual({
      ok: false,
      reason: 'text-empty',
    });
    expect(
      await settle(own, byRule('饮水不安全没写风险'), 'explained', '水管下月接通，已报水利局'),
    ).toMatchObject({ ok: true });
    expect(await settle(own, byRule('整户无劳动力没标注'), 'mended')).toMatchObject({ ok: true });
    expect(await settle(own, byRule('整户无劳动力没标注'), 'mended')).toEqual({
      ok: false,
      reason: 'not-found',
    });

    world.today = '2026-12-02';
    // The house was repaired; nothing was done about the other household, whatever was said.
    await take(world, [
      { ...doubtful, 数据日期: '202611', 危房户: '否' },
      { ...unsafe, 数据日期: '202611' },
    ]);
    const report = await register.check(world.storage, YANLING, 'operator');
    expect(report).toMatchObject({ month: '2026-11', opened: 1, standing: 0, mended: 1 });
    const [again] = await world.do((unit) => register.findings(unit, own));
    expect(again).toMatchObject({ rule: '整户无劳动力没标注', name: '孙二', month: '2026-11' });
    expect(await world.do((unit) => register.findingCounts(unit, YANLING))).toEqual([
      { township: WANGTIAN, open: 1, overdue: 0 },
    ]);
  });
});

describe('The export in the national columns', () => {
  const databases = sqliteDatabase();

  test('gives back what came in, with those who only declared, and nothing of another township', async () => {
    const world = await World.open(databases);
    const lines = [
      line({
        户编号: 'A1',
        姓名: '王建国',
        证件号码: idNumber(9301),
        户联系电话: '13903740001',
        '致贫/返贫风险2': '因残',
      }),
      line({ 户编号: 'A1', 姓名: '王小明', 证件号码: idNumber(9302), 与户主关系: '之子' }),
      line({
        户编号: 'B1',
        姓名: '赵金丝雀',
        证件号码: idNumber(9303),
        '乡(镇)': '柏梁镇',
        行政村: '柏梁',
        户联系电话: '13903740003',
      }),
    ];
    await take(world, lines);
    const answers = {
      ...WANG,
      name: '孙申报',
      idNumber: idNumber(9304),
      causes: ['因病' as const, '住房' as const],
    };
    await world.declared(await world.chat('孙申报'), answers);
    const own = await world.staff('张主任', 'township', WANGTIAN);
    const outcome = await register.exportSheet(world.storage, own, WANGTIAN);
    if (!outcome.ok) throw new Error(outcome.reason);
    const [table] = readWorkbook(outcome.bytes, '导出.xlsx').tables;
    if (table === undefined) throw new Error('no table');
    expect(table.columns.map(({ title }) => title)).toEqual([...NATIONAL]);
    const mapping = Object.fromEntries(
      FIELDS.flatMap(({ id, titles: [title = ''] }) =>
        NATIONAL.includes(title as never) ? [[id, title]] : [],
      ),
    );
    const { rows } = readRows(table, FIELDS, mapping);
    expect(
      rows.map(({ values }) => [
        values.number,
        values.name,
        values.idNumber,
        values.village,
        values.risk1,
        values.risk2,
      ]),
    ).toEqual([
      ['A1', '王建国', idNumber(9301), '晋庄村', '因病', '因残'],
      ['A1', '王小明', idNumber(9302), '晋庄村', '因病', '因残'],
      [null, '孙申报', idNumber(9304), '晋庄村', '因病', '住房'],
    ]);
    expect(rows[0]?.values).toMatchObject({
      dataMonth: '2026-10',
      identified: '2026-05',
      income: 9800,
      phone: '13903740001',
    });
    const text = JSON.stringify(table);
    for (const canary of ['赵金丝雀', idNumber(9303), '13903740003', '柏梁'])
      expect(text).not.toContain(canary);

    // Out of duty: refused like a division that there is not, and noted.
    for (const region of [BAILIANG, YANLING, '411024999' as never]) {
      expect(await register.exportSheet(world.storage, own, region)).toEqual({
        ok: false,
        reason: 'not-found',
      });
    }
    const chain = (await world.audit(`staff:${own.id}`)).map(
      ({ action, detail }) => `${action} ${detail.purpose ?? ''}`,
    );
    expect(chain).toEqual(['read export', 'denied ', 'denied ', 'denied ']);
    const register_ = await world.audit(`register:${YANLING}`);
    expect(register_.at(-1)?.detail).toEqual({ purpose: 'export', region: WANGTIAN, households: 2 });
    // What was exported can be taken in again: nobody is doubled.
    expect(
      await register.importSheet(world.storage, 'operator', {
        bytes: outcome.bytes,
        name: '导出.xlsx',
        county: YANLING,
      }),
    ).toMatchObject({
      households: { fresh: 0 },
    });
  });
});
