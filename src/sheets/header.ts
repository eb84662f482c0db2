import { filledCells, type Grid, type GridRow, type Merge } from './grid.ts';
import type { Cell } from './model.ts';
import { isKnownTitle, isWholeTitle } from './titles.ts';

/** Where the header of a sheet stands. */
export interface Header {
  /** Places of its first and last row in `grid.rows`. */
  first: number;
  last: number;
  /** Parts of the title from top to bottom, by column. */
  parts: string[][];
}

/** A header further down is none: by then there was data. */
const LOOKED_AT = 40;
const MOST_LEVELS = 5;
const LONGEST_TITLE = 60;

/** Finds the header: the first row that names columns, with the rows above and below that belong to it. */
export function findHeader(grid: Grid): Header | undefined {
  const base = baseRow(grid);
  if (base === undefined) return undefined;
  const [first, last] = [firstRow(grid, base), lastRow(grid, base)];
  return { first, last, parts: partsOf(grid, first, last) };
}

/** The row that names most; the first of equals, since it comes again at each page. */
function baseRow(grid: Grid): number | undefined {
  let best: { at: number; known: number } | undefined;
  for (const [at, row] of grid.rows.slice(0, LOOKED_AT).entries()) {
    const cells = filledCells(row).map(({ cell }) => cell);
    if (isData(cells)) break;
    // One title among many may be half a page of instructions.
    if (cells.some(isFigure) || cells.filter(isLabel).length * 5 < cells.length * 4) continue;
    const known = cells.filter(({ text }) => isKnownTitle(text)).length;
    if (known > (best?.known ?? -1) && names(grid, at, cells, known)) best = { at, known };
  }
  return best?.at;
}

function names(grid: Grid, at: number, cells: readonly Cell[], known: number): boolean {
  const whole = cells.some(({ text }) => isWholeTitle(text));
  if (cells.length === 1) return whole && isOneColumn(grid);
  return (known * 3 >= cells.length && (whole || known >= 2)) || contrasts(grid, at);
}

