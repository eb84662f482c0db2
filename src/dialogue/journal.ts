import { z } from 'zod';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { FormSentShape } from './form-sent.ts';
import type { Inbound } from './message.ts';

/** A photo of a message after intake: stored, or why not. */
const PhotoNote = z.union([
  z.object({ id: z.string() }),
  z.object({
    problem: z.enum([
      'too-large',
      'too-many-pixels',
      'pdf',
      'not-a-picture',
      'unreadable',
      'sheet-too-large',
    ]),
  }),
]);
export type PhotoNote = z.infer<typeof PhotoNote>;

/** A spreadsheet of a message after intake: its content lies in `files`. */
const FileNote = z.object({ id: z.string(), name: z.string(), bytes: z.number() });
export type FileNote = z.infer<typeof FileNote>;

export const Payload = z.object({
  text: z.string().exactOptional(),
  action: z.string().exactOptional(),
  photos: z.array(PhotoNote),
  /** Spreadsheets of a member of staff. */
  files: z.array(FileNote).exactOptional(),
  attachmentProblem: z.enum(['too-large', 'sheet-too-large', 'unavailable', 'unsupported']).exactOptional(),
  /** Degrees. */
  location: z.object({ latitude: z.number(), longitude: z.number() }).exactOptional(),
  entry: z.custom<RegionCode>((value) => typeof value === 'string').exactOptional(),
  as: z
    .object({
      region: z.custom<RegionCode>((value) => typeof value === 'string'),
      role: z.enum(['resident', 'cadre', 'supervisor']),
    })
    .exactOptional(),
  form: FormSentShape.exactOptional(),
  /** A form came that nothing can be read from. */
  formProblem: z.literal(true).exactOptional(),
  edited: z.boolean(),
  /** Something personal was left out, since this channel may not keep it. */
  withheld: z.boolean(),
});

/** What is kept of an inbound event until it is worked. */
export type Payload = z.infer<typeof Payload>;

/** One person's chat, as flows see it. */
export interface Conversation {
  id: string;
  channel: string;
  subject: string;
  staffId: string | null;
}

/** An event that waits to be worked. */
export interface Event {
  channel: string;
  eventId: string;
  payload: Payload | undefined;
}

/** Finds the person's conversation or begins one; an erased one begins anew under a new key. */
export async function conversationOf(unit: Unit, inbound: Inbound): Promise<Conversation> {
  const lookups = unit.vault.lookups('user', `${inbound.channel}:${inbound.userId}`);
  const known = await find(unit, inbound.channel, lookups);
  if (known !== undefined) return (await isErased(unit, known.subject)) ? renew(unit, known, inbound) : known;
  const id = unit.ids();
  const subject = await unit.subjects.create();
  const now = unit.clock().toISOString();
  const inserted = await unit.db
    .insertInto('conversations')
    .values({
      id,
      channel: inbound.channel,
      user_lookup: lookups[0] ?? '',
      address_sealed: await sealAddress(unit, subject, id, addressOf(inbound)),
      subject_id: subject,
      staff_id: null,
      state_sealed: null,
      version: 0,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'user_lookup']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) {
    return { id, channel: inbound.channel, subject, staffId: null };
  }
  // Another process met the same person at the same moment.
  const theirs = await find(unit, inbound.channel, lookups);
  if (theirs === undefined) throw new Error('conversation neither found nor made');
  await unit.subjects.erase(subject);
  return theirs;
}

async function find(unit: Unit, channel: string, lookups: string[]): Promise<Conversation | undefined> {
  const row = await unit.db
    .selectFrom('conversations')
    .select(['id', 'channel', 'subject_id', 'staff_id'])
    .where('channel', '=', channel)
    .where('user_lookup', 'in', lookups)
    .executeTakeFirst();
  return row && { id: row.id, channel: row.channel, subject: row.subject_id, staffId: row.staff_id };
}

async function isErased(unit: Unit, subject: string): Promise<boolean> {
  const row = await unit.db
    .selectFrom('subjects')
    .select('erased_at')
    .where('id', '=', subject)
    .executeTakeFirst();
  return row === undefined || row.erased_at !== null;
}

/** Gives an erased conversation a new key, so that the person can write again; nothing of before comes back. */
async function renew(unit: Unit, conversation: Conversation, inbound: Inbound): Promise<Conversation> {
  const subject = await unit.subjects.create();
  await giveNewSubject(unit, conversation.id, subject, addressOf(inbound));
  return { ...conversation, subject };
}

