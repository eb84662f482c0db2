import { shanghaiDay } from '../casework/index.ts';
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
