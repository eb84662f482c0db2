import { post, type Unit } from '../storage/index.ts';
import type { Reply } from './message.ts';

/** Puts a message to a person into the outbox, in this transaction; `cause` is what it is sent for, once. */
export async function putInOutbox(
  unit: Unit,
  to: { id: string; subject: string },
  cause: string,
  reply: Reply,
): Promise<void> {
  await post(unit, { conversationId: to.id, subjectId: to.subject }, cause, reply);
}

/** A message in the outbox that has not been given to the person yet. */
export interface PendingReply {
  id: string;
  /** What it is sent for. */
  cause: string;
  reply: Reply;
}

/** All that waits for a person, oldest first, for channels that hand messages over when the person writes. */
export async function pendingReplies(unit: Unit, conversationId: string): Promise<PendingReply[]> {
  const rows = await unit.db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .select(['outbox.id', 'outbox.cause', 'outbox.payload_sealed', 'conversations.subject_id'])
    .where('outbox.conversation_id', '=', conversationId)
    .where('outbox.sent_at', 'is', null)
    .where('outbox.failed_at', 'is', null)
    .orderBy('outbox.seq')
    .execute();
  const pending: PendingReply[] = [];
  for (const { id, cause, payload_sealed, subject_id } of rows) {
    const json = await unit.subjects.open(subject_id, payload_sealed, `outbox.payload_sealed:${id}`);
    if (json !== undefined) pending.push({ id, cause, reply: JSON.parse(json) as Reply });
  }
  return pending;
}

/** Marks messages as given to the person. */
export async function markSent(unit: Unit, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await unit.db
    .updateTable('outbox')
    .set({ sent_at: unit.clock().toISOString() })
    .where('id', 'in', [...ids])
    .execute();
}
