/** Front door of the casework room: what happens to a declaration after it was submitted. */
export { actorOf, findCase, noteDenied, sees } from './access.ts';
export { Casework } from './casework.ts';
export { checksStopped } from './consent.ts';
export type { Correctable } from './correct.ts';
export type { Done } from './handling.ts';
export {
  complete,
  createHousehold,
  type HouseholdRow,
  householdRow,
  maskName,
  personContext,
  personOf,
  personText,
} from './households.ts';
export { aliasOf, lookupsOf } from './lookups.ts';
export { householdFor, livingHousehold } from './merging/merge.ts';
export type {
  CaseFile,
  CaseView,
  Outcome,
  Parts,
  Person,
  QueueItem,
  Refused,
  StaffMember,
  TaskItem,
  TaskOfFile,
  TransferItem,
} from './model.ts';
export { refused } from './model.ts';
export type { FormBasis } from './papers/form.ts';
export { FORM_LIMITS, netIncome } from './papers/form.ts';
export type * from './papers/model.ts';
export { GUARANTEES } from './papers/model.ts';
export { WorkCalendar } from './procedure/calendar.ts';
export { checkProcedures } from './procedure/check.ts';
export { DataFileError, readDataFile } from './procedure/data-file.ts';
export {
  addDays,
  type Day,
  endOfDay,
  isOverdue,
  shanghaiDay,
  startOfDay,
  todayIn,
} from './procedure/days.ts';
export { afterPause } from './procedure/procedure.ts';
export { Procedures } from './procedure/procedures.ts';
export type { ReviewCycle } from './procedure/region-file.ts';
export type { ArchiveTerm, RightsRule } from './procedure/rights-rule.ts';
export {
  isOpen,
  OPEN_STAGES,
  STAGES,
  type Stage,
} from './procedure/stage.ts';
export { MARKS } from './procedure/texts.ts';
export { recomputeDues } from './recompute.ts';
export { Reminders } from './reminders.ts';
export { textProblem } from './rules.ts';
export { StaffError, StaffRegister } from './staff.ts';
export { MeasureCatalogue } from './support/catalogue.ts';
export { checkMeasures } from './support/check.ts';
export type * from './support/model.ts';
export type { RemovalUnmet } from './support/removal.ts';
export { dayText, ROLE_NAMES, refusalText } from './texts.ts';
