import {
  type HouseholdRow,
  type Parts,
  type StaffMember,
  sees,
  shanghaiDay,
  startOfDay,
  todayIn,
} from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register, VillageHousehold } from '../register/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import type { Home, Sweep, SweepCount, VillageList, VisitOutcome } from './model.ts';
import { openIn } from './sweeps.ts';

/** Whether a member's duty covers the homes of a village: its own cadres', and the township's above it. */
export function goesTo({ role, region }: StaffMember, village: string | null): boolean {
  if (village === null || village.length !== 12) return false;
  return role === 'village' ? village === region : role === 'township' && village.startsWith(region);
}

interface Visited {
  household_id: string;
  outcome: VisitOutcome;
  visited_at: string;
}

/**
 * A village's households with what each waits for. One visit counts for every sweep that is open: nobody goes to the same
 * door twice to look at roof and income.
 */
export async function villageList(
  { parts, register }: { parts: Parts; register: Register },
  unit: Unit,
  staff: StaffMember | undefined,
  village: RegionCode,
): Promise<VillageList> {
  const sweeps = await openIn(parts, unit, village);
  // Who was erased is nobody to visit.
  const households = (await register.householdsIn(unit, village)).filter(({ name }) => name !== '');
  const ids = households.map(({ id }) => id);
  const visits = await visitsSince(unit, ids, sinceWhen(unit, sweeps));
  const cases = await casesOf(unit, ids, staff);
  const homes = households.map((household) => homeOf(household, sweeps, visits, cases.get(household.id)));
  const rank = (home: Home) => {
    const first = sweeps.findIndex(({ id }) => home.pending.includes(id));
    return [first < 0 ? 1 : 0, home.monitored ? 0 : 1, first] as const;
  };
  homes.sort((a, b) => compare(rank(a), rank(b)));
  // A round to monitored households where there are none goes to nobody.
  const counted = sweeps.map((sweep) => countOf(sweep, homes)).filter(({ total }) => total > 0);
  return { village, onRecord: await isOnRecord(unit, village), sweeps: counted, homes };
}

async function isOnRecord(unit: Unit, village: string): Promise<boolean> {
  const record = await unit.db
    .selectFrom('household_records')
    .select('household_id')
    .where('village', '=', village)
    .limit(1)
    .executeTakeFirst();
  return record !== undefined;
}

/** The first instant of the oldest open sweep; without any, of this month. */
function sinceWhen(unit: Unit, sweeps: readonly Sweep[]): string {
  const month = `${todayIn(unit.clock).slice(0, 7)}-01`;
  const [first = month] = [month, ...sweeps.map(({ begins }) => begins)].sort();
  return startOfDay(first).toISOString();
}

async function visitsSince(unit: Unit, ids: readonly string[], since: string): Promise<Visited[]> {
  const visits: Visited[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await unit.db
      .selectFrom('visits')
      .select(['household_id', 'outcome', 'visited_at'])
      .where('household_id', 'in', chunk)
      .where('visited_at', '>=', since)
      .orderBy('visited_at')
      .execute();
    visits.push(...rows);
  }
  return visits;
}

/** Receipts of undecided cases by household, those that the member sees. */
async function casesOf(
  unit: Unit,
  ids: readonly string[],
  staff: StaffMember | undefined,
): Promise<Map<string, string>> {
  const receipts = new Map<string, string>();
  if (staff === undefined) return receipts;
  for (const chunk of inChunks(ids)) {
    const rows = await unit.db
      .selectFrom('cases')
      .select(['household_id', 'receipt', 'county', 'queue', 'village'])
      .where('household_id', 'in', chunk)
      .where('decided_at', 'is', null)
      .execute();
    for (const row of rows) if (sees(staff, row)) receipts.set(row.household_id ?? '', row.receipt);
  }
  return receipts;
}

function homeOf(
  { id, name, monitored }: VillageHousehold,
  sweeps: readonly Sweep[],
  visits: readonly Visited[],
  openCase: string | undefined,
): Home {
  const own = visits.filter(({ household_id }) => household_id === id);
  const seen = own.filter(({ outcome }) => outcome !== 'away').at(-1);
  const last = own.at(-1);
  const isDone = ({ begins }: Sweep) =>
    seen !== undefined && seen.visited_at >= startOfDay(begins).toISOString();
  const pending = sweeps.filter((sweep) => belongs(sweep, monitored) && !isDone(sweep));
  return {
    ...{ id, name, monitored, pending: pending.map((sweep) => sweep.id) },
    ...(openCase === undefined ? {} : { openCase }),
    ...(last === undefined
      ? {}
      : { last: { on: shanghaiDay(new Date(last.visited_at)), outcome: last.outcome } }),
  };
}

/** Whether a household is among those that a sweep goes to. */
export function belongs({ households }: Pick<Sweep, 'households'>, monitored: boolean): boolean {
  return households === 'all' || monitored;
}

function countOf(sweep: Sweep, homes: readonly Home[]): SweepCount {
  const own = homes.filter(({ monitored }) => belongs(sweep, monitored));
  const waiting = own.filter(({ pending }) => pending.includes(sweep.id)).length;
  return { ...sweep, total: own.length, done: own.length - waiting };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, each] of a.entries()) {
    const difference = each - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A household on record, and the village in which the newest sheet, or else its own declaration, has it. */
export type HouseholdOn = { row: HouseholdRow; village: RegionCode };

/** A household by id; undefined where there is none, or its village is not known. */
export async function householdOn(unit: Unit, id: string): Promise<HouseholdOn | undefined> {
  const row = await unit.db.selectFrom('households').selectAll().where('id', '=', id).executeTakeFirst();
  const record = await unit.db
    .selectFrom('household_records')
    .select('village')
    .where('household_id', '=', id)
    .executeTakeFirst();
  const village = record?.village ?? row?.village ?? null;
  return row === undefined || village === null ? undefined : { row, village: village as RegionCode };
}
