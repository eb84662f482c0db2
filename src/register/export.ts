import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  actorOf,
  aliasOf,
  noteDenied,
  type Outcome,
  type Person,
  personContext,
  refused,
  type StaffMember,
  shanghaiDay,
  todayIn,
} from '../casework/index.ts';
import { type RegionCode, villageName } from '../regions/index.ts';
import { writeWorkbook } from '../sheets/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { WRITTEN } from './columns.ts';
import type { RegisterParts } from './model.ts';
import { type HouseholdRecord, readRecords } from './records.ts';
import { REGISTER_TEXTS as T } from './texts.ts';

export interface ExportedSheet {
  bytes: Uint8Array;
  households: number;
}

/** Households opened at once. */
const PIECE = 500;
type Row = (string | number | null)[];
type Cells = Partial<Record<string, string | number>>;

/**
 * Writes the households of a division in the columns of the national system, ID numbers as text. Before anything is read,
 * one entry in the member's chain and one in the register's say who took which division out, for what: twenty thousand
 * households with an entry each would bury every chain's own story, and these two say the same.
 */
export async function exportSheet(
  parts: RegisterParts,
  storage: Storage,
  by: StaffMember | 'operator',
  region: RegionCode,
): Promise<Outcome<ExportedSheet>> {
  const isAllowed = by === 'operator' || isOwn(by, region);
  if (!isAllowed) {
    await storage.transaction((unit) => noteDenied(unit, by, 'export'));
    return refused('not-found');
  }
  const { reading } = storage;
  const households = await countIn(reading, region);
  await storage.transaction((unit) => record(unit, by, region, households));
  const rows: Row[] = [];
  let written = 0;
  for await (const cells of householdsOf(parts, reading, region)) {
    written += 1;
    for (const person of cells) rows.push(WRITTEN.map(({ id }) => person[id] ?? null));
  }
  const columns = WRITTEN.map(({ title }) => title);
  return { ok: true, bytes: writeWorkbook([{ name: T.sheetName, columns, rows }]), households: written };
}

/** A division of the member's duty: the own one or, for a county, any part of it. */
function isOwn({ role, region: own }: StaffMember, region: RegionCode): boolean {
  if (role === 'county') return region.startsWith(own);
  return (role === 'township' || role === 'village') && region === own;
}

async function record(
  unit: Unit,
  by: StaffMember | 'operator',
  region: RegionCode,
  households: number,
): Promise<void> {
  const actor = by === 'operator' ? by : actorOf(by);
  const entry = { actor, action: 'read', detail: { purpose: 'export' as const, region, households } };
  if (by !== 'operator') await unit.audit.append(`staff:${by.id}`, entry);
  await unit.audit.append(`register:${region.slice(0, 6)}`, entry);
}

async function countIn(unit: Unit, region: RegionCode): Promise<number> {
  let recorded = unit.db
    .selectFrom('household_records as record')
    .innerJoin('households', 'households.id', 'record.household_id')
    .where('record.county', '=', region.slice(0, 6))
    .where('name_lookup', 'not like', aliasOf('%'));
  if (region.length === 9) recorded = recorded.where('record.township', '=', region);
  if (region.length === 12) recorded = recorded.where('record.village', '=', region);
  const row = await recorded.select(({ fn }) => fn.countAll().as('n')).executeTakeFirst();
  return Number(row?.n ?? 0) + (await declaredIn(unit, region)).length;
}

/** The rows of each household, those on record first, then those known by a declaration alone. */
async function* householdsOf(parts: RegisterParts, unit: Unit, region: RegionCode): AsyncGenerator<Cells[]> {
  const county = region.slice(0, 6) as RegionCode;
  for (let from: string | undefined = ''; from !== undefined; ) {
    const records: HouseholdRecord[] = await readRecords(unit, {
      county,
      within: region,
      from,
      limit: PIECE,
    });
    for (const each of records) yield recordedRows(parts, county, each);
    from = records.at(-1)?.householdId;
    await nextTurn();
  }
  for (const household of await declaredIn(unit, region)) {
    const cells = declaredRow(parts, unit, county, household, await casesOf(unit, household.id));
    if (cells !== undefined) yield [cells];
  }
}

