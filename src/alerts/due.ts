import { todayIn } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import type { AlertsParts } from './model.ts';

interface DueColumns {
  due_on: string | null;
  due_provisional: number;
  due_from: string | null;
}

/** Of what is no township's task. */
export const NO_DUE: DueColumns = { due_on: null, due_provisional: 0, due_from: null };

/** The day by which the home is to be checked, for what comes to a township today. */
export function dueColumns(
  { procedures, calendar }: Pick<AlertsParts, 'procedures' | 'calendar'>,
  unit: Pick<Unit, 'clock'>,
  county: RegionCode,
): DueColumns {
  const { limit } = procedures.of(county).alerts;
  if (limit === null) return NO_DUE;
  const today = todayIn(unit.clock);
  const { day, provisional } = calendar.addWorkdays(today, limit);
  return { due_on: day, due_provisional: provisional ? 1 : 0, due_from: today };
}

/** Makes provisional days final once the calendar knows their year. @returns how many days were settled */
export async function settleDays(
  { procedures, calendar }: Pick<AlertsParts, 'procedures' | 'calendar'>,
  unit: Unit,
): Promise<number> {
  const waiting = await unit.db
    .selectFrom('alerts')
    .select(['county', 'due_from'])
    .distinct()
    .where('settled_at', 'is', null)
    .where('due_provisional', '=', 1)
    .where('due_from', 'is not', null)
    .execute();
  let settled = 0;
  for (const { county, due_from } of waiting) {
    const { limit } = procedures.of(county as RegionCode).alerts;
    if (limit === null || due_from === null) continue;
    const { day, provisional } = calendar.addWorkdays(due_from, limit);
    if (provisional) continue;
    await unit.db
      .updateTable('alerts')
      .set({ due_on: day, due_provisional: 0 })
      .where('county', '=', county)
      .where('due_from', '=', due_from)
      .where('settled_at', 'is', null)
      .where('due_provisional', '=', 1)
      .execute();
    settled += 1;
  }
  return settled;
}
