import { sql } from 'kysely';
import type { Db } from './db.ts';
import { eraseConversation, forgetQuestions } from './erase.ts';
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
  /** Files that came with messages or went with replies, by the time each was given. */
  files: number;
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
    // A draft that is still worked on keeps its first photos too.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('conversations as c')
            .select('c.id')
            .whereRef('c.id', '=', 'photos.conversation_id')
            .where('c.state_sealed', 'is not', null),
        ),
      ),
    )
    .executeTakeFirst();
  const files = await db
    .deleteFrom('files')
    .where('expires_at', '<=', unit.clock().toISOString())
    .executeTakeFirst();
  const conversations = await sweepConversations(unit, before(retention.conversationDays));
  return {
    inbound: Number(inbound.numUpdatedRows),
    outbox: Number(outbox.numUpdatedRows),
    questions,
    drafts: Number(drafts.numUpdatedRows),
    photos: Number(photos.numDeletedRows),
    conversations,
    files: Number(files.numDeletedRows),
  };
}

async function sweepQuestions(db: Db, before: string): Promise<number> {
  const rows = await db
    .selectFrom('questions')
    .select(['id', 'subject_id'])
    .where('asked_at', '<', before)
    .where((eb) => eb.or([eb('text_sealed', 'is not', null), eb('asker_lookup', 'is not', null)]))
    .execute();
  await forgetQuestions(db, rows);
  return rows.length;
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
