import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  BAILIANG,
  JINZHUANG,
  NEIGHBOUR,
  WANG,
  WANGTIAN,
  World,
  without,
  YANLING,
} from '../casework/world.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { register } from './county.ts';
import { idNumber, type Line, line, sheet } from './sheets.ts';

const [DAD, MUM, SON] = [idNumber(7001), idNumber(7002), idNumber(7003)];
const FATHER = { ...WANG, idNumber: DAD };

/** Father, mother and son Wang of 晋庄村. */
const WANGS: Line[] = [
  line({ 证件号码: DAD, 户联系电话: '13903741234' }),
  line({ 姓名: '李秀英', 证件号码: MUM, 与户主关系: '配偶', 户编号: '4110240001' }),
  line({ 姓名: '王小明', 证件号码: SON, 与户主关系: '之子', 劳动技能: '无劳动力' }),
];

const ZHANG = line({
  户编号: '4110240002',
  姓名: '张大山',
  证件号码: idNumber(7010),
  '乡(镇)': '柏梁镇',
  行政村: '柏梁',
});

const take = (world: World, lines: readonly Line[], name = '底册.xlsx') =>
  register.importSheet(world.storage, 'operator', { bytes: sheet(lines), name, county: YANLING });

const people = (world: World) =>
  world.do(({ db }) => db.selectFrom('people').selectAll().orderBy('created_at').orderBy('id').execute());

eachDatabase('A sheet of the national system', (databases) => {
  test('is taken in whole, once: households, people, villages by name; the same file again changes nothing', async () => {
    const world = await World.open(databases);
    const report = await take(world, [...WANGS, ZHANG]);
    expect(report).toMatchObject({
      changed: true,
      month: '2026-10',
      households: { fresh: 2, updated: 0, joined: 0, older: 0 },
      people: { fresh: 4 },
      rows: 4,
      taken: 4,
      faults: [],
    });
    const [wang] = await world.do((unit) => register.householdsIn(unit, JINZHUANG));
    expect(wang).toMatchObject({ name: '王建国', monitored: true });
    const before = await people(world);
    const again = await take(world, [...WANGS, ZHANG]);
    expect(again).toMatchObject({ changed: false, importId: report.importId });
    expect(await people(world)).toEqual(before);
    expect(await world.count('households')).toBe(2);
    const audit = await world.audit(`register:${YANLING}`);
    expect(audit.map(({ action }) => action)).toEqual(['register-imported']);
  });

  test('of a newer month replaces; who is missing from their household left it, and nobody else', async () => {
    const world = await World.open(databases);
    await take(world, [...WANGS, ZHANG]);
    const newer = (each: Line): Line => ({ ...each, 数据日期: '202611' });
    // Only 望田镇, without the son, and the mother under the name that she was born with.
    const report = await take(world, [newer(WANGS[0] ?? {}), { ...newer(WANGS[1] ?? {}), 姓名: '李秀瑛' }]);
    expect(report).toMatchObject({
      households: { fresh: 0, updated: 1 },
      people: { fresh: 0, updated: 2, left: 1 },
    });
    const rows = await people(world);
    expect(rows).toHaveLength(4);
    expect(rows.filter(({ left_at }) => left_at !== null)).toHaveLength(1);
    // An older file changes nothing of what is newer.
    const older = await take(
      world,
      WANGS.map((each) => ({ ...each, 数据日期: '202609' })),
    );
    expect(older.households).toEqual({ fresh: 0, updated: 0, joined: 0, older: 1 });
    expect(await people(world)).toEqual(rows);
  });
});

