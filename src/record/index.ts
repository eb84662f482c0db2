/** Front door of the record room: a household's file and the public notice on paper. */
export { BasisDocuments } from './documents.ts';
export type { FileContent } from './file/content.ts';
export type { NoticeOf } from './notice/gather.ts';
export { Records } from './records.ts';
