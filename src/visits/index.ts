/** Front door of the visits room: sweeps of villages, visits to households. */
export { Visits } from './visits.ts';
