import { LARGEST_FILE, MOST_COLUMNS, MOST_ROWS } from './grid.ts';
import type { Fault, SheetErrorCode } from './model.ts';

const FAULTS: Record<Fault, string> = {
  precision: '数字太长，后几位已经丢失（如 4.11E+17）。请把这一列设为“文本”格式，从原始数据重新填',
  'formula-error': '公式出错或没有算出结果。请在表格软件里改好公式，保存后再传',
  garbled: '有乱码。请用表格软件打开原文件，另存为 xlsx 再传',
  missing: '没有填。请补上',
  ragged: '这一行的格数和表头对不上，可能多了或少了逗号、换行。请改好这一行',
  masked: '被打了星号或写成“某某”。请换成完整的',
  'too-long': '内容太长。请缩短到 2000 字以内',
  'id-length': '身份证号位数不对，应是 18 位。请核对',
  'id-wrong': '身份证号有错，可能抄错了一位。请核对',
  'id-other': '不是身份证号。请填 18 位居民身份证号',
  name: '看不出是姓名。请只填一个人的姓名',
  'several-names': '一格里有几个人。请一人一行',
  phone: '电话号码不对，手机号应是 11 位。请核对',
  date: '看不出是日期，或没有这一天。请写成 2026-03-05 这样',
  'date-doubtful': '日期说不准是哪年哪月。请写全年份，如 2026-03-05',
  'date-no-day': '只写到月。请补上哪一天，如 2026-03-05',
  amount: '看不出金额。请只填数字，单位是元',
  integer: '应是整数。请只填数字',
  'yes-no': '应填“是”或“否”',
};

/** What is wrong with a value and what to do, in plain Chinese: `“身份证号”：没有填。请补上。` */
export function faultText(fault: Fault, title: string): string {
  return title === '' ? `${FAULTS[fault]}。` : `“${title}”${FAULTS[fault]}。`;
}

/** `第 12 行：` */
export function rowText(row: number): string {
  return `第 ${row} 行：`;
}

/** Why a whole file is refused, and what to do. */
export const REFUSALS: Record<SheetErrorCode, string> = {
  nothing: '文件是空的，一个字也没有。请重新导出再传。',
  empty: '表格里没有数据。请检查是不是传错了文件。',
  'too-large': `表格太大：一个文件最多 ${MOST_ROWS / 10_000} 万行（最好不超过 6 万行）、${MOST_COLUMNS} 列、${LARGEST_FILE / 2 ** 20} MB。请删掉数据下面的空行，或拆成几个文件再传。`,
  encrypted: '表格设了密码，打不开。请去掉密码再传。',
  damaged: '文件坏了或没有传完，打不开。请用表格软件打开，另存为 xlsx 再传。',
  'not-a-table': '这不是表格文件。请传 xlsx、xls 或 csv。',
  'other-format': '这种格式读不了。请用表格软件打开，另存为 xlsx 再传。',
  archive: '这是压缩包。请先解压，再把里面的表格传上来。',
  encoding: '文字编码读不出来，或有乱码。请用表格软件打开，另存为 xlsx 再传。',
  quotes: '引号不成对，后面的行会连在一起。请用表格软件打开，另存为 xlsx 再传。',
  'no-header': '没有找到表头。第一行应写明每列是什么，如“姓名、身份证号、村”。请补上表头再传。',
};
