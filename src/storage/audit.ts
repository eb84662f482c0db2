import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock, Db } from './db.ts';
import type { Purpose } from './purposes.ts';
import type { AuditTable } from './schema.ts';

/** What happened, told without anything personal: pseudonyms, codes, stages, counts. */
export type AuditDetail = Record<string, string | number | boolean | null | string[]> & { purpose?: Purpose };

export interface AuditEntry {
  chain: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  detail: AuditDetail;
}

/** What the first entry of a chain follows. */
export const GENESIS = '0'.repeat(64);

/** The append-only log, one hash chain a case (or `system`). */
export class AuditLog {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Adds an entry; writers to one chain wait for each other until their transactions end. Returns its number. */
  async append(
    chain: string,
    entry: { actor: string; action: string; detail?: AuditDetail },
  ): Promise<number> {
    // Counting up the head's row is what locks the chain; its hash is still the one before.
    const head = await this.#db
      .insertInto('audit_chains')
      .values({ chain, seq: 1, hash: GENESIS, signed_seq: 0 })
      .onConflict((conflict) => conflict.column('chain').doUpdateSet({ seq: sql`audit_chains.seq + 1` }))
      .returning(['seq', 'hash'])
      .executeTakeFirstOrThrow();
    const row = {
      chain,
      seq: head.seq,
      at: this.#clock().toISOString(),
      actor: entry.actor,
      action: entry.action,
      detail_json: canonical(entry.detail ?? {}),
      previous: head.hash,
    };
    const hash = entryHash(row);
    await this.#db
      .insertInto('audit')
      .values({ ...row, hash })
      .execute();
    await this.#db.updateTable('audit_chains').set({ hash }).where('chain', '=', chain).execute();
    return head.seq;
  }

  /** A chain's entries, oldest first. */
  async of(chain: string): Promise<AuditEntry[]> {
    const rows = await this.#db
      .selectFrom('audit')
      .select(['chain', 'seq', 'at', 'actor', 'action', 'detail_json'])
      .where('chain', '=', chain)
      .orderBy('seq')
      .execute();
    return rows.map(({ detail_json, ...entry }) => ({ ...entry, detail: JSON.parse(detail_json) }));
  }
}

/** The hash that an entry must have. Fields are length-prefixed, so that none can flow into the next. */
export function entryHash(row: Omit<AuditTable, 'hash'>): string {
  const fields = [row.previous, row.chain, String(row.seq), row.at, row.actor, row.action, row.detail_json];
  const text = fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join('|');
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with its keys in order, so that one detail has one text. */
function canonical(detail: AuditDetail): string {
  return JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))));
}
