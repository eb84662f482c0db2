import type { ReferenceLine, Source } from './region-file.ts';
import { LINE_TEXTS } from './texts.ts';

/** What is known of a place's income line for a year: information beside a household's figure, never a bar. */
export interface LineOfYear {
  /** Yuan a person and year; null where the document gives no amount for any year we may speak of. */
  value: number | null;
  /** The year that the value is for. */
  year: number;
  /** Whether that is the year asked for. */
  current: boolean;
  /** One plain sentence. */
  text: string;
  /** How it was reckoned (`6600元 × 1.1² = 7986元`). */
  sum?: string;
  /** What the reckoning rests on. */
  assumption?: string;
  note: string;
  source: Source;
}

/** The line of a year, or of the latest year before it that has one; undefined where the place has no line. */
export function lineOfYear(lines: readonly ReferenceLine[], year: number): LineOfYear | undefined {
  const found = lines.map((line) => readLine(line, year)).filter((line) => line !== undefined);
  return found.sort((a, b) => Number(b.current) - Number(a.current) || b.year - a.year)[0];
}

function readLine(line: ReferenceLine, asked: number): LineOfYear | undefined {
  const { note, source } = line;
  if (line.kind === 'multiple') {
    return {
      value: null,
      year: asked,
      current: false,
      text: LINE_TEXTS.multiple(line.of, line.factor),
      note,
      source,
    };
  }
  if (line.kind === 'growing') return growing(line, asked);
  if (line.year > asked) return undefined;
  const value = `${line.value}${line.unit}`;
  const current = line.year === asked;
  const text = current ? LINE_TEXTS.ofYear(line.year, value) : LINE_TEXTS.olderYear(line.year, value, asked);
  return { value: line.value, year: line.year, current, text, note, source };
}

function growing(line: Extract<ReferenceLine, { kind: 'growing' }>, asked: number): LineOfYear {
  const { note, source, unit } = line;
  const base = line.baseYear ?? line.assumedBaseYear;
  const none = { value: null, year: asked, current: false, note, source };
  if (asked > line.until) return { ...none, text: LINE_TEXTS.beyond(line.until, asked) };
  if (asked < base) return { ...none, text: LINE_TEXTS.before(base, asked) };
  const years = asked - base;
  const factor = 1 + line.growth;
  const value = Math.round(line.base * factor ** years * 100) / 100;
  const assumption =
    line.baseYear === null ? LINE_TEXTS.assumedBase(base) : LINE_TEXTS.statedBase(line.baseYear);
  const sum =
    years === 0
      ? `${line.base}${unit}`
      : `${line.base}${unit} × ${factor}${years === 1 ? '' : power(years)} = ${value}${unit}`;
  const text = LINE_TEXTS.computed(asked, `${value}${unit}`, sum, assumption);
  return { value, year: asked, current: true, text, sum, assumption, note, source };
}

function power(n: number): string {
  return String(n).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '');
}
