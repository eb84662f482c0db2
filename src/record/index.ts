/** Front door of the record room: a household's file and the public notice on paper. */
export { Records } from './records.ts';
