/** Front door of the casework room: what happens to a declaration after it was submitted. */
export { Casework } from './casework.ts';
export type { Done } from './handling.ts';
export type {
  CaseFile,
  CaseView,
  Outcome,
  QueueItem,
  StaffMember,
  TaskItem,
  TransferItem,
} from './model.ts';
export { type Reckoned, WorkCalendar } from './procedure/calendar.ts';
export { checkProcedures } from './procedure/check.ts';
export type { DepartmentRule, PlanStep, StageRule } from './procedure/content.ts';
export { DataFileError } from './procedure/data-file.ts';
export {
  addDays,
  type Day,
  endOfDay,
  isOverdue,
  shanghaiDay,
  startOfDay,
  todayIn,
} from './procedure/days.ts';
export { afterPause, Procedure } from './procedure/procedure.ts';
export { Procedures } from './procedure/procedures.ts';
export type { LineOfYear } from './procedure/reference-line.ts';
export type { Contact, ReferenceLine, ReviewCycle } from './procedure/region-file.ts';
export {
  CAUSES,
  type Cause,
  isOpen,
  type Move,
  OPEN_STAGES,
  type OpenStage,
  STAGES,
  type Stage,
} from './procedure/stage.ts';
export { MARKS } from './procedure/texts.ts';
export { StaffError, StaffRegister } from './staff.ts';
export { refusalText } from './texts.ts';
