import { type Parts, shanghaiDay } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';

/** Makes provisional days of open requests final once the calendar knows their year. @returns how many were settled */
export async function settleDays(
  { procedures, calendar }: Pick<Parts, 'procedures' | 'calendar'>,
  unit: Unit,
): Promise<number> {
  const waiting = await unit.db
    .selectFrom('rights_requests')
    .select(['id', 'county', 'created_at'])
    .where('state', '=', 'open')
    .where('due_provisional', '=', 1)
    .execute();
  let settled = 0;
  for (const { id, county, created_at } of waiting) {
    const { limit } = procedures.of(county as RegionCode).rights;
    if (limit === null) continue;
    const { day, provisional } = calendar.addWorkdays(shanghaiDay(new Date(created_at)), limit);
    if (provisional) continue;
    await unit.db
      .updateTable('rights_requests')
      .set({ due_on: day, due_provisional: 0 })
      .where('id', '=', id)
      .execute();
    settled += 1;
  }
  return settled;
}
