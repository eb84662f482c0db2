/** Front door of the rights room: what people may ask to be done with their data. */
export { Rights } from './rights.ts';
