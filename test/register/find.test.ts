import { describe, expect, test } from 'vitest';
import type { Found, Given } from '../../src/register/index.ts';
import { isIdSlip, SpokenName } from '../../src/register/names.ts';
import { BAILIANG, JINZHUANG, RENZHUANG, WANG, WANGTIAN, World, YANLING } from '../casework/world.ts';
import { sqliteDatabase, type TestDatabases } from '../storage/databases.ts';
import { register } from './county.ts';
import { idNumber, line, sheet } from './sheets.ts';

const [WANG_ID, LI_ID, SUN_ID] = [idNumber(8001), idNumber(8002), idNumber(8003)];

/** One digit of the birthday written down wrongly: still a number, if not a right one. */
const slipped = (id: string) => `${id.slice(0, 13)}${(Number(id.charAt(13)) + 1) % 10}${id.slice(14)}`;

async function county(databases: TestDatabases): Promise<World> {
  const world = await World.open(databases);
  const lines = [
    line({ 户编号: 'A1', 姓名: '王建国', 证件号码: WANG_ID, 户联系电话: '13903741234' }),
    line({ 户编号: 'A1', 姓名: '李秀英', 证件号码: LI_ID, 与户主关系: '配偶', 劳动技能: '无劳动力' }),
    line({ 户编号: 'A2', 姓名: '孙志强', 证件号码: SUN_ID, 行政村: '任庄村', 劳动技能: '丧失劳动力' }),
    line({
      户编号: 'A3',
      姓名: '王建国',
      证件号码: idNumber(8004),
      行政村: '任庄村',
      监测对象类别: '',
      户联系电话: '13800000004',
    }),
  ];
  await register.importSheet(world.storage, 'operator', {
    bytes: sheet(lines),
    name: '底册.xlsx',
    county: YANLING,
  });
  return world;
}

describe('Somebody of a department’s list', () => {
  const databases = sqliteDatabase();
  const why = (found: Found) =>
    found.kind === 'candidates' ? found.candidates.map((each) => each.why) : found.kind;

  test('is found exactly by ID number or by telephone and name, in bulk and one at a time', async () => {
    const world = await county(databases);
    const finder = await world.do((unit) => register.finder(unit, YANLING));
    const look = async (given: Given) => {
      const one = await world.do((unit) => register.find(unit, YANLING, given));
      expect(finder.find(given)).toEqual(one);
      return one;
    };
    expect(await look({ name: '李秀英', idNumber: LI_ID })).toMatchObject({ kind: 'exact' });
    expect(await look({ idNumber: LI_ID.toLowerCase() })).toMatchObject({ kind: 'exact' });
    expect(await look({ name: '王 建国', phone: '+86 139 0374 1234' })).toMatchObject({ kind: 'exact' });
    // The wife under her husband's telephone is of the same household.
    expect(await look({ name: '李秀英', phone: '13903741234' })).toMatchObject({ kind: 'exact' });

    // Never by a name alone, however near.
    expect(why(await look({ name: '王建国', village: JINZHUANG }))).toEqual([
      'name-village',
      'name-township',
    ]);
    expect(why(await look({ name: '孙志强', township: WANGTIAN }))).toEqual(['name-township']);
    expect(why(await look({ name: '孙志强', township: BAILIANG }))).toBe('none');
    // One character differs, or it only sounds alike.
    expect(why(await look({ name: '孙志刚', village: RENZHUANG }))).toEqual(['similar-name']);
    expect(why(await look({ name: '孙致墙', village: RENZHUANG }))).toEqual(['similar-name']);
    expect(why(await look({ name: '张志强', village: RENZHUANG }))).toBe('none');
    // A slip in the number, with the name.
    expect(why(await look({ name: '孙志强', idNumber: slipped(SUN_ID) }))).toEqual(['id-slip']);
    // A number that is right and another's: two people of one name.
    expect(why(await look({ name: '孙志强', idNumber: idNumber(9999), village: RENZHUANG }))).toBe('none');
    // A number on record under quite another name: a row that slipped.
    expect(why(await look({ name: '赵六', idNumber: SUN_ID }))).toEqual(['other-name']);
    expect(why(await look({}))).toBe('none');
  });

  test('is of a household whose labour is told by its members’ record', async () => {
    const world = await county(databases);
    const labour = async (given: Given) => {
      const found = await world.do((unit) => register.find(unit, YANLING, given));
      if (found.kind !== 'exact') throw new Error('not found');
      return world.do((unit) => register.labourOf(unit, found.householdId));
    };
    expect(await labour({ idNumber: LI_ID })).toBe('with');
    expect(await labour({ idNumber: SUN_ID })).toBe('without');
    expect(await world.do((unit) => register.labourOf(unit, 'nobody'))).toBe('unknown');
  });

  test('stands in the village’s list, with what is monitored and the open case', async () => {
    const world = await county(databases);
    const { receipt } = await world.declared(await world.chat('孙志强'), {
      ...WANG,
      name: '孙志强',
      idNumber: SUN_ID,
      place: { township: WANGTIAN, village: RENZHUANG, text: '任庄村', how: 'picked' },
    });
    const list = await world.do((unit) => register.householdsIn(unit, RENZHUANG));
    expect(list.map(({ name, monitored, openCase }) => [name, monitored, openCase])).toEqual([
      ['孙志强', true, receipt],
      ['王建国', false, undefined],
    ]);
  });
});

test('Names and numbers that may be one written down twice', () => {
  const alike = (one: string, other: string) => new SpokenName(one).isLike(new SpokenName(other));
  expect([alike('王建国', '王健国'), alike('王健', '王建'), alike('王建国', '李建国')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([alike('王建', '王军'), alike('王建国', '王建'), alike('欧阳建国', '欧阳建军')]).toEqual([
    false,
    false,
    true,
  ]);
  const id = idNumber(8010);
  const swapped = `${id.slice(0, 10)}${id.charAt(11)}${id.charAt(10)}${id.slice(12)}`;
  expect([isIdSlip(id, slipped(id)), isIdSlip(id, id), isIdSlip(id, idNumber(8123))]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isIdSlip(id, swapped)).toBe(id.charAt(10) !== id.charAt(11));
});
