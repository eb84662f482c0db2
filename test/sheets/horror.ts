import type { Fault, SheetErrorCode, Value } from '../../src/sheets/index.ts';

/** A spreadsheet as somebody sent it, and what has to come of it. */
export interface Horror {
  /** In the words of who has to live with it. */
  name: string;
  file: string;
  bytes: () => Uint8Array;
  expect: Expected;
}

type Expected =
  | { refused: SheetErrorCode; row?: number }
  | {
      /** By the row's number as Excel counts; no other row may be read. Fields not named are blank. */
      rows: Record<number, Record<string, Value>>;
      /** By row: the field, '' for the whole row, and what is wrong with it. */
      faults?: Record<number, Record<string, Fault>>;
      /** Rows told as no data. */
      skipped?: Record<number, string>;
    };
