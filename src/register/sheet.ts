import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Mapping, proposeMapping, readRows, readWorkbook, type Table } from '../sheets/index.ts';
import { FIELDS, titleOf } from './columns.ts';
import { RegisterError, type RowFault } from './model.ts';
import type { SheetPlaces } from './places.ts';
import { ESSENTIAL, SheetReader, type SheetRows } from './sheet-rows.ts';
import { REGISTER_TEXTS as T } from './texts.ts';

export interface ReadSheet extends SheetRows {
  /** Rows that are no person's. */
  skipped: number;
  mapping: Mapping;
  unused: string[];
}

/** Rows that are read at once. */
const PIECE = 2000;

/**
 * Reads a sheet of the national system: which rows are one household, who is its head, and which rows cannot be taken.
 * @throws SheetError, RegisterError in the operator's words, when the file as a whole cannot be taken
 */
export async function readSheet(
  given: { bytes: Uint8Array; name: string; mapping?: Mapping | undefined },
  { places, today }: { places: SheetPlaces; today: string },
): Promise<ReadSheet> {
  const { tables } = readWorkbook(given.bytes, given.name);
  const chosen = choose(tables, given.mapping);
  const reader = new SheetReader(places, monthOfName(given.name));
  for (const { table, mapping } of chosen) {
    if (mapping.dataMonth === undefined && monthOfName(given.name) === undefined) {
      throw new RegisterError(T.noMonth);
    }
    reader.begin(chosen.length > 1 ? table.name : '');
    // In pieces: the values of a whole county at once would take memory twice, and nobody else would get a turn.
    for (let i = 0; i < table.rows.length; i += PIECE) {
      const piece = { ...table, rows: table.rows.slice(i, i + PIECE) };
      reader.read(readRows(piece, FIELDS, mapping).rows);
      await nextTurn();
    }
  }
  const sheet = reader.done();
  if (sheet.households.length === 0) throw new RegisterError(firstFault(sheet.faults) ?? T.noRows);
  if (sheet.month > today.slice(0, 7)) throw new RegisterError(T.futureMonth(sheet.month));
  return {
    ...sheet,
    skipped: chosen.reduce((sum, { table }) => sum + table.skipped.length, 0),
    mapping: chosen[0]?.mapping ?? {},
    unused: [...new Set(chosen.flatMap(({ unused }) => unused))],
  };
}

interface Chosen {
  table: Table;
  mapping: Mapping;
  unused: string[];
}

/** The sheets of the file that hold people; a cover sheet with notes is none. */
function choose(tables: readonly Table[], known: Mapping | undefined): Chosen[] {
  const chosen: Chosen[] = [];
  let problem: string | undefined;
  for (const table of tables) {
    const proposed = proposeMapping(table, FIELDS, known);
    const wrong = problemOf(proposed.mapping, proposed.missing, proposed.doubtful);
    if (wrong === undefined) {
      const doubtful = new Set(proposed.doubtful);
      const sure = Object.entries(proposed.mapping).filter(([id]) => !doubtful.has(id));
      const left = proposed.doubtful.flatMap((id) => proposed.mapping[id] ?? []);
      chosen.push({ table, mapping: Object.fromEntries(sure), unused: [...proposed.unused, ...left] });
    } else problem ??= wrong;
  }
  if (chosen.length === 0) throw new RegisterError(problem ?? T.noRows);
  return chosen;
}

function problemOf(
  mapping: Mapping,
  missing: readonly string[],
  doubtful: readonly string[],
): string | undefined {
  const lacking = [...missing, ...(mapping.idNumber === undefined ? ['idNumber'] : [])];
  if (lacking.length > 0) return T.missing(lacking.map(titleOf).join('、'));
  const unsure = doubtful.filter((id) => ESSENTIAL.has(id));
  if (unsure.length > 0) return T.doubtful(unsure.map((id) => mapping[id] ?? id).join('、'));
  const has = (id: string) => mapping[id] !== undefined && !doubtful.includes(id);
  if (!has('number') && !has('relation')) return T.noHouseholds;
  return has('township') || has('village') ? undefined : T.noPlace;
}

function firstFault([first]: readonly RowFault[]): string | undefined {
  return first === undefined ? undefined : `${T.noRows}第 ${first.row} 行：${first.reason}`;
}

/** 底册202611.xlsx, 2026年11月底册.xlsx */
function monthOfName(name: string): string | undefined {
  const [, year, month] = /(20\d\d)[-_.年]?(0[1-9]|1[0-2])(?!\d{3})/.exec(name) ?? [];
  return year === undefined || month === undefined ? undefined : `${year}-${month}`;
}
