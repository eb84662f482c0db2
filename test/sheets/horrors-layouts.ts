import type { Horror } from './horror.ts';
import { book, idOf, rawRow, rawSheet, sheet } from './making.ts';

const [WANG, LI, ZHAO] = [idOf(1), idOf(2), idOf(3)];
const HEADER = ['姓名', '身份证号', '村', '总费用'];
const TWO = [
  ['王建国', WANG, '晋庄村', 80000],
  ['李四', LI, '任庄村', 1200.5],
];
const WANG_READ = { name: '王建国', idNumber: WANG, village: '晋庄村', amount: 80000 };
const LI_READ = { name: '李四', idNumber: LI, village: '任庄村', amount: 1200.5 };

/** Titles, headers, merged cells, totals, notes, several sheets. */
export const LAYOUTS: readonly Horror[] = [
  {
    name: 'a plain list',
    file: '名单.xlsx',
    bytes: () => sheet([HEADER, ...TWO]),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'a merged title, the unit and the office above the header',
    file: '名单.xlsx',
    bytes: () =>
      sheet(
        [
          ['××县医保局高额费用人员名单（2026年3季度）'],
          ['填报单位：医保局', null, null, '单位：元'],
          HEADER,
          ...TWO,
        ],
        { merges: ['A1:D1'] },
      ),
    expect: { rows: { 4: WANG_READ, 5: LI_READ } },
  },
  {
    name: 'amounts in 万元, told above the header only',
    file: '名单.xlsx',
    bytes: () =>
      sheet([['高额费用名单'], [null, null, null, '单位：万元'], HEADER, ['王建国', WANG, '晋庄村', 8]]),
    expect: { rows: { 4: WANG_READ } },
  },
  {
    name: 'amounts in 万元, told in the header',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['姓名', '身份证号', '村', '总费用（万元）'],
        ['王建国', WANG, '晋庄村', 8],
        ['李四', LI, '任庄村', '1200.5元'],
      ]),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'a header of two rows with merged cells',
    file: '名单.xlsx',
    bytes: () =>
      sheet(
        [
          ['序号', '姓名', '身份证号', '费用情况', null, '村'],
          [null, null, null, '总费用', '自付', null],
          [1, '王建国', WANG, 80000, 30000, '晋庄村'],
        ],
        { merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:F2'] },
      ),
    expect: { rows: { 3: WANG_READ } },
  },
  {
    name: 'a header of three rows',
    file: '名单.xlsx',
    bytes: () =>
      sheet(
        [
          ['基本情况', null, null, '费用情况', null],
          ['姓名', '身份证号', '村', '医疗', null],
          [null, null, null, '总费用', '自付'],
          ['王建国', WANG, '晋庄村', 80000, 3],
        ],
        { merges: ['A1:C1', 'D1:E1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2'] },
      ),
    expect: { rows: { 4: WANG_READ } },
  },
  {
    name: "a household's village and name merged over its people",
    file: '名单.xlsx',
    bytes: () =>
      sheet(
        [
          ['村', '姓名', '身份证号', '总费用'],
          ['晋庄村', '王建国', WANG, 1],
          [null, '李四', LI, 2],
          [null, '赵六', ZHAO, 3],
        ],
        { merges: ['A2:A4'] },
      ),
    expect: {
      rows: {
        2: { ...WANG_READ, amount: 1 },
        3: { ...LI_READ, village: '晋庄村', amount: 2 },
        4: { name: '赵六', idNumber: ZHAO, village: '晋庄村', amount: 3 },
      },
    },
  },
  {
    name: 'blank rows between, a total for each township and one at the end',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        HEADER,
        TWO[0] ?? [],
        [],
        ['小计', null, null, 80000],
        [],
        TWO[1] ?? [],
        ['合 计', null, null, 81200.5],
      ]),
    expect: {
      rows: { 2: WANG_READ, 6: LI_READ },
      skipped: { 3: 'blank', 4: 'total', 5: 'blank', 7: 'total' },
    },
  },
  {
    name: 'the header again at each page, and notes at the end',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        HEADER,
        TWO[0] ?? [],
        HEADER,
        TWO[1] ?? [],
        ['注：以上数据为初步统计，以结算为准，请各乡镇于月底前核实反馈'],
        ['填表人：张三', null, '联系电话：0374-7111111', '审核：'],
      ]),
    expect: {
      rows: { 2: WANG_READ, 4: LI_READ },
      skipped: { 3: 'repeated-header', 5: 'note', 6: 'note' },
    },
  },
  {
    name: 'the line that numbers the columns',
    file: '名单.xlsx',
    bytes: () => sheet([HEADER, ['甲', 1, 2, 3], ...TWO]),
    expect: { rows: { 3: WANG_READ, 4: LI_READ }, skipped: { 2: 'repeated-header' } },
  },
  {
    name: "a township's name across the table between its people",
    file: '名单.xlsx',
    bytes: () => sheet([HEADER, ['一、望田镇'], ...TWO], { merges: ['A2:D2'] }),
    expect: { rows: { 3: WANG_READ, 4: LI_READ }, skipped: { 2: 'note' } },
  },
  {
    name: 'a sheet of explanations first and empty ones behind',
    file: '名单.xlsx',
    bytes: () =>
      book([
        { name: '填表说明', rows: [['填表说明'], ['1、身份证号请填18位。'], ['2、费用填总费用。']] },
        { name: '名单', rows: [HEADER, ...TWO] },
        { name: 'Sheet2', rows: [] },
        { name: 'Sheet3', rows: [[null]] },
      ]),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'a hidden sheet with the list of last year',
    file: '名单.xlsx',
    bytes: () =>
      book([
        { name: '2025', rows: [HEADER, ['赵六', ZHAO, '晋庄村', 9]], hidden: true },
        { name: '名单', rows: [HEADER, ...TWO] },
      ]),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'hidden rows, which are people like the others',
    file: '名单.xlsx',
    bytes: () => sheet([HEADER, ...TWO], { hiddenRows: [3] }),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'headers with blanks, line breaks, stars and other words',
    file: '名单.xlsx',
    bytes: () => sheet([['*患者姓名', '公民身份\n号码', '行 政 村', '医疗费用\r\n（元）'], ...TWO]),
    expect: { rows: { 2: WANG_READ, 3: LI_READ } },
  },
  {
    name: 'titles with instructions, one of them half a page, and an example in the first row',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        [
          '序号',
          '姓名',
          '性别（1：男，2：女）',
          '身份证号',
          '村',
          '总费用',
          `备注：${'请如实填写'.repeat(20)}`,
        ],
        ['示例', '张三', 1, ZHAO, '某村', 100, null],
        [1, '王建国', 1, WANG, '晋庄村', 80000, null],
      ]),
    expect: { rows: { 3: WANG_READ }, skipped: { 2: 'note' } },
  },
  {
    name: 'the same title twice',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        [...HEADER, '备注', '备注'],
        ['王建国', WANG, '晋庄村', 80000, '一', '二'],
      ]),
    expect: { rows: { 2: { ...WANG_READ, note: '一' } } },
  },
  {
    name: 'a header of unknown words over figures, with the known ones among them',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['姓名', 'id_card', '身份证号'],
        ['王建国', 'x', WANG],
      ]),
    expect: { rows: { 2: { name: '王建国', idNumber: WANG } } },
  },
  {
    name: 'who made the list and when, in cells of their own above the header',
    file: '名单.xlsx',
    bytes: () => sheet([['填报单位', '望田镇', '填报日期', '2026年'], HEADER, ...TWO]),
    expect: { rows: { 3: WANG_READ, 4: LI_READ } },
  },
  {
    name: 'no header at all',
    file: '名单.xlsx',
    bytes: () => sheet(TWO),
    expect: { refused: 'no-header' },
  },
  {
    name: 'no header, and nobody has a figure',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        ['王建国', '晋庄'],
        ['李四', '任庄'],
      ]),
    expect: { refused: 'no-header' },
  },
  {
    name: 'a header and nobody below it',
    file: '名单.xlsx',
    bytes: () => sheet([['高额费用名单'], HEADER]),
    expect: { refused: 'empty' },
  },
  {
    name: 'three hundred columns',
    file: '名单.xlsx',
    bytes: () =>
      sheet([
        [...HEADER, ...Array.from({ length: 296 }, (_, i) => `指标${i}`)],
        [...(TWO[0] ?? []), ...Array(296).fill(0)],
      ]),
    expect: { rows: { 2: WANG_READ } },
  },
  {
    name: "sizes where Java's programs write them",
    file: '名单.xlsx',
    bytes: () => rawSheet(rawRow(1, HEADER) + rawRow(2, ['王建国', WANG, '晋庄村', '80000']), true),
    expect: { rows: { 2: WANG_READ } },
  },
  {
    name: 'the element names of a .NET program',
    file: '名单.xlsx',
    bytes: () =>
      rawSheet(
        (rawRow(1, HEADER) + rawRow(2, ['王建国', WANG, '晋庄村', '80000'])).replace(
          /<(\/?)(row|c|is|t)\b/g,
          '<$1x:$2',
        ),
      ),
    expect: { rows: { 2: WANG_READ } },
  },
  {
    name: 'a stray letter in the very last row that Excel has',
    file: '名单.xlsx',
    bytes: () =>
      rawSheet(
        rawRow(1, HEADER) +
          rawRow(2, ['王建国', WANG, '晋庄村', '80000']) +
          '<row r="1048576"><c r="D1048576" t="inlineStr"><is><t>.</t></is></c></row>',
      ),
    expect: {
      rows: { 2: WANG_READ, 1048576: {} },
      faults: { 1048576: { name: 'missing' } },
      skipped: { 3: 'blank' },
    },
  },
  {
    name: 'a hundred and twenty thousand formatted empty rows below the people',
    file: '名单.xlsx',
    bytes: () => {
      const empty = Array.from(
        { length: 120_000 },
        (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="0"/><c r="B${i + 3}" s="0"/></row>`,
      );
      return rawSheet(rawRow(1, HEADER) + rawRow(2, ['王建国', WANG, '晋庄村', '80000']) + empty.join(''));
    },
    expect: { rows: { 2: WANG_READ } },
  },
];
