import { type Field, type FieldKind, TITLES } from '../sheets/index.ts';

/** What a column of the national household sheet tells of. */
type Of = 'sheet' | 'place' | 'household' | 'person';

interface Column {
  id: string;
  /** As the national system prints it; in this order when written. Null for one that is read, but not of the sheet. */
  title: string | null;
  /** Other headers that mean it. */
  titles?: readonly string[];
  kind: FieldKind;
  of: Of;
}

/**
 * The columns of the national system's household sheet, one row a person, in its order. Values that counties write in many
 * ways (是, 农村低保, A级 …) are kept as they are written: what they mean is for the checks to judge.
 */
export const COLUMNS = [
  { id: 'dataMonth', title: '数据日期', titles: ['数据时间', '数据月份'], kind: 'month', of: 'sheet' },
  {
    id: 'county',
    title: '县(市、区、旗)',
    titles: ['县', '县（市、区）', '区县', '县区', '县级'],
    kind: 'place',
    of: 'place',
  },
  { id: 'township', title: '乡(镇)', titles: TITLES.township, kind: 'place', of: 'place' },
  { id: 'village', title: '行政村', titles: TITLES.village, kind: 'place', of: 'place' },
  {
    id: 'hamlet',
    title: '自然村',
    titles: ['村民小组', '组', '自然村（组）', '村组'],
    kind: 'text',
    of: 'household',
  },
  { id: 'number', title: '户编号', titles: ['户编码', '家庭编号', '户ID'], kind: 'text', of: 'household' },
  { id: 'personNumber', title: '人编号', titles: ['人编码', '人员编号', '人ID'], kind: 'text', of: 'person' },
  { id: 'name', title: '姓名', titles: TITLES.name, kind: 'name', of: 'person' },
  { id: 'idNumber', title: '证件号码', titles: TITLES.idNumber, kind: 'id-number', of: 'person' },
  {
    id: 'size',
    title: '人数',
    titles: ['家庭人口', '家庭人口数', '家庭人数'],
    kind: 'text',
    of: 'household',
  },
  { id: 'relation', title: '与户主关系', titles: ['户主关系', '关系'], kind: 'text', of: 'person' },
  { id: 'ethnicity', title: '民族', kind: 'text', of: 'person' },
  { id: 'education', title: '文化程度', titles: ['学历'], kind: 'text', of: 'person' },
  { id: 'schooling', title: '在校生状况', titles: ['在校生情况'], kind: 'text', of: 'person' },
  { id: 'health', title: '健康状况', titles: ['健康情况'], kind: 'text', of: 'person' },
  { id: 'labour', title: '劳动技能', titles: ['劳动能力', '劳动力状况'], kind: 'text', of: 'person' },
  {
    id: 'workMonths',
    title: '务工时间（月）',
    titles: ['务工时间', '务工月数', '务工时长（月）'],
    kind: 'text',
    of: 'person',
  },
  { id: 'insurance', title: '是否参加大病保险', titles: ['大病保险'], kind: 'text', of: 'person' },
  { id: 'unsafeHouse', title: '危房户', titles: ['是否危房户', '是否危房'], kind: 'text', of: 'household' },
  {
    id: 'safeWater',
    title: '是否解决安全饮用水',
    titles: ['是否解决饮水安全', '饮用水是否安全'],
    kind: 'text',
    of: 'household',
  },
  {
    id: 'income',
    title: '人均纯收入',
    titles: ['人均纯收入（元）', '家庭人均纯收入', '年人均纯收入'],
    kind: 'amount',
    of: 'household',
  },
  { id: 'phone', title: '户联系电话', titles: TITLES.phone, kind: 'phone', of: 'household' },
  { id: 'type', title: '户类型', titles: ['农户类型', '户属性'], kind: 'text', of: 'household' },
  {
    id: 'category',
    title: '监测对象类别',
    titles: ['监测对象类型', '监测户类型'],
    kind: 'text',
    of: 'household',
  },
  { id: 'risk1', title: '致贫/返贫风险1', titles: riskTitles(1), kind: 'text', of: 'household' },
  { id: 'risk2', title: '致贫/返贫风险2', titles: riskTitles(2), kind: 'text', of: 'household' },
  { id: 'risk3', title: '致贫/返贫风险3', titles: riskTitles(3), kind: 'text', of: 'household' },
  { id: 'risk4', title: '致贫/返贫风险4', titles: riskTitles(4), kind: 'text', of: 'household' },
  { id: 'risk5', title: '致贫/返贫风险5', titles: riskTitles(5), kind: 'text', of: 'household' },
  {
    id: 'identified',
    title: '识别监测时间',
    titles: ['识别时间', '纳入监测时间'],
    kind: 'month',
    of: 'household',
  },
  { id: 'removed', title: '风险是否已消除', titles: ['风险是否消除'], kind: 'text', of: 'household' },
  { id: 'removedHow', title: '风险消除方式', titles: ['消除方式'], kind: 'text', of: 'household' },
  {
    id: 'removedOn',
    title: '消除监测时间',
    titles: ['风险消除时间', '消除时间'],
    kind: 'month',
    of: 'household',
  },
  {
    id: 'subsistence',
    title: '享受低保政策情况',
    titles: ['是否享受低保', '低保'],
    kind: 'text',
    of: 'person',
  },
  {
    id: 'specialHardship',
    title: '享受特困供养政策情况',
    titles: ['是否特困供养', '特困供养', '享受特困政策情况'],
    kind: 'text',
    of: 'person',
  },
  {
    id: 'noLabour',
    title: '整户无劳动能力兜底保障户',
    titles: ['是否整户无劳动能力兜底保障户', '整户无劳动能力'],
    kind: 'text',
    of: 'household',
  },
  {
    id: 'measures',
    title: '实施开发式帮扶措施情况',
    titles: ['开发式帮扶措施', '帮扶措施'],
    kind: 'text',
    of: 'household',
  },
  {
    id: 'waterMeasure',
    title: '饮水安全保障',
    titles: ['饮水安全保障措施'],
    kind: 'text',
    of: 'household',
  },
  { id: 'wage', title: null, titles: ['工资性收入', '工资性收入（元）'], kind: 'amount', of: 'household' },
  {
    id: 'publicJob',
    title: null,
    titles: ['公益性岗位', '公益岗位', '是否公益性岗位', '公益性岗位（月）'],
    kind: 'text',
    of: 'person',
  },
] as const satisfies readonly Column[];

