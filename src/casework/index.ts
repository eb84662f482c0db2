/** Front door of the casework room: what happens to a declaration after it was submitted. */
export { Casework } from './casework.ts';
export type { Done } from './handling.ts';
export type {
  CaseFile,
  CaseView,
  Outcome,
  Parts,
  QueueItem,
  Refused,
  StaffMember,
  TaskItem,
  TransferItem,
} from './model.ts';
export { WorkCalendar } from './procedure/calendar.ts';
export { checkProcedures } from './procedure/check.ts';
export { DataFileError } from './procedure/data-file.ts';
export {
  addDays,
  endOfDay,
  isOverdue,
  shanghaiDay,
  startOfDay,
  todayIn,
} from './procedure/days.ts';
export { afterPause } from './procedure/procedure.ts';
export { Procedures } from './procedure/procedures.ts';
export {
  isOpen,
  OPEN_STAGES,
  STAGES,
  type Stage,
} from './procedure/stage.ts';
export { MARKS } from './procedure/texts.ts';
export { recomputeDues } from './recompute.ts';
export { Reminders } from './reminders.ts';
export { StaffError, StaffRegister } from './staff.ts';
export { dayText, refusalText } from './texts.ts';
