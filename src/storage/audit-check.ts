import { entryHash, GENESIS } from './audit.ts';
import { type Head, headsDigest } from './checkpoint.ts';
import type { Db } from './db.ts';
import type { AuditTable, CheckpointTable } from './schema.ts';
import type { Vault } from './vault.ts';
import { checkpointText } from './vault-keys.ts';

/** What is wrong with the audit log. */
export type AuditProblem =
  /** An entry does not have the hash that its content gives: it was changed. */
  | 'changed'
  /** An entry does not follow the one before it. */
  | 'unlinked'
  /** An entry's number is not the next one. */
  | 'missing'
  /** The chain is shorter or longer than its head says. */
  | 'head'
  /** The chain is not what a checkpoint signed. */
  | 'rewritten'
  /** A checkpoint's own record is not what was signed. */
  | 'checkpoint'
  /** A checkpoint was signed with a key that is not in the keyring. */
  | 'unknown-key';

export interface AuditReport {
  chains: number;
  entries: number;
  broken: { chain: string; seq: number; problem: AuditProblem }[];
  checkpoints: number;
  /** The newest checkpoint, to be noted elsewhere: the last ones could be cut off together with what they sign. */
  lastCheckpoint: { day: string; digest: string } | null;
}

/** Checks every chain, its head and all checkpoints. */
export async function verifyAudit(db: Db, vault: Vault): Promise<AuditReport> {
  const check = new ChainCheck();
  for await (const row of entries(db)) check.entry(row);
  check.finish();
  const heads = await db.selectFrom('audit_chains').select(['chain', 'seq', 'hash']).execute();
  check.heads(heads);
  const checkpoints = await db.selectFrom('checkpoints').selectAll().orderBy('day').execute();
  let previous = GENESIS;
  for (const checkpoint of checkpoints) {
    const signed = await db
      .selectFrom('checkpoint_heads')
      .select(['chain', 'seq', 'hash'])
      .where('day', '=', checkpoint.day)
      .execute();
    await check.checkpoint(checkpoint, signed, previous, vault, db);
    previous = checkpoint.digest;
  }
  const last = checkpoints.at(-1);
  return {
    chains: check.chains.size,
    entries: check.count,
    broken: check.broken,
    checkpoints: checkpoints.length,
    lastCheckpoint: last === undefined ? null : { day: last.day, digest: last.digest },
  };
}

/** Follows entries in order and collects what is wrong. */
export class ChainCheck {
  readonly broken: AuditReport['broken'] = [];
  /** The last entry seen of each chain. */
  readonly chains = new Map<string, Head>();
  count = 0;
  #last: AuditTable | undefined;

  entry(row: AuditTable): void {
    this.count++;
    const before = this.#last?.chain === row.chain ? this.#last : undefined;
    if (before === undefined) this.finish();
    if (row.seq !== (before?.seq ?? 0) + 1) this.#break(row, 'missing');
    else if (row.previous !== (before?.hash ?? GENESIS)) this.#break(row, 'unlinked');
    if (row.hash !== entryHash(row)) this.#break(row, 'changed');
    this.#last = row;
  }

  finish(): void {
    const last = this.#last;
    if (last !== undefined)
      this.chains.set(last.chain, { chain: last.chain, seq: last.seq, hash: last.hash });
    this.#last = undefined;
  }

  heads(heads: readonly Head[]): void {
    const known = new Set(heads.map(({ chain }) => chain));
    for (const head of heads) {
      const end = this.chains.get(head.chain);
      if (end?.seq !== head.seq || end.hash !== head.hash) this.#break(head, 'head');
    }
    for (const end of this.chains.values()) if (!known.has(end.chain)) this.#break(end, 'head');
  }

  async checkpoint(
    checkpoint: CheckpointTable,
    signed: readonly Head[],
    previous: string,
    vault: Vault,
    db: Db,
  ): Promise<void> {
    const place = { chain: `checkpoint:${checkpoint.day}`, seq: 0 };
    const verdict = vault.verify(checkpointText(checkpoint), checkpoint.signature);
    const isWhole =
      checkpoint.chains === signed.length && checkpoint.digest === headsDigest(previous, signed);
    if (verdict === 'unknown-key') this.#break(place, 'unknown-key');
    if (verdict === 'bad' || !isWhole) this.#break(place, 'checkpoint');
    for (let start = 0; start < signed.length; start += 300) {
      const part = signed.slice(start, start + 300);
      const now = await hashesOf(db, part);
      for (const head of part) {
        if (now.get(`${head.seq} ${head.chain}`) !== head.hash) this.#break(head, 'rewritten');
      }
    }
  }

  #break({ chain, seq }: { chain: string; seq: number }, problem: AuditProblem): void {
    this.broken.push({ chain, seq, problem });
  }
}

/** The hashes that the log has now at these places. */
async function hashesOf(db: Db, places: readonly Head[]): Promise<Map<string, string>> {
  if (places.length === 0) return new Map();
  const rows = await db
    .selectFrom('audit')
    .select(['chain', 'seq', 'hash'])
    .where((eb) => eb.or(places.map(({ chain, seq }) => eb.and({ chain, seq }))))
    .execute();
  return new Map(rows.map(({ chain, seq, hash }) => [`${seq} ${chain}`, hash]));
}

/** All entries, chain after chain, in portions. */
async function* entries(db: Db): AsyncGenerator<AuditTable> {
  let last: AuditTable | undefined;
  do {
    const after: AuditTable | undefined = last;
    let query = db.selectFrom('audit').selectAll().orderBy('chain').orderBy('seq').limit(1000);
    if (after !== undefined) {
      query = query.where((eb) =>
        eb.or([
          eb('chain', '>', after.chain),
          eb.and([eb('chain', '=', after.chain), eb('seq', '>', after.seq)]),
        ]),
      );
    }
    const rows: AuditTable[] = await query.execute();
    yield* rows;
    last = rows.at(-1);
  } while (last !== undefined);
}
