/** Front door of the regions room: the division tree, the jurisdiction test, places in a text, address → township. */
export { AddressResolver } from './address.ts';
export { ancestors, binds, InvalidRegionError, NATION, parseRegion, type RegionCode } from './code.ts';
export { Divisions } from './divisions.ts';
export { EntryCodes } from './entry-codes.ts';
export { Gazetteer, GazetteerError, type Place } from './gazetteer.ts';
export { villageName } from './place-names.ts';
export { withPost } from './posts.ts';
export type { Candidate, Resolution } from './resolution.ts';
