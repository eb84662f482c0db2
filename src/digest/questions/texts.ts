/** What the report of questions says. */
export const TEXTS = {
  title: (place: string, period: string) => `【政策提问】${place} ${period}`,
  none: '这一期没有人提问政策。',
  asked: (asked: number, answered: number, partial: number, unanswered: number, other: number) =>
    `提问 ${asked} 次：答上 ${answered} 次，答了一部分 ${partial} 次，文件里没有的 ${unanswered} 次，其他（问候、反问、拒答、转人工）${other} 次`,
  by: (counts: string[]) => `答案出自：${counts.join('，')}`,
  byNames: {
    card: '明白卡',
    rule: '规则',
    extract: '文件原句',
    ai: 'AI 改写',
    own: '程序自己的话',
    unknown: '未记录',
  },
  times: (name: string, times: number) => `${name} ${times} 次`,
  votes: (up: number, down: number, other: number) =>
    `评价：有用 ${up} 次，没用 ${down} 次，不是我问的 ${other} 次`,
  topics: '问得多的主题：',
  topic: (name: string, asked: number, down: number) =>
    down === 0 ? `· ${name}：${asked} 次` : `· ${name}：${asked} 次，其中说没用或不是我问的 ${down} 次`,
  unanswered: (times: number) => `文件里没有、没答上的（有原话的 ${times} 次）：`,
  disliked: (times: number) => `答了，但点了“没用”或“这不是我问的”的（有原话的 ${times} 次）：`,
  cluster: (nth: number, words: string, times: number, askers: number) =>
    `${nth}. ${words}（${times} 次，${askers} 人）`,
  examples: (wordings: string[]) => `   也这样问：${wordings.join('；')}`,
  places: (counts: string[]) => `   来自：${counts.join('，')}`,
  nearest: (article: string) => `   最接近的条款：${article}`,
  further: (clusters: number, times: number) => `还有 ${clusters} 组共 ${times} 次，没有列出。`,
  untold: (clusters: number, times: number) =>
    `另有 ${clusters} 组共 ${times} 次：每组问的人不到 3 个，或者去掉可能认出人的字就没有内容，只记数。`,
  wordless: (times: number) => `另有 ${times} 次的原话已过保存期，或已由本人删除，只记数。`,
  unreadable: (times: number) => `另有 ${times} 次的原话打不开：缺少当时的密钥，或数据已损坏。`,
  note: '（为保护个人信息，只写公开文件里也有、至少 3 个人用过的词，省去的用“…”。）',
} as const;
