import { createRequire } from 'node:module';
import type * as SheetJS from '@e965/xlsx';
import type { Horror } from './horror.ts';
import { gbk, idOf, rawRow, rawSheet, sheet, utf8, zip } from './making.ts';

const { CFB }: typeof SheetJS = createRequire(import.meta.url)('@e965/xlsx');
const [WANG, LI] = [idOf(1), idOf(2)];
const LIST = [
  ['姓名', '身份证号', '村', '总费用'],
  ['王建国', WANG, '晋庄村', 80000],
  ['李四', LI, '任庄村', 1200.5],
];
const ROWS = {
  2: { name: '王建国', idNumber: WANG, village: '晋庄村', amount: 80000 },
  3: { name: '李四', idNumber: LI, village: '任庄村', amount: 1200.5 },
};
const TABLE = `<table border=1><tr><th>姓名</th><th>身份证号</th><th>村</th><th>总费用</th></tr>
<tr><td rowspan=1>王建国</td><td style='mso-number-format:"\\@"'>${WANG}</td><td>晋庄村<td>80000
<tr><td>李&nbsp;四</td><td>${LI}</td><td>任庄村</td><td>1,200.50</td></tr></table>`;

function compound(stream: string): Uint8Array {
  const made = CFB.utils.cfb_new();
  CFB.utils.cfb_add(made, `/${stream}`, Buffer.alloc(5000, 1));
  return new Uint8Array(CFB.write(made, { type: 'buffer' }));
}

/** What Excel 95 in China wrote: letters in GBK, and a record that says so. */
function excel95(): Uint8Array {
  const list = LIST.map((row) =>
    row.map((value) => (/[\u4e00-\u9fff]/.test(`${value}`) ? hold(`${value}`) : value)),
  );
  let bytes = Buffer.from(sheet(list, { as: 'biff5' }));
  for (const [i, text] of held.entries()) {
    bytes = Buffer.from(
      bytes.toString('latin1').replace(mark(i, text), Buffer.from(gbk(text)).toString('latin1')),
      'latin1',
    );
  }
  const page = bytes.indexOf(Buffer.from([0x42, 0, 2, 0]));
  bytes.writeUInt16LE(936, page + 4);
  return new Uint8Array(bytes);
}

const held: string[] = [];

/** Letters of the same length in GBK, two for each, to be replaced in the finished file. */
function hold(text: string): string {
  held.push(text);
  return mark(held.length - 1, text);
}

function mark(i: number, text: string): string {
  return String.fromCharCode(65 + i).repeat(gbk(text).length);
}

