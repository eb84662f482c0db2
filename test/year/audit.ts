import { createHash } from 'node:crypto';
import type { County } from './county.ts';
import type { Year } from './model.ts';

/** What the first entry of a chain follows. */
const NOTHING = '0'.repeat(64);

/**
 * Reckons every chain once more: that no number is missing, each entry follows the one before, its hash is that of what
 * stands in it, and the head is the last. Then: that whoever reached for what is not theirs stands there for it.
 */
export async function assertAudit({ storage }: County, m: Year): Promise<void> {
  const { db } = storage.reading;
  const rows = await db.selectFrom('audit').selectAll().orderBy('chain').orderBy('seq').execute();
  const heads = await db.selectFrom('audit_chains').select(['chain', 'seq', 'hash']).execute();
  const last = new Map<string, { seq: number; hash: string }>();
  const denied = new Map<string, number>();
  for (const row of rows) {
    const before = last.get(row.chain) ?? { seq: 0, hash: NOTHING };
    const parts = [row.previous, row.chain, row.seq, row.at, row.actor, row.action, row.detail_json].map(
      String,
    );
    const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('|');
    const hash = createHash('sha256').update(text).digest('hex');
    if (row.seq !== before.seq + 1 || row.previous !== before.hash || row.hash !== hash) {
      throw new Error(`the audit chain ${row.chain} breaks at ${row.seq}`);
    }
    last.set(row.chain, { seq: row.seq, hash });
    if (row.action === 'denied') denied.set(row.actor, (denied.get(row.actor) ?? 0) + 1);
  }
  for (const { chain, seq, hash } of heads) {
    const end = last.get(chain);
    if (end?.seq !== seq || end.hash !== hash) throw new Error(`the head of ${chain} is not its end`);
  }
  for (const { chat, actor } of m.members) {
    const [is, must] = [denied.get(actor) ?? 0, m.denied.get(chat) ?? 0];
    if (is !== must) throw new Error(`${chat} was denied ${is} times, not ${must}`);
  }
}
