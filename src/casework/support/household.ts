import type { Cause } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { CaseRow, Parts } from '../model.ts';
import { todayIn } from '../procedure/days.ts';

/** The causes for which a document that binds in a case's county names a measure of its own. */
export function coveredCauses(parts: Parts, unit: Unit, row: CaseRow): Set<Cause> {
  const entries = parts.measures?.binding(row.county as RegionCode, todayIn(unit.clock)) ?? [];
  const named = entries.flatMap(({ causes }) => (causes === 'any' ? (['其他'] as const) : causes));
  return new Set<Cause>(named);
}

/** Receipts of the earlier cases of the same household: one whose risk was removed and who declares again is linked so. */
export async function earlierCases(unit: Unit, row: CaseRow): Promise<string[]> {
  if (row.household_id === null) return [];
  const rows = await unit.db
    .selectFrom('cases')
    .select('receipt')
    .where('household_id', '=', row.household_id)
    .where('county', '=', row.county)
    .where('queue', '=', row.queue)
    .where('id', '<>', row.id)
    .where('opened_at', '<', row.opened_at)
    .orderBy('opened_at')
    .execute();
  return rows.map(({ receipt }) => receipt);
}
