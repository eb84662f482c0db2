import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Schema } from './schema.ts';
import type { Unit } from './unit.ts';

/** A chat as the outbox needs it. */
export interface Addressee {
  conversationId: string;
  /** The chat's subject, under whom what is sent to it is sealed. */
  subjectId: string;
}

/**
 * Puts a message into the outbox, in the transaction of what it tells of: the one way in.
 * @param cause what it is sent for; a second message for the same cause is not written
 * @returns whether this call was the first for its cause
 * @throws ErasedError when the chat was erased
 */
export async function post(unit: Unit, to: Addressee, cause: string, payload: object): Promise<boolean> {
  const id = unit.ids();
  const now = unit.clock().toISOString();
  const sealed = await unit.subjects.seal(to.subjectId, JSON.stringify(payload), payloadContext(id));
  const written = await unit.db
    .insertInto('outbox')
    .values({
      id,
      conversation_id: to.conversationId,
      cause,
      payload_sealed: sealed,
      created_at: now,
      not_before: now,
      sent_at: null,
      failed_at: null,
      attempts: 0,
      error: null,
    })
    .onConflict((conflict) => conflict.column('cause').doNothing())
    .returning('id')
    .execute();
  return written.length > 0;
}

/** Empties messages, sent or not: what was not sent will not be, since nobody is to read it any more. */
export async function emptyOutbox(
  { db, clock }: Unit,
  which: (eb: ExpressionBuilder<Schema, 'outbox'>) => Expression<SqlBool>,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ failed_at: clock().toISOString() })
    .where(which)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute();
  await db.updateTable('outbox').set({ payload_sealed: null, error: null }).where(which).execute();
}

function payloadContext(id: string): string {
  return `outbox.payload_sealed:${id}`;
}
