import type { Kysely, Migration } from 'kysely';
import { belongs, count, id, refers, required } from './column-types.ts';

/** The county's households as the national system exports them, imported sheets, what the monthly checks find, and merges. */
export const register: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('imports')
      .addColumn('id', 'text', id)
      .addColumn('kind', 'text', required)
      .addColumn('county', 'text', required)
      .addColumn('unit', 'text')
      .addColumn('file_hash', 'text', required)
      .addColumn('rows', 'integer', count)
      .addColumn('taken', 'integer', count)
      .addColumn('faulty', 'integer', count)
      .addColumn('state', 'text', required)
      .addColumn('created_by', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('finished_at', 'text')
      .execute();
    await db.schema
      .createIndex('imports_file')
      .on('imports')
      .columns(['county', 'kind', 'file_hash'])
      .execute();
    await db.schema
      .createTable('sheet_mappings')
      .addColumn('county', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('unit', 'text', required)
      .addColumn('mapping_json', 'text', required)
      .addColumn('updated_at', 'text', required)
      .addPrimaryKeyConstraint('sheet_mappings_key', ['county', 'kind', 'unit'])
      .execute();
    await db.schema
      .createTable('household_records')
      .addColumn('household_id', 'text', belongs('households.id'))
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('county', 'text', required)
      .addColumn('township', 'text')
      .addColumn('village', 'text')
      .addColumn('number_lookup', 'text')
      .addColumn('record_sealed', 'text', required)
      .addColumn('month', 'text', required)
      .addColumn('import_id', 'text', refers('imports.id'))
      .addColumn('updated_at', 'text', required)
      .addPrimaryKeyConstraint('household_records_key', ['household_id'])
      .execute();
    await db.schema
      .createIndex('household_records_number')
      .on('household_records')
      .columns(['county', 'number_lookup'])
      .execute();
    await db.schema
      .createIndex('household_records_village')
      .on('household_records')
      .column('village')
      .execute();
    await db.schema
      .createTable('people')
      .addColumn('id', 'text', id)
      .addColumn('household_id', 'text', belongs('households.id'))
      .addColumn('subject_id', 'text', belongs('subjects.id'))
      .addColumn('county', 'text', required)
      .addColumn('township', 'text')
      .addColumn('village', 'text')
      .addColumn('person_sealed', 'text', required)
      .addColumn('name_lookup', 'text', required)
      .addColumn('id_lookup', 'text')
      .addColumn('head', 'integer', count)
      .addColumn('month', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('left_at', 'text')
      .execute();
    await db.schema.createIndex('people_household').on('people').column('household_id').execute();
    await db.schema.createIndex('people_id_lookup').on('people').column('id_lookup').execute();
    await db.schema.createIndex('people_name').on('people').column('name_lookup').execute();
    await db.schema
      .createTable('findings')
      .addColumn('id', 'text', id)
      .addColumn('county', 'text', required)
      .addColumn('township', 'text')
      .addColumn('village', 'text')
      .addColumn('household_id', 'text', belongs('households.id'))
      .addColumn('rule', 'text', required)
      .addColumn('month', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('due_on', 'text')
      .addColumn('due_provisional', 'integer', count)
      .addColumn('other_id', 'text', refers('households.id'))
      .addColumn('note_sealed', 'text')
      .addColumn('subject_id', 'text')
      .addColumn('created_at', 'text', required)
      .addColumn('resolved_at', 'text')
      .addColumn('resolved_by', 'text')
      .addUniqueConstraint('findings_once', ['rule', 'household_id', 'month'])
      .execute();
    await db.schema.createIndex('findings_open').on('findings').columns(['township', 'state']).execute();
    await db.schema
      .createTable('merges')
      .addColumn('id', 'text', id)
      .addColumn('kind', 'text', required)
      .addColumn('county', 'text', required)
      .addColumn('from_id', 'text', required)
      .addColumn('into_id', 'text', required)
      .addColumn('moved_json', 'text', required)
      .addColumn('merged_by', 'text', required)
      .addColumn('merged_at', 'text', required)
      .addColumn('undone_at', 'text')
      .addColumn('undone_by', 'text')
      .execute();
    await db.schema.createIndex('merges_from').on('merges').column('from_id').execute();
    await db.schema.createIndex('merges_into').on('merges').column('into_id').execute();
  },
};
