import { NOTICE_2027 } from './deadlines-stories.ts';
import { NOTICES } from './deadlines-table.ts';

/** Something that happened to a case: `2026-11-03 10:00`, `back`, `verification`. */
export interface Step {
  at: string;
  what: string;
  to: string;
}

/** Days counted by hand. */
export interface Counted {
  days: string[];
  due: string;
  provisional: boolean;
  /** The day marked with `*`. */
  remind: string | undefined;
  /** By how many working days it is late once all has happened. */
  over: number | undefined;
}

/** A line of a table. */
export interface Row {
  line: string;
  county: string;
  /** The stage, or the office for a task. */
  of: string;
  /** Whether the limit is the county's over the whole. */
  total: boolean;
  limit: number;
  steps: Step[];
  counted: Counted[];
}

/** Reads a table of `deadlines-table.ts` or `deadlines-stories.ts`. */
export function rowsOf(table: string): Row[] {
  const lines = table.split('\n').filter((line) => /^\d/.test(line));
  return lines.map((line) => {
    const [head = '', happened = '', ...rest] = line.split('|').map((part) => part.trim());
    const [county = '', of = '', ...limit] = head.split(' ');
    const steps = stepsOf(happened, of);
    const counted = rest.slice(0, -1).map((days) => countedOf(days, steps[0]?.at.slice(0, 4) ?? ''));
    return { line, county, of, total: limit[0] === 'total', limit: Number(limit.at(-1)), steps, counted };
  });
}

function stepsOf(text: string, stage: string): Step[] {
  let year = '';
  return text.split('; ').map((step) => {
    const [day = '', time = '', what = stage, to = ''] = step.split(' ');
    const full = day.length === 10 ? day : year + day;
    year = full.slice(0, 5);
    return { at: `${full} ${time}`, what, to };
  });
}

function countedOf(text: string, firstYear: string): Counted {
  const [list = '', fixed] = text.split(' = ');
  let year = `${firstYear}-`;
  let remind: string | undefined;
  const days = list.split(' ').map((word) => {
    const day = word.replace(/[*?]/g, '');
    const full = day.length === 10 ? day : year + day;
    year = full.slice(0, 5);
    if (word.includes('*')) remind = full;
    return full;
  });
  const [due, over] = fixed === undefined ? [days.at(-1) ?? '', undefined] : fixedOf(fixed, year);
  return { days, due, provisional: text.includes('?'), remind, over };
}

function fixedOf(text: string, year: string): [string, number | undefined] {
  const [day = '', over] = text.replace('?', '').split(' over ');
  return [year + day, over === undefined ? undefined : Number(over)];
}

/** Whether a day is worked by the notices as they stand in the tables, not by the program's calendar. */
export function isWorked(day: string, with2027 = false): boolean {
  const year = day.slice(0, 4);
  const notices: Record<string, { off: string; worked: string }> = NOTICES;
  const notice = year === '2027' && with2027 ? NOTICE_2027 : notices[year];
  const date = day.slice(5);
  if (notice?.worked.split(' ').includes(date)) return true;
  const off = notice?.off.split(' ').some((days) => {
    const [from = '', to = from] = days.split('..');
    return date >= from && date <= to;
  });
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return off !== true && weekday !== 0 && weekday !== 6;
}

/** The calendar day after. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
