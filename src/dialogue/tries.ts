import type { Unit } from '../storage/index.ts';

/** After so many tries an event is given up with an apology, so that the ones behind it go on. */
export const MOST_TRIES = 3;
/**
 * After so many starts of the program that ended over an event it is taken to be what ended them. More than tries that
 * fail: a power supply that comes and goes is no fault of what was being worked.
 */
export const MOST_STARTS = 5;

/** An event of a platform, by its ids. */
interface EventId {
  channel: string;
  eventId: string;
}

/**
 * A conversation's next event and how often it was tried. A try is counted before it begins: what ends the whole process
 * leaves no other trace.
 */
export async function nextTried(
  unit: Unit,
  conversationId: string,
): Promise<(EventId & { tries: number }) | undefined> {
  const row = await unit.db
    .selectFrom('inbound')
    .select(['channel', 'event_id', 'attempts'])
    .where('conversation_id', '=', conversationId)
    .where('worked_at', 'is', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row && { channel: row.channel, eventId: row.event_id, tries: row.attempts };
}

/** Counts the try that begins now; `error` is why the one before failed, without personal data. */
export async function countTry(unit: Unit, event: EventId, error?: string): Promise<void> {
  await unit.db
    .updateTable('inbound')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), ...(error === undefined ? {} : { error }) }))
    .where('channel', '=', event.channel)
    .where('event_id', '=', event.eventId)
    .execute();
}

/** Marks an event as done with that came to nothing however often it was tried. */
export async function giveUp(unit: Unit, event: EventId, error: string): Promise<void> {
  await unit.db
    .updateTable('inbound')
    .set({ worked_at: unit.clock().toISOString(), error })
    .where('channel', '=', event.channel)
    .where('event_id', '=', event.eventId)
    .execute();
}

/** Events recorded by this process and not begun yet: their first try was counted as they were recorded. */
export class FreshEvents {
  readonly #of = new Map<string, Set<string>>();

  add(conversationId: string, event: EventId): void {
    const events = this.#of.get(conversationId) ?? new Set();
    this.#of.set(conversationId, events.add(keyOf(event)));
  }

  /** Whether the event is such a one; asked a second time it is not. */
  take(conversationId: string, event: EventId): boolean {
    return this.#of.get(conversationId)?.delete(keyOf(event)) ?? false;
  }

  /** Nothing of the conversation is left to do: another process may have done it. */
  clear(conversationId: string): void {
    this.#of.delete(conversationId);
  }
}

function keyOf({ channel, eventId }: EventId): string {
  return `${channel} ${eventId}`;
}
