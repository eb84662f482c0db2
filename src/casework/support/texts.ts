import type { MeasureKind, MeasureState } from './model.ts';

/** Kinds of measures, as cadres call them. */
export const KINDS: Record<MeasureKind | 'own', string> = {
  'safety-net': '兜底',
  health: '健康',
  care: '照料养老',
  disability: '助残',
  housing: '住房',
  water: '饮水',
  education: '教育',
  insurance: '保险',
  social: '社会帮扶',
  jobs: '就业',
  training: '培训',
  industry: '产业',
  finance: '金融',
  selling: '消费帮扶',
  own: '自定',
};

export const STATES: Record<MeasureState, string> = {
  planned: '已安排',
  running: '在落实',
  done: '已落实',
  dropped: '停了',
};

/** To the household. Primary-school Chinese. */
export const RESIDENT = {
  /** `measures`: one a line. */
  planned: (receipt: string, measures: string) =>
    `您家（编号${receipt}）的帮扶有安排了：\n${measures}\n办的人会跟您联系。有疑问就在这里说，或者问村干部。`,
  measure: (title: string, unit: string) => (unit === '' ? title : `${title}（${unit}）`),
  done: (receipt: string, title: string, note: string) =>
    `您家（编号${receipt}）的一项帮扶办好了：${title}。${note}`.trim(),
  dropped: (receipt: string, title: string, reason: string) =>
    `您家（编号${receipt}）的一项帮扶停了：${title}。\n原因：${reason}\n有不明白的，问村干部或乡镇。`,
  removed: (receipt: string, reason: string) =>
    `您家（编号${receipt}）的难处缓过来了（风险消除），这件事办完了。\n理由：${reason}\n以后再有困难，随时可以重新申报。您不同意，点“我有不同意见”。`,
  restored: (receipt: string, reason: string) =>
    `您家（编号${receipt}）又列回帮扶名单了（重新监测），干部会接着帮您家。\n原因：${reason}`,
} as const;

/** To staff: village and receipt, nothing of the person. */
export const STAFF = {
  removalProposed: (place: string, receipt: string) =>
    `${place}一件提出风险消除，编号${receipt}，等县里定。发“打开 ${receipt}”看情况，再发“同意消除 ${receipt}”或“不同意消除 ${receipt} 理由”。`,
  removalConfirmed: (place: string, receipt: string) => `${place}编号${receipt}：县里同意风险消除，已办结。`,
  removalDeclined: (place: string, receipt: string) =>
    `${place}编号${receipt}：县里不同意风险消除，接着帮扶。理由请发“打开 ${receipt}”查看。`,
  restored: (place: string, receipt: string) =>
    `${place}一件重新监测，编号${receipt}，回到帮扶。发“措施 ${receipt}”安排帮扶。`,
  followUps: (n: number) => `回访到期没去的${n}户，发“回访”看名单。`,
  removals: (n: number) => `等您定的风险消除${n}件，发“同意消除”看名单。`,
} as const;

/** What a condition for the removal of a risk still wants. */
export const UNMET = {
  monitored: (months: number) => `纳入监测不满${months}个月`,
  stableNone: (months: number) => `没有收入稳定的回访记录，要连着稳定${months}个月`,
  stableShort: (months: number) => `收入稳定还不满${months}个月`,
  measures: (n: number) => `落实完的帮扶措施不到${n}项`,
  followedUp: (days: number) => `最近${days}天没有回访过，请先去回访`,
  labour: '整户没有劳动能力：不做风险消除，按兜底保障一直帮',
} as const;
