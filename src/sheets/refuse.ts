import { SheetError, type SheetErrorCode } from './model.ts';
import { REFUSALS, rowText } from './texts.ts';

/** Refuses a whole file; `row` is where it was noticed, as Excel counts. */
export function refuse(code: SheetErrorCode, row?: number): never {
  throw new SheetError(code, row === undefined ? REFUSALS[code] : `${rowText(row)}${REFUSALS[code]}`, row);
}
