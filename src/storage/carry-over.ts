import type { Db } from './db.ts';

/**
 * What happened since the backup and must not be undone by it: a person who had their data deleted stays deleted, and a
 * message that went out does not go out again.
 */
export interface CarryOver {
  erased: { id: string; at: string }[];
  sent: { id: string; at: string }[];
}

/** Reads it from the database that is about to be replaced. */
export async function readCarryOver(db: Db): Promise<CarryOver> {
  const erased = await db
    .selectFrom('subjects')
    .select(['id', 'erased_at as at'])
    .where('erased_at', 'is not', null)
    .execute();
  const sent = await db
    .selectFrom('outbox')
    .select(['id', 'sent_at as at'])
    .where('sent_at', 'is not', null)
    .execute();
  return { erased: erased.flatMap(known), sent: sent.flatMap(known) };
}

function known({ id, at }: { id: string; at: string | null }): { id: string; at: string }[] {
  return at === null ? [] : [{ id, at }];
}

/** Applies it to the restored database; returns how many rows it changed. */
export async function applyCarryOver(
  db: Db,
  { erased, sent }: CarryOver,
): Promise<{ erased: number; sent: number }> {
  const changed = { erased: 0, sent: 0 };
  for (const { id, at } of erased) {
    const result = await db
      .updateTable('subjects')
      .set({ wrapped_key: null, erased_at: at })
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    changed.erased += Number(result.numUpdatedRows);
  }
  for (const { id, at } of sent) {
    const result = await db
      .updateTable('outbox')
      .set({ sent_at: at })
      .where('id', '=', id)
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    changed.sent += Number(result.numUpdatedRows);
  }
  return changed;
}
