import type { Likeness } from '../register/index.ts';
import type { AlertRefusal, Result } from './model.ts';

/** Why an action was not done. Constant: nothing of the input is repeated. */
const REFUSALS: Record<AlertRefusal, string> = {
  'not-found': '没有找到这个编号，或者不归您办理。请核对后再试；发“预警”看您名下的预警。',
  'not-allowed': '这一步不归您的岗位办。发“帮助”看您能用的命令。',
  settled: '这条预警已经有结果了，不用再办。发“预警”看还没办的。',
  erased: '这一户的信息已按规定删除，不能立件。又有困难的，请发“代报”重新申报；没有的，写“没事”。',
  'not-doubtful': '这一户已经认定是谁，不用再认。',
  'no-such-choice': '没有这个选项。请发“认人 编号”看有哪几户。',
  'place-needed': '还不知道住在哪个乡镇。请先发“预警 编号 转 乡镇名”。',
  'who-first': '还没有认定是哪一户。请先发“认人 编号”，认定后再写核查结果。',
  'same-queue': '这条预警本来就在那里，不用转。',
  'no-such-queue': '没有找到要转去的乡镇。请写本县的乡镇，或者写“县里”。',
  'text-empty': '请写上具体情况，不能是空的。',
  'text-long': '内容太长了，请控制在2000字以内。',
  'reason-short': '请写清楚情况，至少5个字。',
};

/** The text of a refusal. */
export function alertRefusalText(reason: AlertRefusal): string {
  return REFUSALS[reason];
}

/** What is wrong with a sheet or with one of its rows. */
export const SHEET_TEXTS = {
  noCause: '不知道是什么风险类型。请先定下这份表的原因，或者加一列“风险类型”。',
  causeUnknown: (title: string) => `“${title}”看不出是哪种风险类型。请写因病、因学、因残、住房、饮水等。`,
  missing: (labels: string) => `表里没有找到这几列：${labels}。请写明哪一列是，例如：姓名=患者名。`,
  whichCause: '这份表的原因没有定。请用 --cause 写明，例如：因病。',
  notAllowed: '这份表不归您导入：部门只能导入本部门的表，县里可以导入各部门的表。',
  unit: '部门名称应是2到30个字。',
  county: '预警表按县导入，--region 应是县级代码（6位）。',
  cause: (known: string) => `没有这种原因。有：${known}。`,
  reason: '不能导入的原因',
  takenOver: '这份表正由另一处导入，请稍后再看结果。',
} as const;

export const LIST_TEXTS = {
  choices: {
    'name-village': '同村同名',
    'name-township': '同乡镇同名',
    'similar-name': '同村、名字相近',
    'id-slip': '名字相同、身份证号差一两位',
    'same-id': '身份证号相同，台账里不止一户',
    'other-name': '身份证号相同、名字不同',
  } satisfies Record<Likeness, string>,
  due: {
    none: '不限时',
    today: '今天到期',
    left: (days: number) => (days === 0 ? '工作日前到期' : `还有${days}天`),
    over: (days: number) => (days === 0 ? '已超期' : `超期${days}天`),
    provisional: '（暂定）',
  },
  erased: '（信息已按规定删除）',
  reminder: {
    visits: (n: number, over: number, today: number) =>
      `部门预警要入户核查${n}户${counted(over, today)}。发“预警”看名单。`,
    doubtful: (n: number) => `部门预警有${n}人要认定是哪一户。发“预警”看名单。`,
    unmatched: (n: number) => `部门预警有${n}人不知道住在哪个乡镇。发“预警”看名单。`,
    overdueBelow: (n: number, places: string) => `部门预警核查超期${n}户（${places}），请督办。`,
    place: (name: string, n: number) => `${name}${n}户`,
  },
} as const;

function counted(over: number, today: number): string {
  const parts = [...(over > 0 ? [`超期${over}户`] : []), ...(today > 0 ? [`今天到期${today}户`] : [])];
  return parts.length === 0 ? '' : `（${parts.join('，')}）`;
}

/** Told to staff when something comes to them. Nothing of a person. */
export const NOTICES = {
  township: (unit: string, visits: number, doubtful: number, day: string | null) =>
    [
      `【部门预警】${unit}：`,
      [
        ...(visits > 0 ? [`有${visits}户要入户核查${day === null ? '' : `，${day}前查完`}`] : []),
        ...(doubtful > 0 ? [`有${doubtful}人要认定是哪一户`] : []),
      ].join('；'),
      '。发“预警”看名单。',
    ].join(''),
  county: (unit: string, doubtful: number, unmatched: number) =>
    `【部门预警】${unit}：${[
      ...(doubtful > 0 ? [`有${doubtful}人要认定是哪一户`] : []),
      ...(unmatched > 0 ? [`有${unmatched}人不知道住在哪个乡镇`] : []),
    ].join('；')}。发“预警”看名单。`,
  handed: (unit: string, day: string | null) =>
    `【部门预警】${unit}：县里分来1户要入户核查${day === null ? '' : `，${day}前查完`}。发“预警”看名单。`,
  fromVillage: (unit: string) => `【部门预警】${unit}：有1户，村里说不在他们村，请乡镇核查。发“预警”看名单。`,
  back: (unit: string) => `【部门预警】${unit}：有1户，乡镇说不在他们那里，请县里重新分。发“预警”看名单。`,
} as const;

/** What became of a row, for the department. */
export const RESULT_LABELS: Record<Result, string> = {
  clear: '无风险',
  case: '已立件',
  'in-hand': '已在办',
  gone: '查无此人（迁出或去世）',
  pending: '待核实',
  doubtful: '待认定是哪一户',
  unmatched: '不知道住处，待分派',
  elsewhere: '不在本县',
  void: '数据有误',
};

export const FEEDBACK_TEXTS = {
  sheet: '预警反馈',
  columns: {
    unit: '部门',
    imported: '导入日期',
    row: '表中行号',
    name: '姓名',
    cause: '风险类型',
    result: '核查结果',
    day: '办结日期',
  },
} as const;

/** What a case that comes of an alert says first; the cadre's words follow. */
export const STORY = {
  report: (unit: string, cause: string, person: string, what: string) =>
    `部门预警（${unit}，${cause}${person === '' ? '' : `，${person}`}${what === '' ? '' : `，${what}`}）。`,
} as const;
