import type { Kysely, Migration } from 'kysely';
import { belongs, count, id, refers, required } from './column-types.ts';

/** What line departments' spreadsheets tell of people, matched to households and checked at their homes. */
export const alerts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('alerts')
      .addColumn('id', 'text', id)
      .addColumn('import_id', 'text', belongs('imports.id'))
      .addColumn('row_number', 'integer', required)
      .addColumn('county', 'text', required)
      .addColumn('unit', 'text', required)
      .addColumn('cause', 'text', required)
      .addColumn('queue', 'text', required)
      .addColumn('village', 'text')
      .addColumn('household_id', 'text', refers('households.id'))
      .addColumn('person_id', 'text')
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('data_sealed', 'text', required)
      .addColumn('key_lookup', 'text', required)
      .addColumn('person_lookup', 'text')
      .addColumn('state', 'text', required)
      .addColumn('candidates_json', 'text')
      .addColumn('due_on', 'text')
      .addColumn('due_provisional', 'integer', count)
      .addColumn('due_from', 'text')
      .addColumn('created_at', 'text', required)
      .addColumn('settled_at', 'text')
      .addColumn('settled_by', 'text')
      .addColumn('note_sealed', 'text')
      .addColumn('case_id', 'text', refers('cases.id'))
      .addUniqueConstraint('alerts_once', ['county', 'key_lookup'])
      .execute();
    await db.schema.createIndex('alerts_queue').on('alerts').columns(['queue', 'state', 'due_on']).execute();
    await db.schema.createIndex('alerts_household').on('alerts').columns(['household_id', 'state']).execute();
    await db.schema.createIndex('alerts_person').on('alerts').columns(['county', 'person_lookup']).execute();
    await db.schema.createIndex('alerts_import').on('alerts').column('import_id').execute();
    await db.schema
      .createIndex('alerts_unit')
      .on('alerts')
      .columns(['county', 'unit', 'settled_at'])
      .execute();
  },
};
