/** Front door of the declaration room: the guided form as data, and reading what people write. No storage. */
export { apply } from './apply.ts';
export {
  type Answers,
  CAUSES,
  type Cause,
  type Draft,
  type Filer,
  newDraft,
  type PlaceAnswer,
  STEPS,
  type StepId,
} from './draft.ts';
export { applyFilled, consentTime } from './filled.ts';
export { formPages } from './form-pages.ts';
export { allOf, type Found, type Reading } from './found.ts';
export { checkId, describeId } from './id-number.ts';
export {
  back,
  hasRefused,
  openStep,
  pendingConsent,
  reopen,
  skip,
} from './journey.ts';
export { maskId, maskPhone } from './mask.ts';
export type { Prompt } from './page.ts';
export { perCapita } from './per-capita.ts';
export { prompt } from './prompts.ts';
export { NUMBER, readNumber } from './reading/amounts.ts';
export { readHousehold, readIncome } from './reading/household.ts';
export type { ReaderParts } from './reading/message.ts';
export { Reader } from './reading/reader.ts';
export { tellsTrouble } from './reading/signs.ts';
export { findReceipt, readReceipt, receiptNumber } from './receipt.ts';
export { editMenu, review } from './review.ts';
export { sendOff } from './send-off.ts';
export { DECLARATION_TEXTS } from './texts.ts';
