import type { Period, PeriodKind } from './period.ts';
import { weekdayOf } from './period.ts';

const KINDS: Record<PeriodKind, { title: string; before: string }> = {
  day: { title: '每日简报', before: '前一天' },
  week: { title: '周报告', before: '上周' },
  month: { title: '月通报', before: '上月' },
  quarter: { title: '季度调度', before: '上季度' },
  half: { title: '半年总结', before: '前半年' },
  year: { title: '年度总结', before: '上年' },
};

/** What the digest says. */
export const TEXTS = {
  title: (kind: PeriodKind, place: string, period: string) => `【${KINDS[kind].title}】${place} ${period}`,
  /** A figure with that of the period before. */
  figure: (label: string, count: string, kind: PeriodKind, before: string) =>
    `${label} ${count}（${KINDS[kind].before} ${before}）`,
  labels: { new: '新收', open: '在办', decided: '已决定', dueSoon: '即将到期', overdue: '超期' },
  unfinished: (day: string) => `这一期还没过完：在办、到期和超期按 ${day} 那天算。`,
  empty: '这一期没有新收的件，也没有在办和已决定的件。',
  median: (days: number) => `从受理到决定：中位数 ${days} 个工作日`,
  townships: '各乡镇（按代码顺序，不排名）：',
  counties: '各县（市、区）（按代码顺序，不排名）：',
  intake: (county: string) => `${county}（乡镇待定）`,
  row: (name: string, counts: string[]) => `· ${name}：${counts.join('，')}`,
  count: (label: string, count: string) => `${label} ${count}`,
  causes: (label: string) => `${label}的原因（一件可有几个原因）：`,
  few: '不足3件',
  pieces: (count: number) => `${count} 件`,
  /** Hidden so that another count cannot be worked out. */
  some: '若干',
  someNote: '（“若干”是有件，为保护个人信息不写数。）',
  unnamedFigures: (labels: string[]) => `· ${labels.join('、')}：件数少，不分开列`,
  together: (names: string[]) => `· ${names.join('、')}：有的件数少，不分开列`,
  unnamed: '· 件数少，不列原因',
  rises: '比平常明显多：',
  rise: (name: string, count: number, usual: number) =>
    `· ${name}：新收 ${count} 件，以往平均 ${Math.round(usual * 10) / 10} 件`,
  questions: (asked: number, answered: number, unanswered: number) =>
    `政策提问 ${asked} 次：答上 ${answered} 次，文件里没有的 ${unanswered} 次`,
  noQuestions: '这一期没有人提问政策。',
  askedMost: (items: string[]) => `问得最多：${items.join('；')}`,
  askedInVain: (items: string[]) => `文件里没有、问得多的：${items.join('；')}`,
  askedWordless: (times: number) => `（另有 ${times} 次的原话已过保存期或已删除，没有算进来。）`,
  askedItem: (words: string, times: number) => `${words}（${times} 次）`,
  missed: (days: string[]) =>
    `【补发】前几天的简报没有按时发出，现在一起发 ${days.length} 天的：${days.join('、')}`,
} as const;

/** A period in words: `2026年11月20日（星期五）`, `2026年第4季度`. */
export function periodName({ kind, first, last }: Period): string {
  const [year = '', month = ''] = first.split('-');
  switch (kind) {
    case 'day':
      return `${dayName(first)}（星期${'日一二三四五六'.charAt(weekdayOf(first))}）`;
    case 'week':
      return `${dayName(first)}至${last.startsWith(year) ? monthDay(last) : dayName(last)}`;
    case 'month':
      return `${year}年${Number(month)}月`;
    case 'quarter':
      return `${year}年第${Math.ceil(Number(month) / 3)}季度`;
    case 'half':
      return `${year}年${month === '01' ? '上' : '下'}半年`;
    case 'year':
      return `${year}年`;
  }
}

/** A day in words: `2026年11月20日`. */
export function dayName(day: string): string {
  return `${day.slice(0, 4)}年${monthDay(day)}`;
}

function monthDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}
