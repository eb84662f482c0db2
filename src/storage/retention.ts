import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from './db.ts';
import type { Schema } from './schema.ts';
import type { Unit } from './unit.ts';

/** For how many days what is kept. */
export interface Retention {
  /** What people wrote, once it was worked on. */
  inboundDays: number;
  /** What was sent to them. */
  outboxDays: number;
  /** The words of questions; that one was asked stays for the figures. */
  questionDays: number;
  /** Drafts that were never submitted, with their photos. */
  draftDays: number;
  /** Chats in which nothing happened; those of staff and of open cases stay. */
  conversationDays: number;
}

export const DEFAULT_RETENTION: Retention = {
  inboundDays: 7,
  outboxDays: 7,
  questionDays: 30,
  draftDays: 30,
  conversationDays: 180,
};

/** How many of each kind were emptied or removed. */
export interface SweepReport {
  inbound: number;
  outbox: number;
  questions: number;
  drafts: number;
  photos: number;
  conversations: number;
}

/** Removes what its time has come for. Run daily; running it again finds nothing more. */
export async function sweep(unit: Unit, retention: Retention): Promise<SweepReport> {
  const { db } = unit;
  const now = unit.clock().getTime();
  const before = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const inbound = await db
    .updateTable('inbound')
    .set({ payload_sealed: null, error: null })
    .where('payload_sealed', 'is not', null)
    .where('worked_at', '<', before(retention.inboundDays))
    .executeTakeFirst();
  const sent = before(retention.outboxDays);
  const outbox = await db
    .updateTable('outbox')
    .set({ payload_sealed: null, error: null })
    .where('payload_sealed', 'is not', null)
    .where((eb) => eb.or([eb('sent_at', '<', sent), eb('failed_at', '<', sent)]))
    .executeTakeFirst();
  const questions = await sweepQuestions(db, before(retention.questionDays));
  const idle = before(retention.draftDays);
  const drafts = await db
    .updateTable('conversations')
    .set({ state_sealed: null, version: sql`version + 1` })
    .where('state_sealed', 'is not', null)
    .where('updated_at', '<', idle)
    .executeTakeFirst();
  const photos = await db
    .deleteFrom('photos')
    .where('case_id', 'is', null)
    .where('created_at', '<', idle)
    .executeTakeFirst();
  const conversations = await sweepConversations(unit, before(retention.conversationDays));
  return {
    inbound: Number(inbound.numUpdatedRows),
    outbox: Number(outbox.numUpdatedRows),
    questions,
    drafts: Number(drafts.numUpdatedRows),
    photos: Number(photos.numDeletedRows),
    conversations,
  };
}

async function sweepQuestions(db: Db, before: string): Promise<number> {
  const due = db.selectFrom('questions').where('asked_at', '<', before);
  const rows = await due
    .select(['id', 'subject_id'])
    .where((eb) => eb.or([eb('text_sealed', 'is not', null), eb('asker_lookup', 'is not', null)]))
    .execute();
  for (const { id, subject_id } of rows) {
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
  return rows.length;
}

function belongsToNothing(eb: ExpressionBuilder<Schema, 'subjects'>) {
  const holders = [
    'conversations',
    'households',
    'declarations',
    'photos',
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

async function sweepConversations(unit: Unit, before: string): Promise<number> {
  const idle = await unit.db
    .selectFrom('conversations as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select('c.id')
    .where('c.updated_at', '<', before)
    .where('c.staff_id', 'is', null)
    .where('s.erased_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_followers as f')
            .innerJoin('cases', 'cases.id', 'f.case_id')
            .select('f.case_id')
            .whereRef('f.conversation_id', '=', 'c.id')
            .where('cases.decided_at', 'is', null),
        ),
      ),
    )
    .execute();
  for (const { id } of idle) await eraseConversation(unit, id, 'system');
  return idle.length;
}

/**
 * Forgets a chat for good: its key, its state, what came and went, photos of drafts. Declared cases stay, as the archive
 * rules demand, and no longer write to it; the audit log keeps its pseudonym. The same person may write again.
 */
export async function eraseConversation(unit: Unit, conversation: string, actor: string): Promise<void> {
  const { db, subjects, audit } = unit;
  const now = unit.clock().toISOString();
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
  await db
    .updateTable('inbound')
    .set({ payload_sealed: null, error: null })
    .where('conversation_id', '=', conversation)
    .execute();
  // What was not worked or sent yet cannot be read any more: nothing must wait for it.
  await db
    .updateTable('inbound')
    .set({ worked_at: now })
    .where('conversation_id', '=', conversation)
    .where('worked_at', 'is', null)
    .execute();
  await db
    .updateTable('outbox')
    .set({ failed_at: now })
    .where('conversation_id', '=', conversation)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute();
  await db
    .updateTable('outbox')
    .set({ payload_sealed: null, error: null })
    .where('conversation_id', '=', conversation)
    .execute();
  await db
    .deleteFrom('photos')
    .where('conversation_id', '=', conversation)
    .where('case_id', 'is', null)
    .execute();
  await db.deleteFrom('case_followers').where('conversation_id', '=', conversation).execute();
  await db
    .updateTable('declarations')
    .set({ conversation_id: null })
    .where('conversation_id', '=', conversation)
    .execute();
  await subjects.erase(subject_id);
  await audit.append('system', { actor, action: 'conversation-erased', detail: { conversation } });
}
