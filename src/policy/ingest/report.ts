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
  let line = 1;
  for (let i = 0; i < offset && i < text.length; i += 1) if (text.charCodeAt(i) === 10) line += 1;
  return line;
}
