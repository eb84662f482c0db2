import { createHash } from 'node:crypto';
import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import {
  faultText,
  type Mapping,
  type ProposedMapping,
  proposeMapping,
  type ReadRow,
  readRows,
  readValue,
  readWorkbook,
  type Table,
} from '../sheets/index.ts';
import { FIELDS, type FieldId, readCause } from './fields.ts';
import type { GivenSheet, RowFault } from './model.ts';
import type { WrittenPlace } from './places.ts';
import { SHEET_TEXTS as T } from './texts.ts';

/** A row's values, as they are kept sealed. */
export interface AlertData {
  /** The person reported. */
  name: string;
  idNumber?: string;
  phone?: string;
  /** Head of the household, where the sheet names one. */
  head?: string;
  headId?: string;
  /** Place as written. */
  place?: string;
  what?: string;
  amount?: number;
  /** YYYY-MM-DD or YYYY-MM */
  date?: string;
  /** Codes of the place, as far as it is sure. */
  township?: RegionCode;
  village?: RegionCode;
}

/** A row that can be taken in. */
export interface AlertRead {
  row: number;
  data: AlertData;
  cause: Cause;
  place: WrittenPlace;
}

/** A workbook's sheet that was chosen, with the columns that its fields are read from. */
export interface OpenedSheet {
  tables: { name: string; rows: number }[];
  index: number;
  table: Table;
  proposed: ProposedMapping;
  /** The proposal with what was corrected. */
  mapping: Mapping;
  /** Fields that must be there and are not. */
  missing: FieldId[];
  /** SHA-256 of the file, with the sheet's place where there are several. */
  hash: string;
}

/**
 * Opens a department's sheet.
 * @param remembered what was confirmed for this department last
 * @throws SheetError in the operator's words
 */
export function openSheet(given: GivenSheet, remembered: Mapping | undefined): OpenedSheet {
  const { tables } = readWorkbook(given.bytes, given.name);
  const index = chosen(tables, given.table);
  const table = tables[index];
  // `readWorkbook` refuses a file without any table; a number of no sheet was read as the largest.
  if (table === undefined) throw new RangeError('a workbook without a table');
  const proposed = proposeMapping(table, FIELDS, remembered);
  const mapping = corrected(table, proposed.mapping, given.mapping ?? {});
  const digest = createHash('sha256').update(given.bytes).digest('hex');
  return {
    tables: tables.map(({ name, rows }) => ({ name, rows: rows.length })),
    index,
    table,
    proposed,
    mapping,
    missing: mapping.name === undefined && mapping.head === undefined ? ['name'] : [],
    hash: index === 0 ? digest : `${digest}:${index}`,
  };
}

/** The sheet asked for, else the one with the most rows: the first is often an explanation. */
function chosen(tables: readonly Table[], asked: number | undefined): number {
  if (asked !== undefined && tables[asked] !== undefined) return asked;
  const most = Math.max(...tables.map(({ rows }) => rows.length));
  return Math.max(
    0,
    tables.findIndex(({ rows }) => rows.length === most),
  );
}

/** A column that is given to another field is taken from the one that had it; an empty title takes the field away. */
function corrected(table: Table, proposed: Mapping, by: Readonly<Record<string, string>>): Mapping {
  const mapping: Mapping = { ...proposed };
  for (const [field, title] of Object.entries(by)) {
    if (!table.columns.some((column) => column.title === title)) {
      delete mapping[field];
      continue;
    }
    for (const [other, taken] of Object.entries(mapping)) if (taken === title) delete mapping[other];
    mapping[field] = title;
  }
  return mapping;
}

/** Reads all rows. A row with a fault is not taken in: the department mends it and sends it again. */
export function readAlerts(
  { table, mapping }: Pick<OpenedSheet, 'table' | 'mapping'>,
  cause: Cause | undefined,
): { alerts: AlertRead[]; faults: RowFault[] } {
  const alerts: AlertRead[] = [];
  const faults: RowFault[] = [];
  const dates = monthReader(table, mapping);
  for (const row of readRows(table, FIELDS, mapping).rows) {
    const { values, reasons } = checked(row, mapping, dates);
    const own = text(values, 'cause');
    const named = own === undefined ? cause : readCause(own);
    if (named === undefined)
      reasons.push(own === undefined ? T.noCause : T.causeUnknown(mapping.cause ?? ''));
    const name = text(values, 'name') ?? text(values, 'head');
    if (name === undefined && reasons.length === 0) {
      reasons.push(faultText('missing', mapping.name ?? mapping.head ?? ''));
    }
    if (reasons.length > 0 || named === undefined || name === undefined) {
      faults.push({ row: row.number, reasons });
    } else alerts.push({ row: row.number, cause: named, data: dataOf(name, values), place: placeOf(values) });
  }
  return { alerts, faults };
}

type Values = ReadRow['values'];

function checked(
  { number, values, faults }: ReadRow,
  mapping: Mapping,
  monthAt: (row: number) => string | undefined,
): { values: Values; reasons: string[] } {
  const month = faults.some(({ field, fault }) => field === 'date' && fault === 'date-no-day')
    ? monthAt(number)
    : undefined;
  const left = faults.filter(({ field }) => field !== 'date' || month === undefined);
  return {
    values: month === undefined ? values : { ...values, date: month },
    reasons: left.map(({ field, fault, title }) =>
      faultText(fault, title === '' ? (mapping[field] ?? '') : title),
    ),
  };
}

/** A month is day enough for a bill. */
function monthReader(table: Table, mapping: Mapping): (row: number) => string | undefined {
  const column = table.columns.find(({ title }) => title === mapping.date);
  if (column === undefined) return () => undefined;
  const byNumber = new Map(table.rows.map((row) => [row.number, row]));
  return (row) => {
    const read = readValue(byNumber.get(row)?.cells[column.index], 'month');
    return 'value' in read && typeof read.value === 'string' ? read.value : undefined;
  };
}

function dataOf(name: string, values: Values): AlertData {
  const written = placeOf(values);
  const place = [written.county, written.township, written.village, written.address]
    .filter((part) => part !== undefined)
    .join('');
  const head = text(values, 'head');
  const { amount } = values;
  return {
    name,
    ...known('idNumber', text(values, 'idNumber') ?? (head === name ? text(values, 'headId') : undefined)),
    ...known('phone', text(values, 'phone')),
    ...known('head', head === name ? undefined : head),
    ...known('headId', head === name ? undefined : text(values, 'headId')),
    ...known('place', place === '' ? undefined : place),
    ...known('what', text(values, 'what')),
    ...known('date', text(values, 'date')),
    ...(typeof amount === 'number' ? { amount } : {}),
  };
}

function placeOf(values: Values): WrittenPlace {
  return {
    county: text(values, 'county'),
    township: text(values, 'township'),
    village: text(values, 'village'),
    address: text(values, 'address'),
  };
}

function known<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: string };
}

function text(values: Values, field: FieldId): string | undefined {
  const value = values[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The same faults of many rows told together, the commonest first. */
export function byReason(
  faults: readonly RowFault[],
  most: number,
): { text: string; rows: number[]; count: number }[] {
  const rows = new Map<string, number[]>();
  for (const { row, reasons } of faults) {
    for (const reason of reasons) {
      const known = rows.get(reason);
      if (known === undefined) rows.set(reason, [row]);
      else known.push(row);
    }
  }
  return [...rows]
    .map(([reason, all]) => ({ text: reason, rows: all.slice(0, most), count: all.length }))
    .sort((a, b) => b.count - a.count);
}
