/** Front door of the visits room: sweeps of villages, visits to households. */
export { type Finding, readFinding } from './finding.ts';
export type {
  Filed,
  Home,
  PlaceProgress,
  VillageList,
  VisitOutcome,
} from './model.ts';
export { VISIT_LINES } from './texts.ts';
export { Visits } from './visits.ts';
