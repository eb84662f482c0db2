/** A file of one or more tables, as people keep them. */
export interface Workbook {
  /** Sheets with a header and at least a row below it, in the order of the file. */
  tables: Table[];
  /** Sheets that hold something and were not read, so that nobody believes they were. */
  ignored: Ignored[];
}

/** A sheet that holds something and is not read. */
export interface Ignored {
  name: string;
  why: 'no-header' | 'no-rows' | 'hidden';
}

export interface Table {
  /** Of the sheet. */
  name: string;
  /** What stands above the header: the title, 单位：元, who made it. */
  heading: string[];
  columns: Column[];
  rows: SheetRow[];
  /** Rows below the header that are no data. */
  skipped: { row: number; why: Skipped }[];
}

export type Skipped = 'blank' | 'total' | 'note' | 'repeated-header';

export interface Column {
  /** Place in `columns` and in a row's `cells`. */
  index: number;
  /** As Excel names it: A, B … AA. */
  letter: string;
  /** Header cells from top to bottom, joined by `/`, without white space; unique within the table. */
  title: string;
  /** 10 000 where the header or the line above the table says 万元. */
  scale?: number;
}

export interface SheetRow {
  /** As Excel counts, from 1. */
  number: number;
  /** By column; what is blank is missing. */
  cells: readonly (Cell | undefined)[];
  /** `ragged`: more or fewer cells than the header, so that none of them can be trusted. */
  fault?: 'ragged';
}

export interface Cell {
  /** As a person reads it, without control characters and outer blanks; a date as YYYY-MM-DD. */
  text: string;
  number?: number;
  /** YYYY-MM-DD, where the file itself says that it is a date. */
  date?: string;
  fault?: CellFault;
  /** Days count from 1904, as in old files of a Mac. */
  epoch1904?: true;
  /** The value was written once over several rows (a merged cell); an amount may be of all of them together. */
  filled?: true;
}

/** `precision`: digits are lost for good, as in 4.11E+17; `garbled`: letters are, by a wrong encoding. */
export type CellFault = 'formula-error' | 'precision' | 'garbled';

/** Why a value cannot be taken. `faultText` says it to a person. */
export type Fault =
  | CellFault
  | 'missing'
  | 'ragged'
  | 'masked'
  | 'too-long'
  | 'id-length'
  | 'id-wrong'
  | 'id-other'
  | 'name'
  | 'several-names'
  | 'phone'
  | 'date'
  | 'date-doubtful'
  | 'date-no-day'
  | 'amount'
  | 'integer'
  | 'yes-no';

export type FieldKind =
  | 'text'
  | 'name'
  | 'id-number'
  | 'phone'
  | 'date'
  | 'month'
  | 'amount'
  | 'integer'
  | 'yes-no'
  | 'place';

/** Something that a table is read for. */
export interface Field {
  id: string;
  /** Headers that mean it, the usual one first. */
  titles: readonly string[];
  kind: FieldKind;
  required?: boolean;
}

/** Title of the column by id of the field. */
export interface Mapping {
  [fieldId: string]: string;
}

export interface ProposedMapping {
  mapping: Mapping;
  /** Required fields without a column. */
  missing: string[];
  /** Fields whose column was found by likeness only, or among several: a person has to look. */
  doubtful: string[];
  /** Titles of columns that nothing is read from. */
  unused: string[];
}

export type Value = string | number | boolean | null;

export type ReadValue = { value: Value } | { fault: Fault };

export interface ReadRow {
  number: number;
  /** By id of the field; null where the cell is blank, or at fault. */
  values: Record<string, Value>;
  /** `field` is '' where it is the whole row. */
  faults: { field: string; fault: Fault; title: string }[];
}

/** One sheet to write. */
export interface SheetToWrite {
  name: string;
  columns: string[];
  rows: (string | number | null)[][];
  /** Of the columns, in characters. */
  widths?: number[];
}

export type SheetErrorCode =
  | 'nothing'
  | 'empty'
  | 'too-large'
  | 'encrypted'
  | 'damaged'
  | 'not-a-table'
  | 'other-format'
  | 'archive'
  | 'encoding'
  | 'quotes'
  | 'no-header';

/** A file that cannot be read as a whole. The message is Chinese, for the operator, and holds nothing of the file's content. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
  readonly code: SheetErrorCode;
  /** The row at which it was noticed, as Excel counts. */
  readonly row: number | undefined;

  constructor(code: SheetErrorCode, message: string, row?: number) {
    super(message);
    this.code = code;
    this.row = row;
  }
}
