/** The periods that a digest is made for. */
export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A span of whole days in Asia/Shanghai; weeks run from Monday to Sunday. */
export interface Period {
  kind: PeriodKind;
  /** First and last day, `YYYY-MM-DD`. */
  first: string;
  last: string;
  /** The same as instants (UTC ISO): from `start` on, before `end`. */
  start: string;
  end: string;
}

const MONTHS: Partial<Record<PeriodKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The period of a kind that contains a day. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const months = MONTHS[kind];
  if (months !== undefined) {
    const [year = 0, month = 1] = day.split('-').map(Number);
    const from = month - ((month - 1) % months);
    return between(kind, calendarDay(year, from, 1), calendarDay(year, from + months, 0));
  }
  if (kind === 'day') return between(kind, day, day);
  const monday = addDays(day, -((weekdayOf(day) + 6) % 7));
  return between(kind, monday, addDays(monday, 6));
}

/** The period of the same kind just before. */
export function previousPeriod(period: Period): Period {
  return periodOf(period.kind, addDays(period.first, -1));
}

/** The `count` periods of the same kind before, nearest first. */
export function periodsBefore(period: Period, count: number): Period[] {
  const before: Period[] = [];
  for (let last = period; before.length < count; ) {
    last = previousPeriod(last);
    before.push(last);
  }
  return before;
}

/** A day some days later (or earlier). */
export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return calendarDay(year, month, date + days);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The instant at which a day begins in Asia/Shanghai, or its given hour. China keeps UTC+8 all year. */
export function instantOf(day: string, hour = 0): string {
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString();
}

/** The day and the hour in Asia/Shanghai at an instant. */
export function shanghaiTime(instant: Date): { day: string; hour: number } {
  const local = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return { day: local.slice(0, 10), hour: Number(local.slice(11, 13)) };
}

/** Month and date may lie outside their range: they carry over, as dates do. */
function calendarDay(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

function between(kind: PeriodKind, first: string, last: string): Period {
  return { kind, first, last, start: instantOf(first), end: instantOf(addDays(last, 1)) };
}
