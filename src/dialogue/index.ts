/** Front door of the dialogue room: one conversation engine for all channels. */
export { Dialogue, type DialogueLog } from './dialogue.ts';
export { FILE_TEXTS } from './file-texts.ts';
export {
  FILE_LIMITS,
  type FileContent,
  isSheet,
  isSheetName,
  isStaffChat,
  openFile,
  plainName,
} from './files.ts';
export { discreet } from './flows/elsewhere.ts';
export { FormSentShape } from './form-sent.ts';
export { formTexts } from './form-texts.ts';
export {
  acknowledge,
  findConversation,
  historyOf,
  placeOf,
  waitingFor,
  withSomethingWaiting,
} from './history.ts';
export type { Button, FileRef, Inbound, Reply, Turn } from './message.ts';
export { markSent, pendingReplies } from './outbox.ts';
export { PHOTO_LIMITS, PhotoIntake } from './photos.ts';
export type { DialogueSettings } from './scene.ts';
export type * from './view.ts';
