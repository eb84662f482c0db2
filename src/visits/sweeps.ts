import type { Selectable } from 'kysely';
import {
  actorOf,
  addDays,
  type Parts,
  type ReviewCycle,
  type StaffMember,
  todayIn,
} from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Schema, type Unit } from '../storage/index.ts';
import type { Sweep } from './model.ts';
import { lastWorkday, type Period, periodOf } from './periods.ts';

export type SweepRow = Selectable<Schema['sweeps']>;

/** A review cycle that is done by going to homes. */
type VisitCycle = ReviewCycle & { sweep: NonNullable<ReviewCycle['sweep']> };

/** The cycles of a county for which its cadres go from door to door; what is only 定期 has no period and none. */
export function visitCycles({ procedures }: Pick<Parts, 'procedures'>, place: RegionCode): VisitCycle[] {
  return procedures
    .of(place)
    .reviewCycles.flatMap((cycle) => (cycle.sweep === undefined ? [] : [{ ...cycle, sweep: cycle.sweep }]));
}

/**
 * Opens the sweeps of the present period for some villages of one county, each once. One that was not finished stays open
 * beside the next, and lapses when that one, too, is over. Dates that were provisional are set anew once the year's
 * holidays are known.
 * @returns how many were opened
 */
export async function openSweeps(
  parts: Parts,
  unit: Unit,
  county: RegionCode,
  villages: readonly RegionCode[],
): Promise<number> {
  let opened = 0;
  for (const cycle of visitCycles(parts, county)) {
    const period = periodOf(cycle.months, todayIn(unit.clock));
    opened += await openOf(parts, unit, { county, cycle, period }, villages);
    await lapse(unit, county, cycle, period);
    await settleDates(parts, unit, county, cycle);
  }
  return opened;
}

async function openOf(
  parts: Parts,
  unit: Unit,
  { county, cycle, period }: { county: RegionCode; cycle: VisitCycle; period: Period },
  villages: readonly RegionCode[],
): Promise<number> {
  const there = await unit.db
    .selectFrom('sweeps')
    .select('village')
    .where('county', '=', county)
    .where('cycle', '=', cycle.id)
    .where('period', '=', period.id)
    .execute();
  const known = new Set(there.map(({ village }) => village));
  const missing = [...new Set(villages)].filter((village) => !known.has(village));
  const due = lastWorkday(period, parts.calendar);
  const row = {
    ...{ cycle: cycle.id, county, period: period.id, begins_on: period.begins, ends_on: period.ends },
    ...{ due_on: due.day, due_provisional: due.provisional ? 1 : 0, closed_at: null, closed_by: null },
    created_at: unit.clock().toISOString(),
  };
  for (const chunk of inChunks(missing)) {
    await unit.db
      .insertInto('sweeps')
      .values(chunk.map((village) => ({ ...row, id: unit.ids(), village })))
      .onConflict((conflict) => conflict.columns(['cycle', 'village', 'period']).doNothing())
      .execute();
  }
  return missing.length;
}

/** What nobody finished within a whole further period is not gone after any more; its figures stay. */
async function lapse(unit: Unit, county: RegionCode, cycle: VisitCycle, period: Period): Promise<void> {
  const before = periodOf(cycle.months, addDays(period.begins, -1));
  await unit.db
    .updateTable('sweeps')
    .set({ closed_at: unit.clock().toISOString(), closed_by: 'lapsed' })
    .where('county', '=', county)
    .where('cycle', '=', cycle.id)
    .where('closed_at', 'is', null)
    .where('ends_on', '<', before.begins)
    .execute();
}

async function settleDates(parts: Parts, unit: Unit, county: RegionCode, cycle: VisitCycle): Promise<void> {
  const open = await unit.db
    .selectFrom('sweeps')
    .select(['ends_on', 'due_on'])
    .distinct()
    .where('county', '=', county)
    .where('cycle', '=', cycle.id)
    .where('closed_at', 'is', null)
    .where('due_provisional', '=', 1)
    .execute();
  for (const { ends_on } of open) {
    const due = lastWorkday({ ends: ends_on }, parts.calendar);
    if (due.provisional) continue;
    await unit.db
      .updateTable('sweeps')
      .set({ due_on: due.day, due_provisional: 0 })
      .where('county', '=', county)
      .where('cycle', '=', cycle.id)
      .where('ends_on', '=', ends_on)
      .where('due_provisional', '=', 1)
      .execute();
  }
}

/** The open sweeps of a village, by due day; of cycles that the county no longer has, none. */
export async function openIn(parts: Parts, unit: Unit, village: RegionCode): Promise<Sweep[]> {
  const rows = await unit.db
    .selectFrom('sweeps')
    .selectAll()
    .where('village', '=', village)
    .where('closed_at', 'is', null)
    .orderBy('due_on')
    .orderBy('cycle')
    .execute();
  return rows.flatMap((row) => sweepOf(parts, unit, row));
}

/** A sweep as its row and the region file make it; nothing where the file has the cycle no more. */
export function sweepOf(parts: Parts, unit: Unit, row: SweepRow): Sweep[] {
  const cycle = visitCycles(parts, row.county as RegionCode).find(({ id }) => id === row.cycle);
  if (cycle === undefined || row.due_on === null) return [];
  const { calendar } = parts;
  const today = todayIn(unit.clock);
  return [
    {
      ...{ id: row.id, cycle: row.cycle, task: cycle.task, period: row.period, begins: row.begins_on },
      ...{ households: cycle.sweep.households, dueOn: row.due_on, provisional: row.due_provisional === 1 },
      daysLeft: calendar.workdaysBetween(today, row.due_on),
      isSoon: calendar.workdayBefore(row.due_on, cycle.sweep.warnBefore) <= today,
    },
  ];
}

/**
 * Ends a sweep. `visited`: every household was visited; otherwise the member of the township that ends it.
 * @returns false when it was closed before
 */
export async function closeSweep(unit: Unit, sweepId: string, by: StaffMember | 'visited'): Promise<boolean> {
  const actor = by === 'visited' ? 'system' : actorOf(by);
  const closed = await unit.db
    .updateTable('sweeps')
    .set({ closed_at: unit.clock().toISOString(), closed_by: by === 'visited' ? by : actor })
    .where('id', '=', sweepId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return false;
  const detail = { visited: by === 'visited' };
  await unit.audit.append(`sweep:${sweepId}`, { actor, action: 'sweep-closed', detail });
  return true;
}

/** Takes up again what a visit had made whole, when that visit is taken back. */
export async function reopenSweeps(unit: Unit, village: string, since: string): Promise<void> {
  await unit.db
    .updateTable('sweeps')
    .set({ closed_at: null, closed_by: null })
    .where('village', '=', village)
    .where('closed_by', '=', 'visited')
    .where('closed_at', '>=', since)
    .execute();
}
