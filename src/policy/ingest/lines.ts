import { numberingOf } from './headings.ts';
import { LineNumbers, type Repair, type RepairKind } from './report.ts';

/** A line of a source that has text, as it reads without what scraping and typesetting left in it. */
export interface SourceLine {
  text: string;
  start: number;
  end: number;
  /** Whether it starts with blanks, as a paragraph's first line does. */
  indented: boolean;
  /** Whether a blank line stands before it. */
  afterBlank: boolean;
  /** Columns it takes up as received; a Chinese character takes two. */
  width: number;
}

/** Records a repair: kind, offset in the source, characters removed, what was done. */
export type Note = (kind: RepairKind, offset: number, removed: string, text: string) => void;

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
const NUMBER = '[0-9０-９]{1,3}';
const PAGE_NUMBER = new RegExp(
  `^(?:[-—–－─·•]{1,2}\\s*${NUMBER}\\s*[-—–－─·•]{1,2}|第\\s*${NUMBER}\\s*页[\\s,，/／]*(?:共\\s*${NUMBER}\\s*页)?|${NUMBER}\\s*[/／]\\s*${NUMBER}|Page\\s*\\d{1,3}(?:\\s*of\\s*\\d{1,3})?)$`,
  'i',
);
const UNFINISHED = /[，,、\u4e00-\u9fff]$/;
/** Fewest lines between two pages' numbers; cells of a table stand nearer. */
const PAGE_LINES = 4;

/** A recorder of repairs for a source. */
export function noteTo(repairs: Repair[], source: string): Note {
  const numbers = new LineNumbers(source);
  return (kind, offset, removed, note) =>
    repairs.push({ kind, offset, line: numbers.at(offset), removed, note });
}

/** The lines of a source that have text; page numbers and invisible characters are taken out and noted. */
export function sourceLines(source: string, note: Note): SourceLine[] {
  const lines: SourceLine[] = [];
  let offset = 0;
  let afterBlank = false;
  for (const raw of source.split('\n')) {
    const start = offset;
    offset += raw.length + 1;
    const text = tidy(raw.replace(INVISIBLE, '').replaceAll('**', ''));
    if (PAGE_NUMBER.test(text)) {
      note('page-number', start + raw.search(/\S/), raw.trim(), '页码');
      afterBlank = true;
      continue;
    }
    noteInvisible(raw, start, note);
    const first = start + Math.max(0, raw.search(/\S/));
    const end = start + raw.trimEnd().length;
    if (text !== '')
      lines.push({ text, start: first, end, indented: /^\s/u.test(raw), afterBlank, width: widthOf(raw) });
    afterBlank = text === '';
  }
  return withoutBareNumbers(lines, source, note);
}

function noteInvisible(raw: string, start: number, note: Note): void {
  for (const match of raw.matchAll(INVISIBLE)) {
    if (match[0] !== '\f') note('invisible-character', start + match.index, match[0], '看不见的字符');
  }
  for (const match of raw.matchAll(/\*\*/g)) {
    note('emphasis-mark', start + match.index, '**', '网页的加粗符号');
  }
}

/** Page numbers that are but a number: inside an unfinished sentence, or counting up through the document. */
function withoutBareNumbers(lines: SourceLine[], source: string, note: Note): SourceLine[] {
  const bare = lines.flatMap((line, i) => (/^\d{1,3}$/.test(line.text) ? [i] : []));
  const numberAt = (i: number | undefined) => Number(lines[i ?? -1]?.text);
  const countsUp =
    bare.length >= 2 &&
    bare.every((i, at) => {
      const before = bare[at - 1];
      return before === undefined || (numberAt(i) === numberAt(before) + 1 && i - before >= PAGE_LINES);
    });
  return lines.filter((line, i) => {
    if (!bare.includes(i)) return true;
    const previous = lines[i - 1]?.text ?? '';
    const isInSentence =
      previous.length > 20 &&
      UNFINISHED.test(previous) &&
      /[，。；]/.test(previous) &&
      lines[i + 1] !== undefined;
    if (!countsUp && !isInSentence) return true;
    note('page-number', line.start, source.slice(line.start, line.end), '页码');
    return false;
  });
}

/** Drops white space that typesetting put beside Chinese characters; keeps tabulated cells and Latin words apart. */
function tidy(line: string): string {
  const cells = line.trim().split(/ *\t+ */u);
  const isTable =
    cells.length >= 2 && cells.every((cell) => cell.length <= 60) && numberingOf(line.trim()) === undefined;
  return isTable ? cells.map(tidyCell).join('  ').trim() : tidyCell(line);
}

function tidyCell(line: string): string {
  const plain = line.replace(/\s+/gu, ' ').trim();
  // 一　总体要求: the blank is the heading's mark.
  const heading = /^[一二三四五六七八九十]{1,3} (?=[^，。；：、 ]{2,30}$)/u.exec(plain)?.[0] ?? '';
  const rest = plain
    .slice(heading.length)
    .replace(/ (?=[^\x21-\x7e])|(?<=[^\x21-\x7e]) /gu, '')
    .replace(/ ?\| ?/g, '|')
    .replace(/^(\d{1,2}[.．、]) /, '$1');
  return heading + rest;
}

function widthOf(raw: string): number {
  let width = 0;
  for (const character of raw.trimEnd()) width += /[\u0000-\u00ff]/u.test(character) ? 1 : 2;
  return width;
}
