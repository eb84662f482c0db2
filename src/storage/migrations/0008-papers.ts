import type { Kysely, Migration } from 'kysely';
import { belongs, id, required } from './column-types.ts';

/** The papers of a case: verification form, village review, public notice, what was said against it; what a photo of a case is. */
export const papers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('papers')
      .addColumn('id', 'text', id)
      .addColumn('case_id', 'text', belongs('cases.id'))
      .addColumn('kind', 'text', required)
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('content_sealed', 'text', required)
      .addColumn('created_by', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('replaced_at', 'text')
      .execute();
    await db.schema.createIndex('papers_case').on('papers').columns(['case_id', 'kind']).execute();
    for (const column of ['role', 'paper_id']) {
      await db.schema.alterTable('photos').addColumn(column, 'text').execute();
    }
  },
};
