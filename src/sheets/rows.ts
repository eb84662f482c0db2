import type { Field, Mapping, ReadRow, Table } from './model.ts';
import { readValue } from './values.ts';

/** A value and what is wrong with it are of this column. */
interface Placed {
  field: Field;
  title: string;
  at: number;
  scale: number;
  /** Every number of the column was cut to 15 digits. */
  cut: boolean;
}

/**
 * Reads all rows of a table by a mapping. A value at fault is null, and its fault named; a field without a column is null in
 * every row, and `missing` where it is required.
 */
export function readRows(table: Table, fields: readonly Field[], mapping: Mapping): { rows: ReadRow[] } {
  const placed = fields.map((field) => place(table, field, mapping[field.id]));
  return {
    rows: table.rows.map((row) => {
      const read: ReadRow = { number: row.number, values: {}, faults: [] };
      if (row.fault !== undefined) read.faults.push({ field: '', fault: row.fault, title: '' });
      for (const { field, title, at, scale, cut } of placed) {
        const cell = row.cells[at];
        const found =
          cut && isCut(cell?.text) ? ({ fault: 'precision' } as const) : readValue(cell, field.kind, scale);
        read.values[field.id] = 'value' in found ? found.value : null;
        if ('fault' in found) read.faults.push({ field: field.id, fault: found.fault, title });
        else if (found.value === null && field.required === true) {
          read.faults.push({ field: field.id, fault: 'missing', title });
        }
      }
      return read;
    }),
  };
}

function place(table: Table, field: Field, title: string | undefined): Placed {
  const column = table.columns.find((each) => each.title === title);
  const at = column?.index ?? -1;
  return {
    field,
    title: column?.title ?? field.titles[0] ?? field.id,
    at,
    scale: column?.scale ?? 1,
    cut: field.kind === 'id-number' && wasCut(table, at),
  };
}

/**
 * Whether a spreadsheet cut a column's ID numbers to 15 digits before it was saved as text: three zeros end one number in
 * a thousand, so that a third of them is no chance, and the one in eleven whose check digit fits by accident is not right.
 */
function wasCut(table: Table, at: number): boolean {
  const numbers = table.rows
    .map((row) => row.cells[at]?.text)
    .filter((text) => /^\d{17}[\dXx]$/.test(text ?? ''));
  const cut = numbers.filter(isCut).length;
  return cut >= 2 && cut * 3 >= numbers.length;
}

function isCut(text: string | undefined): boolean {
  return /^\d{15}000$/.test(text ?? '');
}
