import type { Database } from './database.ts';
import type { Clock, Db } from './db.ts';
import { SealError, StorageError } from './errors.ts';
import type { Vault } from './vault.ts';

/**
 * Completes the vault with the database's lookup keys, and makes the one that belongs to the current master key.
 * @throws StorageError when the keys given are not this database's
 */
export async function openVault({ writing }: Database, vault: Vault, clock: Clock): Promise<Vault> {
  const known = await writing.selectFrom('lookup_keys').select('id').execute();
  // Checked before anything is written: a database must not take in a key that is not its own.
  await readLookupKeys(writing, vault);
  if (!known.some(({ id }) => id === vault.currentKey)) {
    await writing.transaction().execute((db) =>
      db
        .insertInto('lookup_keys')
        .values({
          id: vault.currentKey,
          wrapped_key: vault.newSubject(),
          created_at: clock().toISOString(),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute(),
    );
  }
  return readLookupKeys(writing, vault);
}

async function readLookupKeys(db: Db, vault: Vault): Promise<Vault> {
  const wrapped = await db
    .selectFrom('lookup_keys')
    .select(['id', 'wrapped_key'])
    .orderBy('created_at')
    .execute();
  try {
    return vault.withLookups(wrapped);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new StorageError('密钥不对：这个数据库不是用现在的 DATA_KEYS（或密钥文件）加密的');
  }
}

/** How many keys were wrapped, and checkpoints signed, anew. */
export interface RotationReport {
  subjects: number;
  lookupKeys: number;
  checkpoints: number;
}

/** How many subjects' keys are wrapped anew in one transaction, so that the running program never waits long. */
const BATCH = 500;

/**
 * Wraps all data keys under the current master key. May be interrupted and begun again at any time, and the program may
 * run meanwhile when it was started with the same keys. Afterwards older master keys may be dropped.
 */
export async function rotateKeys(
  transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  vault: Vault,
): Promise<RotationReport> {
  const lookupKeys = await transaction((db) => rewrapAll(db, vault, 'lookup_keys', ''));
  let subjects = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const start: string = after;
    const batch = await transaction((db) => rewrapAll(db, vault, 'subjects', start));
    subjects += batch.changed;
    after = batch.last;
  }
  const checkpoints = await transaction((db) => resignCheckpoints(db, vault));
  return { subjects, lookupKeys: lookupKeys.changed, checkpoints };
}

async function rewrapAll(
  db: Db,
  vault: Vault,
  table: 'subjects' | 'lookup_keys',
  after: string,
): Promise<{ changed: number; last: string | undefined }> {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'wrapped_key'])
    .where('wrapped_key', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(BATCH)
    .execute();
  let changed = 0;
  for (const { id, wrapped_key } of rows) {
    const rewrapped = wrapped_key === null ? undefined : vault.rewrap(wrapped_key);
    if (rewrapped === undefined) continue;
    // Erased or rotated by somebody else meanwhile: then it is theirs.
    await db
      .updateTable(table)
      .set({ wrapped_key: rewrapped })
      .where('id', '=', id)
      .where('wrapped_key', '=', wrapped_key)
      .execute();
    changed++;
  }
  return { changed, last: rows.length < BATCH ? undefined : rows.at(-1)?.id };
}

/** Signs checkpoints anew whose signature still holds; one that does not stays as it is, to be found. */
async function resignCheckpoints(db: Db, vault: Vault): Promise<number> {
  const rows = await db.selectFrom('checkpoints').selectAll().execute();
  let changed = 0;
  for (const row of rows) {
    if (row.signature.startsWith(`${vault.currentKey}.`)) continue;
    if (vault.verify(checkpointText(row), row.signature) !== 'good') continue;
    const signature = vault.sign(checkpointText(row));
    await db.updateTable('checkpoints').set({ signature }).where('day', '=', row.day).execute();
    changed++;
  }
  return changed;
}

/** What a checkpoint's signature signs. */
export function checkpointText(row: { day: string; chains: number; digest: string; created_at: string }) {
  return ['checkpoint 1', row.day, row.chains, row.digest, row.created_at].join('\n');
}
