import { join } from 'node:path';
import { z } from 'zod';
import { DataFileError, dataFiles, readDataFile } from './data-file.ts';
import { type Day, dayNumber, dayOf } from './days.ts';

/** A day reckoned in working days; provisional when it rests on a year whose holidays are not published. */
export interface Reckoned {
  day: Day;
  provisional: boolean;
}

const CalendarDay = z.string().refine(
  (text) => {
    try {
      dayNumber(text);
      return true;
    } catch {
      return false;
    }
  },
  { error: '应写成 YYYY-MM-DD，而且是真有的一天' },
);

/** `corpus/calendar/<year>.yaml`: one notice of the State Council. */
const YearFile = z.strictObject({
  year: z.number().int().min(2000).max(2098),
  notice: z.strictObject({ title: z.string().min(4), number: z.string().optional(), issued: CalendarDay }),
  holidays: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        from: CalendarDay,
        to: CalendarDay,
        workdays: z.array(CalendarDay).default([]),
      }),
    )
    .min(1),
});
export type YearFile = z.output<typeof YearFile>;

/** The days that can be reckoned with: far beyond what any case needs, small enough for plain arrays. */
const FIRST = dayNumber('2000-01-01');
const LAST = dayNumber('2099-12-31');

/** Chinese working days: weekdays, less the holidays, plus the weekend days made up for them. */
export class WorkCalendar {
  /** By day from `FIRST`: how many working days there were up to and including it. */
  readonly #upTo = new Int32Array(LAST - FIRST + 1);
  /** The working days in order, as day numbers. */
  readonly #workdays: Int32Array;
  readonly #years: ReadonlySet<number>;
  /** The notices that it rests on, by year. */
  readonly notices: ReadonlyMap<number, YearFile['notice']>;

  constructor(files: readonly YearFile[]) {
    const special = new Map<number, boolean>();
    for (const { holidays } of files) {
      for (const { from, to, workdays } of holidays) {
        for (let day = dayNumber(from); day <= dayNumber(to); day += 1) special.set(day, false);
        for (const day of workdays) special.set(dayNumber(day), true);
      }
    }
    const workdays: number[] = [];
    for (let day = FIRST; day <= LAST; day += 1) {
      if (special.get(day) ?? !isWeekend(day)) workdays.push(day);
      this.#upTo[day - FIRST] = workdays.length;
    }
    this.#workdays = Int32Array.from(workdays);
    this.#years = new Set(files.map(({ year }) => year));
    this.notices = new Map(files.map(({ year, notice }) => [year, notice]));
  }

  /**
   * Reads all year files of a folder.
   * @throws DataFileError naming the file and what is wrong
   */
  static load(folder: string): WorkCalendar {
    return new WorkCalendar(
      dataFiles(folder).map((name) => {
        const file = readDataFile(folder, name, YearFile);
        assertSound(join(folder, `${name}.yaml`), name, file);
        return file;
      }),
    );
  }

  isWorkday(day: Day): boolean {
    const at = inRange(day);
    return this.#count(at) > this.#count(at - 1);
  }

  /** Whether the holidays of a year are published and loaded. */
  known(year: number): boolean {
    return this.#years.has(year);
  }

  /** Whether what is counted from the day after `from` up to `to` rests on published years alone. */
  isFinal(from: Day, to: Day): boolean {
    return from >= to || this.#allKnown(inRange(from) + 1, inRange(to));
  }

  /** The day that is `n` working days after `day`: the first working day after it counts as 1; 0 is the day itself. */
  addWorkdays(day: Day, n: number): Reckoned {
    const from = inRange(day);
    if (n <= 0) return { day, provisional: false };
    const to = this.#workdays[this.#count(from) + n - 1];
    if (to === undefined) throw new RangeError(`${day}之后${n}个工作日超出了能算的范围`);
    return { day: dayOf(to), provisional: !this.#allKnown(from + 1, to) };
  }

  /** The working day that is `n` working days before `day` (the nearest one before it counts as 1). */
  workdayBefore(day: Day, n: number): Day {
    const at = inRange(day);
    if (n <= 0) return day;
    const to = this.#workdays[this.#count(at - 1) - n];
    if (to === undefined) throw new RangeError(`${day}之前${n}个工作日超出了能算的范围`);
    return dayOf(to);
  }

  /** Working days from one day to another: the day after `from` may be the first, `to` is included; negative backwards. */
  workdaysBetween(from: Day, to: Day): number {
    return this.#count(inRange(to)) - this.#count(inRange(from));
  }

  /** Working days up to and including a day. */
  #count(day: number): number {
    return day < FIRST ? 0 : (this.#upTo[day - FIRST] ?? 0);
  }

  #allKnown(from: number, to: number): boolean {
    for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!this.known(year)) return false;
    return true;
  }
}

function inRange(day: Day): number {
  const number = dayNumber(day);
  if (number < FIRST || number > LAST)
    throw new RangeError(`日期 ${day} 超出了能算的范围（2000 到 2099 年）`);
  return number;
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/** What a typing slip in a notice's dates would break: each would silently move every deadline of the year. */
function assertSound(path: string, name: string, { year, holidays }: YearFile): void {
  if (name !== String(year)) throw new DataFileError(path, `year：文件名和里面的年份（${year}）不一致`);
  const off = new Set<number>();
  for (const [i, { name: holiday, from, to, workdays }] of holidays.entries()) {
    const key = `holidays.${i}（${holiday}）`;
    // New Year's holiday may begin in the December before.
    for (const day of [from, to, ...workdays]) {
      const inYear = day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`);
      if (!inYear) throw new DataFileError(path, `${key}：${day} 不在${year}年`);
    }
    const span = dayNumber(to) - dayNumber(from) + 1;
    if (span < 1 || span > 15) throw new DataFileError(path, `${key}：放假从 ${from} 到 ${to}，天数不对`);
    for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
      if (off.has(day)) throw new DataFileError(path, `${key}：${dayOf(day)} 放了两次假`);
      off.add(day);
    }
  }
  for (const [i, { name: holiday, workdays }] of holidays.entries()) {
    for (const day of workdays) {
      const number = dayNumber(day);
      if (isWeekend(number) && !off.has(number)) continue;
      throw new DataFileError(path, `holidays.${i}（${holiday}）.workdays：${day} 应是不放假的周六或周日`);
    }
  }
}
