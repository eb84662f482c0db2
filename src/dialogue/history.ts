import { z } from 'zod';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { FILE_TEXTS } from './file-texts.ts';
import { filesLeft } from './files.ts';
import { TEXTS } from './history-texts.ts';
import { payloadContext, stateOf } from './journal.ts';
import type { FileRef, Reply } from './message.ts';
import { markSent } from './outbox.ts';
import { withoutPersonalNumbers } from './scrub.ts';
import { parseState } from './state.ts';

/** One message as a page shows it again. */
interface PastMessage extends Omit<Reply, 'file'> {
  /** Of `us` the outbox's; of `me` the event's. */
  id: string;
  /** ISO time. */
  at: string;
  from: 'me' | 'us';
  photos?: number;
  /** `gone`: it can no longer be fetched. */
  file?: FileRef & { gone?: true };
}

/** The person's conversation on a channel, if they ever wrote there. */
export async function findConversation(
  unit: Unit,
  channel: string,
  userId: string,
): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('conversations')
    .select('id')
    .where('channel', '=', channel)
    .where('user_lookup', 'in', unit.vault.lookups('user', `${channel}:${userId}`))
    .executeTakeFirst();
  return row?.id;
}

/** The nearest place known of the person: what they gave in the form, else what they picked or scanned. */
export async function placeOf(unit: Unit, conversationId: string): Promise<RegionCode | undefined> {
  const json = await stateOf(unit, conversationId);
  const state = json === undefined ? undefined : parseState(json);
  const place = state?.draft?.answers.place;
  return place?.village ?? place?.township ?? state?.here ?? state?.village;
}

/**
 * The last messages of a conversation, oldest first, as far as retention keeps them. The greeting before the person's
 * first word is left out: a page greets by itself.
 */
export async function historyOf(unit: Unit, conversationId: string, most: number): Promise<PastMessage[]> {
  const [said, heard] = await Promise.all([
    saidIn(unit, conversationId, most),
    heardIn(unit, conversationId, most),
  ]);
  // What was received came before what was answered at the same instant.
  const all: Past[] = [...said, ...heard].sort((a, b) => a.at.localeCompare(b.at)).slice(-most);
  const labels = new Map<string, string>();
  const messages: PastMessage[] = [];
  for (const { action, ...message } of all) {
    for (const { id, label } of message.buttons ?? []) labels.set(id, label);
    if (action === undefined) messages.push(message);
    else {
      const label = labels.get(action);
      // A vote is no part of the conversation, and what has no words was done elsewhere on the page.
      if (label !== undefined && !action.startsWith('vote:')) messages.push({ ...message, text: label });
    }
  }
  const first = messages.findIndex(({ view }) => view?.kind !== 'menu');
  return first === -1 ? [] : messages.slice(first);
}

/** A message before it is known what a button was called. */
type Past = PastMessage & { action?: string };

/** What waits for the person, and the replies to one event even when they were taken before; oldest first. */
export async function waitingFor(
  unit: Unit,
  conversationId: string,
  event?: { channel: string; eventId: string },
): Promise<PastMessage[]> {
  const prefix = event === undefined ? undefined : `inbound:${event.channel}:${event.eventId}:`;
  const rows = await outgoing(unit, conversationId)
    .where((eb) => {
      const waits = eb.and([eb('o.sent_at', 'is', null), eb('o.failed_at', 'is', null)]);
      return prefix === undefined ? waits : eb.or([waits, eb('o.cause', 'like', `${prefix}%`)]);
    })
    .orderBy('o.seq')
    .execute();
  return opened(unit, rows);
}

/** Those of the conversations for whom something waits. */
export async function withSomethingWaiting(
  unit: Unit,
  conversationIds: readonly string[],
): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const rows = await unit.db
    .selectFrom('outbox')
    .select('conversation_id')
    .distinct()
    .where('conversation_id', 'in', [...conversationIds])
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute();
  return rows.map((row) => row.conversation_id);
}

/** Marks messages as shown to the person; ids of other conversations are passed over. */
export async function acknowledge(unit: Unit, conversationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await unit.db
    .selectFrom('outbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('id', 'in', [...ids])
    .where('sent_at', 'is', null)
    .execute();
  await markSent(
    unit,
    rows.map(({ id }) => id),
  );
}

/** What is read of a recorded event; the rest is the engine's. */
const Said = z.object({
  text: z.string().exactOptional(),
  action: z.string().exactOptional(),
  photos: z.array(z.unknown()).default([]),
  files: z.array(z.object({ name: z.string() })).default([]),
  form: z.unknown().optional(),
});

async function saidIn(unit: Unit, conversationId: string, most: number): Promise<Past[]> {
  const rows = await unit.db
    .selectFrom('inbound as i')
    .innerJoin('conversations as c', 'c.id', 'i.conversation_id')
    .select(['i.channel', 'i.event_id', 'i.payload_sealed', 'i.received_at', 'c.subject_id'])
    .where('i.conversation_id', '=', conversationId)
    .where('i.payload_sealed', 'is not', null)
    .orderBy('i.seq', 'desc')
    .limit(most)
    .execute();
  const messages: Past[] = [];
  for (const row of rows.reverse()) {
    const event = { channel: row.channel, eventId: row.event_id };
    const json = await unit.subjects.open(row.subject_id, row.payload_sealed, payloadContext(event));
    const said = json === undefined ? undefined : Said.safeParse(JSON.parse(json)).data;
    if (said === undefined) continue;
    const { action, photos } = said;
    const text = said.text ?? (said.form === undefined ? sentText(said.files) : TEXTS.form);
    if (text === '' && action === undefined && photos.length === 0) continue;
    messages.push({
      id: row.event_id,
      at: row.received_at,
      from: 'me',
      text: withoutPersonalNumbers(text),
      ...(action === undefined ? {} : { action }),
      ...(photos.length === 0 ? {} : { photos: photos.length }),
    });
  }
  return messages;
}

function sentText(files: readonly { name: string }[]): string {
  return files.length === 0 ? '' : FILE_TEXTS.sent(files.map(({ name }) => name));
}

async function heardIn(unit: Unit, conversationId: string, most: number): Promise<PastMessage[]> {
  const rows = await outgoing(unit, conversationId)
    .where('o.payload_sealed', 'is not', null)
    .orderBy('o.seq', 'desc')
    .limit(most)
    .execute();
  return opened(unit, rows.reverse());
}

function outgoing({ db }: Unit, conversationId: string) {
  return db
    .selectFrom('outbox as o')
    .innerJoin('conversations as c', 'c.id', 'o.conversation_id')
    .select(['o.id', 'o.payload_sealed', 'o.created_at', 'c.subject_id'])
    .where('o.conversation_id', '=', conversationId);
}

async function opened(
  unit: Unit,
  rows: readonly { id: string; payload_sealed: string | null; created_at: string; subject_id: string }[],
): Promise<PastMessage[]> {
  const messages: PastMessage[] = [];
  for (const { id, payload_sealed, created_at, subject_id } of rows) {
    const json = await unit.subjects.open(subject_id, payload_sealed, `outbox.payload_sealed:${id}`);
    if (json !== undefined) messages.push({ id, at: created_at, from: 'us', ...(JSON.parse(json) as Reply) });
  }
  const left = await filesLeft(
    unit,
    messages.flatMap(({ file }) => file?.id ?? []),
  );
  return messages.map((message) =>
    message.file === undefined || left.has(message.file.id)
      ? message
      : { ...message, file: { ...message.file, gone: true } },
  );
}
