/** A day of the county, `2026-02-14`. */
export type Day = string;

/**
 * 2026 as the State Council's notice of 4 November 2025 has it, copied out by hand weekday by weekday: what a Monday to
 * Friday loses, and which Saturdays and Sundays are worked for it.
 */
const OFF = new Set(
  [
    ['01', '01 02'],
    ['02', '16 17 18 19 20 23'],
    ['04', '06'],
    ['05', '01 04 05'],
    ['06', '19'],
    ['09', '25'],
    ['10', '01 02 05 06 07'],
  ].flatMap(([month, days = '']) => days.split(' ').map((day) => `2026-${month}-${day}`)),
);
const MADE_UP = new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
/** No notice is out for the years after. */
const LAST_KNOWN = '2026-12-31';

const DAY = 86_400_000;

export function plusDays(day: Day, n: number): Day {
  return new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
}

export function plusMonths(day: Day, n: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + n + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))).toISOString().slice(0, 10);
}

export function isWorked(day: Day): boolean {
  if (MADE_UP.has(day)) return true;
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !OFF.has(day);
}

export interface Due {
  day: Day;
  /** Reaches into a year whose holidays nobody knows. */
  provisional: boolean;
}

/** Goes on from a day, one day after the other, until `n` of them were worked. */
export function workingDaysAfter(from: Day, n: number): Due {
  let day = from;
  for (let left = n; left > 0; ) {
    day = plusDays(day, 1);
    if (isWorked(day)) left -= 1;
  }
  return { day, provisional: n > 0 && isUnknown(day) };
}

/** Worked days behind `from`, up to and with `to`. */
export function workedBetween(from: Day, to: Day): number {
  let worked = 0;
  for (let day = from; day < to; ) {
    day = plusDays(day, 1);
    if (isWorked(day)) worked += 1;
  }
  return worked;
}

/** A day of a year whose holidays nobody knows. */
export function isUnknown(day: Day): boolean {
  return day > LAST_KNOWN;
}

/** The day in Shanghai at a moment. */
export function dayAt(now: Date): Day {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
