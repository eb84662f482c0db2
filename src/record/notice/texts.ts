/** What stands on a public notice; everybody in the village reads it. */
export const NOTICE_TEXTS = {
  metadata: '公示',
  title: (intended: string) => `拟${intended}农户公示`,
  opening: (steps: string, intended: string) =>
    `下面的农户已经过${steps}，拟${intended}。现在贴出来，请大家看一看、评一评。`,
  number: '序号',
  name: '户主',
  people: '家里几口人',
  peopleCount: (n: number) => `${n} 人`,
  unknown: '—',
  unnamed: '（姓名没有登记）',
  /** For the name of a child: 王某. */
  somebody: '某',
  period: (from: string, to: string, days: number | null, marks: string) =>
    `公示时间：${from}至${to}${days === null ? '' : `，共 ${days} 个工作日`}${marks}`,
  openPeriod: (from: string) => `公示时间：${from}起`,
  object: '对名单有不同意见的，请在公示时间内提出，说清楚是哪一户、什么情况：',
  inPerson: (place: string) => `当面说：到${place}`,
  phone: (name: string, phone: string) => `打电话：${name} ${phone}`,
  hours: (hours: string) => `上班时间：${hours}`,
  redacted: '这张公示不写身份证号码、电话、银行账号和身体情况。',
  seal: (signed: string) => `${signed}（盖章）`,
} as const;
