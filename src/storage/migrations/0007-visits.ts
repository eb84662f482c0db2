import type { Kysely, Migration } from 'kysely';
import { belongs, count, id, refers, required } from './column-types.ts';

/** Sweeps of villages and visits to households. */
export const visits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sweeps')
      .addColumn('id', 'text', id)
      .addColumn('cycle', 'text', required)
      .addColumn('county', 'text', required)
      .addColumn('village', 'text', required)
      .addColumn('period', 'text', required)
      .addColumn('begins_on', 'text', required)
      .addColumn('ends_on', 'text', required)
      .addColumn('due_on', 'text')
      .addColumn('due_provisional', 'integer', count)
      .addColumn('created_at', 'text', required)
      .addColumn('closed_at', 'text')
      .addColumn('closed_by', 'text')
      .addUniqueConstraint('sweeps_once', ['cycle', 'village', 'period'])
      .execute();
    await db.schema.createIndex('sweeps_village').on('sweeps').columns(['village', 'closed_at']).execute();
    await db.schema
      .createIndex('sweeps_due')
      .on('sweeps')
      .columns(['county', 'closed_at', 'due_on'])
      .execute();
    await db.schema
      .createTable('visits')
      .addColumn('id', 'text', id)
      .addColumn('sweep_id', 'text', refers('sweeps.id'))
      .addColumn('household_id', 'text', belongs('households.id'))
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('village', 'text')
      .addColumn('purpose', 'text', required)
      .addColumn('outcome', 'text', required)
      .addColumn('case_id', 'text', refers('cases.id'))
      .addColumn('staff_id', 'text', belongs('staff.id'))
      .addColumn('note_sealed', 'text')
      .addColumn('place_sealed', 'text')
      .addColumn('visited_at', 'text', required)
      .execute();
    await db.schema
      .createIndex('visits_household')
      .on('visits')
      .columns(['household_id', 'visited_at'])
      .execute();
    await db.schema.createIndex('visits_sweep').on('visits').column('sweep_id').execute();
    await db.schema.createIndex('visits_case').on('visits').columns(['case_id', 'visited_at']).execute();
  },
};