/** Formats, and files that are none. */
export const FILES: readonly Horror[] = [
  {
    name: 'XLS of Excel 97',
    file: '名单.xls',
    bytes: () => sheet(LIST, { as: 'biff8' }),
    expect: { rows: ROWS },
  },
  { name: 'XLSM', file: '名单.xlsm', bytes: () => sheet(LIST, { as: 'xlsm' }), expect: { rows: ROWS } },
  { name: 'XLSB', file: '名单.xlsb', bytes: () => sheet(LIST, { as: 'xlsb' }), expect: { rows: ROWS } },
  {
    name: 'XML of Excel 2003',
    file: '名单.xls',
    bytes: () => sheet(LIST, { as: 'xlml' }),
    expect: { rows: ROWS },
  },
  {
    name: 'a WPS file, which is XLS inside',
    file: '名单.et',
    bytes: () => sheet(LIST, { as: 'biff8' }),
    expect: { rows: ROWS },
  },
  { name: 'XLSX named .xls', file: '名单.xls', bytes: () => sheet(LIST), expect: { rows: ROWS } },
  {
    name: 'CSV named .xlsx',
    file: '名单.xlsx',
    bytes: () => utf8(LIST.map((row) => row.join()).join('\n')),
    expect: { rows: ROWS },
  },
  {
    name: 'an HTML table in GBK saved as .xls, as many government programs export it',
    file: '名单.xls',
    bytes: () =>
      gbk(`<html><head><meta charset=gb2312><style>td{mso:1}</style></head><body>${TABLE}</body></html>`),
    expect: { rows: ROWS },
  },
  {
    name: 'an HTML table with a title, cells over several columns and rows',
    file: '名单.xls',
    bytes: () =>
      utf8(`<table><tr><td colspan=4>高额费用名单</td></tr><tr><td rowspan=2>村</td><td rowspan=2>姓名</td>
        <td colspan=2>费用情况</td></tr><tr><td>总费用</td><td>自付</td></tr>
        <tr><td rowspan=2>晋庄村</td><td>王建国</td><td>1</td><td>2</td></tr><tr><td>李四</td><td>3</td><td>4</td></tr></table>`),
    expect: {
      rows: {
        4: { village: '晋庄村', name: '王建国', amount: 1 },
        5: { village: '晋庄村', name: '李四', amount: 3 },
      },
    },
  },
  {
    name: 'XLS of Excel 95 with letters in GBK',
    file: '名单.xls',
    bytes: excel95,
    expect: { rows: ROWS },
  },
  {
    name: 'an HTML table cut off',
    file: '名单.xls',
    bytes: () => utf8(`<html>${TABLE}`.slice(0, -60)),
    expect: { refused: 'damaged' },
  },
  {
    name: 'XML of Excel 2003 cut off',
    file: '名单.xls',
    bytes: () => sheet(LIST, { as: 'xlml' }).subarray(0, -300),
    expect: { refused: 'damaged' },
  },
  {
    name: 'a page that asks to sign in, saved as .xls',
    file: '名单.xls',
    bytes: () => utf8('<html><body><form>请登录</form></body></html>'),
    expect: { refused: 'not-a-table' },
  },
  { name: 'zero bytes', file: '名单.xlsx', bytes: () => new Uint8Array(), expect: { refused: 'nothing' } },
  {
    name: 'cut off in the middle',
    file: '名单.xlsx',
    bytes: () => sheet(LIST).subarray(0, 3000),
    expect: { refused: 'damaged' },
  },
  {
    name: 'a sheet that a program did not write to its end',
    file: '名单.xlsx',
    bytes: () => rawSheet(`${rawRow(1, ['姓名', '村'])}${rawRow(2, ['王建国', '晋庄村'])}`, false, ''),
    expect: { refused: 'damaged' },
  },
  {
    name: 'a byte changed on the way',
    file: '名单.xlsx',
    bytes: () => {
      const bytes = zip({ 'xl/workbook.xml': 'a'.repeat(500) });
      bytes[50] = (bytes[50] ?? 0) ^ 0xff;
      return bytes;
    },
    expect: { refused: 'damaged' },
  },
  {
    name: 'XLS cut off',
    file: '名单.xls',
    bytes: () => sheet(LIST, { as: 'biff8' }).subarray(0, 1500),
    expect: { refused: 'damaged' },
  },
  {
    name: 'a workbook with a password',
    file: '名单.xlsx',
    bytes: () => compound('EncryptedPackage'),
    expect: { refused: 'encrypted' },
  },
  {
    name: 'a DOC file named .xls',
    file: '名单.xls',
    bytes: () => compound('WordDocument'),
    expect: { refused: 'not-a-table' },
  },
  {
    name: 'a DOCX file named .xlsx',
    file: '名单.xlsx',
    bytes: () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }),
    expect: { refused: 'not-a-table' },
  },
  {
    name: 'an ODS file',
    file: '名单.ods',
    bytes: () => zip({ mimetype: 'application/vnd.oasis', 'content.xml': '<office/>' }),
    expect: { refused: 'other-format' },
  },
  {
    name: 'a zip of pictures',
    file: '名单.zip',
    bytes: () => zip({ '1.jpg': 'x' }),
    expect: { refused: 'archive' },
  },
  {
    name: 'a PDF named .xlsx',
    file: '名单.xlsx',
    bytes: () => utf8('%PDF-1.7\n%âãÏÓ'),
    expect: { refused: 'not-a-table' },
  },
  {
    name: 'a picture named .xlsx',
    file: '名单.xlsx',
    bytes: () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16),
    expect: { refused: 'not-a-table' },
  },
  {
    name: 'bytes without any sense',
    file: '名单.csv',
    bytes: () => Uint8Array.from({ length: 999 }, (_, i) => (i * 37) % 251),
    expect: { refused: 'not-a-table' },
  },
  {
    name: 'a zip bomb that tells its size',
    file: '名单.xlsx',
    bytes: () => zip({ 'xl/workbook.xml': 'a' }, 400 * 2 ** 20),
    expect: { refused: 'too-large' },
  },
  {
    name: 'a zip bomb that lies about its size',
    file: '名单.xlsx',
    bytes: () => zip({ 'xl/workbook.xml': new Uint8Array(20 * 2 ** 20) }, 1000),
    expect: { refused: 'damaged' },
  },
  {
    name: 'a file over thirty megabytes',
    file: '名单.csv',
    bytes: () => new Uint8Array(31 * 2 ** 20),
    expect: { refused: 'too-large' },
  },
];
