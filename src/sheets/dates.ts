import type { Cell, ReadValue } from './model.ts';

/** Years that a spreadsheet may be about: births of the oldest, plans of the nearest. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
/** Serials of 1950 and 2100: other numbers are no days. */
const FIRST_SERIAL = 18_264;
const LAST_SERIAL = 73_415;
const DAY = 86_400_000;

/** Reads a day: YYYY-MM-DD. `plain` is the cell's text in half-width characters. */
export function readDate(cell: Cell, plain: string): ReadValue {
  if (cell.date !== undefined) return validDay(cell.date);
  const text = plain.replace(/^['‘’]/, '').trim();
  const serial = serialDay(cell);
  if (serial !== undefined) return { value: serial };
  const zoned = /^(\d{4}-\d\d-\d\d)T(\d\d):\d\d(:\d\d(\.\d+)?)?Z$/i.exec(text);
  if (zoned !== null) return { value: shanghaiDay(zoned[1] ?? '', Number(zoned[2])) };
  const bare = text
    .replace(/(?<=[日\d])[T\s]+(上午|下午)?\s*\d{1,2}[:时点][\d:.分秒+ ]*$/i, '')
    .replace(/\s/g, '');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare);
  if (parts !== null) return validDay(`${parts[1]}-${two(parts[2])}-${two(parts[3])}`);
  if (isMonth(bare)) return { fault: 'date-no-day' };
  return { fault: isDoubtful(bare) ? 'date-doubtful' : 'date' };
}

/** Reads a month: YYYY-MM. A full day is read as its month. */
export function readMonth(cell: Cell, plain: string): ReadValue {
  const text = plain.replace(/^['‘’]/, '').replace(/\s/g, '');
  // 2026.1 typed as a number may have been 2026.10.
  if (cell.number !== undefined && /^\d{4}\.1$/.test(text)) return { fault: 'date-doubtful' };
  const parts = /^(\d{4})[-/.年]?(\d{1,2})月?(份)?$/.exec(text);
  if (parts !== null && isMonth(text)) return { value: `${parts[1]}-${two(parts[2])}` };
  const day = readDate(cell, plain);
  return 'value' in day && typeof day.value === 'string' ? { value: day.value.slice(0, 7) } : day;
}

function isMonth(text: string): boolean {
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))(?:份)?$/.exec(text);
  const month = Number(parts?.[2] ?? parts?.[3]);
  return parts !== null && inYears(Number(parts[1])) && month >= 1 && month <= 12;
}

/** A date with two digits for the year, or none, or only the year. */
function isDoubtful(text: string): boolean {
  return (
    /^\d{1,2}[-/.年]\d{1,2}([-/.月]\d{1,4}[日号]?)?$/.test(text) ||
    /^(\d{1,2}月\d{1,2}[日号]?|\d{4}年?|\d{6})$/.test(text)
  );
}

/** A date in a column that nobody formatted as such: Excel's count of days. */
function serialDay(cell: Cell): string | undefined {
  const { number } = cell;
  if (number === undefined) return undefined;
  const days = Math.floor(number) + (cell.epoch1904 === true ? 1462 : 0);
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * DAY).toISOString().slice(0, 10);
}

/** What a program wrote in universal time: midnight in Shanghai is four in the afternoon of the day before. */
function shanghaiDay(day: string, hour: number): string {
  if (hour < 16) return day;
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

function validDay(day: string): ReadValue {
  const time = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return exists && inYears(Number(day.slice(0, 4))) ? { value: day } : { fault: 'date' };
}

function inYears(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function two(text: string | undefined): string {
  return (text ?? '').padStart(2, '0');
}
