import { columnLetter, filledCells, type Grid, type GridRow } from './grid.ts';
import { findHeader, type Header } from './header.ts';
import type { Cell, Column, SheetRow, Skipped, Table } from './model.ts';

/** Reads a sheet as a table: header, data, and what is neither. */
export function tableOf(grid: Grid): { table: Table } | { ignored: 'no-header' | 'no-rows' } {
  const header = findHeader(grid);
  if (header === undefined) return { ignored: 'no-header' };
  const heading = grid.rows
    .slice(0, header.first)
    .flatMap((row) => filledCells(row).map(({ cell }) => cell.text));
  const body = grid.rows.slice(header.last + 1);
  const columns = columnsOf(header, body, heading);
  const across = acrossRows(grid, header);
  const kinds = body.map((row) => skipOf(row, { header, heading, across, first: row === body[0] }));
  fillMerged(
    grid,
    body.filter((_, i) => kinds[i] === undefined),
  );
  const table: Table = {
    name: grid.name,
    heading,
    columns: columns.map(({ column }) => column),
    rows: [],
    skipped: [],
  };
  let expected = (grid.rows[header.last]?.number ?? 0) + 1;
  body.forEach((row, i) => {
    if (row.number > expected) table.skipped.push({ row: expected, why: 'blank' });
    expected = row.number + 1;
    const why = kinds[i];
    if (why !== undefined) table.skipped.push({ row: row.number, why });
    else table.rows.push(rowOf(row, columns, grid.rows[header.last]));
  });
  return table.rows.length > 0 ? { table } : { ignored: 'no-rows' };
}

interface Placed {
  column: Column;
  at: number;
}

function columnsOf(header: Header, body: readonly GridRow[], heading: readonly string[]): Placed[] {
  const used = new Set<number>();
  for (const row of body) {
    row.cells.forEach((cell, at) => {
      if (cell !== undefined) used.add(at);
    });
  }
  const width = Math.max(header.parts.length, ...[...used].map((at) => at + 1));
  const scale = heading.some((text) => /单位[:：]?\s*[（(]?万元/.test(text)) ? 10_000 : undefined;
  const seen = new Map<string, number>();
  const columns: Placed[] = [];
  for (let at = 0; at < width; at++) {
    const written = header.parts[at]?.join('/') ?? '';
    if (written === '' && !used.has(at)) continue;
    const letter = columnLetter(at);
    const title = written === '' ? `（${letter}列无标题）` : written;
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    const own = title.includes('万元') ? 10_000 : title.includes('元') ? undefined : scale;
    columns.push({
      at,
      column: {
        index: columns.length,
        letter,
        title: times === 1 ? title : `${title}（${times}）`,
        ...(own === undefined ? {} : { scale: own }),
      },
    });
  }
  return columns;
}

function rowOf(row: GridRow, columns: readonly Placed[], header: GridRow | undefined): SheetRow {
  const cells = columns.map(({ at }) => row.cells[at]);
  const made: SheetRow = { number: row.number, cells };
  // An unquoted comma moves all that follows into the next column.
  const tooMany =
    header?.written !== undefined && row.cells.slice(header.written).some((cell) => cell !== undefined);
  return row.fault !== undefined || tooMany ? { ...made, fault: 'ragged' } : made;
}

/** Puts the value of a cell that is merged over several rows into each of them. */
function fillMerged(grid: Grid, rows: readonly GridRow[]): void {
  const byColumn = new Map<number, { top: number; bottom: number }[]>();
  for (const { top, bottom, left } of grid.merges) {
    if (bottom <= top) continue;
    const merges = byColumn.get(left);
    if (merges === undefined) byColumn.set(left, [{ top, bottom }]);
    else merges.push({ top, bottom });
  }
  for (const [at, merges] of byColumn) {
    merges.sort((a, b) => a.top - b.top);
    let next = 0;
    let value: Cell | undefined;
    for (const row of rows) {
      while ((merges[next]?.bottom ?? Number.POSITIVE_INFINITY) < row.number) {
        next += 1;
        value = undefined;
      }
      const merge = merges[next];
      if (merge === undefined) break;
      if (row.number < merge.top) continue;
      const own = row.cells[at];
      if (own !== undefined) {
        value = { ...own, filled: true };
        row.cells[at] = value;
      } else if (value !== undefined) {
        while (row.cells.length <= at) row.cells.push(undefined);
        row.cells[at] = value;
      }
    }
  }
}

const TOTAL = /^(本页|本表|全[县镇乡村])?\S{0,8}(合计|小计|总计|共计|累计)(数|金额|人数)?[:：]?$/;
const NOTE =
  /^(注|备注|说明|附注|填表|填报|制表|制单|经办|审核|审批|复核|负责人|单位负责人|分管|联系人|联系电话|报送|上报|打印|导出|盖章|签字|签章|日期|第\d+页|共\d+(人|户|条|行|页))/;
const LONG_NOTE = 20;

interface Surroundings {
  header: Header;
  heading: readonly string[];
  /** Rows in which one cell reaches across the table. */
  across: ReadonlySet<number>;
  /** Whether it is the row right below the header. */
  first: boolean;
}

function acrossRows(grid: Grid, header: Header): Set<number> {
  const wide = grid.merges.filter(({ left, right }) => (right - left + 1) * 2 > header.parts.length);
  return new Set(wide.map(({ top }) => top));
}

function skipOf(row: GridRow, { header, heading, across, first }: Surroundings): Skipped | undefined {
  const cells = filledCells(row);
  const texts = cells.map(({ cell }) => cell.text.replace(/\s/g, ''));
  if (repeatsHeader(cells, header) || (first && countsColumns(texts))) return 'repeated-header';
  if (/^[（(]?(示例|样例|例|填写示例|样表)[）)]?[:：]?$/.test(texts[0] ?? '')) return 'note';
  if (texts.some((text) => /^\d{15}$|^\d{17}[\dxX]$/.test(text))) return undefined;
  if (texts.slice(0, 3).some((text) => TOTAL.test(text))) return 'total';
  const pairs = texts.filter((text) => /[:：]/.test(text)).length;
  if (NOTE.test(texts[0] ?? '') && (pairs > 0 || texts.length === 1)) return 'note';
  if (texts.length !== 1 || header.parts.length < 3) return undefined;
  const alone = cells[0]?.cell.text ?? '';
  return across.has(row.number) || alone.length > LONG_NOTE || heading.includes(alone) ? 'note' : undefined;
}

/** The header once more, as at the top of each printed page. */
function repeatsHeader(cells: readonly { cell: Cell; at: number }[], header: Header): boolean {
  const same = cells.filter(
    ({ cell, at }) => header.parts[at]?.includes(cell.text.replace(/\s/g, '')) === true,
  );
  return cells.length >= 2 && same.length * 5 >= cells.length * 4;
}

/** The line 甲 乙 1 2 3 … that numbers the columns of official forms. */
function countsColumns(texts: readonly string[]): boolean {
  const numbers = texts
    .filter((text) => /^[（(]?\d{1,2}[)）]?$/.test(text))
    .map((text) => Number(text.replace(/\D/g, '')));
  const rest = texts.filter((text) => !/^[（(]?\d{1,2}[)）]?$/.test(text));
  if (numbers.length < 3 || !rest.every((text) => /^([甲乙丙丁戊己]|栏次|行次)$/.test(text))) return false;
  return numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1);
}
