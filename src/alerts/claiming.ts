import { setTimeout as sleep } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { RegionCode } from '../regions/index.ts';
import type { Schema, Storage, Unit } from '../storage/index.ts';
import { progress, type Slot, TakenOverError } from './writing.ts';

export type ImportRow = Selectable<Schema['imports']>;

/** How it is told whether another process's import goes on. */
export interface Patience {
  /** Without progress for so long it counts as dead; ms. */
  deadAfter: number;
  /** Looked at so often; ms. */
  every: number;
}

export const PATIENCE: Patience = { deadAfter: 20_000, every: 500 };

/** Rows removed in one transaction. */
const REMOVED_AT_ONCE = 1000;

type Claim = { kind: 'claimed'; slot: Slot } | { kind: 'done'; row: ImportRow };

/**
 * Begins an import, one at a time in a county. One that another process has under way is waited for; one whose process
 * died is removed, for nothing of it was ever visible.
 */
export async function claim(
  storage: Storage,
  sheet: { county: RegionCode; unit: string; hash: string; by: string; rows: number },
  patience: Patience,
): Promise<Claim> {
  let before: Pick<ImportRow, 'id' | 'taken'> | undefined;
  let still = 0;
  for (;;) {
    const seen = await storage.transaction((unit) => begin(unit, sheet));
    if (seen.kind !== 'busy') return seen;
    const { id, taken } = seen.row;
    still = before?.id === id && before.taken === taken ? still + patience.every : 0;
    before = { id, taken };
    if (still >= patience.deadAfter) {
      if (await storage.transaction((unit) => drop(unit, seen.row))) await removeRows(storage, id);
      continue;
    }
    await sleep(patience.every);
  }
}

async function begin(
  unit: Unit,
  { county, unit: department, hash, by, rows }: Parameters<typeof claim>[1],
): Promise<Claim | { kind: 'busy'; row: ImportRow }> {
  const row = await importedBefore(unit, { county, unit: department, hash });
  if (row?.faulty === 0) return { kind: 'done', row };
  const busy = await unit.db
    .selectFrom('imports')
    .selectAll()
    .where('county', '=', county)
    .where('kind', '=', 'alerts')
    .where('state', '=', 'begun')
    .executeTakeFirst();
  if (busy !== undefined) return { kind: 'busy', row: busy };
  const importId = unit.ids();
  await unit.db
    .insertInto('imports')
    .values({
      id: importId,
      kind: 'alerts',
      county,
      unit: department,
      file_hash: hash,
      rows,
      taken: 0,
      faulty: 0,
      state: 'begun',
      created_by: by,
      created_at: unit.clock().toISOString(),
      finished_at: null,
    })
    .execute();
  return { kind: 'claimed', slot: { importId, county, unit: department } };
}

/** The last finished import of this very sheet. */
export async function importedBefore(
  unit: Unit,
  { county, unit: department, hash }: { county: RegionCode; unit: string; hash: string },
): Promise<ImportRow | undefined> {
  return unit.db
    .selectFrom('imports')
    .selectAll()
    .where('county', '=', county)
    .where('kind', '=', 'alerts')
    .where('unit', '=', department)
    .where('file_hash', '=', hash)
    .where('state', '=', 'done')
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The rows of this very sheet that were taken in before: whatever is said of columns or cause now, they are known. */
export async function rowsTaken(
  unit: Unit,
  { county, unit: department, hash }: { county: RegionCode; unit: string; hash: string },
): Promise<Set<number>> {
  const rows = await unit.db
    .selectFrom('alerts as a')
    .innerJoin('imports as i', 'i.id', 'a.import_id')
    .select('a.row_number')
    .where('i.county', '=', county)
    .where('i.kind', '=', 'alerts')
    .where('i.unit', '=', department)
    .where('i.file_hash', '=', hash)
    .where('i.state', '=', 'done')
    .execute();
  return new Set(rows.map(({ row_number }) => row_number));
}

/** Takes an import from a process that is dead: should it live after all, its next piece is refused. */
async function drop(unit: Unit, { id, taken }: ImportRow): Promise<boolean> {
  const dropped = await unit.db
    .updateTable('imports')
    .set({ file_hash: `dropped:${id}` })
    .where('id', '=', id)
    .where('state', '=', 'begun')
    .where('taken', '=', taken)
    .returning('id')
    .executeTakeFirst();
  return dropped !== undefined;
}

/** Gives an import of our own up, so that a next try need not wait for it. */
export async function giveUp(storage: Storage, { importId }: Slot): Promise<void> {
  const mine = await storage.transaction(async ({ db }) =>
    db
      .updateTable('imports')
      .set({ file_hash: `dropped:${importId}` })
      .where('id', '=', importId)
      .where('state', '=', 'begun')
      .returning('id')
      .executeTakeFirst(),
  );
  if (mine !== undefined) await removeRows(storage, importId);
}

/** Removes what was written of an import, with the people known only from it, piece by piece. */
async function removeRows(storage: Storage, importId: string): Promise<void> {
  for (;;) {
    const left = await storage.transaction(async (unit) => {
      const rows = await unit.db
        .selectFrom('alerts')
        .select(['id', 'subject_id'])
        .where('import_id', '=', importId)
        .limit(REMOVED_AT_ONCE)
        .execute();
      if (rows.length === 0) {
        await unit.db.deleteFrom('imports').where('id', '=', importId).where('state', '=', 'begun').execute();
        return 0;
      }
      await unit.db
        .deleteFrom('alerts')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
      await forgetUnused(unit, [...new Set(rows.map(({ subject_id }) => subject_id))]);
      return rows.length;
    });
    if (left === 0) return;
  }
}

/** Removes subjects that stood for a person of alerts alone, once no alert is sealed for them any more. */
export async function forgetUnused(unit: Unit, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const [others, households] = await Promise.all([
    unit.db.selectFrom('alerts').select('subject_id').where('subject_id', 'in', subjects).execute(),
    unit.db.selectFrom('households').select('subject_id').where('subject_id', 'in', subjects).execute(),
  ]);
  const used = new Set([...others, ...households].map(({ subject_id }) => subject_id));
  const unused = subjects.filter((subject) => !used.has(subject));
  if (unused.length > 0) await unit.db.deleteFrom('subjects').where('id', 'in', unused).execute();
}

/** Beats while work goes on that writes nothing. That the import was taken over shows with the next write. */
export async function whileShown<T>(
  storage: Storage,
  slot: Slot,
  every: number,
  work: () => Promise<T>,
): Promise<T> {
  let beating: Promise<void> = Promise.resolve();
  const beat = async () => {
    try {
      await storage.transaction((unit) => progress(unit, slot));
    } catch (error) {
      if (!(error instanceof TakenOverError)) throw error;
    }
  };
  const timer = setInterval(() => {
    // A beat that fails is missed; the write that follows tells why.
    beating = beating.then(beat).catch(() => undefined);
  }, every);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await beating;
  }
}
