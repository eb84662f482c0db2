import type { Kysely, Migration } from 'kysely';
import { belongs, type ColumnTypes, id, required } from './column-types.ts';

/** Files that came with a message or go with a reply. */
export function files({ bytes }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('files')
        .addColumn('id', 'text', id)
        .addColumn('subject_id', 'text', belongs('subjects.id'))
        .addColumn('conversation_id', 'text', belongs('conversations.id'))
        .addColumn('direction', 'text', required)
        .addColumn('name_sealed', 'text', required)
        .addColumn('mime', 'text', required)
        .addColumn('bytes', 'integer', required)
        .addColumn('content_sealed', bytes, required)
        .addColumn('created_at', 'text', required)
        .addColumn('expires_at', 'text', required)
        .execute();
      await db.schema.createIndex('files_conversation').on('files').column('conversation_id').execute();
      await db.schema.createIndex('files_expires').on('files').column('expires_at').execute();
    },
  };
}
