import { shanghaiDay, todayIn } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import type { RegisterParts } from './model.ts';

/** Makes provisional days of open findings final once the calendar knows their year. @returns how many were settled */
export async function settleDays(
  { calendar, checks }: Pick<RegisterParts, 'calendar' | 'checks'>,
  unit: Unit,
): Promise<number> {
  const waiting = await unit.db
    .selectFrom('findings')
    .select('created_at')
    .distinct()
    .where('state', '=', 'open')
    .where('due_provisional', '=', 1)
    .execute();
  let settled = 0;
  for (const { created_at } of waiting) {
    const { day, provisional } = calendar.addWorkdays(shanghaiDay(new Date(created_at)), checks.dueWorkdays);
    if (provisional) continue;
    const { numUpdatedRows } = await unit.db
      .updateTable('findings')
      .set({ due_on: day, due_provisional: 0 })
      .where('created_at', '=', created_at)
      .where('state', '=', 'open')
      .where('due_provisional', '=', 1)
      .executeTakeFirstOrThrow();
    settled += Number(numUpdatedRows);
  }
  return settled;
}

/** What a check found, as a new task of its township. */
export interface FoundDoubt {
  householdId: string;
  /** Another record that it may be the same as. */
  otherId: string | null;
  township: RegionCode | null;
  village: RegionCode | null;
  rule: string;
  /** YYYY-MM of the data. */
  month: string;
}

/** The row of a new finding, open until it is mended or explained. */
export function findingRow(
  { calendar, checks }: Pick<RegisterParts, 'calendar' | 'checks'>,
  unit: Unit,
  county: RegionCode,
  { householdId, otherId, township, village, rule, month }: FoundDoubt,
) {
  const due = calendar.addWorkdays(todayIn(unit.clock), checks.dueWorkdays);
  return {
    ...{ id: unit.ids(), county, township, village, rule, month },
    ...{ household_id: householdId, other_id: otherId, state: 'open' as const },
    ...{ due_on: due.day, due_provisional: due.provisional ? 1 : 0 },
    ...{ note_sealed: null, subject_id: null, resolved_at: null, resolved_by: null },
    created_at: unit.clock().toISOString(),
  };
}
