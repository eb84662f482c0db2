import type { Unit } from '../storage/index.ts';
import { FILE_TEXTS } from './file-texts.ts';
import { FILE_LIMITS, isSheet, plainName, storeFile } from './files.ts';
import type { Conversation, FileNote, PhotoNote } from './journal.ts';
import type { Attachment } from './message.ts';
import { storePhoto } from './photo-store.ts';
import type { PhotoIntake } from './photos.ts';

/** Attachments of one message that are looked at. */
const MOST = 10;

/** An attachment after it was looked at, before it is known whose it is. */
export type Taken = Awaited<ReturnType<PhotoIntake['take']>> | { sheet: Attachment };

/** Looks at what came with a message: outside any transaction, since a photo takes its time. */
export async function takeAttachments(
  intake: PhotoIntake,
  attachments: readonly Attachment[] = [],
): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const attachment of attachments.slice(0, MOST)) {
    taken.push(isSheet(attachment) ? { sheet: attachment } : await intake.take(attachment));
  }
  return taken;
}

/** Keeps photos, and of a member of staff spreadsheets, in the transaction that records their event. */
export async function keepAttachments(
  unit: Unit,
  conversation: Conversation,
  taken: readonly Taken[],
  isStaff: boolean,
): Promise<{ photos: PhotoNote[]; files: FileNote[] }> {
  const photos: PhotoNote[] = [];
  const files: FileNote[] = [];
  for (const one of taken) {
    if ('problem' in one) photos.push(one);
    else if ('jpeg' in one) photos.push({ id: await storePhoto(unit, conversation, one.jpeg) });
    else if (!isStaff) photos.push({ problem: 'not-a-picture' });
    else if (one.sheet.bytes.length > FILE_LIMITS.in) photos.push({ problem: 'sheet-too-large' });
    else files.push(await storeSheet(unit, conversation, one.sheet));
  }
  return { photos, files };
}

async function storeSheet(
  unit: Unit,
  conversation: Conversation,
  { bytes, name: given }: Attachment,
): Promise<FileNote> {
  const content = { name: plainName(given, FILE_TEXTS.sheet), mime: 'application/octet-stream', bytes };
  const { id, name, bytes: size } = await storeFile(unit, conversation, 'in', content);
  return { id, name, bytes: size };
}
