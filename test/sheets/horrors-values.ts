import type { Fault, Value } from '../../src/sheets/index.ts';
import type { Horror } from './horror.ts';
import { idOf, type Look, rawRow, rawSheet, sheet, type Written } from './making.ts';

const ID = idOf(1);
const WANG = { name: '王建国' };

/** One column of values below its title, each in a row of a person called Wang. */
function column(
  name: string,
  field: string,
  title: string,
  values: [written: Written, read: Value | { fault: Fault }][],
  look: Look = {},
): Horror {
  const rows: Record<number, Record<string, Value>> = {};
  const faults: Record<number, Record<string, Fault>> = {};
  values.forEach(([, read], i) => {
    const fault = typeof read === 'object' && read !== null;
    rows[i + 2] = fault ? WANG : { ...WANG, [field]: read };
    if (fault) faults[i + 2] = { [field]: read.fault };
  });
  return {
    name,
    file: '名单.xlsx',
    bytes: () => sheet([['姓名', title], ...values.map(([written]) => ['王建国', written])], look),
    expect: { rows, faults },
  };
}

const day = (serial: number, z = 'yyyy/m/d') => ({ t: 'n' as const, v: serial, z });

/** What stands in a single cell. */
export const VALUES: readonly Horror[] = [
  column('ID numbers as numbers, whose last digits Excel lost', 'idNumber', '身份证号', [
    [Number('411024196503152316'), { fault: 'precision' }],
    ['4.11024E+17', { fault: 'precision' }],
  ]),
  column('ID numbers cut to fifteen digits and then saved as text', 'idNumber', '身份证号', [
    ['411024196503152000', { fault: 'precision' }],
    ['411024197001011000', { fault: 'precision' }],
    ['411024198001012000', { fault: 'precision' }],
  ]),
  column(
    'ID numbers with apostrophe, blanks, tabs, full-width digits and a small x',
    'idNumber',
    '身份证号',
    [
      [`'${ID}`, ID],
      [` ${ID.slice(0, 6)} ${ID.slice(6, 14)} ${ID.slice(14)}\t`, ID],
      [[...ID].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''), ID],
      ['11010519491231002x', '11010519491231002X'],
      ['11010519491231002×', '11010519491231002X'],
      [`\u200b${ID}\u00a0`, ID],
    ],
  ),
  column('old, masked, mistyped and other numbers for an ID', 'idNumber', '身份证号', [
    ['130503670401001', '130503196704010016'],
    [130503670401001, '130503196704010016'],
    ['411024********2316', { fault: 'masked' }],
    ['411024196503152317', { fault: 'id-wrong' }],
    ['41102419650315231', { fault: 'id-length' }],
    ['G12345678', { fault: 'id-other' }],
    [`${ID}42`, ID],
    ['无', null],
  ]),
  column('dates in every way of writing', 'date', '日期', [
    ['2026.3.5', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['20260305', '2026-03-05'],
    [20260305, '2026-03-05'],
    ['2026-03-05 00:00:00', '2026-03-05'],
    ['2026/3/5 9:05', '2026-03-05'],
    ['2026-03-04T16:00:00.000Z', '2026-03-05'],
    ['２０２６－０３－０５', '2026-03-05'],
    ['—', null],
  ]),
  column('dates that may be several days, or none', 'date', '日期', [
    ['26.3.5', { fault: 'date-doubtful' }],
    ['3/5/26', { fault: 'date-doubtful' }],
    ['3月5日', { fault: 'date-doubtful' }],
    ['2026年3月', { fault: 'date-no-day' }],
    [202603, { fault: 'date-no-day' }],
    ['2026-02-30', { fault: 'date' }],
    ['2026.13.5', { fault: 'date' }],
    ['去年冬天', { fault: 'date' }],
    ['2026年', { fault: 'date-doubtful' }],
  ]),
  column('dates that Excel counts', 'date', '日期', [
    [day(46086), '2026-03-05'],
    [day(46086.4, 'yyyy"年"m"月"d"日"'), '2026-03-05'],
    [day(46086, 'm/d/yy'), '2026-03-05'],
    [day(46082, 'yyyy"年"m"月"'), { fault: 'date-no-day' }],
    [46086, '2026-03-05'],
    [12, { fault: 'date' }],
  ]),
  column(
    'dates that an old Mac counts',
    'date',
    '日期',
    [
      [day(46086 - 1462), '2026-03-05'],
      [46086 - 1462, '2026-03-05'],
    ],
    { epoch1904: true },
  ),
  column('months', 'month', '统计月份', [
    ['202603', '2026-03'],
    [202603, '2026-03'],
    ['2026年3月', '2026-03'],
    ['2026-3', '2026-03'],
    ['2026.10', '2026-10'],
    [2026.1, { fault: 'date-doubtful' }],
    [day(46086), '2026-03'],
    [day(46082, 'yyyy"年"m"月"'), '2026-03'],
    ['202613', { fault: 'date-doubtful' }],
  ]),
  column('amounts in every way of writing', 'amount', '金额', [
    ['12,345.60', 12345.6],
    ['￥12,345.60', 12345.6],
    ['12345.6元', 12345.6],
    ['3.2万', 32000],
    ['３.２万元', 32000],
    ['(1,200.00)', -1200],
    [-5, -5],
    ['', null],
    ['—', null],
    ['无', null],
    ['/', null],
    [0, 0],
    [0.1 + 0.2, 0.3],
  ]),
  column('amounts that are none', 'amount', '金额', [
    ['3000左右', { fault: 'amount' }],
    ['三千', { fault: 'amount' }],
    ['1.2.3', { fault: 'amount' }],
    ['1,23', { fault: 'amount' }],
    ['3000-5000', { fault: 'amount' }],
    ['80%', { fault: 'amount' }],
  ]),
  column('phones with blanks, dashes, codes, and two in a cell', 'phone', '联系电话', [
    ['139 0374 1234', '13903741234'],
    ['139-0374-1234', '13903741234'],
    ['+86 13903741234', '13903741234'],
    ['0086-13903741234', '13903741234'],
    [13903741234, '13903741234'],
    ['13903741234/13803741234', '13903741234'],
    ['13903741234、13803741234', '13903741234'],
    ['13903741234 13803741234', '13903741234'],
    ['13903741234（儿子）', '13903741234'],
    ['0374-7111111', '0374-7111111'],
    ['(0374)7111111', '0374-7111111'],
    ['139****1234', { fault: 'masked' }],
    ['1390374123', { fault: 'phone' }],
    ['村部', { fault: 'phone' }],
  ]),
  column('yes and no in every way of writing', 'insured', '是否参保', [
    ['是', true],
    ['否', false],
    ['√', true],
    ['×', false],
    [1, true],
    [0, false],
    ['有', true],
    ['无', false],
    [true, true],
    [false, false],
    ['/', null],
    ['不一定', { fault: 'yes-no' }],
  ]),
  column('how many people', 'people', '家庭人口', [
    [3, 3],
    ['3人', 3],
    ['三', 3],
    ['3.0', 3],
    [3.5, { fault: 'integer' }],
    ['三四口', { fault: 'integer' }],
  ]),
  {
    name: 'names with blanks, remarks, foreign dots, and what is no name',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['姓名', '身份证号'],
        ...[
          '王 建国',
          '王　建国',
          '王建国(已故)',
          '买买提•艾力',
          '㛃\u{20087}娃',
          '王*国',
          '王某某',
          '王建国、李四',
          '13903741234',
          "Robert'); DROP TABLE people;--",
          '=1+1',
          '😀😀',
          '（户主）',
        ].map((name) => [name, ID]),
      ]),
    expect: {
      rows: {
        2: { name: '王建国', idNumber: ID },
        3: { name: '王建国', idNumber: ID },
        4: { name: '王建国', idNumber: ID },
        5: { name: '买买提·艾力', idNumber: ID },
        6: { name: '㛃\u{20087}娃', idNumber: ID },
        ...Object.fromEntries([7, 8, 9, 10, 11, 12, 13, 14].map((row) => [row, { idNumber: ID }])),
      },
      faults: {
        7: { name: 'masked' },
        8: { name: 'masked' },
        9: { name: 'several-names' },
        10: { name: 'name' },
        11: { name: 'several-names' },
        12: { name: 'name' },
        13: { name: 'name' },
        14: { name: 'name' },
      },
    },
  },
  {
    name: 'a formula, one that failed, and one that nobody worked out',
    file: '名单.xlsx',
    bytes: () =>
      rawSheet(
        `${rawRow(1, ['姓名', '总费用'])}
         ${rawRow(2, ['王建国'], '<c r="B2"><f>SUM(C2:D2)</f><v>80000</v></c>')}
         ${rawRow(3, ['王建国'], '<c r="B3" t="e"><f>VLOOKUP(A3,X:Y,2,0)</f><v>#N/A</v></c>')}
         ${rawRow(4, ['王建国'], '<c r="B4"><f>SUM(C4:D4)</f><v></v></c>')}
         ${rawRow(5, ['王建国'], '<c r="B5"><f>SUM(C5:D5)</f><v>0</v></c>')}`,
      ),
    expect: {
      rows: { 2: { ...WANG, amount: 80000 }, 3: WANG, 4: WANG, 5: { ...WANG, amount: 0 } },
      faults: { 3: { amount: 'formula-error' }, 4: { amount: 'formula-error' } },
    },
  },
  {
    name: 'bold letters within a text, a comment, a filter, line breaks in a cell',
    file: '名单.xlsx',
    bytes: () =>
      sheet(
        [
          ['姓名', '村', '备注'],
          ['王建国', '晋庄村', ''],
        ],
        {
          cells: {
            A2: {
              t: 's',
              v: '王建国',
              r: '<r><t>王</t></r><r><rPr><b/></rPr><t>建国</t></r>',
              c: [{ a: '张三', t: '核实' }],
            },
            C2: { t: 's', v: '第一行\n第二行' },
          },
        },
      ),
    expect: { rows: { 2: { ...WANG, village: '晋庄村', note: '第一行\n第二行' } } },
  },
  {
    name: 'text that would be a formula or a command elsewhere stays text; the longest cell is refused',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['姓名', '备注'],
        ['王建国', '=HYPERLINK("http://x","y")'],
        ['王建国', "'; DROP TABLE alerts; --"],
        ['王建国', '<script>alert(1)</script>😀'],
        ['王建国', '长'.repeat(32_767)],
        ['王建国', ' '.repeat(32_767)],
      ]),
    expect: {
      rows: {
        2: { ...WANG, note: '=HYPERLINK("http://x","y")' },
        3: { ...WANG, note: '; DROP TABLE alerts; --' },
        4: { ...WANG, note: '<script>alert(1)</script>😀' },
        5: WANG,
        6: WANG,
      },
      faults: { 5: { note: 'too-long' } },
    },
  },
  {
    name: 'a person without a name',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['姓名', '身份证号'],
        [null, ID],
      ]),
    expect: { rows: { 2: { idNumber: ID } }, faults: { 2: { name: 'missing' } } },
  },
];
