import { aliasOf, dayText, type Parts, type StaffMember, todayIn } from '../casework/index.ts';
import { type RegionCode, villageName } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Unit } from '../storage/index.ts';
import { villageList } from './homes.ts';
import type { PlaceProgress, Sweep, SweepCount } from './model.ts';
import { sweepOf } from './sweeps.ts';
import { VISIT_LINES } from './texts.ts';

/** The villages of a division in which there are households or village cadres; in the order of their codes. */
export async function villagesOf(unit: Unit, division: RegionCode): Promise<RegionCode[]> {
  const households = await unit.db
    .selectFrom('households')
    .leftJoin('household_records', 'household_records.household_id', 'households.id')
    .select(({ fn }) => fn.coalesce('household_records.village', 'households.village').as('village'))
    .distinct()
    .where('households.county', '=', division.slice(0, 6))
    .where('households.name_lookup', 'not like', aliasOf('%'))
    .execute();
  const staff = await unit.db
    .selectFrom('staff')
    .select('region')
    .distinct()
    .where('role', '=', 'village')
    .where('active', '=', 1)
    .where('region', 'like', `${division}%`)
    .execute();
  const codes = [...households.map(({ village }) => village), ...staff.map(({ region }) => region)];
  return [...new Set(codes)]
    .filter((code): code is RegionCode => code?.length === 12 && code.startsWith(division))
    .sort();
}

/**
 * How far the open sweeps are: by village for a township, by township for the county. In the order of the codes; nobody is
 * ranked.
 */
export async function progressOf(
  rooms: { parts: Parts; register: Register },
  unit: Unit,
  division: RegionCode,
): Promise<PlaceProgress[]> {
  const places = new Map<RegionCode, { onRecord: boolean; sweeps: SweepCount[] }>();
  for (const village of await villagesOf(unit, division)) {
    const place = division.length === 6 ? (village.slice(0, 9) as RegionCode) : village;
    const { onRecord, sweeps } = await villageList(rooms, unit, undefined, village);
    const before = places.get(place) ?? { onRecord: true, sweeps: [] };
    places.set(place, { onRecord: before.onRecord && onRecord, sweeps: before.sweeps.concat(sweeps) });
  }
  return [...places].map(([place, { onRecord, sweeps }]) => ({
    ...{ place, name: nameOf(rooms.parts, place), onRecord },
    sweeps: together(sweeps),
  }));
}

/** The sweeps of several villages, those of one cycle and period added up. */
function together(sweeps: readonly SweepCount[]): PlaceProgress['sweeps'] {
  const sums = new Map<string, PlaceProgress['sweeps'][number]>();
  for (const { cycle, task, period, dueOn, provisional, done, total } of sweeps) {
    const key = `${cycle} ${period}`;
    const sum = sums.get(key) ?? { task, period, dueOn, provisional, done: 0, total: 0 };
    sums.set(key, { ...sum, done: sum.done + done, total: sum.total + total });
  }
  return [...sums.values()].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function nameOf({ gazetteer, divisions }: Parts, place: RegionCode): string {
  const known = gazetteer.place(place);
  if (known === undefined) return divisions.nameOf(place);
  return place.length === 12 ? villageName(known.name) : known.name;
}

/**
 * What a member's daily reminder says of visits: sweeps whose due day is near or past. For who goes from door to door the
 * households left, for the township the villages; the county hears of what is late. Nothing of a person.
 */
export async function reminderLines(
  rooms: { parts: Parts; register: Register },
  unit: Unit,
  { role, region }: Pick<StaffMember, 'role' | 'region'>,
): Promise<string[]> {
  if (role === 'village') {
    const waiting = await waitingIn(rooms, unit, region);
    return waiting.map((sweep) => lineOf(unit, sweep, VISIT_LINES.village, sweep.total - sweep.done));
  }
  const near = await nearIn(rooms.parts, unit, region);
  if (role === 'township') {
    const waiting: SweepCount[] = [];
    for (const village of new Set(near.map((sweep) => sweep.village))) {
      waiting.push(...(await waitingIn(rooms, unit, village)));
    }
    return placeLines(unit, waiting);
  }
  // Who is monitored lies sealed: for a whole county only the rounds to everybody are counted.
  const late = near.filter(({ daysLeft, households }) => daysLeft < 0 && households === 'all');
  return role === 'county' ? placeLines(unit, late) : [];
}

/** A village's sweeps that are due soon or late and not whole. */
async function waitingIn(
  rooms: { parts: Parts; register: Register },
  unit: Unit,
  village: RegionCode,
): Promise<SweepCount[]> {
  const { sweeps } = await villageList(rooms, unit, undefined, village);
  return sweeps.filter(({ isSoon, done, total }) => isSoon && done < total);
}

/** One line a cycle and period, with the number of villages. */
function placeLines(unit: Unit, sweeps: readonly Sweep[]): string[] {
  const byRound = new Map<string, { sweep: Sweep; villages: number }>();
  for (const sweep of sweeps) {
    const key = `${sweep.cycle} ${sweep.period}`;
    byRound.set(key, { sweep, villages: (byRound.get(key)?.villages ?? 0) + 1 });
  }
  return [...byRound.values()].map(({ sweep, villages }) =>
    lineOf(unit, sweep, VISIT_LINES.places, villages),
  );
}

function lineOf(unit: Unit, sweep: Sweep, line: typeof VISIT_LINES.village, n: number): string {
  const mark = sweep.provisional ? `（${VISIT_LINES.provisional}）` : '';
  const day = dayText(sweep.dueOn, todayIn(unit.clock)) + mark;
  return line(sweep.task, VISIT_LINES.period(sweep.period), n, day, VISIT_LINES.left(sweep.daysLeft));
}

/** The open sweeps of a division that are due soon or late. */
async function nearIn(
  parts: Parts,
  unit: Unit,
  division: RegionCode,
): Promise<(Sweep & { village: RegionCode })[]> {
  const rows = await unit.db
    .selectFrom('sweeps')
    .selectAll()
    .where('county', '=', division.slice(0, 6))
    .where('village', 'like', `${division}%`)
    .where('closed_at', 'is', null)
    .orderBy('due_on')
    .execute();
  return rows
    .flatMap((row) =>
      sweepOf(parts, unit, row).map((sweep) => ({ ...sweep, village: row.village as RegionCode })),
    )
    .filter(({ isSoon }) => isSoon);
}
