import { type Kysely, type Migration, sql } from 'kysely';
import { belongs, type ColumnTypes, count, id, refers, required, unique } from './column-types.ts';

/** Subjects, staff, conversations, and what comes in and goes out. */
export function people(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await subjectsAndStaff(db);
      await inbound(db, types);
      await outbox(db, types);
    },
  };
}

async function subjectsAndStaff(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lookup_keys')
    .addColumn('id', 'text', id)
    .addColumn('wrapped_key', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema
    .createTable('subjects')
    .addColumn('id', 'text', id)
    .addColumn('wrapped_key', 'text')
    .addColumn('created_at', 'text', required)
    .addColumn('erased_at', 'text')
    .execute();
  await db.schema
    .createTable('staff')
    .addColumn('id', 'text', id)
    .addColumn('name_sealed', 'text', required)
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('role', 'text', required)
    .addColumn('region', 'text', required)
    .addColumn('unit', 'text')
    .addColumn('active', 'integer', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema.createIndex('staff_region').on('staff').columns(['region', 'role']).execute();
  await db.schema
    .createTable('staff_codes')
    .addColumn('code_lookup', 'text', id)
    .addColumn('staff_id', 'text', belongs('staff.id'))
    .addColumn('expires_at', 'text', required)
    .addColumn('used_at', 'text')
    .execute();
  await db.schema.createIndex('staff_codes_staff').on('staff_codes').column('staff_id').execute();
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', id)
    .addColumn('channel', 'text', required)
    .addColumn('user_lookup', 'text', required)
    .addColumn('address_sealed', 'text', required)
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('staff_id', 'text', refers('staff.id'))
    .addColumn('state_sealed', 'text')
    .addColumn('version', 'integer', count)
    .addColumn('created_at', 'text', required)
    .addColumn('updated_at', 'text', required)
    .addUniqueConstraint('conversations_user', ['channel', 'user_lookup'])
    .execute();
  await db.schema.createIndex('conversations_staff').on('conversations').column('staff_id').execute();
  await db.schema.createIndex('conversations_updated').on('conversations').column('updated_at').execute();
}

async function inbound(db: Kysely<unknown>, { sequence, asSequence }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('inbound')
    .addColumn('channel', 'text', required)
    .addColumn('event_id', 'text', required)
    .addColumn('seq', sequence, asSequence)
    .addColumn('conversation_id', 'text', belongs('conversations.id'))
    .addColumn('payload_sealed', 'text')
    .addColumn('received_at', 'text', required)
    .addColumn('worked_at', 'text')
    .addColumn('attempts', 'integer', count)
    .addColumn('error', 'text')
    .addUniqueConstraint('inbound_event', ['channel', 'event_id'])
    .execute();
  await db.schema
    .createIndex('inbound_unworked')
    .on('inbound')
    .columns(['conversation_id', 'seq'])
    .where(sql.ref('worked_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('inbound_conversation')
    .on('inbound')
    .columns(['conversation_id', 'seq'])
    .execute();
  await db.schema
    .createIndex('inbound_kept')
    .on('inbound')
    .column('worked_at')
    .where(sql.ref('payload_sealed'), 'is not', null)
    .execute();
}

async function outbox(db: Kysely<unknown>, { sequence, asSequence }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', unique)
    .addColumn('seq', sequence, asSequence)
    .addColumn('conversation_id', 'text', belongs('conversations.id'))
    .addColumn('cause', 'text', unique)
    .addColumn('payload_sealed', 'text')
    .addColumn('created_at', 'text', required)
    .addColumn('not_before', 'text', required)
    .addColumn('sent_at', 'text')
    .addColumn('failed_at', 'text')
    .addColumn('attempts', 'integer', count)
    .addColumn('parts_sent', 'integer', count)
    .addColumn('error', 'text')
    .execute();
  // Unsent: found by conversation (in order) and by when they are due.
  for (const [name, columns] of [
    ['outbox_unsent', ['conversation_id', 'seq']],
    ['outbox_due', ['not_before', 'seq']],
  ] as const) {
    await db.schema
      .createIndex(name)
      .on('outbox')
      .columns([...columns])
      .where(sql.ref('sent_at'), 'is', null)
      .where(sql.ref('failed_at'), 'is', null)
      .execute();
  }
  await db.schema
    .createIndex('outbox_conversation')
    .on('outbox')
    .columns(['conversation_id', 'seq'])
    .execute();
  await db.schema
    .createIndex('outbox_kept')
    .on('outbox')
    .column('sent_at')
    .where(sql.ref('payload_sealed'), 'is not', null)
    .execute();
}
