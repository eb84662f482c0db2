/** Front door of the rights room: what people may ask to be done with their data. */
export type { ConsentScope, Keeping, OwnData, RequestItem } from './model.ts';
export { Rights } from './rights.ts';
export { consentWords } from './texts.ts';
