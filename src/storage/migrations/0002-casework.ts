import { type Kysely, type Migration, sql } from 'kysely';
import { belongs, type ColumnTypes, count, id, refers, required, unique } from './column-types.ts';

/** Households, declarations, photos, cases and what happens to them; questions and digests for the figures. */
export function casework(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await households(db);
      await cases(db);
      await caseParts(db);
      await notesAndFollowers(db);
      await transfersAndTasks(db);
      await declarations(db, types);
      await figures(db);
    },
  };
}

async function households(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('households')
    .addColumn('id', 'text', id)
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('county', 'text', required)
    .addColumn('township', 'text')
    .addColumn('village', 'text')
    .addColumn('person_sealed', 'text', required)
    .addColumn('name_lookup', 'text', required)
    .addColumn('id_lookup', 'text')
    .addColumn('phone_lookup', 'text')
    .addColumn('created_at', 'text', required)
    .execute();
  for (const column of ['name_lookup', 'id_lookup', 'phone_lookup', 'subject_id']) {
    await db.schema.createIndex(`households_${column}`).on('households').column(column).execute();
  }
}

async function cases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cases')
    .addColumn('id', 'text', id)
    .addColumn('receipt', 'text', unique)
    .addColumn('household_id', 'text', refers('households.id'))
    .addColumn('subject_id', 'text', refers('subjects.id'))
    .addColumn('source', 'text', required)
    .addColumn('county', 'text', required)
    .addColumn('queue', 'text', required)
    .addColumn('village', 'text')
    .addColumn('unrouted', 'integer', count)
    .addColumn('urgent', 'integer', count)
    .addColumn('stage', 'text', required)
    .addColumn('paused_at', 'text')
    .addColumn('paused_days', 'integer', count)
    .addColumn('procedure_hash', 'text', required)
    .addColumn('handler_id', 'text', refers('staff.id'))
    .addColumn('opened_at', 'text', required)
    .addColumn('stage_at', 'text', required)
    .addColumn('due_on', 'text')
    .addColumn('due_provisional', 'integer', count)
    .addColumn('decided_at', 'text')
    .addColumn('outcome', 'text')
    .addColumn('note_sealed', 'text')
    .addColumn('version', 'integer', count)
    .execute();
  const indexes = {
    queue: ['queue', 'decided_at', 'due_on'],
    opened: ['opened_at', 'county'],
    decided: ['decided_at', 'county'],
    handler: ['handler_id'],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(`cases_${name}`).on('cases').columns(columns).execute();
  }
  await db.schema.createIndex('cases_household').on('cases').column('household_id').execute();
  // One household has one case that is not decided yet, whatever runs at the same time.
  await db.schema
    .createIndex('cases_one_undecided')
    .unique()
    .on('cases')
    .column('household_id')
    .where(sql.ref('decided_at'), 'is', null)
    .execute();
}

async function caseParts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_causes')
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('cause', 'text', required)
    .addColumn('position', 'integer', required)
    .addPrimaryKeyConstraint('case_causes_key', ['case_id', 'position'])
    .addUniqueConstraint('case_causes_once', ['case_id', 'cause'])
    .execute();
  await db.schema
    .createTable('case_stages')
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('position', 'integer', required)
    .addColumn('stage', 'text', required)
    .addColumn('queue', 'text', required)
    .addColumn('entered_at', 'text', required)
    .addColumn('left_at', 'text')
    .addColumn('due_on', 'text')
    .addPrimaryKeyConstraint('case_stages_key', ['case_id', 'position'])
    .execute();
  // The figures ask what was open at an instant, and what entered a stage within a period; this index alone answers.
  await db.schema
    .createIndex('case_stages_entered')
    .on('case_stages')
    .columns(['stage', 'entered_at', 'left_at', 'queue', 'due_on', 'case_id', 'position'])
    .execute();
}

