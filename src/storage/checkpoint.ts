import { createHash } from 'node:crypto';
import { GENESIS } from './audit.ts';
import type { Unit } from './unit.ts';
import { checkpointText } from './vault-keys.ts';

/**
 * Signs the heads of all chains that grew since the checkpoint before. From then on a chain that is cut or rewritten up
 * to there, with all hashes recomputed, is found out; who can write the database cannot sign.
 * @param day the day in Asia/Shanghai; a day has one checkpoint, the first that is made
 * @returns the number of chains signed, undefined when the day has its checkpoint already
 */
export async function makeCheckpoint(unit: Unit, day: string): Promise<number | undefined> {
  const { db, vault } = unit;
  const last = await db
    .selectFrom('checkpoints')
    .select(['day', 'digest'])
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined && last.day >= day) return undefined;
  const heads = await db
    .selectFrom('audit_chains')
    .select(['chain', 'seq', 'hash'])
    .whereRef('seq', '>', 'signed_seq')
    .execute();
  const signed = {
    day,
    chains: heads.length,
    digest: headsDigest(last?.digest ?? GENESIS, heads),
    created_at: unit.clock().toISOString(),
  };
  await db
    .insertInto('checkpoints')
    .values({ ...signed, signature: vault.sign(checkpointText(signed)) })
    .execute();
  for (let start = 0; start < heads.length; start += 500) {
    const part = heads.slice(start, start + 500);
    await db
      .insertInto('checkpoint_heads')
      .values(part.map((head) => ({ day, ...head })))
      .execute();
  }
  await db
    .updateTable('audit_chains')
    .set(({ ref }) => ({ signed_seq: ref('seq') }))
    .whereRef('seq', '>', 'signed_seq')
    .execute();
  return heads.length;
}

/** A chain's newest entry. */
export interface Head {
  chain: string;
  seq: number;
  hash: string;
}

/** One hash over the checkpoint before and the heads signed now. */
export function headsDigest(previous: string, heads: readonly Head[]): string {
  const lines = heads.map(({ chain, seq, hash }) => `${chain.length}:${chain} ${seq} ${hash}`);
  // Compared by code unit: the order must not depend on a database's collation.
  lines.sort((a, b) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update([previous, ...lines].join('\n'))
    .digest('hex');
}