describe('A sheet of the national system', () => {
  const databases = sqliteDatabase();

  test('joins the household that declared, which is found by any member afterwards', async () => {
    const world = await World.open(databases);
    const opened = await world.declared(await world.chat('王建国'), FATHER);
    // A neighbour's report named neither ID number nor phone: found by name and village.
    const neighbours = await world.declared(await world.chat('李四'), { ...NEIGHBOUR, name: '赵老三' });
    const report = await take(world, [
      ...WANGS,
      line({ 户编号: '4110240009', 姓名: '赵老三', 证件号码: idNumber(7020) }),
    ]);
    expect(report.households).toMatchObject({ fresh: 0, joined: 2 });
    expect(await world.count('households')).toBe(2);
    const found = await world.do((unit) => register.find(unit, YANLING, { name: '王小明', idNumber: SON }));
    const { household_id } = await world.row(opened.id);
    expect(found).toMatchObject({ kind: 'exact', householdId: household_id });
    // The mother declares with her own number: the family's open case, no second one.
    const mother = await world.submit(await world.chat('李秀英'), {
      ...without(WANG, 'phone'),
      name: '李秀英',
      idNumber: MUM,
      story: '男人病了',
    });
    expect(mother).toMatchObject({ kind: 'joined', case: { id: opened.id } });
    expect((await world.row(neighbours.id)).household_id).not.toBe(household_id);
  });

  test('tells of two households that may be one, and decides nothing', async () => {
    const world = await World.open(databases);
    await take(world, WANGS);
    // The son had declared for himself, in a household of his own.
    await world.submit(await world.chat('王小明'), {
      ...WANG,
      name: '王小明',
      idNumber: idNumber(7030),
      phone: '13800000030',
    });
    const son = { ...(WANGS[2] ?? {}), 证件号码: idNumber(7030) };
    const report = await take(
      world,
      [...WANGS.slice(0, 2), son].map((each) => ({ ...each, 数据日期: '202611' })),
    );
    expect(report).toMatchObject({ households: { updated: 1, joined: 0 }, perhapsSame: 1 });
    const staff = await world.staff('张主任', 'township', WANGTIAN);
    const [finding] = await world.do((unit) => register.findings(unit, staff));
    expect(finding).toMatchObject({ rule: '可能是同一户', name: '王建国', dueOn: '2026-11-09' });
    const elsewhere = await world.staff('外镇', 'township', BAILIANG);
    expect(await world.do((unit) => register.findings(unit, elsewhere))).toEqual([]);
  });

  test('with rows at fault: they are named with row and reason, the others are taken, and nobody is said to have left', async () => {
    const world = await World.open(databases);
    await take(world, WANGS);
    const newer = (each: Line): Line => ({ ...each, 数据日期: '202611' });
    const report = await take(world, [
      newer(WANGS[0] ?? {}),
      newer({ ...WANGS[1], 证件号码: `${MUM.slice(0, 17)}${MUM.endsWith('1') ? '2' : '1'}` }),
      newer({ ...ZHANG, 行政村: '桃花源村' }),
      newer(line({ 户编号: '4110240003', 姓名: '' })),
      newer(line({ 户编号: '4110240004', '县(市、区、旗)': '临颍县' })),
      newer(line({ 户编号: '4110240005', 姓名: '王建国', 证件号码: DAD })),
      newer(line({ 户编号: '4110240006', 姓名: '孙长工', 证件号码: idNumber(7040), 人均纯收入: '#REF!' })),
    ]);
    expect(report.faults.map(({ row }) => row)).toEqual([3, 5, 6, 7, 8]);
    expect(report.faults[0]?.reason).toMatch(/身份证|证件号码/);
    expect(report.faults[2]?.reason).toBe('不是本县的户。');
    expect(report.faults[3]?.reason).toContain('第 2 行');
    expect(report.faults[4]?.reason).toContain('没有录入');
    expect(report.unknownPlaces).toEqual(['柏梁镇桃花源村']);
    expect(report).toMatchObject({ taken: 3, people: { fresh: 2, updated: 1, left: 0 } });
    for (const { reason } of report.faults) expect(reason).not.toMatch(/\d{15}|王建国|孙长工/);
  });

  test('without the needed columns, with another kind of content, or of a month to come is refused whole', async () => {
    const world = await World.open(databases);
    const refused = (lines: readonly Line[], titles?: readonly string[]) =>
      expect(
        register.importSheet(world.storage, 'operator', {
          bytes: sheet(lines, titles),
          name: '底册.xlsx',
          county: YANLING,
        }),
      ).rejects;
    await refused([{ 姓名: '王建国', 备注: '一' }], ['姓名', '备注']).toThrow('缺少必要的列：证件号码');
    await refused([{ 姓名: '王建国', 证件号码: DAD, 乡镇: '望田镇' }], ['姓名', '证件号码', '乡镇']).toThrow(
      '分不出',
    );
    await refused([line({ 证件号码: DAD, 数据日期: '202712' })]).toThrow('还没有到');
    await refused([line({ 证件号码: `${MUM.slice(0, 17)}${MUM.endsWith('1') ? '2' : '1'}` })]).toThrow(
      '什么也没有录入',
    );
    const text = new TextEncoder().encode('不是表格');
    const given = { bytes: text, name: '底册.pdf', county: YANLING };
    await expect(register.importSheet(world.storage, 'operator', given)).rejects.toMatchObject({
      name: 'SheetError',
    });
    expect(await world.count('households')).toBe(0);
  });

  test('leaves nothing personal unsealed in the database file', async () => {
    const world = await World.open(databases);
    await take(world, WANGS);
    await world.storage.purge();
    const bytes = readFileSync(world.storage.url);
    for (const secret of ['王建国', '李秀英', DAD, SON, '13903741234', '4110240001', '之子', '9800']) {
      expect(bytes.includes(Buffer.from(secret))).toBe(false);
    }
  });

  test('is visible all at once and only when no household came between', async () => {
    const world = await World.open(databases);
    const [first] = await Promise.all([
      take(world, WANGS),
      world.submit(await world.chat('王建国'), FATHER),
      take(world, WANGS),
    ]);
    expect(first.importId).toBeDefined();
    expect(await world.count('households')).toBe(1);
    expect(await people(world)).toHaveLength(3);
  });
});
