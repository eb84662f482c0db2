import type { Kysely, Migration } from 'kysely';
import { belongs, count, id, required } from './column-types.ts';

/** The audit log, its chains' heads and their signed checkpoints. */
export const audit: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('audit')
      .addColumn('chain', 'text', required)
      .addColumn('seq', 'integer', required)
      .addColumn('at', 'text', required)
      .addColumn('actor', 'text', required)
      .addColumn('action', 'text', required)
      .addColumn('detail_json', 'text', required)
      .addColumn('previous', 'text', required)
      .addColumn('hash', 'text', required)
      .addPrimaryKeyConstraint('audit_key', ['chain', 'seq'])
      .execute();
    await db.schema
      .createTable('audit_chains')
      .addColumn('chain', 'text', id)
      .addColumn('seq', 'integer', required)
      .addColumn('hash', 'text', required)
      .addColumn('signed_seq', 'integer', count)
      .execute();
    await db.schema
      .createTable('checkpoints')
      .addColumn('day', 'text', id)
      .addColumn('chains', 'integer', required)
      .addColumn('digest', 'text', required)
      .addColumn('signature', 'text', required)
      .addColumn('created_at', 'text', required)
      .execute();
    await db.schema
      .createTable('checkpoint_heads')
      .addColumn('day', 'text', belongs('checkpoints.day'))
      .addColumn('chain', 'text', required)
      .addColumn('seq', 'integer', required)
      .addColumn('hash', 'text', required)
      .addPrimaryKeyConstraint('checkpoint_heads_key', ['day', 'chain'])
      .execute();
  },
};
