import { type Field, TITLES } from '../../src/sheets/index.ts';
import type { Horror } from './horror.ts';
import { DELIMITED } from './horrors-delimited.ts';
import { FILES } from './horrors-files.ts';
import { LAYOUTS } from './horrors-layouts.ts';
import { VALUES } from './horrors-values.ts';

export type { Horror } from './horror.ts';

/** What each horror is read for: a list of people with bills, as a county's medical insurance office sends it. */
export const HORROR_FIELDS: readonly Field[] = [
  { id: 'name', titles: TITLES.name, kind: 'name', required: true },
  { id: 'idNumber', titles: TITLES.idNumber, kind: 'id-number' },
  { id: 'phone', titles: TITLES.phone, kind: 'phone' },
  { id: 'village', titles: [...TITLES.village, ...TITLES.address], kind: 'place' },
  { id: 'amount', titles: ['总费用', '费用', '金额', '医疗费用'], kind: 'amount' },
  { id: 'date', titles: ['日期', '出院日期', '就诊日期'], kind: 'date' },
  { id: 'month', titles: ['月份', '统计月份'], kind: 'month' },
  { id: 'people', titles: ['家庭人口', '人口数', '人数'], kind: 'integer' },
  { id: 'insured', titles: ['是否参保', '参保'], kind: 'yes-no' },
  { id: 'note', titles: ['备注', '说明'], kind: 'text' },
];

export const HORRORS: readonly Horror[] = [...LAYOUTS, ...VALUES, ...DELIMITED, ...FILES];
