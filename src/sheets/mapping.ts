import type { Column, Field, Mapping, ProposedMapping, Table } from './model.ts';
import { plainTitle } from './titles.ts';
import { readValue } from './values.ts';

interface Match {
  field: Field;
  column: Column;
  /** 0 to 100. */
  score: number;
}

/** From here on a title says what the field is; below it is only like it. */
const SURE = 85;
const LOOKED_AT = 60;

/**
 * Finds the column of each field: by what a person confirmed before where the title is there again, else by the titles that
 * the field is known under, checked against what stands in the column. No column is given to two fields.
 */
export function proposeMapping(
  table: Table,
  fields: readonly Field[],
  remembered: Mapping = {},
): ProposedMapping {
  const mapping: Mapping = {};
  const doubtful = new Set<string>();
  const taken = new Set<string>();
  for (const field of fields) {
    const title = remembered[field.id];
    if (title === undefined || taken.has(title) || !table.columns.some((column) => column.title === title))
      continue;
    mapping[field.id] = title;
    taken.add(title);
  }
  const matches = fields
    .filter(({ id }) => mapping[id] === undefined)
    .flatMap((field) =>
      table.columns.map((column) => ({ field, column, score: likeness(table, field, column) })),
    )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.column.index - b.column.index);
  const chosen: Match[] = [];
  for (const match of matches) {
    const { field, column, score } = match;
    if (mapping[field.id] !== undefined || taken.has(column.title)) continue;
    mapping[field.id] = column.title;
    taken.add(column.title);
    chosen.push(match);
    if (score < SURE) doubtful.add(field.id);
  }
  // Another column that nobody else took says the same as plainly.
  for (const { field, column } of chosen) {
    const rival = matches.some(
      (match) =>
        match.field === field &&
        match.column !== column &&
        match.score >= SURE &&
        !taken.has(match.column.title),
    );
    if (rival) doubtful.add(field.id);
  }
  return {
    mapping,
    missing: fields
      .filter(({ id, required }) => required === true && mapping[id] === undefined)
      .map(({ id }) => id),
    doubtful: fields.filter(({ id }) => doubtful.has(id)).map(({ id }) => id),
    unused: table.columns.map(({ title }) => title).filter((title) => !taken.has(title)),
  };
}

function likeness(table: Table, field: Field, column: Column): number {
  const score = titleLikeness(field, column);
  if (score === 0) return 0;
  return fits(table, field, column) ? score : Math.max(0, score - 60);
}

function titleLikeness(field: Field, column: Column): number {
  const title = column.title.replace(/（\d+）$/, '');
  const whole = plainTitle(title);
  const last = plainTitle(title.split('/').at(-1) ?? '');
  const names = field.titles.map(plainTitle);
  const exact = names.indexOf(whole);
  if (exact >= 0) return 100 - Math.min(exact, 9);
  if (title.includes('/') && names.includes(last)) return 88;
  const within = names.filter((name) => name.length >= 2 && whole.includes(name)).map((name) => name.length);
  if (within.length > 0) return 40 + Math.round((40 * Math.max(...within)) / whole.length);
  return 0;
}

/** Whether what stands in the column can be read as the field, at least half of it. */
function fits(table: Table, field: Field, column: Column): boolean {
  if (field.kind === 'text' || field.kind === 'place') return true;
  let [read, wrong] = [0, 0];
  for (const row of table.rows.slice(0, LOOKED_AT)) {
    const cell = row.cells[column.index];
    if (cell === undefined || row.fault !== undefined) continue;
    const found = readValue(cell, field.kind);
    read += 1;
    // A cut, masked or mistyped number is one all the same.
    if ('fault' in found && !/^(precision|masked|garbled|formula-error|id-wrong|date-)/.test(found.fault))
      wrong += 1;
  }
  return wrong * 2 <= read;
}
