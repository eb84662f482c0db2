import { CAUSES, type Cause } from '../declaration/index.ts';
import { type Field, TITLES } from '../sheets/index.ts';

/** What a department's sheet is read for. Who it is must be told; everything else helps. */
export const FIELDS = [
  { id: 'name', kind: 'name', titles: TITLES.name },
  { id: 'idNumber', kind: 'id-number', titles: TITLES.idNumber },
  { id: 'phone', kind: 'phone', titles: TITLES.phone },
  { id: 'head', kind: 'name', titles: TITLES.head },
  { id: 'headId', kind: 'id-number', titles: TITLES.headId },
  {
    id: 'county',
    kind: 'place',
    titles: ['县', '县（市、区）', '县(市、区、旗)', '区县', '县区', '所在县', '所属县', '县市区'],
  },
  { id: 'township', kind: 'place', titles: TITLES.township },
  { id: 'village', kind: 'place', titles: TITLES.village },
  { id: 'address', kind: 'place', titles: TITLES.address },
  {
    id: 'what',
    kind: 'text',
    titles: [
      '预警原因',
      '预警类型',
      '预警事项',
      '病种',
      '疾病名称',
      '诊断',
      '主要诊断',
      '出院诊断',
      '残疾类别',
      '残疾类型',
      '残疾等级',
      '危房等级',
      '鉴定等级',
      '房屋等级',
      '事项',
      '原因',
      '情况',
      '情况说明',
      '具体情况',
      '备注',
    ],
  },
  {
    id: 'amount',
    kind: 'amount',
    titles: [
      '自付金额',
      '个人自付',
      '个人自付金额',
      '自付费用',
      '个人负担',
      '个人负担金额',
      '个人负担费用',
      '自负费用',
      '合规自付',
      '支出金额',
      '金额',
      '费用',
      '总费用',
      '医疗总费用',
      '损失金额',
    ],
  },
  {
    id: 'date',
    kind: 'date',
    titles: [
      '日期',
      '时间',
      '结算日期',
      '结算时间',
      '就诊日期',
      '就诊时间',
      '入院日期',
      '出院日期',
      '发证日期',
      '评定日期',
      '鉴定日期',
      '鉴定时间',
      '发生日期',
      '发生时间',
      '办证日期',
    ],
  },
  {
    id: 'cause',
    kind: 'text',
    titles: ['风险类型', '返贫风险', '致贫风险', '致贫/返贫风险', '致贫返贫风险', '困难类型', '致贫原因'],
  },
] as const satisfies readonly Field[];

export type FieldId = (typeof FIELDS)[number]['id'];

/** How a field is called where a person reads or says it. */
export const LABELS: Record<FieldId, string> = {
  name: '姓名',
  idNumber: '身份证',
  phone: '电话',
  head: '户主',
  headId: '户主身份证',
  county: '县',
  township: '乡镇',
  village: '村',
  address: '住址',
  what: '事项',
  amount: '金额',
  date: '日期',
  cause: '风险类型',
};

/** The field of a label, as somebody says it (身份证号 is 身份证). */
export function fieldOfLabel(said: string): FieldId | undefined {
  const plain = said.replace(/\s/g, '');
  const byLabel = FIELDS.find(({ id }) => LABELS[id] === plain);
  const byTitle = FIELDS.find(({ titles }) => (titles as readonly string[]).includes(plain));
  return (byLabel ?? byTitle)?.id;
}

/** What the row's own column says of the cause. Words of the national code list and of everyday sheets. */
const CAUSE_WORDS: readonly (readonly [RegExp, Cause])[] = [
  [/自然灾害|受灾|水灾|旱灾|洪涝|地震|灾/, '因自然灾害'],
  [/意外|事故|车祸/, '因意外事故'],
  [/产业|经营|养殖|种植/, '因产业项目失败'],
  [/务工|就业|失业/, '因务工就业不稳'],
  [/劳动力|劳力/, '缺劳动力'],
  [/残/, '因残'],
  [/学|教育/, '因学'],
  [/房/, '住房'],
  [/水/, '饮水'],
  [/病|医疗|住院/, '因病'],
  [/其他|其它/, '其他'],
];

/** The cause that a cell names; undefined when it names none that the procedure knows. */
export function readCause(text: string): Cause | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return (
    CAUSES.find((cause) => cause === plain || cause === `因${plain}`) ??
    CAUSE_WORDS.find(([words]) => words.test(plain))?.[1]
  );
}
