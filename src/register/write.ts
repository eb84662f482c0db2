import { setImmediate as nextTurn } from 'node:timers/promises';
import { complete } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import { findingRow } from './due.ts';
import type { RegisterParts } from './model.ts';
import { identityIn, type Plan } from './plan.ts';

/** Writes all that was planned, within the caller's transaction; others get their turn between the statements. */
export async function writePlan(
  parts: Pick<RegisterParts, 'checks' | 'calendar'>,
  unit: Unit,
  county: RegionCode,
  plan: Plan,
): Promise<void> {
  const { db } = unit;
  await inTurns(plan.subjects, (rows) => db.insertInto('subjects').values(rows).execute());
  await inTurns(plan.households, (rows) => db.insertInto('households').values(rows).execute());
  await inTurns(plan.records, (rows) => writeRecords(unit, rows));
  await inTurns(plan.people, (rows) => writePeople(unit, rows));
  const now = unit.clock().toISOString();
  await inTurns(plan.left, (ids) =>
    db
      .updateTable('people')
      .set({ left_at: now })
      .where('id', 'in', ids)
      .where('left_at', 'is', null)
      .execute(),
  );
  for (const { id, household } of plan.joined) {
    const row = await db.selectFrom('households').selectAll().where('id', '=', id).executeTakeFirst();
    if (row !== undefined) await complete(unit, row, identityIn(county, household));
  }
  await writePerhaps(parts, unit, county, plan);
}

async function writeRecords({ db }: Unit, rows: Plan['records']): Promise<void> {
  await db
    .insertInto('household_records')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('household_id').doUpdateSet(({ ref }) => ({
        subject_id: ref('excluded.subject_id'),
        township: ref('excluded.township'),
        village: ref('excluded.village'),
        number_lookup: ref('excluded.number_lookup'),
        record_sealed: ref('excluded.record_sealed'),
        month: ref('excluded.month'),
        import_id: ref('excluded.import_id'),
        updated_at: ref('excluded.updated_at'),
      })),
    )
    .execute();
}

async function writePeople({ db }: Unit, rows: Plan['people']): Promise<void> {
  await db
    .insertInto('people')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        household_id: ref('excluded.household_id'),
        subject_id: ref('excluded.subject_id'),
        township: ref('excluded.township'),
        village: ref('excluded.village'),
        person_sealed: ref('excluded.person_sealed'),
        name_lookup: ref('excluded.name_lookup'),
        id_lookup: ref('excluded.id_lookup'),
        head: ref('excluded.head'),
        month: ref('excluded.month'),
        left_at: ref('excluded.left_at'),
      })),
    )
    .execute();
}

/** Two households that may be one are a finding like those of the monthly checks: a task of their township. */
async function writePerhaps(
  { checks, calendar }: Pick<RegisterParts, 'checks' | 'calendar'>,
  unit: Unit,
  county: RegionCode,
  plan: Plan,
): Promise<void> {
  if (checks.rule('perhaps-same') === undefined) return;
  const rows = plan.perhaps.map(({ householdId, otherId, household: { where, month } }) =>
    findingRow({ calendar, checks }, unit, county, {
      ...{ householdId, otherId, township: where.township, village: where.village },
      ...{ rule: 'perhaps-same', month },
    }),
  );
  await inTurns(rows, (chunk) =>
    unit.db
      .insertInto('findings')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['rule', 'household_id', 'month']).doNothing())
      .execute(),
  );
}

/** Others get their turn between the statements. */
async function inTurns<T>(rows: readonly T[], work: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (const chunk of inChunks(rows)) {
    await work(chunk);
    await nextTurn();
  }
}
