/** Front door of the regions room: the division tree, the jurisdiction test and place names in a question. */
export { ancestors, binds, InvalidRegionError, NATION, parseRegion, type RegionCode } from './code.ts';
export { Divisions } from './divisions.ts';
