/** Front door of the register room: the county's households as the national system has them. */
export { MonthlyChecks } from './checks.ts';
export type {
  Candidate,
  CheckReport,
  Finder,
  FindingItem,
  Found,
  Given,
  ImportReport,
  Likeness,
  SheetGiven,
  SheetPreview,
  VillageHousehold,
} from './model.ts';
export { Register } from './register.ts';
