import { numberingOf } from './headings.ts';
import { lineOf, type Repair, type RepairKind } from './report.ts';
import { headTokenIsSingle, tailTokenIsWord } from './words-at-break.ts';

/** A paragraph as its author wrote it: what page breaks cut is joined again. */
export interface Paragraph {
  text: string;
  start: number;
  end: number;
}

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
const PAGE_NUMBER =
  /^(?:[-—–－─]{1,2}\s*\d{1,3}\s*[-—–－─]{1,2}|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?)$/;
const SENTENCE_END = /[。！？!?；;：:]["”’』」）)〕】》]*$/;
const CLOSED_NOTE = /^[〔（(].*[〕）)]$/;
/** Longest heading that stands alone on its line, in characters. */
const HEADING_LIMIT = 45;

/** Splits a source into paragraphs, mending page breaks and what scraping left behind. */
export function paragraphsOf(source: string): { paragraphs: Paragraph[]; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const note = (kind: RepairKind, offset: number, removed: string, text: string) =>
    repairs.push({ kind, offset, line: lineOf(source, offset), removed, note: text });
  const paragraphs: Paragraph[] = [];
  for (const line of linesOf(source, note)) {
    const previous = paragraphs.at(-1);
    if (previous !== undefined && continues(previous.text, line.text)) join(previous, line, note);
    else paragraphs.push(line);
  }
  return { paragraphs, repairs };
}

type Note = (kind: RepairKind, offset: number, removed: string, text: string) => void;

function linesOf(source: string, note: Note): Paragraph[] {
  const lines: Paragraph[] = [];
  let offset = 0;
  for (const raw of source.split('\n')) {
    const start = offset;
    offset += raw.length + 1;
    for (const match of raw.matchAll(INVISIBLE)) {
      if (match[0] !== '\f') note('invisible-character', start + match.index, match[0], '看不见的字符');
    }
    for (const match of raw.matchAll(/\*\*/g)) {
      note('emphasis-mark', start + match.index, '**', '网页的加粗符号');
    }
    const text = tidy(raw.replace(INVISIBLE, '').replaceAll('**', ''));
    if (text === '') continue;
    const first = start + raw.search(/\S/);
    if (PAGE_NUMBER.test(text)) note('page-number', first, raw.trim(), '页码');
    else lines.push({ text, start: first, end: start + raw.trimEnd().length });
  }
  return lines;
}

/** Drops white space that typesetting put beside Chinese characters, keeps one space between Latin words. */
function tidy(line: string): string {
  return line
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/ (?=[^\x21-\x7e])|(?<=[^\x21-\x7e]) /gu, '')
    .replace(/^(\d{1,2}[.．、]) /, '$1');
}

/** Whether `next` goes on where `text` was cut by a page break. */
function continues(text: string, next: string): boolean {
  if (SENTENCE_END.test(text) || CLOSED_NOTE.test(text) || numberingOf(next) !== undefined) return false;
  if (/[）)〕]$/.test(text) && /责任单位[:：][^（(]*[）)〕]$/.test(text)) return false;
  const isProse = /[，,。；;：:、]/.test(text.slice(numberingOf(text)?.length ?? 0));
  if (isProse) return true;
  // A heading cut in two: both halves short and open.
  const heading = numberingOf(text);
  const bothShort = text.length <= HEADING_LIMIT && next.length <= HEADING_LIMIT;
  return heading !== undefined && bothShort && !/[，,。；;：:、—]/.test(next);
}

function join(left: Paragraph, right: Paragraph, note: Note): void {
  const doubled = doubledAtBreak(left.text, right.text);
  if (doubled > 0) {
    note(
      'doubled-character',
      right.start,
      right.text.slice(0, doubled),
      `换页处重复的“${right.text.slice(0, doubled)}”`,
    );
  }
  note(
    'page-break',
    left.end,
    '',
    `换页接合：…${left.text.slice(-8)}｜${right.text.slice(doubled, doubled + 8)}…`,
  );
  const glue = /[\x21-\x7e]$/.test(left.text) && /^[a-z]/i.test(right.text) ? ' ' : '';
  left.text += glue + right.text.slice(doubled);
  left.end = right.end;
}

/**
 * How many characters at the head of `right` repeat the tail of `left`. A single character counts only when the
 * tail is a whole word and the head alone is none (`服务体系｜系，` but not `研究｜究竟` or `人｜人持证`).
 */
function doubledAtBreak(left: string, right: string): number {
  for (let length = 6; length >= 2; length -= 1) {
    if (right.length > length && left.endsWith(right.slice(0, length))) return length;
  }
  const single = right[0];
  if (single === undefined || !left.endsWith(single) || !/[\u4e00-\u9fff]/.test(single)) return 0;
  return tailTokenIsWord(left) && headTokenIsSingle(right) ? 1 : 0;
}
