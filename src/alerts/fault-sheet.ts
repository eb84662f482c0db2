import { type Table, writeWorkbook } from '../sheets/index.ts';
import type { RowFault } from './model.ts';
import { SHEET_TEXTS as T } from './texts.ts';

/** The faulty rows as they came, with what to do about each in a last column: mended there and sent again. */
export function faultSheet(table: Table, faults: readonly RowFault[]): Uint8Array {
  const byNumber = new Map(table.rows.map((row) => [row.number, row]));
  const columns = [...table.columns.map(({ title }) => title), T.reason];
  const rows = faults.map(({ row, reasons }) => {
    const cells = byNumber.get(row)?.cells ?? [];
    return [...table.columns.map(({ index }) => cells[index]?.text ?? null), reasons.join('')];
  });
  return writeWorkbook([{ name: table.name.slice(0, 31), columns, rows }]);
}
