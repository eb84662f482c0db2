import { fieldOfLabel } from './fields.ts';

/** Corrections of columns as they were understood; what was not is told by its own words. */
export interface Corrected {
  /** Titles by field id; '' takes a column away from its field. */
  mapping: Record<string, string>;
  /** Parts that name no field or no column. */
  unread: string[];
}

/**
 * Reads 姓名=患者名，村=住址: field, then the column's title (a slip of the hand is forgiven), its letter (C列) or 无.
 * @param titles of the sheet's columns, in order
 */
export function correctColumns(said: string, titles: readonly string[]): Corrected {
  const mapping: Record<string, string> = {};
  const unread: string[] = [];
  for (const part of said.normalize('NFKC').split(/[,，;；、\n]+/)) {
    if (part.trim() === '') continue;
    const [, label = '', column = ''] = /^\s*(.+?)\s*(?:=|是|←|:|：)\s*(.+?)\s*$/.exec(part) ?? [];
    const field = fieldOfLabel(label);
    const title = /^(?:无|没有|不要|空)$/.test(column) ? '' : titleOf(column, titles);
    if (field === undefined || title === undefined) unread.push(part.trim());
    else mapping[field] = title;
  }
  return { mapping, unread };
}

function titleOf(said: string, titles: readonly string[]): string | undefined {
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s()（）]/g, '');
  const wanted = plain(said);
  if (wanted === '') return undefined;
  const exact = titles.find((title) => plain(title) === wanted);
  if (exact !== undefined) return exact;
  const letter = /^([A-Za-z]{1,2})列?$/.exec(wanted)?.[1];
  const number = /^第?(\d{1,3})列$/.exec(wanted)?.[1];
  if (letter !== undefined) return titles[indexOfLetter(letter.toUpperCase())];
  if (number !== undefined) return titles[Number(number) - 1];
  return (
    only(titles.filter((title) => plain(title).includes(wanted) || wanted.includes(plain(title)))) ??
    only(titles.filter((title) => isSlip(plain(title), wanted)))
  );
}

function only(titles: readonly string[]): string | undefined {
  return titles.length === 1 ? titles[0] : undefined;
}

function indexOfLetter(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Whether one character was typed wrong, left out or put in. */
function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (long.length - short.length > 1 || long.length < 3) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i += 1;
  const rest = short.length === long.length ? i + 1 : i;
  return short.slice(rest).join('') === long.slice(i + 1).join('');
}
