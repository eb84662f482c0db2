import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from './db.ts';
import { emptyOutbox } from './outbox.ts';
import type { Schema } from './schema.ts';
import type { Unit } from './unit.ts';

/**
 * Forgets a chat for good: its key, its state, what came and went, files, photos of drafts, and what was asked. Declared cases
 * stay, as the archive rules demand, and no longer write to it; the audit log keeps its pseudonym. The chat is left under
 * its erased key; the same person may write again, under a new one.
 */
export async function eraseConversation(unit: Unit, conversation: string, actor: string): Promise<void> {
  const { db, subjects, audit } = unit;
  const { subject_id } = await db
    .selectFrom('conversations')
    .select('subject_id')
    .where('id', '=', conversation)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('conversations')
    .set({ state_sealed: null, version: sql`version + 1` })
    .where('id', '=', conversation)
    .execute();
  await emptyMessages(unit, conversation);
  await db
    .deleteFrom('photos')
    .where('conversation_id', '=', conversation)
    .where('case_id', 'is', null)
    .execute();
  await db.deleteFrom('files').where('conversation_id', '=', conversation).execute();
  await db.deleteFrom('case_followers').where('conversation_id', '=', conversation).execute();
  await db
    .updateTable('declarations')
    .set({ conversation_id: null })
    .where('conversation_id', '=', conversation)
    .execute();
  // Photos that a case has stay with it; that they came from this chat is forgotten.
  await db
    .updateTable('photos')
    .set({ conversation_id: null })
    .where('conversation_id', '=', conversation)
    .execute();
  const asked = await db
    .selectFrom('questions')
    .select(['id', 'subject_id'])
    .where('asker_lookup', 'in', unit.vault.lookups('asker', conversation))
    .execute();
  await forgetQuestions(db, asked);
  await subjects.erase(subject_id);
  await audit.append('system', { actor, action: 'conversation-erased', detail: { conversation } });
}

/** Empties what came and what went; nothing waits for what nobody can read any more. */
async function emptyMessages(unit: Unit, conversation: string): Promise<void> {
  const { db, clock } = unit;
  await db
    .updateTable('inbound')
    .set({ payload_sealed: null, error: null })
    .where('conversation_id', '=', conversation)
    .execute();
  await db
    .updateTable('inbound')
    .set({ worked_at: clock().toISOString() })
    .where('conversation_id', '=', conversation)
    .where('worked_at', 'is', null)
    .execute();
  await emptyOutbox(unit, (eb) => eb('conversation_id', '=', conversation));
}

/** Takes words and asker from questions; that they were asked, and with what result, stays for the figures. */
export async function forgetQuestions(
  db: Db,
  questions: readonly { id: string; subject_id: string | null }[],
): Promise<void> {
  for (const { id, subject_id } of questions) {
    await db
      .updateTable('questions')
      .set({ text_sealed: null, asker_lookup: null, subject_id: null })
      .where('id', '=', id)
      .execute();
    // A question has a subject of its own, with nothing left to belong to it.
    if (subject_id !== null) {
      await db.deleteFrom('subjects').where('id', '=', subject_id).where(belongsToNothing).execute();
    }
  }
}

function belongsToNothing(eb: ExpressionBuilder<Schema, 'subjects'>) {
  const holders = [
    'conversations',
    'households',
    'declarations',
    'photos',
    'files',
    'staff',
    'questions',
    'cases',
    'case_notes',
  ] as const;
  const held = holders.map((table) =>
    eb.exists(eb.selectFrom(table).select('subject_id').whereRef('subject_id', '=', 'subjects.id')),
  );
  return eb.not(eb.or(held));
}
