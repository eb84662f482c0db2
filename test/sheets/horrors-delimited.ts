import type { Horror } from './horror.ts';
import { gbk, idOf, utf8, utf16 } from './making.ts';

const [WANG, LI] = [idOf(1), idOf(2)];
const HEADER = '姓名,身份证号,村,总费用';
const LIST = `${HEADER}\r\n王建国,${WANG},晋庄村,80000\r\n李四,${LI},任庄村,1200.5\r\n`;
const ROWS = {
  2: { name: '王建国', idNumber: WANG, village: '晋庄村', amount: 80000 },
  3: { name: '李四', idNumber: LI, village: '任庄村', amount: 1200.5 },
};

function text(name: string, bytes: () => Uint8Array, expect: Horror['expect'] = { rows: ROWS }): Horror {
  return { name, file: '名单.csv', bytes, expect };
}

/** CSV and its kin. */
export const DELIMITED: readonly Horror[] = [
  text('CSV in UTF-8', () => utf8(LIST)),
  text('CSV in UTF-8 with a mark', () => utf8(`\ufeff${LIST}`)),
  text('CSV in GBK, as Excel saves it', () => gbk(LIST)),
  text('Unicode text of Excel: UTF-16 with tabs', () => utf16(LIST.replaceAll(',', '\t'))),
  text('UTF-16 without a mark', () => utf16(LIST, false)),
  text('semicolons', () => utf8(LIST.replaceAll(',', ';'))),
  text('bars', () => gbk(LIST.replaceAll(',', '|'))),
  text('tabs', () => gbk(LIST.replaceAll(',', '\t'))),
  text('the line that tells Excel the delimiter', () => utf8(`sep=;\r\n${LIST.replaceAll(',', ';')}`)),
  text('line ends of three systems in one file', () =>
    utf8(LIST.replace('\r\n', '\n').replace('\r\n', '\r')),
  ),
  text('digits wrapped as a formula so that Excel keeps them', () =>
    utf8(`${HEADER}\n王建国,"=""${WANG}""",晋庄村,80000\n李四,="${LI}",任庄村,"1,200.50"\n`),
  ),
  text('ID numbers that Excel wrote as 4.11E+17', () => gbk(`${HEADER}\n王建国,4.11024E+17,晋庄村,80000\n`), {
    rows: { 2: { name: '王建国', village: '晋庄村', amount: 80000 } },
    faults: { 2: { idNumber: 'precision' } },
  }),
  text(
    'a delimiter, a quote and a line break within quotes; rows count as in Excel',
    () => utf8(`姓名,备注,村\n王建国,"第一,第二\n""第三""",晋庄村\n李四,,任庄村\n`),
    {
      rows: {
        2: { name: '王建国', note: '第一,第二\n"第三"', village: '晋庄村' },
        3: { name: '李四', village: '任庄村' },
      },
    },
  ),
  text(
    'a comma too many shifts a row: none of it is trusted',
    () => utf8(`${HEADER}\n王建国,${WANG},晋庄村,东头,80000\n李四,${LI},任庄村,1200.5\n`),
    {
      rows: { 2: { name: '王建国', idNumber: WANG, village: '晋庄村' }, 3: ROWS[3] },
      faults: { 2: { '': 'ragged', amount: 'amount' } },
    },
  ),
  text(
    'a line break without quotes makes two halves of a row',
    () =>
      utf8(`${HEADER}\n王建国,${WANG},晋庄\n村,80000\n李四,${LI},任庄村,1200.5\n李四,${LI},任庄村,1200.5\n`),
    {
      rows: {
        2: { name: '王建国', idNumber: WANG, village: '晋庄' },
        3: {},
        4: ROWS[3],
        5: ROWS[3],
      },
      faults: { 2: { '': 'ragged' }, 3: { '': 'ragged', name: 'name', idNumber: 'id-length' } },
    },
  ),
  text('blanks at the end of a row left out', () => utf8(`${HEADER}\n王建国,${WANG}\n`), {
    rows: { 2: { name: '王建国', idNumber: WANG } },
  }),
  text(
    'a quote that nobody closed',
    () => utf8(`${HEADER}\n王建国,${WANG},"晋庄村,80000\n李四,${LI},任庄村,1200.5\n`),
    { refused: 'quotes', row: 2 },
  ),
  text(
    'a quote that a later row closes swallows the rows between',
    () => utf8(`${HEADER}\n王建国,${WANG},"晋庄村,80000\n李四,${LI},任庄村,1\n赵六,${LI},"任庄村",2\n`),
    { refused: 'quotes', row: 2 },
  ),
  text('quotes within a text', () => utf8(`姓名,备注\n王建国,住"老宅"里\n`), {
    rows: { 2: { name: '王建国', note: '住"老宅"里' } },
  }),
  text(
    'UTF-8 cut in the middle of a letter',
    () => utf8(LIST).subarray(0, utf8(LIST.slice(0, LIST.indexOf('任庄村'))).length + 1),
    { refused: 'encoding', row: 3 },
  ),
  text('a list cut off in its last row', () => utf8(LIST.slice(0, LIST.indexOf(',任庄村'))), {
    rows: { 2: ROWS[2], 3: { name: '李四', idNumber: LI } },
    faults: { 3: { '': 'ragged' } },
  }),
  text(
    'letters lost by an earlier conversion',
    () => utf8(`${HEADER}\n锟斤拷锟斤拷,${WANG},晋庄村,80000\n`),
    {
      rows: { 2: { idNumber: WANG, village: '晋庄村', amount: 80000 } },
      faults: { 2: { name: 'garbled' } },
    },
  ),
  text(
    'a header of two rows saved without its merged cells',
    () => utf8(`高额费用名单,,,\n姓名,身份证号,费用,,村\n,,总费用,自付,\n王建国,${WANG},80000,3,晋庄村\n`),
    { rows: { 4: ROWS[2] } },
  ),
  text(
    'a file that begins with ID, which Excel takes for another format',
    () => utf8(`ID,姓名\n1,王建国\n`),
    {
      rows: { 2: { name: '王建国' } },
    },
  ),
  text('ten megabytes of blanks', () => new Uint8Array(10 * 2 ** 20).fill(32), { refused: 'empty' }),
  text('only delimiters', () => utf8(',,,\n,,,\n'), { refused: 'empty' }),
];
