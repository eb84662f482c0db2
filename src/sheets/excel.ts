import type * as SheetJS from '@e965/xlsx';
import { numberCell, textCell } from './cells.ts';
import { type Grid, type GridRow, type Merge, MOST_COLUMNS, MOST_ROWS } from './grid.ts';
import { sheetLibrary } from './library.ts';
import type { Cell, Ignored } from './model.ts';
import { refuse } from './refuse.ts';
import { unpackWorkbook } from './unzip.ts';

/** The last row and column that Excel has. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

interface Book {
  grids: Grid[];
  ignored: Ignored[];
}

/** Reads XLSX, XLSM and XLSB. */
export function readZipped(bytes: Buffer): Book {
  const zip = unpackWorkbook(bytes);
  if (zip.FileIndex.some(({ name, content }) => isCutSheet(name, content as Buffer))) refuse('damaged');
  // A formula that a program wrote and no spreadsheet ever worked out has no value; it must not pass for a blank.
  const unworked = zip.FileIndex.some(({ content }) =>
    ['</f></c>', '</f><v></v>', '</f><v/>', '</f><v />'].some((sign) => (content as Buffer).includes(sign)),
  );
  return read((library) => library.parse_zip(zip, { ...OPTIONS, sheetStubs: unworked }));
}

/** A sheet that some program did not write to its end: the library would take it for an empty one. */
function isCutSheet(name: string, content: Buffer): boolean {
  if (!/worksheets\/[^/]+\.xml$/i.test(name)) return false;
  return !/<(\/(\w+:)?worksheet|(\w+:)?worksheet\b[^<>]*\/)>\s*$/.test(
    content.subarray(-4096).toString('latin1'),
  );
}

/** Reads XLS and what is made like it, and the XML that Excel 2003 wrote. */
export function readBinary(bytes: Buffer): Book {
  return read((library) => library.read(bytes, { ...OPTIONS, type: 'buffer' }));
}

const OPTIONS = {
  dense: true,
  cellText: false,
  cellHTML: false,
  cellNF: true,
  cellFormula: true,
} satisfies SheetJS.ParsingOptions;

function read(parse: (library: ReturnType<typeof sheetLibrary>) => SheetJS.WorkBook): Book {
  const library = sheetLibrary();
  let book: SheetJS.WorkBook;
  try {
    book = parse(library);
  } catch (error) {
    // The library's message may hold content of the file, so that it goes no further.
    const text = error instanceof Error ? error.message : '';
    return refuse(/password|encrypt/i.test(text) ? 'encrypted' : 'damaged');
  }
  const reader = new CellReader(library, book.Workbook?.WBProps?.date1904 === true);
  const found: Book = { grids: [], ignored: [] };
  book.SheetNames.forEach((name, i) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) refuse('damaged');
    if (sheet['!type'] === 'chart') return;
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    const grid = gridOf(name, sheet, reader);
    if (grid.rows.length === 0) return;
    if (hidden) found.ignored.push({ name, why: 'hidden' });
    else found.grids.push(grid);
  });
  return found;
}

function gridOf(name: string, sheet: SheetJS.WorkSheet, reader: CellReader): Grid {
  const data: (SheetJS.CellObject[] | undefined)[] = sheet['!data'] ?? [];
  if (data.length > LAST_ROW) refuse('damaged');
  const rows: GridRow[] = [];
  data.forEach((cells, at) => {
    if (cells === undefined) return;
    const row: GridRow = { number: at + 1, cells: [] };
    if (cells.length > LAST_COLUMN) refuse('damaged');
    cells.forEach((cell, column) => {
      const value = reader.cell(cell);
      if (value === undefined) return;
      if (column >= MOST_COLUMNS) refuse('too-large');
      // Filled up to here, so that the array has no holes to be looked through.
      while (row.cells.length < column) row.cells.push(undefined);
      row.cells.push(value);
    });
    data[at] = undefined;
    if (row.cells.length > 0) rows.push(row);
    if (rows.length > MOST_ROWS) refuse('too-large');
  });
  return { name, rows, merges: (sheet['!merges'] ?? []).map(mergeOf) };
}

function mergeOf({ s, e }: SheetJS.Range): Merge {
  return { top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c };
}

/** Cells of SheetJS as ours. */
class CellReader {
  readonly #library: typeof SheetJS;
  readonly #epoch1904: boolean;
  readonly #formats = new Map<string, 'date' | 'month' | 'padded' | 'number'>();

  constructor(library: typeof SheetJS, epoch1904: boolean) {
    this.#library = library;
    this.#epoch1904 = epoch1904;
  }

  cell(cell: SheetJS.CellObject): Cell | undefined {
    const { t, v } = cell;
    if (t === 'e') return { text: '#', fault: 'formula-error' };
    if (t === 'z') return cell.f === undefined ? undefined : { text: '#', fault: 'formula-error' };
    if (typeof v === 'string') return textCell(v);
    if (typeof v === 'boolean') return { text: v ? 'TRUE' : 'FALSE' };
    return typeof v === 'number' && Number.isFinite(v)
      ? this.#number(v, String(cell.z ?? 'General'))
      : undefined;
  }

  #number(value: number, format: string): Cell {
    const shape = this.#shape(format);
    const made = numberCell(value);
    if (made.fault !== undefined) return made;
    if (shape === 'padded') return { ...made, text: made.text.padStart(format.length, '0') };
    if (shape !== 'number' && value >= 1) {
      const { y, m, d } = this.#library.SSF.parse_date_code(value, { date1904: this.#epoch1904 });
      const day = `${y}-${two(m)}-${two(d)}`;
      // Excel keeps the first of the month where only the month was typed.
      return shape === 'month' ? { text: day.slice(0, 7) } : { text: day, date: day };
    }
    return this.#epoch1904 ? { ...made, epoch1904: true } : made;
  }

  #shape(format: string): 'date' | 'month' | 'padded' | 'number' {
    let shape = this.#formats.get(format);
    if (shape === undefined) {
      shape = this.#library.SSF.is_date(format)
        ? dateShape(format)
        : /^0{2,}$/.test(format)
          ? 'padded'
          : 'number';
      this.#formats.set(format, shape);
    }
    return shape;
  }
}

function dateShape(format: string): 'date' | 'month' | 'number' {
  const signs = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  if (!/[yd]/.test(signs) && !/m/.test(signs.replace(/h+\W*m+|m+\W*s+/g, ''))) return 'number';
  return signs.includes('d') ? 'date' : 'month';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
