import type * as SheetJS from '@e965/xlsx';
import { cleanText } from './cells.ts';
import { sheetLibrary } from './library.ts';
import type { SheetToWrite } from './model.ts';

const LONGEST_NAME = 31;
const TEXT_FORMAT = '@';

/**
 * Writes an XLSX file. Texts are cells of text, so that an ID number keeps its digits and `=1+1` is four characters and no
 * formula; numbers are numbers.
 */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Uint8Array {
  const library = sheetLibrary();
  const book = library.utils.book_new();
  const names = new Set<string>();
  for (const sheet of sheets) {
    const name = sheetName(sheet.name, names);
    names.add(name.toLowerCase());
    library.utils.book_append_sheet(book, sheetOf(sheet), name);
  }
  const options = { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true } as const;
  return new Uint8Array(library.write(book, options));
}

function sheetOf({ columns, rows, widths }: SheetToWrite): SheetJS.WorkSheet {
  const data = [columns.map(cellOf), ...rows.map((row) => row.map(cellOf))];
  const width = Math.max(1, ...data.map((row) => row.length));
  const sheet: SheetJS.WorkSheet = {
    '!data': data as SheetJS.CellObject[][],
    '!ref': `A1:${sheetLibrary().utils.encode_cell({ r: data.length - 1, c: width - 1 })}`,
  };
  if (widths !== undefined) sheet['!cols'] = widths.map((wch) => ({ wch }));
  return sheet;
}

function cellOf(value: string | number | null): SheetJS.CellObject | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'number') return { t: 'n', v: value };
  return { t: 's', v: cleanText(value), z: TEXT_FORMAT };
}

/** Excel takes 31 characters, without some signs, each name once. */
function sheetName(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, LONGEST_NAME) || 'Sheet';
  let unique = plain;
  for (let n = 2; taken.has(unique.toLowerCase()); n++) {
    unique = `${plain.slice(0, LONGEST_NAME - 4)}（${n}）`;
  }
  return unique;
}
