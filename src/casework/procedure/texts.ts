/** What residents and cadres read about the procedure. */
export const MARKS = {
  /** Beside a limit that no document states and no county has approved. */
  sample: '示例，未经县级审核',
  /** Beside a day that rests on holidays not published yet. */
  provisional: '暂定',
} as const;

export const LINE_TEXTS = {
  ofYear: (year: number, value: string) => `${year}年的参考线是每人每年${value}`,
  olderYear: (year: number, value: string, asked: number) =>
    `手上只有${year}年的参考线：每人每年${value}；${asked}年的还没有`,
  computed: (year: number, value: string, sum: string, assumption: string) =>
    `${year}年的参考线推算是每人每年${value}（${sum}；${assumption}）`,
  beyond: (until: number, asked: number) => `文件写的监测标准管到${until}年，${asked}年的还没有`,
  before: (base: number, asked: number) => `文件写的监测标准按${base}年起算，${asked}年的没有`,
  multiple: (of: string, factor: number) => `参考线是${of}的${factor}倍，文件没有写是多少钱`,
  assumedBase: (year: number) => `文件未写基数年，按${year}年推算`,
  statedBase: (year: number) => `以${year}年为基数年`,
} as const;
