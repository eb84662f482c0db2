import type { Kysely, Migration } from 'kysely';
import { belongs, count, id, refers, required } from './column-types.ts';

/** What people ask to be done with their data. */
export const rights: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rights_requests')
      .addColumn('id', 'text', id)
      .addColumn('kind', 'text', required)
      .addColumn('scope', 'text')
      .addColumn('county', 'text', required)
      .addColumn('queue', 'text', required)
      .addColumn('household_id', 'text', refers('households.id'))
      .addColumn('case_id', 'text', refers('cases.id'))
      .addColumn('conversation_id', 'text', refers('conversations.id'))
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('words_sealed', 'text')
      .addColumn('state', 'text', required)
      .addColumn('due_on', 'text')
      .addColumn('due_provisional', 'integer', count)
      .addColumn('created_at', 'text', required)
      .addColumn('answered_at', 'text')
      .addColumn('answered_by', 'text')
      .addColumn('answer_sealed', 'text')
      .execute();
    await db.schema
      .createIndex('rights_requests_open')
      .on('rights_requests')
      .columns(['queue', 'state'])
      .execute();
  },
};