/** Whether cells can only be data: somebody's number among them, or figures. */
function isData(cells: readonly Cell[]): boolean {
  const data = cells.filter(isFigure);
  return data.some(({ text }) => /^['‘’]?[\d\s]{15,}x?$/i.test(text)) || data.length >= 2;
}

function isFigure(cell: Cell): boolean {
  if (cell.date !== undefined || cell.fault !== undefined) return true;
  return /^['‘’]?[¥￥]?[-+(]?[\d\s,.*-]{5,}[\dxX*元)]?$/.test(cell.text) || /^\d+\.\d+$/.test(cell.text);
}

/**
 * Whether a cell may name a column, whatever it explains in brackets. A pair like 单位：元 names none; a small number or a
 * year may.
 */
function isLabel(cell: Cell): boolean {
  const text = cell.text.replace(/[（(][^（）()]*[）)]/g, '').trim();
  if (isFigure(cell) || text === '' || text.length > LONGEST_TITLE || /[:：]\s*\S/.test(text)) return false;
  return !/^\d+$/.test(text) || /^(20\d\d|[1-9]|1[0-2])$/.test(text);
}

function isOneColumn(grid: Grid): boolean {
  return grid.rows.every((row) => row.cells.length <= 1);
}

/** Whether unfamiliar words stand over figures, most of their columns filled. */
function contrasts(grid: Grid, i: number): boolean {
  const labels = grid.rows[i];
  if (labels === undefined || spansMost(grid, labels)) return false;
  const below = grid.rows.slice(i + 1, i + 6);
  const width = Math.max(...below.map((row) => filledCells(row).length), 0);
  if (below.length === 0 || filledCells(labels).length * 2 <= width) return false;
  const hits = below.filter((row) =>
    filledCells(row).some(
      ({ cell, at }) => labels.cells[at] !== undefined && (isFigure(cell) || cell.number !== undefined),
    ),
  );
  return hits.length * 2 > below.length;
}

function spansMost(grid: Grid, row: GridRow): boolean {
  const width = Math.max(...grid.rows.slice(0, LOOKED_AT).map((each) => each.cells.length));
  return mergesAt(grid, row.number).some(
    (merge) => width > 2 && (merge.right - merge.left + 1) * 3 > width * 2,
  );
}

/** Group names above the base (基本情况 over 姓名, 性别 …). */
function firstRow(grid: Grid, base: number): number {
  let first = base;
  while (first > 0 && base - first < MOST_LEVELS) {
    const above = grid.rows[first - 1];
    if (above === undefined || spansMost(grid, above)) break;
    const cells = filledCells(above);
    const wide = mergesAt(grid, above.number).some(({ left, right }) => right > left);
    const here = grid.rows[first];
    if (cells.length < 2 || !cells.every(({ cell }) => isLabel(cell))) break;
    if (!wide && !(here !== undefined && completes(above, here))) break;
    first -= 1;
  }
  return first;
}

function lastRow(grid: Grid, base: number): number {
  let last = base;
  for (let levels = 1; levels < MOST_LEVELS; levels++) {
    const here = grid.rows[last];
    const next = grid.rows[last + 1];
    if (here === undefined || next === undefined || !continues(grid, here, next)) break;
    last += 1;
  }
  return last;
}

/** Whether the next row names columns, too. */
function continues(grid: Grid, here: GridRow, next: GridRow): boolean {
  const cells = filledCells(next);
  if (next.number - here.number > 2 || !cells.every(({ cell }) => isLabel(cell))) return false;
  if (repeats(here, next)) return false;
  const merges = mergesAt(grid, here.number);
  if (merges.some(({ top, bottom }) => top <= here.number && bottom >= next.number)) return true;
  const known = cells.filter(({ cell }) => isKnownTitle(cell.text)).length;
  if (merges.some(({ left, right }) => right > left) && known >= 1) return true;
  if (known >= 2 && known * 2 >= cells.length) return true;
  return known >= 1 && completes(here, next);
}

/** Merged cells that a CSV file forgot: 费用 with a blank beside it, and names below both; nothing below 姓名. */
function completes(here: GridRow, next: GridRow): boolean {
  const fills = filledCells(next).some(({ at }) => here.cells[at] === undefined);
  return fills && filledCells(here).some(({ at }) => next.cells[at] === undefined);
}

function repeats(here: GridRow, next: GridRow): boolean {
  const cells = filledCells(next);
  return cells.every(({ cell, at }) => here.cells[at]?.text === cell.text);
}

function mergesAt(grid: Grid, number: number): Merge[] {
  return grid.merges.filter(({ top, bottom }) => top <= number && number <= bottom);
}

function partsOf(grid: Grid, first: number, last: number): string[][] {
  const rows = grid.rows.slice(first, last + 1);
  const width = Math.max(...rows.map((row) => row.cells.length));
  const numbers = rows.map(({ number }) => number);
  const merges = grid.merges.filter(({ top, bottom }) => numbers.some((n) => top <= n && n <= bottom));
  const right = Math.max(width - 1, ...merges.map((merge) => Math.min(merge.right, width + 50)));
  return Array.from({ length: right + 1 }, (_, at) => {
    const parts = rows.map((row, level) => titleAt(rows, merges, level, at) ?? row.cells[at]?.text ?? '');
    const plain = parts.map((part) => part.replace(/\s/g, '')).filter((part) => part !== '');
    return plain.filter((part, i) => part !== plain[i - 1]);
  });
}

/** What a merged cell, or a group's name to the left in a file without merged cells, says of a column. */
function titleAt(rows: GridRow[], merges: Merge[], level: number, at: number): string | undefined {
  const row = rows[level];
  if (row === undefined || row.cells[at] !== undefined) return undefined;
  const merge = merges.find(
    ({ top, bottom, left, right }) => top <= row.number && row.number <= bottom && left <= at && at <= right,
  );
  if (merge !== undefined) return rows.find(({ number }) => number === merge.top)?.cells[merge.left]?.text;
  const below = rows[level + 1];
  if (merges.length > 0 || below?.cells[at] === undefined) return undefined;
  const group = row.cells.slice(0, at).findLastIndex((cell) => cell !== undefined);
  return below.cells[group] === undefined ? undefined : row.cells[group]?.text;
}
