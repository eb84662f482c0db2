import { expect, test } from 'vitest';
import {
  type Field,
  proposeMapping,
  readRows,
  readWorkbook,
  type Table,
  TITLES,
} from '../../src/sheets/index.ts';
import { idOf, sheet, utf8, type Written } from './making.ts';

const FIELDS: readonly Field[] = [
  { id: 'head', titles: TITLES.head, kind: 'name' },
  { id: 'name', titles: TITLES.name, kind: 'name', required: true },
  { id: 'idNumber', titles: TITLES.idNumber, kind: 'id-number', required: true },
  { id: 'amount', titles: ['自付费用', '自付'], kind: 'amount' },
];

function table(...rows: Written[][]): Table {
  const [first] = readWorkbook(sheet(rows)).tables;
  if (first === undefined) throw new Error('a table is expected');
  return first;
}

const PEOPLE = [idOf(1), '王建国', '李四', 5];

test('columns are found by the words that offices use, the head of the household apart from the patient', () => {
  const found = proposeMapping(table(['公民身份号码', '户主', '患者姓名', '自付（元）'], PEOPLE), FIELDS);
  expect(found).toEqual({
    mapping: { idNumber: '公民身份号码', head: '户主', name: '患者姓名', amount: '自付（元）' },
    missing: [],
    doubtful: [],
    unused: [],
  });
});

test('a title that is only like it is proposed, and marked for a person to look', () => {
  const found = proposeMapping(table(['监护人身份证号', '户主', '姓名', '病种'], PEOPLE), FIELDS);
  expect(found.mapping).toEqual({ idNumber: '监护人身份证号', head: '户主', name: '姓名' });
  expect(found).toMatchObject({ doubtful: ['idNumber'], missing: [], unused: ['病种'] });
});

test('two columns that both say it leave a doubt; the usual word wins', () => {
  const found = proposeMapping(table(['患者姓名', '姓名', '身份证号'], ['王建国', '李四', idOf(1)]), FIELDS);
  expect(found.mapping).toMatchObject({ name: '姓名' });
  expect(found).toMatchObject({ doubtful: ['name'], unused: ['患者姓名'] });
});

test('a column whose values cannot be meant is not taken by its title alone', () => {
  const found = proposeMapping(table(['姓名', '证件号码', '身份证号'], ['王建国', '男', idOf(1)]), FIELDS);
  expect(found.mapping).toEqual({ name: '姓名', idNumber: '身份证号' });
  expect(proposeMapping(table(['姓名', '证件号码'], ['王建国', '男']), FIELDS)).toMatchObject({
    mapping: { name: '姓名', idNumber: '证件号码' },
    doubtful: ['idNumber'],
  });
});

test('what is required and not there is told', () => {
  const found = proposeMapping(table(['村', '姓名'], ['晋庄村', '王建国']), FIELDS);
  expect(found).toMatchObject({ missing: ['idNumber'], unused: ['村'] });
});

test('what a person confirmed goes before what titles say, as long as the title is there', () => {
  const list = table(['公民身份号码', '户主', '患者姓名', '证件'], PEOPLE);
  const remembered = { idNumber: '证件', name: '不在了' };
  expect(proposeMapping(list, FIELDS, remembered).mapping).toEqual({
    idNumber: '证件',
    head: '户主',
    name: '患者姓名',
  });
});

test('a required field without a column is missing in every row, by the name that people know', () => {
  const list = table(['村', '姓名'], ['晋庄村', '王建国']);
  expect(readRows(list, FIELDS, { name: '姓名' }).rows).toEqual([
    {
      number: 2,
      values: { head: null, name: '王建国', idNumber: null, amount: null },
      faults: [{ field: 'idNumber', fault: 'missing', title: '身份证号' }],
    },
  ]);
});

test('amounts merged over several people are told to be of all together', () => {
  const bytes = sheet(
    [
      ['姓名', '村', '自付'],
      ['王建国', '晋庄村', 900],
      ['李四', '晋庄村', null],
    ],
    { merges: ['C2:C3'] },
  );
  const rows = readWorkbook(bytes).tables[0]?.rows.map(({ cells }) => cells[2]);
  expect(rows).toEqual([
    { text: '900', number: 900, filled: true },
    { text: '900', number: 900, filled: true },
  ]);
});

test('the parts of a long header, the line above, and sheets that were not read are told', () => {
  const { tables } = readWorkbook(utf8('高额费用名单,,,\n姓名,费用,,\n,总费用,自付,\n王建国,80000,3,x\n'));
  expect(tables[0]?.heading).toEqual(['高额费用名单']);
  expect(tables[0]?.columns).toEqual([
    { index: 0, letter: 'A', title: '姓名' },
    { index: 1, letter: 'B', title: '费用/总费用' },
    { index: 2, letter: 'C', title: '费用/自付' },
    { index: 3, letter: 'D', title: '（D列无标题）' },
  ]);
});
