import type { Cell } from './model.ts';

/** A sheet as it lies there, before anybody knows what is header and what is data. */
export interface Grid {
  name: string;
  /** By number; rows without any value may be missing. */
  rows: GridRow[];
  merges: Merge[];
}

export interface GridRow {
  /** As Excel counts, from 1. */
  number: number;
  cells: (Cell | undefined)[];
  /** In delimited text: how many cells were written. */
  written?: number;
  fault?: 'ragged';
}

/** A merged cell: numbers of rows, places of columns; all of them inclusive. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Bytes of a file. */
export const LARGEST_FILE = 30 * 2 ** 20;
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 500;

/** A, B … Z, AA … of a place counted from 0. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

/** The cells of a row that hold something, with their places. */
export function filledCells(row: GridRow): { cell: Cell; at: number }[] {
  const found: { cell: Cell; at: number }[] = [];
  row.cells.forEach((cell, at) => {
    if (cell !== undefined) found.push({ cell, at });
  });
  return found;
}
