/** What is said about sheets of the register and its households, in the operator's words. */
export const REGISTER_TEXTS = {
  missing: (titles: string) =>
    `这张表缺少必要的列：${titles}。请从全国防返贫监测信息系统重新导出，或在表头补上列名再传。`,
  doubtful: (titles: string) => `表头里这些列拿不准是什么：${titles}。请把列名改成和系统导出的一样再传。`,
  noHouseholds: '分不出哪些人是一户：表里要有“户编号”或“与户主关系”这一列。',
  noPlace: '看不出是哪里的户：表里要有“乡(镇)”或“行政村”这一列。',
  noMonth: '看不出是哪个月的数据：表里要有“数据日期”这一列，或在文件名里写上年月，例如 底册202611.xlsx。',
  noRows: '表里没有一行能用的数据，什么也没有录入。',
  futureMonth: (month: string) => `数据日期是 ${month}，还没有到。请核对。`,
  otherCounty: '不是本县的户。',
  noNumber: '没有户编号，看不出是哪一户的人。',
  afterFault: '上一行有错，看不出这个人是哪一户的。请先改好上一行。',
  twice: (row: number) => `和第 ${row} 行是同一个人（证件号码相同）。`,
  twiceElsewhere: (row: number) => `证件号码和第 ${row} 行另一户的人相同。请核对是哪一户的。`,
  withoutValue: (said: string) => `${said}这一格没有录入，这个人的其他内容照常录入。`,
  changedMeanwhile: '录入的时候，户的登记一直有变动。请过一会儿再录一次。',
  nothingYet: '还没有录入过底册，没有可筛查的数据。请先录入底册。',
  findingLine: (open: number, overdue: number) =>
    `底册疑点 ${open} 条没办完${overdue === 0 ? '' : `，其中超期 ${overdue} 条`}。发“疑点”看。`,
  sheetName: '防返贫监测户',
  removed: { yes: '是', no: '否' },
  headRelation: '户主',
} as const;
