import type { Kysely, Migration } from 'kysely';
import { belongs, id, required } from './column-types.ts';

/** Measures of support for a case, and the check of a department's reply. */
export const measures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('measures')
      .addColumn('id', 'text', id)
      .addColumn('case_id', 'text', belongs('cases.id'))
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('position', 'integer', required)
      .addColumn('entry', 'text')
      .addColumn('kind', 'text', required)
      .addColumn('title', 'text', required)
      .addColumn('words_sealed', 'text')
      .addColumn('unit', 'text', required)
      .addColumn('document', 'text')
      .addColumn('article', 'text')
      .addColumn('state', 'text', required)
      .addColumn('note_sealed', 'text')
      .addColumn('created_by', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('started_at', 'text')
      .addColumn('ended_at', 'text')
      .addColumn('ended_by', 'text')
      .execute();
    await db.schema.createIndex('measures_case').on('measures').column('case_id').execute();
    for (const column of ['checked_at', 'checked_by', 'check_result', 'check_sealed', 'follows']) {
      await db.schema.alterTable('tasks').addColumn(column, 'text').execute();
    }
  },
};
