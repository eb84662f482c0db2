import { eraseConversation, type Unit } from '../storage/index.ts';
import { type KeptFile, putBack, takeOut } from './files.ts';
import { Address, type Conversation, giveNewSubject, Payload, payloadContext } from './journal.ts';

/**
 * Forgets all that was said in a conversation, as `eraseConversation` does, and lets it go on under a new key. What the
 * person wrote after asking for it, and nobody has worked yet, is theirs to be answered: it moves under the new key.
 */
export async function forget(unit: Unit, conversation: Conversation, actor: string): Promise<Conversation> {
  const { id } = conversation;
  const address = await addressOf(unit, conversation);
  const later = await notYetWorked(unit, conversation);
  await eraseConversation(unit, id, actor);
  const subject = await unit.subjects.create();
  const renewed = { ...conversation, subject };
  await giveNewSubject(unit, id, subject, address);
  for (const event of later) await recordAgain(unit, renewed, event);
  return renewed;
}

async function addressOf(unit: Unit, { id, subject }: Conversation): Promise<Address> {
  const { address_sealed: sealed } = await unit.db
    .selectFrom('conversations')
    .select('address_sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const json = await unit.subjects.open(subject, sealed, `conversations.address_sealed:${id}`);
  return Address.parse(JSON.parse(json ?? '{}'));
}

type Photo = { row: Awaited<ReturnType<typeof photoRows>>[number]; jpeg: Uint8Array };

/** An event behind the one being worked, opened. */
interface Later {
  channel: string;
  eventId: string;
  json: string;
  photos: Photo[];
  files: KeptFile[];
}

async function notYetWorked(unit: Unit, { id, subject }: Conversation): Promise<Later[]> {
  const rows = await unit.db
    .selectFrom('inbound')
    .select(['channel', 'event_id', 'payload_sealed'])
    .where('conversation_id', '=', id)
    .where('worked_at', 'is', null)
    .orderBy('seq')
    .execute();
  const later: Later[] = [];
  // The first is the wish itself.
  for (const { channel, event_id: eventId, payload_sealed: sealed } of rows.slice(1)) {
    const json = await unit.subjects.open(subject, sealed, payloadContext({ channel, eventId }));
    if (json === undefined) continue;
    const payload = Payload.safeParse(JSON.parse(json)).data;
    const files = await takeOut(
      unit,
      id,
      (payload?.files ?? []).map((file) => file.id),
    );
    later.push({ channel, eventId, json, photos: await photosIn(unit, subject, payload), files });
  }
  return later;
}

async function photosIn(unit: Unit, subject: string, payload: Payload | undefined): Promise<Photo[]> {
  const notes = payload?.photos ?? [];
  const photos: Photo[] = [];
  for (const row of await photoRows(
    unit,
    notes.flatMap((note) => ('id' in note ? [note.id] : [])),
  )) {
    const jpeg = await unit.subjects.openBytes(subject, row.image_sealed, `photos.image_sealed:${row.id}`);
    if (jpeg !== undefined) photos.push({ row, jpeg });
  }
  return photos;
}

async function photoRows({ db }: Unit, ids: string[]) {
  if (ids.length === 0) return [];
  return db.selectFrom('photos').selectAll().where('id', 'in', ids).where('case_id', 'is', null).execute();
}

/** Puts an event with its photos and files back, sealed under the conversation's new key. */
async function recordAgain(unit: Unit, { subject }: Conversation, event: Later): Promise<void> {
  for (const { row, jpeg } of event.photos) {
    const sealed = await unit.subjects.sealBytes(subject, jpeg, `photos.image_sealed:${row.id}`);
    await unit.db
      .insertInto('photos')
      .values({ ...row, subject_id: subject, image_sealed: sealed })
      .execute();
  }
  await putBack(unit, subject, event.files);
  await unit.db
    .updateTable('inbound')
    .set({
      payload_sealed: await unit.subjects.seal(subject, event.json, payloadContext(event)),
      worked_at: null,
    })
    .where('channel', '=', event.channel)
    .where('event_id', '=', event.eventId)
    .execute();
}
