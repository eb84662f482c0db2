import { addDays, type WorkCalendar } from '../casework/index.ts';

/** A stretch of the calendar in which a sweep goes round once. */
export interface Period {
  /** 2026-11, 2026-Q4, 2026-H2, 2026, or 2026-P3 for the third part of a year that has no name. */
  id: string;
  /** First and last day, YYYY-MM-DD. */
  begins: string;
  ends: string;
}

const NAMES: Readonly<Record<number, string>> = { 3: 'Q', 6: 'H' };

/** The period of so many months that contains a day. Periods begin in January, so that a year is whole. */
export function periodOf(months: number, day: string): Period {
  const year = Number(day.slice(0, 4));
  const part = Math.floor((Number(day.slice(5, 7)) - 1) / months);
  const begins = firstOf(year, part * months);
  const ends = addDays(firstOf(year, (part + 1) * months), -1);
  const n = months === 1 ? begins.slice(5, 7) : `${NAMES[months] ?? 'P'}${part + 1}`;
  return { id: months === 12 ? String(year) : `${year}-${n}`, begins, ends };
}

/** The first day of the month that is so many months after January; the year after counts on. */
function firstOf(year: number, month: number): string {
  const at = { year: year + Math.floor(month / 12), month: (month % 12) + 1 };
  return `${at.year}-${String(at.month).padStart(2, '0')}-01`;
}

/** The period's last working day; provisional while its year's holidays are not published. */
export function lastWorkday(
  { ends }: Pick<Period, 'ends'>,
  calendar: WorkCalendar,
): { day: string; provisional: boolean } {
  const day = calendar.isWorkday(ends) ? ends : calendar.workdayBefore(ends, 1);
  return { day, provisional: !calendar.known(Number(ends.slice(0, 4))) };
}
