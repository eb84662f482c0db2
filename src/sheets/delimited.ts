import { textCell } from './cells.ts';
import { type Grid, type GridRow, MOST_COLUMNS, MOST_ROWS } from './grid.ts';
import { csvParser } from './library.ts';
import { refuse } from './refuse.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
/** A longer record is a quote that nobody closed. */
const LONGEST_RECORD = 200_000;
const LOOKED_AT = 40;

/** Reads comma-, tab-, semicolon- or bar-separated text. */
export function readDelimited(whole: string): Grid {
  if (whole.trim() === '') refuse('empty');
  const told = /^sep=(.)\r?\n/i.exec(whole);
  const text = told === null ? whole : whole.slice(told[0].length);
  const delimiter = told?.[1] ?? delimiterOf(text);
  const rows: GridRow[] = [];
  records(text, delimiter).forEach((record, i) => {
    const cells = record.map((written) => textCell(unwrapped(written)));
    if (swallowsRows(record, delimiter)) refuse('quotes', i + 1);
    if (cells.findLastIndex((cell) => cell !== undefined) >= MOST_COLUMNS) refuse('too-large');
    if (cells.some((cell) => cell !== undefined)) rows.push({ number: i + 1, cells, written: record.length });
    if (rows.length > MOST_ROWS) refuse('too-large');
  });
  markBroken(rows, /[\r\n]$/.test(text));
  return { name: '', rows, merges: [] };
}

function records(text: string, delimiter: string): string[][] {
  try {
    return csvParser()(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: LONGEST_RECORD,
    });
  } catch (error) {
    // The parser's message may quote the file, so that only the place is taken from it.
    const read = error instanceof Error && 'records' in error ? error.records : undefined;
    return refuse('quotes', typeof read === 'number' ? read + 1 : undefined);
  }
}

/** The one that cuts most lines of the beginning into the same number of cells, more than one. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.split(delimiter).length;
      if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    const score = Math.max(0, ...counts.values());
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** `="4110…"`, by which programs keep Excel from making a number of digits, and quotes that the parser left. */
function unwrapped(written: string): string {
  const kept = /^\s*="(.*)"\s*$/s.exec(written) ?? /^\s*"(.*)"\s*$/s.exec(written);
  return kept?.[1] ?? written;
}

/** Whether a field holds whole rows: a quote was opened and closed only by one of a later row. */
function swallowsRows(record: string[], delimiter: string): boolean {
  return record.some(
    (field) =>
      field.includes('\n') &&
      field
        .split('\n')
        .slice(1)
        .some((line) => line.split(delimiter).length > 3),
  );
}

/**
 * A line break inside a field without quotes makes two short rows of one; neither can be trusted, nor can a short last row
 * of a file that was cut off.
 */
function markBroken(rows: GridRow[], ended: boolean): void {
  const widths = new Map<number, number>();
  for (const { written = 0 } of rows) widths.set(written, (widths.get(written) ?? 0) + 1);
  const usual = [...widths].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
  rows.forEach((row, i) => {
    const next = rows[i + 1];
    if (next === undefined && !ended && (row.written ?? 0) < usual) row.fault = 'ragged';
    const [here, there] = [row.written ?? 0, next?.written ?? 0];
    if (next?.number !== row.number + 1 || here >= usual || there >= usual) return;
    if (here + there !== usual + 1) return;
    row.fault = 'ragged';
    next.fault = 'ragged';
  });
}