function recordedRows(parts: RegisterParts, county: RegionCode, record: HouseholdRecord): Cells[] {
  const { columns, people, month, township, village } = record;
  const household: Cells = {
    ...columns,
    ...placeCells(parts, county, township, village),
    dataMonth: month.replace('-', ''),
    size: columns.size ?? people.length,
    ...monthCells(columns),
  };
  return people.map(({ id: _id, head: _head, ...person }) => ({ ...household, ...person }));
}

/** Months as the national system writes them: YYYYMM. */
function monthCells({ identified, removedOn }: HouseholdRecord['columns']): Cells {
  const month = (value: string | number) => String(value).replace('-', '');
  return {
    ...(identified === undefined ? {} : { identified: month(identified) }),
    ...(removedOn === undefined ? {} : { removedOn: month(removedOn) }),
  };
}

function placeCells(
  { gazetteer, divisions }: RegisterParts,
  county: RegionCode,
  township: string | null,
  village: string | null,
): Cells {
  const name = (code: string | null) =>
    code === null ? undefined : gazetteer.place(code as RegionCode)?.name;
  const [town, place] = [name(township), name(village)];
  return {
    county: gazetteer.place(county)?.name ?? divisions.nameOf(county),
    ...(town === undefined ? {} : { township: town }),
    ...(place === undefined ? {} : { village: villageName(place) }),
  };
}

/** Households that declared, have an undecided case or were included, and are on no sheet. */
async function declaredIn(unit: Unit, region: RegionCode) {
  let households = unit.db
    .selectFrom('households')
    .innerJoin('subjects', 'subjects.id', 'households.subject_id')
    .leftJoin('household_records as record', 'record.household_id', 'households.id')
    .select(['households.id', 'households.township', 'households.village', 'person_sealed', 'wrapped_key'])
    .where('households.county', '=', region.slice(0, 6))
    .where('record.household_id', 'is', null)
    .where('subjects.wrapped_key', 'is not', null)
    .where('name_lookup', 'not like', aliasOf('%'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('cases')
          .select('cases.id')
          .whereRef('cases.household_id', '=', 'households.id')
          .where((or) => or.or([or('outcome', 'is', null), or('outcome', '=', 'included')])),
      ),
    )
    .orderBy('households.id');
  if (region.length === 9) households = households.where('households.township', '=', region);
  if (region.length === 12) households = households.where('households.village', '=', region);
  return households.execute();
}

async function casesOf(unit: Unit, householdId: string) {
  const cases = await unit.db
    .selectFrom('cases')
    .select(['id', 'stage', 'stage_at', 'outcome', 'decided_at'])
    .where('household_id', '=', householdId)
    .orderBy('opened_at', 'desc')
    .execute();
  const newest = cases.find(({ outcome }) => outcome === null || outcome === 'included');
  const causes = await unit.db
    .selectFrom('case_causes')
    .select('cause')
    .where('case_id', '=', newest?.id ?? '')
    .orderBy('position')
    .execute();
  return { newest, causes: causes.map(({ cause }) => cause) };
}

type Cases = Awaited<ReturnType<typeof casesOf>>;

function declaredRow(
  parts: RegisterParts,
  unit: Unit,
  county: RegionCode,
  household: Awaited<ReturnType<typeof declaredIn>>[number],
  { newest, causes }: Cases,
): Cells | undefined {
  if (household.wrapped_key === null) return undefined;
  const person: Person = JSON.parse(
    unit.vault.open(household.wrapped_key, household.person_sealed, personContext(household.id)),
  );
  const { township, village } = household;
  const isIncluded = newest?.outcome === 'included';
  const risks = causes.slice(0, 5).map((cause, i) => [`risk${i + 1}`, cause] as const);
  return {
    ...placeCells(parts, county, township, village),
    dataMonth: todayIn(unit.clock).slice(0, 7).replace('-', ''),
    name: person.name,
    ...(person.idNumber === undefined ? {} : { idNumber: person.idNumber }),
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    relation: T.headRelation,
    ...Object.fromEntries(risks),
    ...(isIncluded ? monitoredCells(newest) : {}),
  };
}

function monitoredCells({ stage, stage_at, decided_at }: NonNullable<Cases['newest']>): Cells {
  const month = (at: string) => shanghaiDay(new Date(at)).slice(0, 7).replace('-', '');
  const isRemoved = stage === 'risk_removed';
  return {
    ...(decided_at === null ? {} : { identified: month(decided_at) }),
    removed: isRemoved ? T.removed.yes : T.removed.no,
    ...(isRemoved ? { removedOn: month(stage_at) } : {}),
  };
}
