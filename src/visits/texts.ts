const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'];
const HALVES = ['上半年', '下半年'];

/** What members of staff read of sweeps in their daily reminder. Places and counts, nothing of a person. */
export const VISIT_LINES = {
  /** 2026-11, 2026-Q4, 2026-H2, 2026 in words. */
  period: (id: string): string => {
    const [, year = '', kind = '', n = ''] = /^(\d{4})(?:-([QHP]?)(\d+))?$/.exec(id) ?? [];
    if (n === '') return `${year}年`;
    if (kind === 'Q') return `${year}年${QUARTERS[Number(n) - 1] ?? n}`;
    if (kind === 'H') return `${year}年${HALVES[Number(n) - 1] ?? n}`;
    return kind === 'P' ? `${year}年第${Number(n)}轮` : `${year}年${Number(n)}月`;
  },
  left: (days: number): string =>
    days < 0 ? `超期${-days}个工作日` : days === 0 ? '今天到期' : `还有${days}个工作日`,
  provisional: '暂定',
  village: (task: string, period: string, n: number, day: string, left: string): string =>
    `走访：${task}（${period}）还差${n}户，${day}前走完，${left}。发“走访”看清单。`,
  places: (task: string, period: string, n: number, day: string, left: string): string =>
    `走访：${task}（${period}）还有${n}个村没走完，${day}前走完，${left}。发“走访进度”看。`,
} as const;
