import { numberingOf } from './headings.ts';

/** A piece of text as a PDF page places it. */
export interface Piece {
  text: string;
  x: number;
  /** Of the baseline, from the bottom of the page. */
  y: number;
  width: number;
  height: number;
}

/** A line of a page. */
export interface PageLine {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
  /** Parts that wide gaps divide it in; more than one in a table. */
  columns: number;
}

/** Gap between two pieces of one line that parts columns of a table, in heights of a character. */
const COLUMN_GAP = 1.8;
/** A line this near (in characters) to the right edge of its page's text goes on in the next line. */
const NEAR_EDGE = 2.6;
const INDENT = 1.2;
const PAGE_NUMBER =
  /^[-—–－─·•\s]*(?:第?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*页?)\s*(?:[/／,，共]+\s*(?:共?\s*\d{1,3})\s*页?)?[-—–－─·•\s]*$/;

/** The lines of a page from top to bottom. */
export function linesOfPage(pieces: readonly Piece[]): PageLine[] {
  const rows: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const anchor = row?.[0];
    const isSameRow =
      anchor !== undefined && Math.abs(anchor.y - piece.y) < Math.min(anchor.height, piece.height) * 0.5;
    if (row !== undefined && isSameRow) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map(lineOfRow).filter((line) => line.text.trim() !== '');
}

function lineOfRow(row: Piece[]): PageLine {
  const sorted = row.sort((a, b) => a.x - b.x);
  const height = Math.max(...sorted.map((piece) => piece.height));
  let text = '';
  let right: number | undefined;
  let columns = 1;
  for (const piece of sorted) {
    const gap = right === undefined ? 0 : piece.x - right;
    if (gap > height * COLUMN_GAP) {
      columns += 1;
      text += ' | ';
    } else if (gap > height * 0.2) text += ' ';
    text += piece.text;
    right = Math.max(right ?? 0, piece.x + piece.width);
  }
  const first = sorted[0];
  return { text: text.trim(), left: first?.x ?? 0, right: right ?? 0, y: first?.y ?? 0, height, columns };
}

/**
 * Removes page numbers, and headers and footers: what stands at the same height of most pages with the same words.
 * A page's own text never does, but for a last line that happens to be equal; prose is therefore kept.
 */
export function withoutMargins(pages: readonly PageLine[][]): { pages: PageLine[][]; removed: string[] } {
  const removed: string[] = [];
  const counts = new Map<string, number>();
  const isEdge = (page: readonly PageLine[], i: number) => i < 2 || i >= page.length - 2;
  const keyOf = (line: PageLine) =>
    `${line.text.replace(/\d+/g, '#').replace(/\s+/gu, '')}@${Math.round(line.y / 4)}`;
  for (const page of pages) {
    const keys = new Set(page.filter((_, i) => isEdge(page, i)).map(keyOf));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isRepeated = (line: PageLine) => {
    const count = counts.get(keyOf(line)) ?? 0;
    return count >= 2 && count >= pages.length / 3 && !/[。；]|责任单位/.test(line.text);
  };
  const kept = pages.map((page) =>
    page.filter((line, i) => {
      const isMargin =
        isEdge(page, i) &&
        (isRepeated(line) || ((i === 0 || i === page.length - 1) && PAGE_NUMBER.test(line.text)));
      if (isMargin) removed.push(line.text);
      return !isMargin;
    }),
  );
  return { pages: kept, removed };
}

/**
 * Joins wrapped lines to paragraphs: a line that reaches the right edge of the page's text goes on in the next one,
 * unless that one is indented as a new paragraph or set in another size.
 */
export function paragraphsOfPages(pages: readonly PageLine[][]): { paragraphs: string[]; tables: number[] } {
  const paragraphs: string[] = [];
  const tables: number[] = [];
  let previous: { line: PageLine; edge: number } | undefined;
  pages.forEach((page, p) => {
    const edge = usualRight(page);
    const margin = usualLeft(page);
    const rows = tableRows(page);
    if (rows.size > 0) tables.push(p + 1);
    page.forEach((line, i) => {
      const isRow = rows.has(i);
      const text = isRow ? line.text : line.text.replaceAll(' | ', ' ');
      const goesOn =
        previous !== undefined && !isRow && isContinued(previous.line, previous.edge, line, margin);
      const last = paragraphs.length - 1;
      if (goesOn && last >= 0) paragraphs[last] = glue(paragraphs[last] ?? '', text);
      else paragraphs.push(text);
      previous = isRow ? undefined : { line, edge };
    });
  });
  return { paragraphs, tables };
}

function isContinued(line: PageLine, edge: number, next: PageLine, margin: number): boolean {
  const size = Math.min(line.height, next.height);
  if (Math.max(line.height, next.height) > size * 1.15) return false;
  if (next.left > margin + size * INDENT) return false;
  if (/[。；：;:]$/.test(line.text) && numberingOf(next.text.replaceAll(' ', '')) !== undefined) return false;
  return line.right >= edge - size * NEAR_EDGE;
}

/** Right edge of most full lines of a page. */
function usualRight(page: readonly PageLine[]): number {
  const rights = page.map((line) => line.right).sort((a, b) => b - a);
  // A line or two may stick out (hanging punctuation, a table); the third of ten is typical.
  return rights[Math.floor(rights.length / 5)] ?? 0;
}

function usualLeft(page: readonly PageLine[]): number {
  const lefts = page.map((line) => line.left).sort((a, b) => a - b);
  return lefts[Math.floor(lefts.length / 10)] ?? 0;
}

/** Lines in columns count as a table's rows where two or more follow one another. */
function tableRows(page: readonly PageLine[]): Set<number> {
  const rows = new Set<number>();
  page.forEach((line, i) => {
    const neighbours = [page[i - 1], page[i + 1]];
    if (line.columns >= 2 && neighbours.some((n) => n !== undefined && n.columns >= 2)) rows.add(i);
  });
  return rows;
}

function glue(left: string, right: string): string {
  return /[\x21-\x7e]$/.test(left) && /^[a-z]/i.test(right) ? `${left} ${right}` : left + right;
}
