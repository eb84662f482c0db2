import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Candidate, Finder, Register } from '../register/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import { personLookups, rowLookups } from './keys.ts';
import type { AlertState, AlertsParts, Counts } from './model.ts';
import { type SheetPlace, SheetPlaces } from './places.ts';
import type { AlertData, AlertRead } from './reading.ts';

/** A row with what becomes of it. */
export interface MatchedAlert {
  row: number;
  data: AlertData;
  cause: Cause;
  keyLookup: string;
  personLookup: string | null;
  state: AlertState;
  queue: RegionCode;
  village: string | null;
  householdId: string | null;
  personId: string | null;
  candidates: readonly Candidate[];
}

/** What matching came to. Nothing is written. */
export interface Matching {
  fresh: MatchedAlert[];
  counts: Omit<Counts, 'faulty'>;
}

interface Home {
  township: string | null;
  village: string | null;
}

/** Rows read between two looks at what else waits: the loop of events stays alive. */
const BREATH = 200;

/** Matches the rows of a sheet to the households on record. The caller audits. */
export async function matchAlerts(
  parts: AlertsParts,
  register: Pick<Register, 'finder'>,
  unit: Unit,
  { county, department, alerts }: { county: RegionCode; department: string; alerts: readonly AlertRead[] },
): Promise<Matching> {
  const places = new SheetPlaces(parts, county);
  const counts = { exact: 0, doubtful: 0, unknown: 0, unplaced: 0, elsewhere: 0, known: 0, repeated: 0 };
  const keyed: Keyed[] = [];
  const seen = new Set<string>();
  for (const [n, alert] of alerts.entries()) {
    if (n % BREATH === 0) await nextTurn();
    const keys = keysOf(unit, department, alert, places.of(alert.place));
    if (seen.has(keys.keyLookup)) counts.repeated += 1;
    else keyed.push({ alert, ...keys });
    seen.add(keys.keyLookup);
  }
  const known = await knownKeys(unit, county, keyed);
  const fresh = keyed.filter(({ keys }) => !keys.some((key) => known.has(key)));
  counts.known = keyed.length - fresh.length;
  if (fresh.length === 0) return { fresh: [], counts };
  const finder = await register.finder(unit, county);
  const verdicts = await verdictsOf(unit, county, fresh);
  const found = await findAll(finder, verdicts, fresh);
  const homes = await homesOf(unit, found);
  const matched = found.map((each) => fateOf(county, each, homes));
  for (const { state, householdId } of matched) {
    if (state === 'pending') counts[householdId === null ? 'unknown' : 'exact'] += 1;
    else counts[state === 'doubtful' ? 'doubtful' : state === 'elsewhere' ? 'elsewhere' : 'unplaced'] += 1;
  }
  return { fresh: matched, counts };
}

interface Keyed extends Keys {
  alert: AlertRead;
}

interface Keys {
  /** With every lookup key, to be searched by. */
  keys: string[];
  keyLookup: string;
  people: string[];
  at: SheetPlace;
}

function keysOf(unit: Unit, department: string, alert: AlertRead, at: SheetPlace): Keys {
  const keys = rowLookups(unit, { unit: department, cause: alert.cause, data: alert.data, place: at });
  return { keys, keyLookup: keys[0] ?? '', people: personLookups(unit, alert.data, at), at };
}

async function knownKeys(unit: Unit, county: RegionCode, rows: readonly Keys[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of inChunks(rows)) {
    const known = await unit.db
      .selectFrom('alerts')
      .innerJoin('imports', 'imports.id', 'alerts.import_id')
      .select('alerts.key_lookup')
      .where('alerts.county', '=', county)
      .where('imports.state', '=', 'done')
      .where(
        'alerts.key_lookup',
        'in',
        chunk.flatMap(({ keys }) => keys),
      )
      .execute();
    for (const { key_lookup } of known) found.add(key_lookup);
  }
  return found;
}

/**
 * Whom a human found a person to be, by earlier sheets. Only by ID number: a name in a village may be another's the next
 * time.
 */
async function verdictsOf(
  unit: Unit,
  county: RegionCode,
  rows: readonly Keyed[],
): Promise<Map<string, string>> {
  const verdicts = new Map<string, string>();
  const withId = rows.filter(({ alert }) => alert.data.idNumber !== undefined);
  for (const chunk of inChunks(withId)) {
    const told = await unit.db
      .selectFrom('alerts')
      .innerJoin('imports', 'imports.id', 'alerts.import_id')
      .select(['alerts.person_lookup', 'alerts.household_id'])
      .where('alerts.county', '=', county)
      .where('imports.state', '=', 'done')
      .where('alerts.household_id', 'is not', null)
      .where(
        'alerts.person_lookup',
        'in',
        chunk.flatMap(({ people }) => people),
      )
      .orderBy('alerts.created_at')
      .execute();
    for (const { person_lookup, household_id } of told) {
      if (person_lookup !== null && household_id !== null) verdicts.set(person_lookup, household_id);
    }
  }
  return verdicts;
}

