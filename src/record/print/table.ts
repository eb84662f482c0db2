import type { Column } from './model.ts';
import { COLOURS, type Sheet, type Style } from './sheet.ts';

/** How a table is set. */
export interface TableStyle {
  text: Style;
  /** Room around a cell's text; points. */
  padding: number;
  /** The first column holds names of what stands beside: set as a head. */
  named?: boolean;
}

interface Cell {
  lines: string[];
  x: number;
  width: number;
  style: Style;
  align: Column['align'];
}

/**
 * A ruled table. It goes on over pages, with its head again on each; a row that is longer than the page is cut between
 * lines. Without titles it has no head.
 */
export function drawTable(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: TableStyle,
): void {
  const places = placesOf(sheet, columns);
  const headed = columns.some(({ title }) => title !== '');
  const bold = { ...style.text, bold: true };
  const cellsOf = (row: readonly string[], of: (column: number) => Style): Cell[] =>
    places.map(({ x, width }, i) => ({
      lines: sheet.lines(row[i] ?? '', of(i), width - 2 * style.padding),
      x,
      width,
      style: of(i),
      align: columns[i]?.align,
    }));
  const head = headed
    ? cellsOf(
        columns.map(({ title }) => title),
        () => bold,
      )
    : [];
  const rowStyle = (column: number) => (style.named === true && column === 0 ? bold : style.text);
  const line = sheet.lineHeight(style.text);
  // A head alone at the foot of a page would name nothing.
  sheet.need((headed ? heightOf(head, line, style) : 0) + line + 2 * style.padding);
  if (headed) drawBand(sheet, head, line, style, true);
  for (const row of rows) {
    let cells = cellsOf(row, rowStyle);
    const most = () => Math.floor((sheet.room - 2 * style.padding) / line);
    const isLong = heightOf(cells, line, style) > sheet.bottom - sheet.margins.top - 3 * line;
    while (cells.some(({ lines }) => lines.length > 0)) {
      const height = Math.max(...cells.map(({ lines }) => lines.length));
      if (height > most() && (!isLong || most() < 2)) {
        sheet.newPage();
        if (headed) drawBand(sheet, head, line, style, true);
      }
      const fits = Math.max(1, most());
      const now = cells.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fits) }));
      drawBand(sheet, now, line, style, false);
      cells = cells.map((cell) => ({ ...cell, lines: cell.lines.slice(fits) }));
    }
  }
}

function placesOf(sheet: Sheet, columns: readonly Column[]): { x: number; width: number }[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  let x = sheet.left;
  return columns.map(({ share }) => {
    const place = { x, width: (sheet.width * share) / whole };
    x += place.width;
    return place;
  });
}

function heightOf(cells: readonly Cell[], line: number, { padding }: TableStyle): number {
  return Math.max(0, ...cells.map(({ lines }) => lines.length)) * line + 2 * padding;
}

/** One row, or the part of it that stands on this page. */
function drawBand(
  sheet: Sheet,
  cells: readonly Cell[],
  line: number,
  style: TableStyle,
  isHead: boolean,
): void {
  const { padding } = style;
  const height = heightOf(cells, line, style);
  const [top, right] = [sheet.y, sheet.left + sheet.width];
  cells.forEach(({ x, width }, i) => {
    if (isHead || (style.named === true && i === 0)) sheet.fill(x, top, width, height, COLOURS.ground);
  });
  for (const cell of cells) {
    cell.lines.forEach((text, i) => {
      const free = cell.width - 2 * padding - sheet.widthOf(text, cell.style);
      const shift = cell.align === 'right' ? free : cell.align === 'center' ? free / 2 : 0;
      sheet.put(text, cell.x + padding + shift, top + padding + i * line, cell.style);
    });
    sheet.line(cell.x, top, cell.x, top + height);
  }
  sheet.line(right, top, right, top + height);
  sheet.line(sheet.left, top, right, top);
  sheet.line(sheet.left, top + height, right, top + height);
  sheet.y = top + height;
}
