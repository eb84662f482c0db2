import { textCell } from './cells.ts';
import { type Grid, type GridRow, MOST_COLUMNS, MOST_ROWS } from './grid.ts';
import { refuse } from './refuse.ts';

const TOKENS = /<!--[\s\S]*?-->|<(script|style|xml)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-zA-Z][\w:-]*)([^<>]*)>/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const MOST_SPANNED_ROWS = 65_536;

/** Whether a text is a page of HTML, as many offices' programs export it under the name of a spreadsheet. */
export function isMarkup(text: string): boolean {
  return /^\s*<(!doctype html|html|head|meta|body|table|div|center|style|!--)/i.test(text);
}

/** Reads the tables of an HTML page. Digits stay as they are written. */
export function readMarkup(text: string): Grid[] {
  const reader = new TableReader();
  let from = 0;
  for (const token of text.matchAll(TOKENS)) {
    reader.text(text.slice(from, token.index));
    from = token.index + token[0].length;
    const tag = token[3]?.toLowerCase();
    if (tag !== undefined) reader.tag(tag, token[2] === '/', token[4] ?? '');
  }
  reader.text(text.slice(from));
  if (reader.tables === 0) refuse('not-a-table');
  // A page that was cut off leaves a table open; who knows how many rows are missing.
  if (reader.open) refuse('damaged');
  return reader.grids;
}

/** A table that is being read. */
class OpenTable {
  readonly grid: Grid = { name: '', rows: [], merges: [] };
  row: GridRow | undefined;
  cell: { written: string; width: number; height: number } | undefined;
  /** How many more rows a cell of an earlier row reaches down, by column. */
  readonly #reach: number[] = [];
  #number = 0;

  tr(closing: boolean): void {
    this.end();
    if (!closing) this.#beginRow();
  }

  td(closing: boolean, attributes: string): void {
    this.#endCell();
    if (closing) return;
    if (this.row === undefined) this.#beginRow();
    const width = span(attributes, 'colspan', MOST_COLUMNS);
    this.cell = { written: '', width, height: span(attributes, 'rowspan', MOST_SPANNED_ROWS) };
  }

  end(): void {
    this.#endCell();
    this.#endRow();
  }

  #beginRow(): void {
    this.#number += 1;
    this.row = { number: this.#number, cells: [] };
  }

  #endRow(): void {
    if (this.row === undefined) return;
    this.#reach.forEach((rows, at) => {
      this.#reach[at] = Math.max(0, rows - 1);
    });
    if (this.row.cells.some((cell) => cell !== undefined)) this.grid.rows.push(this.row);
    if (this.grid.rows.length > MOST_ROWS) refuse('too-large');
    this.row = undefined;
  }

  #endCell(): void {
    const { cell, row } = this;
    this.cell = undefined;
    if (cell === undefined || row === undefined) return;
    while ((this.#reach[row.cells.length] ?? 0) > 0) row.cells.push(undefined);
    const left = row.cells.length;
    const right = left + cell.width - 1;
    if (right >= MOST_COLUMNS) refuse('too-large');
    for (let at = left; at <= right; at++) {
      row.cells[at] = at === left ? textCell(decoded(cell.written)) : undefined;
      while (this.#reach.length <= at) this.#reach.push(0);
      // The row itself is taken off when it ends.
      this.#reach[at] = cell.height > 1 ? cell.height : 0;
    }
    if (cell.width === 1 && cell.height === 1) return;
    this.grid.merges.push({ top: row.number, bottom: row.number + cell.height - 1, left, right });
  }
}

class TableReader {
  readonly grids: Grid[] = [];
  tables = 0;
  readonly #open: OpenTable[] = [];

  text(piece: string): void {
    const cell = this.#open.at(-1)?.cell;
    if (cell !== undefined) cell.written += piece.replace(/\s+/g, ' ');
  }

  tag(tag: string, closing: boolean, attributes: string): void {
    const table = this.#open.at(-1);
    if (tag === 'table' && closing) this.#endTable();
    else if (tag === 'table') this.#beginTable();
    else if (table === undefined) return;
    else if (tag === 'tr') table.tr(closing);
    else if (tag === 'td' || tag === 'th') table.td(closing, attributes);
    else if (/^(br|p|div|li)$/.test(tag) && table.cell !== undefined && table.cell.written.trim() !== '') {
      if (tag === 'br' || !closing) table.cell.written += '\n';
    }
  }

  get open(): boolean {
    return this.#open.length > 0;
  }

  #beginTable(): void {
    this.tables += 1;
    const table = new OpenTable();
    this.#open.push(table);
    this.grids.push(table.grid);
  }

  #endTable(): void {
    this.#open.pop()?.end();
  }
}

function span(attributes: string, name: string, most: number): number {
  const written = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes)?.[1];
  return Math.min(most, Math.max(1, Number(written ?? 1)));
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
