import { expect, test } from 'vitest';
import { readWorkbook, rememberedMapping, rememberMapping, writeWorkbook } from '../../src/sheets/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import { idOf, rawRow, rawSheet, sheet } from './making.ts';

test('what is written is read again: digits, figures, blanks, letters that are no formula', () => {
  const risky = [
    '=1+1',
    '+86',
    '-5',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    '第一行\n第二行',
    '\u0000王\u200b建国',
  ];
  const bytes = writeWorkbook([
    {
      name: '名单',
      columns: ['姓名', '身份证号', '总费用'],
      rows: [
        ['王建国', idOf(1), 12.5],
        ['李四', null, 0],
      ],
      widths: [10, 20, 8],
    },
    { name: '名单', columns: ['姓名', '备注'], rows: risky.map((text) => ['王建国', text]) },
  ]);
  const { tables } = readWorkbook(bytes);
  expect(tables.map(({ name }) => name)).toEqual(['名单', '名单（2）']);
  expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
    [{ text: '王建国' }, { text: idOf(1) }, { text: '12.5', number: 12.5 }],
    [{ text: '李四' }, undefined, { text: '0', number: 0 }],
  ]);
  const texts = tables[1]?.rows.map(({ cells }) => cells[1]);
  expect(texts).toEqual([...risky.slice(0, -1), '王建国'].map((text) => ({ text })));
});

test('an export of nobody is a sheet with its header', () => {
  expect(() => readWorkbook(writeWorkbook([{ name: '', columns: ['姓名', '村'], rows: [] }]))).toThrow(
    '没有数据',
  );
});

test('ten thousand people are read within two seconds of a processor', () => {
  const people = Array.from({ length: 10_000 }, (_, i) =>
    rawRow(i + 2, ['王建国', idOf(i % 300), '13903741234', '望田镇', '晋庄村', '肺炎', '县医院', String(i)]),
  );
  const bytes = rawSheet(
    rawRow(1, ['姓名', '身份证号', '电话', '乡镇', '村', '病种', '医院', '总费用']) + people.join(''),
  );
  const before = process.cpuUsage();
  expect(readWorkbook(bytes).tables[0]?.rows).toHaveLength(10_000);
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});

test('more rows than can be worked at once are refused', () => {
  const lines = `姓名,村\n${'王建国,晋庄村\n'.repeat(200_001)}`;
  expect(() => readWorkbook(new TextEncoder().encode(lines))).toThrow(
    '表格太大：一个文件最多 20 万行（最好不超过 6 万行）、500 列、30 MB。',
  );
  expect(() => readWorkbook(sheet([Array(600).fill('姓名'), Array(600).fill('王建国')]))).toThrow('表格太大');
});

eachDatabase('columns remembered', (databases) => {
  test('are those of the department and the county that confirmed them last', async () => {
    const storage = await databases.open();
    const key = { county: '411024', kind: 'alerts', unit: '医保局' } as const;
    await storage.transaction((unit) => rememberMapping(unit, key, { name: '患者姓名' }));
    await storage.transaction((unit) => rememberMapping(unit, key, { name: '姓名' }));
    await storage.transaction(async (unit) => {
      expect(await rememberedMapping(unit, key)).toEqual({ name: '姓名' });
      expect(await rememberedMapping(unit, { ...key, unit: '民政局' })).toBeUndefined();
      expect(await rememberedMapping(unit, { ...key, county: '411326' })).toBeUndefined();
    });
  });
});
