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

/** What waits beside the due days of the stages. */
export const WAITING = {
  papers: (receipt: string, place: string, day: string, late: boolean) =>
    `先办后补：${receipt} ${place}还缺材料，${day}前补${late ? '，已超期' : ''}。发“欠缺材料”看缺什么。`,
  paused: (receipt: string, days: number) => `${receipt} 等群众补材料${days}个工作日了，请打电话或上门问问。`,
  offered: (receipt: string, from: string, days: number) =>
    `${receipt} 由${from}转来${days}个工作日了，请接收或拒收。`,
  unanswered: (receipt: string, to: string, days: number) =>
    `${receipt} 转给${to}${days}个工作日没有答复。可以催一催，或者发“撤回转办 ${receipt}”。`,
  between: (receipt: string, from: string, to: string, days: number) =>
    `${receipt} 由${from}转给${to}，${days}个工作日没人接收，请协调。`,
  tasks: (unit: string, n: number) => `${unit}有${n}项任务超期没有回复，请督办。`,
  more: (n: number) => `还有${n}条没列出来。`,
} as const;