/** Where replies go, and the person's id from which the look-up is made anew when keys are rotated. */
export const Address = z.object({ userId: z.string(), address: z.string() });
export type Address = z.infer<typeof Address>;

function addressOf({ userId, address = userId }: Inbound): Address {
  return { userId, address };
}

function sealAddress(unit: Unit, subject: string, id: string, address: Address): Promise<string> {
  return unit.subjects.seal(subject, JSON.stringify(address), `conversations.address_sealed:${id}`);
}

/** Puts a conversation under a new subject; its state begins empty. */
export async function giveNewSubject(
  unit: Unit,
  id: string,
  subject: string,
  address: Address,
): Promise<void> {
  await unit.db
    .updateTable('conversations')
    .set({
      subject_id: subject,
      address_sealed: await sealAddress(unit, subject, id, address),
      state_sealed: null,
    })
    .where('id', '=', id)
    .execute();
}

/** The conversation in which an event is recorded already. */
export async function recordedIn(unit: Unit, channel: string, eventId: string): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('inbound')
    .select('conversation_id')
    .where('channel', '=', channel)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row?.conversation_id;
}

/**
 * Records an event; false when another process did so meanwhile. Whoever records it works it next: that try is counted
 * at once, so that an event that ends the whole process is counted too.
 */
export async function recordEvent(
  unit: Unit,
  conversation: Conversation,
  event: { channel: string; eventId: string },
  payload: Payload,
): Promise<boolean> {
  const sealed = await unit.subjects.seal(
    conversation.subject,
    JSON.stringify(payload),
    payloadContext(event),
  );
  const result = await unit.db
    .insertInto('inbound')
    .values({
      channel: event.channel,
      event_id: event.eventId,
      conversation_id: conversation.id,
      payload_sealed: sealed,
      received_at: unit.clock().toISOString(),
      worked_at: null,
      attempts: 1,
      error: null,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** What a payload is sealed for. */
export function payloadContext(event: { channel: string; eventId: string }): string {
  return `inbound.payload_sealed:${event.channel}:${event.eventId}`;
}

/**
 * Takes a conversation for this transaction alone and gives its next event. The row is written first: that waits for
 * whoever else works it, on either database, and only then is it seen what is left to do.
 */
export async function claimNext(
  unit: Unit,
  conversationId: string,
): Promise<{ conversation: Conversation; state: string | undefined; event: Event } | undefined> {
  await unit.db
    .updateTable('conversations')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: unit.clock().toISOString() }))
    .where('id', '=', conversationId)
    .execute();
  const row = await unit.db
    .selectFrom('conversations')
    .select(['id', 'channel', 'subject_id', 'staff_id', 'state_sealed'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  const next = await unit.db
    .selectFrom('inbound')
    .select(['channel', 'event_id', 'payload_sealed'])
    .where('conversation_id', '=', conversationId)
    .where('worked_at', 'is', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || next === undefined) return undefined;
  const conversation = {
    id: row.id,
    channel: row.channel,
    subject: row.subject_id,
    staffId: row.staff_id,
  };
  const event = { channel: next.channel, eventId: next.event_id };
  const json = await unit.subjects.open(row.subject_id, next.payload_sealed, payloadContext(event));
  const state = await unit.subjects.open(row.subject_id, row.state_sealed, stateContext(conversationId));
  return { conversation, state, event: { ...event, payload: parsePayload(json) } };
}

function parsePayload(json: string | undefined): Payload | undefined {
  return json === undefined ? undefined : Payload.safeParse(JSON.parse(json)).data;
}

function stateContext(conversationId: string): string {
  return `conversations.state_sealed:${conversationId}`;
}

/** The state of a conversation as it was kept. */
export async function stateOf(unit: Unit, conversationId: string): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('conversations')
    .select(['subject_id', 'state_sealed'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return row && unit.subjects.open(row.subject_id, row.state_sealed, stateContext(conversationId));
}

/** Keeps the state for the next message. */
export async function saveState(unit: Unit, conversation: Conversation, json: string): Promise<void> {
  await unit.db
    .updateTable('conversations')
    .set({
      state_sealed: await unit.subjects.seal(conversation.subject, json, stateContext(conversation.id)),
    })
    .where('id', '=', conversation.id)
    .execute();
}

/** Marks an event as worked; tries that came to nothing before do not matter any more. */
export async function markWorked(unit: Unit, event: { channel: string; eventId: string }): Promise<void> {
  await unit.db
    .updateTable('inbound')
    .set({ worked_at: unit.clock().toISOString(), attempts: 0, error: null })
    .where('channel', '=', event.channel)
    .where('event_id', '=', event.eventId)
    .execute();
}
