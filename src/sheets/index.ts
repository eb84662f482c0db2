/** Front door of the sheets room: spreadsheets as people make them, read into rows, and rows written as a spreadsheet. */
export { proposeMapping } from './mapping.ts';
export {
  type Fault,
  type Field,
  type FieldKind,
  type Mapping,
  type ProposedMapping,
  type ReadRow,
  SheetError,
  type SheetErrorCode,
  type Table,
  type Value,
} from './model.ts';
export { rememberedMapping, rememberMapping } from './remember.ts';
export { readRows } from './rows.ts';
export { faultText } from './texts.ts';
export { TITLES } from './titles.ts';
export { readValue } from './values.ts';
export { readWorkbook } from './workbook.ts';
export { writeWorkbook } from './write.ts';
