/** What members of staff read in the reminder of a working day. Receipts and places, nothing of a person. */
export const REMINDER = {
  title: (day: string) => `【到期提醒】${day}`,
  groups: {
    over: (n: number) => `超期${n}件：`,
    today: (n: number) => `今天到期${n}件：`,
    soon: (n: number) => `即将到期${n}件：`,
  },
  tasks: {
    over: (n: number) => `任务超期${n}项：`,
    today: (n: number) => `任务今天到期${n}项：`,
    soon: (n: number) => `任务即将到期${n}项：`,
  },
  line: (urgent: boolean, receipt: string, place: string, what: string, chip: string) =>
    `· ${urgent ? '【紧急】' : ''}${receipt} ${place} ${what} ${chip}`,
  more: (n: number) => `还有${n}件没列出来。`,
  moreTasks: (n: number) => `还有${n}项没列出来。`,
  escalated: (n: number) => `新超期${n}件，请督办：`,
  /** To supervisors, who see no cases. */
  escalatedCount: (county: string, stages: string) => `${county}新超期：${stages}。请督促办理。`,
  stageCount: (stage: string, n: number) => `${stage}${n}件`,
  unattended: (place: string, anybody: boolean, n: number, groups: string) =>
    `${place}没有${anybody ? '乡镇干部' : '人'}绑定，有${n}件到期（${groups}）。请安排人绑定、办理。`,
  unattendedGroups: { over: '超期', today: '今天到期', soon: '即将到期' },
  count: (label: string, n: number) => `${label}${n}件`,
  buttons: { queue: '待办', tasks: '任务' },
} as const;
