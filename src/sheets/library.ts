import { createRequire } from 'node:module';
import type * as SheetJS from '@e965/xlsx';
import type { parse } from 'csv-parse/sync';

/** A zip's files as SheetJS takes them, once they are unpacked. */
export interface UnpackedZip {
  FullPaths: string[];
  FileIndex: { name: string; type: number; content: Uint8Array }[];
}

/** SheetJS, with what its types leave out. */
type Library = typeof SheetJS & {
  parse_zip(zip: UnpackedZip, options: SheetJS.ParsingOptions): SheetJS.WorkBook;
};

const require = createRequire(import.meta.url);

/** SheetJS takes a tenth of a second and 20 MB to load, which a program that reads no spreadsheet does not spend. */
export function sheetLibrary(): Library {
  return require('@e965/xlsx');
}

/** Parses delimited text. */
export function csvParser(): typeof parse {
  return require('csv-parse/sync').parse;
}
