import type { Kysely, Migration } from 'kysely';

/** What a question was answered from, and how the asker found the answer. */
export const feedback: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // One column a statement: SQLite adds no more at once.
    for (const column of ['answered_by', 'topic', 'vote']) {
      await db.schema.alterTable('questions').addColumn(column, 'text').execute();
    }
  },
};