async function notesAndFollowers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_notes')
    .addColumn('id', 'text', id)
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('kind', 'text', required)
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('actor', 'text', required)
    .addColumn('text_sealed', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema.createIndex('case_notes_case').on('case_notes').column('case_id').execute();
  await db.schema
    .createTable('case_followers')
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('conversation_id', 'text', belongs('conversations.id'))
    .addColumn('standing', 'text', required)
    .addColumn('created_at', 'text', required)
    .addPrimaryKeyConstraint('case_followers_key', ['case_id', 'conversation_id'])
    .execute();
  await db.schema
    .createIndex('case_followers_conversation')
    .on('case_followers')
    .column('conversation_id')
    .execute();
}

async function transfersAndTasks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('transfers')
    .addColumn('id', 'text', id)
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('from_queue', 'text', required)
    .addColumn('to_queue', 'text', required)
    .addColumn('reason_sealed', 'text', required)
    .addColumn('requested_by', 'text', required)
    .addColumn('requested_at', 'text', required)
    .addColumn('resolved_at', 'text')
    .addColumn('resolution', 'text')
    .addColumn('resolved_by', 'text')
    .execute();
  await db.schema.createIndex('transfers_case').on('transfers').column('case_id').execute();
  await db.schema
    .createIndex('transfers_pending')
    .on('transfers')
    .column('to_queue')
    .where(sql.ref('resolved_at'), 'is', null)
    .execute();
  // A case waits for one receiver at a time.
  await db.schema
    .createIndex('transfers_one_pending')
    .unique()
    .on('transfers')
    .column('case_id')
    .where(sql.ref('resolved_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'text', id)
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('county', 'text', required)
    .addColumn('unit', 'text', required)
    .addColumn('cause', 'text', required)
    .addColumn('created_at', 'text', required)
    .addColumn('due_on', 'text')
    .addColumn('reply_sealed', 'text')
    .addColumn('replied_at', 'text')
    .addColumn('replied_by', 'text')
    .execute();
  await db.schema.createIndex('tasks_case').on('tasks').column('case_id').execute();
  await db.schema.createIndex('tasks_unit').on('tasks').columns(['county', 'unit', 'replied_at']).execute();
}

async function declarations(db: Kysely<unknown>, { bytes }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('declarations')
    .addColumn('id', 'text', id)
    .addColumn('case_id', 'text', belongs('cases.id'))
    .addColumn('household_id', 'text', belongs('households.id'))
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('draft_id', 'text', unique)
    .addColumn('conversation_id', 'text', refers('conversations.id'))
    .addColumn('filer', 'text', required)
    .addColumn('consents_json', 'text', required)
    .addColumn('answers_sealed', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  for (const column of ['case_id', 'household_id', 'conversation_id']) {
    await db.schema.createIndex(`declarations_${column}`).on('declarations').column(column).execute();
  }
  await db.schema
    .createTable('photos')
    .addColumn('id', 'text', id)
    .addColumn('subject_id', 'text', belongs('subjects.id'))
    .addColumn('conversation_id', 'text', refers('conversations.id'))
    .addColumn('draft_id', 'text')
    .addColumn('case_id', 'text', refers('cases.id'))
    .addColumn('mime', 'text', required)
    .addColumn('bytes', 'integer', required)
    .addColumn('image_sealed', bytes, required)
    .addColumn('created_at', 'text', required)
    .execute();
  for (const column of ['conversation_id', 'draft_id', 'case_id']) {
    await db.schema.createIndex(`photos_${column}`).on('photos').column(column).execute();
  }
}

async function figures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('questions')
    .addColumn('id', 'text', id)
    .addColumn('region', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('text_sealed', 'text')
    .addColumn('subject_id', 'text', refers('subjects.id'))
    .addColumn('asker_lookup', 'text')
    .addColumn('asked_at', 'text', required)
    .execute();
  await db.schema.createIndex('questions_asked').on('questions').columns(['asked_at', 'region']).execute();
  await db.schema
    .createTable('digests')
    .addColumn('period', 'text', required)
    .addColumn('day', 'text', required)
    .addColumn('staff_id', 'text', belongs('staff.id'))
    .addColumn('sent_at', 'text', required)
    .addPrimaryKeyConstraint('digests_key', ['period', 'day', 'staff_id'])
    .execute();
}
