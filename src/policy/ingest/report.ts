/** What ingesting changed, understood or left out, each with its place, so that a person can check it. */
export type RepairKind =
  | 'page-break'
  | 'doubled-character'
  | 'emphasis-mark'
  | 'page-number'
  | 'invisible-character'
  | 'missing-dot'
  | 'numbering-gap'
  | 'repeated-number'
  | 'inferred-heading'
  | 'left-out';

/** One repair. `offset` is in UTF-16 units of `source.txt`, `line` counts from 1. */
export interface Repair {
  kind: RepairKind;
  offset: number;
  line: number;
  /** Characters removed from the source; empty when only white space or nothing was. */
  removed: string;
  note: string;
}

/** A source that cannot be ingested: says which file and, where known, which line. */
export class IngestError extends Error {
  constructor(file: string, line: number | undefined, message: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    this.name = 'IngestError';
  }
}

/** Line number, from 1, of an offset. */
export function lineOf(text: string, offset: number): number {
  return new LineNumbers(text).at(offset);
}

/** The line numbers of a text, for asking for many. */
export class LineNumbers {
  readonly #ends: number[] = [];

  constructor(text: string) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) this.#ends.push(end);
  }

  /** Line number, from 1, of an offset. */
  at(offset: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}
