import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Storage, type Unit } from '../storage/index.ts';
import { findingRow } from './due.ts';
import type { Actor, CheckReport, RegisterParts } from './model.ts';
import { type HouseholdRecord, readRecords } from './records.ts';
import { type RecordRule, RULES } from './rules.ts';

/** Records opened at once. */
const PIECE = 500;

/** A rule that a household's record breaks. */
interface Broken {
  rule: RecordRule;
  record: Pick<HouseholdRecord, 'householdId' | 'township' | 'village'>;
}

/**
 * The monthly checks over the records of one month. What is doubtful becomes a finding; one that stands from before is no
 * new one, one that was explained is not asked again for a while, and one that the newer data no longer has is closed as
 * mended. The same month again finds nothing new. Records are read before the transaction, which only writes.
 */
export async function runChecks(
  parts: RegisterParts,
  storage: Storage,
  county: RegionCode,
  month: string,
  by: Actor,
): Promise<CheckReport> {
  await storage.transaction((unit) =>
    unit.audit.append(`register:${county}`, {
      actor: by,
      action: 'read',
      detail: { purpose: 'monthly-check', month },
    }),
  );
  const { seen, broken } = await judge(parts, storage.reading, county, month);
  return storage.transaction(async (unit) => {
    const result = await settle(parts, unit, { county, month, seen, broken });
    const { opened, standing, mended } = result;
    await unit.audit.append(`register:${county}`, {
      actor: by,
      action: 'register-checked',
      detail: { month, households: seen.size, opened, standing, mended },
    });
    const byRule: Record<string, number> = {};
    for (const { rule } of broken) byRule[rule] = (byRule[rule] ?? 0) + 1;
    return { month, households: seen.size, ...result, byRule };
  });
}

async function judge({ checks }: RegisterParts, unit: Unit, county: RegionCode, month: string) {
  const helped = await helpedHouseholds(unit, county);
  const rules = checks.rules.flatMap(({ id }) => (id === 'perhaps-same' ? [] : [id]));
  const seen = new Set<string>();
  const broken: Broken[] = [];
  for (let from: string | undefined = ''; from !== undefined; ) {
    const records: HouseholdRecord[] = await readRecords(unit, { county, month, from, limit: PIECE });
    for (const record of records) {
      seen.add(record.householdId);
      const judged = { record, month, hasOwnMeasure: helped.has(record.householdId), limits: checks.limits };
      for (const rule of rules) if (RULES[rule](judged)) broken.push({ rule, record: placeOf(record) });
    }
    from = records.at(-1)?.householdId;
    await nextTurn();
  }
  return { seen, broken };
}

function placeOf({ householdId, township, village }: HouseholdRecord): Broken['record'] {
  return { householdId, township, village };
}

/** Households with a measure in our own casework. */
async function helpedHouseholds(unit: Unit, county: RegionCode): Promise<Set<string>> {
  const rows = await unit.db
    .selectFrom('measures')
    .innerJoin('cases', 'cases.id', 'measures.case_id')
    .select('cases.household_id')
    .where('cases.county', '=', county)
    .where('measures.state', '!=', 'dropped')
    .execute();
  return new Set(rows.flatMap(({ household_id }) => household_id ?? []));
}

async function settle(
  { checks, calendar }: RegisterParts,
  unit: Unit,
  {
    county,
    month,
    seen,
    broken,
  }: { county: RegionCode; month: string; seen: ReadonlySet<string>; broken: Broken[] },
): Promise<Pick<CheckReport, 'opened' | 'standing' | 'mended'>> {
  const known = await unit.db
    .selectFrom('findings')
    .select(['id', 'rule', 'household_id', 'month', 'state'])
    .where('county', '=', county)
    .where('rule', '!=', 'perhaps-same')
    .execute();
  const holds = monthsBack(month, checks.explanationHolds);
  const settled = new Set(
    known
      .filter(
        (finding) =>
          finding.state === 'open' ||
          finding.month === month ||
          (finding.state === 'explained' && finding.month >= holds),
      )
      .map(({ rule, household_id }) => `${rule} ${household_id}`),
  );
  const fresh = broken.filter(({ rule, record }) => !settled.has(`${rule} ${record.householdId}`));
  const stands = new Set(broken.map(({ rule, record }) => `${rule} ${record.householdId}`));
  const gone = known.filter(
    ({ state, rule, household_id, month: found }) =>
      state === 'open' && found < month && seen.has(household_id) && !stands.has(`${rule} ${household_id}`),
  );
  const now = unit.clock().toISOString();
  for (const chunk of inChunks(fresh)) {
    await unit.db
      .insertInto('findings')
      .values(
        chunk.map(({ rule, record }) =>
          findingRow({ calendar, checks }, unit, county, { ...record, otherId: null, rule, month }),
        ),
      )
      .onConflict((conflict) => conflict.columns(['rule', 'household_id', 'month']).doNothing())
      .execute();
  }
  for (const chunk of inChunks(gone)) {
    await unit.db
      .updateTable('findings')
      .set({ state: 'mended', resolved_at: now, resolved_by: 'system' })
      .where(
        'id',
        'in',
        chunk.map(({ id }) => id),
      )
      .execute();
  }
  const open = known.filter(({ state }) => state === 'open').length;
  return { opened: fresh.length, standing: open - gone.length, mended: gone.length };
}

function monthsBack(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}
