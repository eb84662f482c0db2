/** Front door of the digest room: figures of a division's period, in numbers and in words, and who is sent them when. */
export { makeDigest } from './digest.ts';
export { PERIOD_KINDS, periodOf } from './period.ts';
export { placeNames } from './place-names.ts';
export { type AskedReader, askedReader, NOTHING_ASKED } from './questions/asked-most.ts';
export type { QuestionTools } from './questions/model.ts';
export { questionReport } from './questions/report.ts';
export { reportText } from './questions/report-text.ts';
export { DigestSender } from './sender.ts';
