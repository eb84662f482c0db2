/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`; such strings compare in time order. */
export type Day = string;

const DAY_MS = 86_400_000;
/** China has one time and, since 1991, no summer time: the offset is a constant. */
const SHANGHAI_MS = 8 * 3_600_000;

/** Something that is no day of the calendar. */
export class InvalidDayError extends Error {
  constructor(input: string) {
    super(`日期“${input.slice(0, 20)}”不对，应写成 YYYY-MM-DD，例如 2026-11-20。`);
    this.name = 'InvalidDayError';
  }
}

/** The day in Asia/Shanghai on which an instant falls. */
export function shanghaiDay(instant: Date): Day {
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** Today in Asia/Shanghai. */
export function todayIn(clock: () => Date): Day {
  return shanghaiDay(clock());
}

/** The first instant of a day in Asia/Shanghai. */
export function startOfDay(day: Day): Date {
  return new Date(dayNumber(day) * DAY_MS - SHANGHAI_MS);
}

/** The first instant after a day in Asia/Shanghai: what is due on the day is overdue from here on. */
export function endOfDay(day: Day): Date {
  return new Date((dayNumber(day) + 1) * DAY_MS - SHANGHAI_MS);
}

/** The day so many calendar days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** Whether what was due on a day is late at an instant: the due day itself still counts as in time. */
export function isOverdue(due: Day, now: Date): boolean {
  return shanghaiDay(now) > due;
}

/**
 * Days since 1970-01-01, for reckoning. By arithmetic and not by `Date`, which a digest over 100 000 cases would wait for.
 * @throws InvalidDayError when it is no day of the calendar (`2026-02-30`)
 */
export function dayNumber(day: Day): number {
  const year = digits(day, 0, 4);
  const month = digits(day, 5, 2);
  const date = digits(day, 8, 2);
  const form = day.length === 10 && day[4] === '-' && day[7] === '-';
  if (!form || !(year >= 0 && month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month))) {
    throw new InvalidDayError(day);
  }
  // Years begin in March here, so that the leap day is a year's last.
  const y = month > 2 ? year : year - 1;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + ofYear - EPOCH;
}

/** From 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** The day of such a number. */
export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The number that some decimal digits write; NaN when another character stands there. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let at = from; at < from + length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