type IdOf<O extends Of> = Extract<(typeof COLUMNS)[number], { of: O }>['id'];

/** A household's columns, as far as the sheet has them. */
export type HouseholdColumns = Partial<Record<IdOf<'household'>, string | number>>;

/** A person's columns. */
export type PersonColumns = Partial<Record<IdOf<'person'>, string | number>>;

/** The risks of a household in their order. */
export const RISKS = ['risk1', 'risk2', 'risk3', 'risk4', 'risk5'] as const;

/** What the sheets room reads. A newborn has no ID number yet, so that only a name is needed on every row. */
export const FIELDS: readonly Field[] = COLUMNS.map((column: Column) => ({
  id: column.id,
  titles: [...(column.title === null ? [] : [column.title]), ...(column.titles ?? [])],
  kind: column.kind,
  ...(column.id === 'name' ? { required: true } : {}),
}));

/** The titles to write, in order. */
export const WRITTEN = COLUMNS.flatMap(({ id, title }) => (title === null ? [] : [{ id, title }]));

export const HOUSEHOLD_IDS = idsOf('household');
export const PERSON_IDS = idsOf('person');

/** What a column is called when it is spoken of. */
export function titleOf(id: string): string {
  const column: Column | undefined = COLUMNS.find((each) => each.id === id);
  return column?.title ?? column?.titles?.[0] ?? id;
}

function idsOf<O extends Of>(of: O): IdOf<O>[] {
  return COLUMNS.filter(
    (column): column is Extract<(typeof COLUMNS)[number], { of: O }> => column.of === of,
  ).map(({ id }) => id as IdOf<O>);
}

function riskTitles(n: number): string[] {
  return [`致贫返贫风险${n}`, `致贫/返贫风险${n}类型`, `返贫致贫风险${n}`, `风险类型${n}`];
}
