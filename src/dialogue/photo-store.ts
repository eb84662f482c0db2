import type { Unit } from '../storage/index.ts';
import type { Conversation } from './journal.ts';

/** Keeps a picture, sealed; it belongs to no draft and no case yet. */
export async function storePhoto(unit: Unit, conversation: Conversation, jpeg: Uint8Array): Promise<string> {
  const id = unit.ids();
  await unit.db
    .insertInto('photos')
    .values({
      id,
      subject_id: conversation.subject,
      conversation_id: conversation.id,
      draft_id: null,
      case_id: null,
      mime: 'image/jpeg',
      bytes: jpeg.length,
      image_sealed: await unit.subjects.sealBytes(conversation.subject, jpeg, `photos.image_sealed:${id}`),
      created_at: unit.clock().toISOString(),
    })
    .execute();
  return id;
}

/** Ties photos to a draft, so that they live and die with it. */
export async function keepForDraft(unit: Unit, ids: readonly string[], draftId: string): Promise<void> {
  if (ids.length === 0) return;
  await unit.db
    .updateTable('photos')
    .set({ draft_id: draftId })
    .where('id', 'in', [...ids])
    .execute();
}

/** Drops photos that nobody filed. */
export async function dropPhotos(unit: Unit, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await unit.db
    .deleteFrom('photos')
    .where('id', 'in', [...ids])
    .where('case_id', 'is', null)
    .execute();
}

/** Drops all photos of a draft. */
export async function dropPhotosOf(unit: Unit, draftId: string): Promise<void> {
  await unit.db.deleteFrom('photos').where('draft_id', '=', draftId).where('case_id', 'is', null).execute();
}
