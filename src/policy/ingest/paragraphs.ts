import { type Numbering, type NumberStyle, numberingOf } from './headings.ts';
import { type Note, noteTo, type SourceLine, sourceLines } from './lines.ts';
import { attachmentOf, isDateLine, isFormula, isOrganisation } from './matter.ts';
import type { Repair } from './report.ts';
import { isInformationLine, isSiteLine } from './site-lines.ts';
import { headTokenIsSingle, isWordAcross, tailTokenIsWord } from './words-at-break.ts';

/** A paragraph as its author wrote it: what page breaks cut is joined again. */
export interface Paragraph {
  text: string;
  start: number;
  end: number;
}

const SENTENCE_END = /(?:[。！？!?；;：:…]|[\u4e00-\u9fff）)]\.)["”’』」）)〕】》]*$/;
const CLOSED_NOTE = /^[〔（(].*[〕）)]$/;
const CLOSED_UNITS = /责任单位[:：][^（(]*[）)〕]$/;
/** A short line that ends so was cut, or goes on in the line below. */
const OPEN_END = /[的和与及同对将把，,、（(〔“‘《]$/;
/** A preface before its first comma; no title or heading starts so. */
const OPEN_PREFACE = /^(?:为(?![民人您你])|根据|按照|依据|《[^》]*$)/;
/** The first characters of a number: `（十`, `14`. */
const OPEN_NUMBER = /^(?:[（(][零一二三四五六七八九十]{0,3}|[零一二三四五六七八九十]{1,3}|\d{1,2})$/;
const TITLE_END =
  /(?:意见|方案|办法|细则|通知|要点|规定|计划|规划|措施|公告|决定|纲要|规则)(?:[（(](?:试行|暂行|修订)[）)])?$/;
/** Longest heading that stands alone on its line, in characters. */
const HEADING_LIMIT = 45;
/** Widths of the lines of a text that was broken at a fixed width, in columns. */
const WRAP = { least: 40, most: 130, slack: 4, lines: 5, share: 0.25 };

/** How a whole source is laid out, which tells a cut line from a finished one. */
interface Layout {
  /** Styles of numbers whose headings mostly stand alone on their lines. */
  alone: ReadonlySet<NumberStyle>;
  /** Columns at which every line was broken; undefined where lines end with paragraphs. */
  wrap: number | undefined;
  /** In a wrapped text: whether paragraphs start with an indent. */
  indents: boolean;
}

/** Splits a source into paragraphs, mending page breaks and what scraping left behind. */
export function paragraphsOf(source: string): { paragraphs: Paragraph[]; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const note = noteTo(repairs, source);
  const lines = sourceLines(source, note);
  const layout = layoutOf(lines);
  const paragraphs: Paragraph[] = [];
  lines.forEach((line, i) => {
    const paragraph = paragraphs.at(-1);
    const before = lines[i - 1];
    const isCut =
      paragraph !== undefined &&
      before !== undefined &&
      continues(paragraph.text, before, line, lines[i + 1], layout);
    if (isCut) join(paragraph, line, source, note, layout.wrap !== undefined && !line.afterBlank);
    else paragraphs.push({ text: line.text, start: line.start, end: line.end });
  });
  return { paragraphs, repairs };
}

function layoutOf(lines: readonly SourceLine[]): Layout {
  const counts = new Map<NumberStyle, { alone: number; runsIn: number }>();
  for (const { text } of lines) {
    const numbering = numberingOf(text);
    if (numbering === undefined) continue;
    const count = counts.get(numbering.style) ?? { alone: 0, runsIn: 0 };
    counts.set(numbering.style, count);
    if (standsAlone(text, numbering)) count.alone += 1;
    else count.runsIn += 1;
  }
  const alone = new Set(
    [...counts].filter(([, { alone, runsIn }]) => alone > runsIn).map(([style]) => style),
  );
  const wrap = wrapOf(lines);
  return { alone, wrap, indents: lines.filter((line) => line.indented).length >= 3 };
}

/** The width at which a text's lines were broken: many reach it and none goes beyond. */
function wrapOf(lines: readonly SourceLine[]): number | undefined {
  const widths = lines.map((line) => line.width);
  const widest = Math.max(0, ...widths);
  const full = widths.filter((width) => width >= widest - WRAP.slack).length;
  const isWrapped = full >= WRAP.lines && full >= lines.length * WRAP.share;
  return isWrapped && widest >= WRAP.least && widest <= WRAP.most ? widest : undefined;
}

function standsAlone(text: string, numbering: Numbering): boolean {
  return text.length <= HEADING_LIMIT && !/[。；;：:]./.test(text.slice(numbering.length));
}

/** Whether `next` goes on where `text` (whose last line is `line`) was cut by a page break or a fixed width. */
function continues(
  text: string,
  line: SourceLine,
  next: SourceLine,
  after: SourceLine | undefined,
  layout: Layout,
): boolean {
  if (isRow(text) || isRow(next.text) || isSite(line.text) || isSite(next.text)) return false;
  if (isApart(next.text, after?.text) || attachmentOf(text) !== undefined) return false;
  if (layout.wrap !== undefined) {
    const isFull = line.width >= layout.wrap - WRAP.slack;
    if (isFull && layout.indents && !next.indented && !next.afterBlank && !SENTENCE_END.test(text))
      return true;
    if (numberingOf(next.text) !== undefined || (layout.indents && next.indented)) return false;
    if (!next.afterBlank) return isFull && (layout.indents || !SENTENCE_END.test(text));
  }
  if (OPEN_NUMBER.test(text) && numberingOf(text + next.text) !== undefined) return true;
  if (SENTENCE_END.test(text) || CLOSED_NOTE.test(text) || numberingOf(next.text) !== undefined) return false;
  if (/[）)〕]$/.test(text) && CLOSED_UNITS.test(text)) return false;
  const numbering = numberingOf(text);
  const body = text.slice(numbering?.length ?? 0);
  if (isWordAcross(text, next.text) || (/[，,、]/.test(body) && OPEN_END.test(text)))
    return isProse(body) || next.text.length > 1;
  if (OPEN_PREFACE.test(text)) return true;
  if (!isProse(body) || TITLE_END.test(text)) return false;
  return numbering === undefined
    ? true
    : !(standsAlone(text, numbering) && layout.alone.has(numbering.style));
}

/** A row of a table, whose cells stand apart. */
function isRow(text: string): boolean {
  return / {2}|\|/.test(text);
}

function isSite(text: string): boolean {
  return isSiteLine(text) || isInformationLine(text);
}

/** Prose goes on over a page break; titles and headings have at most an enumeration comma. */
function isProse(body: string): boolean {
  return /[，,。；;：:]/.test(body) || (body.includes('、') && body.length > HEADING_LIMIT);
}

/** What never goes on from the line before: dates, signatures, attachments, the imprint. */
function isApart(next: string, after: string | undefined): boolean {
  if (isDateLine(next) || isFormula(next) || attachmentOf(next) !== undefined) return true;
  return isOrganisation(next) && after !== undefined && isDateLine(after);
}

function join(left: Paragraph, right: SourceLine, source: string, note: Note, isWrapped: boolean): void {
  const doubled = isWrapped ? 0 : doubledAtBreak(left.text, right.text);
  if (doubled > 0) {
    const removed = rawStart(source, right, doubled);
    note('doubled-character', right.start, removed, `换页处重复的“${right.text.slice(0, doubled)}”`);
  }
  if (!isWrapped)
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

/** The characters of the source that a number of characters at the head of a line are printed with. */
function rawStart(source: string, line: SourceLine, characters: number): string {
  const wanted = line.text.slice(0, characters);
  let found = 0;
  for (let at = line.start; at < line.end; at += 1) {
    if (source[at] === wanted[found]) found += 1;
    if (found === wanted.length) return source.slice(line.start, at + 1);
  }
  return wanted;
}

/**
 * How many characters at the head of `right` repeat the tail of `left`. A single character counts only when the
 * tail is a whole word and the head alone is none (`服务体系｜系，` but not `研究｜究竟` or `人｜人持证`). Figures and
 * words that Chinese says twice (`一户｜一户`) are left alone.
 */
function doubledAtBreak(left: string, right: string): number {
  for (let length = 6; length >= 2; length -= 1) {
    const head = right.slice(0, length);
    if (right.length > length && left.endsWith(head))
      return /[\d０-９]|^一.$|^(.)\1$/.test(head) ? 0 : length;
  }
  const single = right[0];
  if (single === undefined || !left.endsWith(single) || !/[\u4e00-\u9fff]/.test(single)) return 0;
  return tailTokenIsWord(left) && headTokenIsSingle(right) ? 1 : 0;
}