interface FoundAlert {
  row: Keyed;
  householdId: string | null;
  personId: string | null;
  candidates: readonly Candidate[];
}

async function findAll(
  finder: Finder,
  verdicts: ReadonlyMap<string, string>,
  rows: readonly Keyed[],
): Promise<FoundAlert[]> {
  const found: FoundAlert[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % BREATH === 0) await nextTurn();
    const told = row.people.map((lookup) => verdicts.get(lookup)).find((id) => id !== undefined);
    if (told === undefined) found.push({ row, ...whoIs(finder, row) });
    else found.push({ row, householdId: told, personId: null, candidates: [] });
  }
  return found;
}

/** The person by their own marks, else by those of the head of the household that the sheet names beside them. */
function whoIs(
  finder: Finder,
  { alert, at }: Keyed,
): Pick<FoundAlert, 'householdId' | 'personId' | 'candidates'> {
  const { township, village } = at;
  const { name, idNumber, phone, head, headId } = alert.data;
  const own = finder.find({ name, idNumber, phone, township, village });
  if (own.kind === 'exact') {
    return { householdId: own.householdId, personId: own.personId ?? null, candidates: [] };
  }
  const house =
    head === undefined ? undefined : finder.find({ name: head, idNumber: headId, phone, township, village });
  if (house?.kind === 'exact') return { householdId: house.householdId, personId: null, candidates: [] };
  const candidates = [own, house].flatMap((each) => (each?.kind === 'candidates' ? each.candidates : []));
  return { householdId: null, personId: null, candidates: distinct(candidates) };
}

/** Whom a human has to choose from; more than that nobody looks through. */
const MOST_CANDIDATES = 6;

function distinct(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const each of candidates.toSorted((a, b) => b.score - a.score)) {
    if (!best.has(each.householdId)) best.set(each.householdId, each);
  }
  return [...best.values()].slice(0, MOST_CANDIDATES);
}

async function homesOf(unit: Unit, rows: readonly FoundAlert[]): Promise<Map<string, Home>> {
  const ids = new Set(
    rows.flatMap(({ householdId, candidates }) =>
      householdId === null ? candidates.map((each) => each.householdId) : [householdId],
    ),
  );
  const homes = new Map<string, Home>();
  for (const chunk of inChunks([...ids])) {
    const households = await unit.db
      .selectFrom('households')
      .select(['id', 'township', 'village'])
      .where('id', 'in', chunk)
      .execute();
    for (const { id, township, village } of households) homes.set(id, { township, village });
  }
  return homes;
}

/** The place goes with the data: a verdict of later may need it. */
function placedData(data: AlertData, { township, village }: SheetPlace): AlertData {
  return { ...data, ...(township === null ? {} : { township }), ...(village === null ? {} : { village }) };
}

/** In whose list a row lies, and as what. */
function fateOf(county: RegionCode, found: FoundAlert, homes: ReadonlyMap<string, Home>): MatchedAlert {
  const { householdId, personId, candidates } = found;
  const { alert, keyLookup, people, at } = found.row;
  const { row, cause, data } = alert;
  const base = {
    row,
    data: placedData(data, at),
    cause,
    keyLookup,
    personLookup: people[0] ?? null,
    householdId,
    personId,
  };
  const placed = (home: Home | undefined): Pick<MatchedAlert, 'queue' | 'village'> => {
    const township = home?.township ?? at.township;
    const village = home?.village ?? (township === at.township ? at.village : null);
    if (township === null || township === undefined) return { queue: county, village: null };
    return { queue: township as RegionCode, village: village ?? null };
  };
  if (householdId !== null) {
    return { ...base, ...placed(homes.get(householdId)), state: 'pending', candidates: [] };
  }
  if (candidates.length > 0) {
    const their = candidates.map((each) => homes.get(each.householdId));
    const townships = new Set(their.map((home) => home?.township ?? null));
    const villages = new Set(their.map((home) => home?.village ?? null));
    const [township = null] = townships.size === 1 ? townships : [null];
    const [village = null] = villages.size === 1 ? villages : [null];
    const queue = (township ?? county) as RegionCode;
    return { ...base, queue, village: township === null ? null : village, state: 'doubtful', candidates };
  }
  if (at.elsewhere) return { ...base, queue: county, village: null, state: 'elsewhere', candidates };
  if (at.township === null) return { ...base, queue: county, village: null, state: 'unmatched', candidates };
  return { ...base, queue: at.township, village: at.village, state: 'pending', candidates };
}
