import { aliasOf, lookupsOf, type Person, personContext } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import type { Candidate, Finder, Found, Given, Likeness } from './model.ts';
import { isIdSlip, SpokenName } from './names.ts';
import { personSealedFor } from './records.ts';

/** How many a person can look through. */
const MOST = 8;

/** Sure of nothing, only an order: what a person would look at first. */
const SCORES: Readonly<Record<Likeness, number>> = {
  'same-id': 0.95,
  'id-slip': 0.9,
  'name-village': 0.8,
  'other-name': 0.7,
  'similar-name': 0.6,
  'name-township': 0.5,
};

/** Somebody of a household, whose name and number are opened when they have to be looked at. */
interface Somebody {
  householdId: string;
  personId?: string;
  nameLookup: string;
  idLookup: string | null;
  township: string | null;
  village: string | null;
  sealed: { key: string | null; text: string; context: string };
  opened?: { name: SpokenName; idNumber: string | undefined };
}

/**
 * Everybody of a county in memory, by keyed hashes: many can be looked for in a moment. Names and numbers stay sealed until
 * a likeness has to be judged. Usable after its unit has ended.
 */
export class CountyFinder implements Finder {
  readonly #vault: Pick<Unit, 'vault'>;
  readonly #byId = new Map<string, Somebody[]>();
  readonly #byName = new Map<string, Somebody[]>();
  readonly #byVillage = new Map<string, Somebody[]>();
  readonly #byPhone = new Map<string, Set<string>>();

  private constructor({ vault }: Pick<Unit, 'vault'>, everybody: readonly Somebody[]) {
    this.#vault = { vault };
    for (const one of everybody) {
      if (one.idLookup !== null) push(this.#byId, one.idLookup, one);
      push(this.#byName, one.nameLookup, one);
      if (one.village !== null) push(this.#byVillage, one.village, one);
    }
  }

  /** @param one loads no more than what can be of this one */
  static async load(unit: Unit, county: RegionCode, one?: Given): Promise<CountyFinder> {
    const households = await householdRows(unit, county, one);
    const people = await peopleRows(unit, county, one);
    const merged = aliasOf('');
    const into = new Map(
      households
        .filter(({ name_lookup }) => name_lookup.startsWith(merged))
        .map(({ id, name_lookup }) => [id, name_lookup.slice(merged.length)]),
    );
    const places = new Map(households.map(({ id, township, village }) => [id, { township, village }]));
    const declared = households.map((row): Somebody => {
      const householdId = livingOf(into, row.id);
      return {
        householdId,
        nameLookup: row.name_lookup,
        idLookup: row.id_lookup,
        ...(places.get(householdId) ?? { township: row.township, village: row.village }),
        sealed: { key: row.wrapped_key, text: row.person_sealed, context: personContext(row.id) },
      };
    });
    const recorded = people.map(
      (row): Somebody => ({
        householdId: livingOf(into, row.household_id),
        personId: row.id,
        nameLookup: row.name_lookup,
        idLookup: row.id_lookup,
        township: row.township,
        village: row.village,
        sealed: { key: row.wrapped_key, text: row.person_sealed, context: personSealedFor(row.id) },
      }),
    );
    // People first: of one who is both, the row on record is named.
    const finder = new CountyFinder(unit, [...recorded, ...declared]);
    for (const { id, phone_lookup } of households) {
      if (phone_lookup !== null) finder.#addPhone(phone_lookup, livingOf(into, id));
    }
    return finder;
  }

  find(given: Given): Found {
    const ids = lookupsOf(this.#vault, 'idNumber', given.idNumber);
    const names = lookupsOf(this.#vault, 'name', given.name);
    const byId = ids.flatMap((lookup) => this.#byId.get(lookup) ?? []);
    if (byId.length > 0) return this.#foundById(byId, given, names);
    const byPhone = this.#foundByPhone(given, names);
    if (byPhone !== undefined) return byPhone;
    const candidates = [...this.#namesakes(given, names), ...this.#alike(given, names)];
    return among(candidates);
  }

  /** An ID number alone is not enough when it is on record under quite another name: it may be a row that slipped. */
  #foundById(byId: readonly Somebody[], { name }: Given, names: readonly string[]): Found {
    const [one, ...others] = distinct(byId);
    if (one === undefined) return { kind: 'none' };
    if (others.length > 0) return among([one, ...others].map((each) => candidate(each, 'same-id')));
    const spoken = new SpokenName(name ?? '');
    const isNamed = byId.some(
      (each) => names.includes(each.nameLookup) || this.#open(each)?.name.isLike(spoken) === true,
    );
    return names.length === 0 || isNamed ? exact(one) : among([candidate(one, 'other-name')]);
  }

  /** Telephone and name together are exact, unless an ID number says otherwise. */
  #foundByPhone({ phone, idNumber }: Given, names: readonly string[]): Found | undefined {
    const households = new Set(
      lookupsOf(this.#vault, 'phone', phone).flatMap((lookup) => [...(this.#byPhone.get(lookup) ?? [])]),
    );
    if (households.size === 0) return undefined;
    const named = names
      .flatMap((lookup) => this.#byName.get(lookup) ?? [])
      .filter(({ householdId }) => households.has(householdId));
    const [one, ...others] = distinct(named);
    if (one === undefined) return undefined;
    if (others.length > 0) return among([one, ...others].map((each) => candidate(each, 'name-village')));
    const other = idNumber === undefined ? undefined : this.#open(one)?.idNumber;
    if (other === undefined || idNumber === undefined) return exact(one);
    return isIdSlip(idNumber, other) ? among([candidate(one, 'id-slip')]) : undefined;
  }

  /** People of exactly the name, in the village or in the township; of those farther off no more than can be looked through. */
  #namesakes(given: Given, names: readonly string[]): Candidate[] {
    let far = 0;
    return names
      .flatMap((lookup) => this.#byName.get(lookup) ?? [])
      .flatMap((one) => {
        const isHere = one.village !== null && one.village === given.village;
        if (!isHere && far >= MOST && given.idNumber === undefined) return [];
        const verdict = this.#idVerdict(one, given.idNumber);
        if (verdict === 'slip') return [candidate(one, 'id-slip')];
        if (verdict === 'other') return [];
        if (isHere) return [candidate(one, 'name-village')];
        const isNear = !isApart(one.township, given.township) && !isApart(one.village, given.village);
        if (far >= MOST || !(isNear || isSameTownship(one, given))) return [];
        far += 1;
        return [candidate(one, 'name-township')];
      });
  }

  /** People of the village whose name may be the same, written down in another way. */
  #alike({ name, village, idNumber }: Given, names: readonly string[]): Candidate[] {
    if (name === undefined || village === undefined || village === null) return [];
    const spoken = new SpokenName(name);
    return (this.#byVillage.get(village) ?? []).flatMap((one) => {
      if (names.includes(one.nameLookup) || this.#open(one)?.name.isLike(spoken) !== true) return [];
      const verdict = this.#idVerdict(one, idNumber);
      if (verdict === 'other') return [];
      return [candidate(one, verdict === 'slip' ? 'id-slip' : 'similar-name')];
    });
  }

  /** Whether ID numbers tell two people apart: two that are both right and differ do, unless one is a slip of the other. */
  #idVerdict(one: Somebody, idNumber: string | undefined): 'unknown' | 'slip' | 'other' {
    const other = idNumber === undefined || one.idLookup === null ? undefined : this.#open(one)?.idNumber;
    if (other === undefined || idNumber === undefined) return 'unknown';
    return isIdSlip(idNumber.toUpperCase(), other) ? 'slip' : 'other';
  }

  #open(one: Somebody): Somebody['opened'] {
    const { key, text, context } = one.sealed;
    if (one.opened === undefined && key !== null && text !== '') {
      const person: Person = JSON.parse(this.#vault.vault.open(key, text, context));
      one.opened = { name: new SpokenName(person.name), idNumber: person.idNumber };
    }
    return one.opened;
  }

  #addPhone(lookup: string, householdId: string): void {
    const households = this.#byPhone.get(lookup);
    if (households === undefined) this.#byPhone.set(lookup, new Set([householdId]));
    else households.add(householdId);
  }
}

async function householdRows(unit: Unit, county: RegionCode, one: Given | undefined) {
  const rows = unit.db
    .selectFrom('households')
    .innerJoin('subjects', 'subjects.id', 'households.subject_id')
    .select(['households.id', 'township', 'village', 'person_sealed', 'name_lookup', 'id_lookup'])
    .select(['phone_lookup', 'subjects.wrapped_key'])
    .where('county', '=', county);
  if (one === undefined) return rows.execute();
  return rows
    .where((eb) =>
      eb.or([
        eb('id_lookup', 'in', ['', ...lookupsOf(unit, 'idNumber', one.idNumber)]),
        eb('name_lookup', 'in', ['', ...lookupsOf(unit, 'name', one.name)]),
        eb('phone_lookup', 'in', ['', ...lookupsOf(unit, 'phone', one.phone)]),
        eb('village', '=', one.village ?? ''),
        eb('name_lookup', 'like', aliasOf('%')),
      ]),
    )
    .execute();
}

async function peopleRows(unit: Unit, county: RegionCode, one: Given | undefined) {
  const rows = unit.db
    .selectFrom('people')
    .innerJoin('subjects', 'subjects.id', 'people.subject_id')
    .select(['people.id', 'household_id', 'township', 'village', 'person_sealed', 'name_lookup'])
    .select(['id_lookup', 'subjects.wrapped_key'])
    .where('county', '=', county)
    .where('left_at', 'is', null);
  if (one === undefined) return rows.execute();
  return rows
    .where((eb) =>
      eb.or([
        eb('id_lookup', 'in', ['', ...lookupsOf(unit, 'idNumber', one.idNumber)]),
        eb('name_lookup', 'in', ['', ...lookupsOf(unit, 'name', one.name)]),
        eb('village', '=', one.village ?? ''),
      ]),
    )
    .execute();
}

function livingOf(into: ReadonlyMap<string, string>, id: string): string {
  let living = id;
  for (let steps = 0; steps < 20; steps++) {
    const next = into.get(living);
    if (next === undefined) break;
    living = next;
  }
  return living;
}

/** Two places that are both told and differ. */
function isApart(one: string | null, other: Given['village']): boolean {
  return one !== null && other !== null && other !== undefined && one !== other;
}

function isSameTownship({ township }: Somebody, given: Given): boolean {
  return township !== null && township === (given.township ?? given.village?.slice(0, 9));
}

function exact({ householdId, personId }: Somebody): Found {
  return { kind: 'exact', householdId, ...(personId === undefined ? {} : { personId }) };
}

function candidate({ householdId, personId }: Somebody, why: Likeness): Candidate {
  return { householdId, ...(personId === undefined ? {} : { personId }), score: SCORES[why], why };
}

/** The first of each household. */
function distinct(everybody: readonly Somebody[]): Somebody[] {
  const seen = new Set<string>();
  return everybody.filter(({ householdId }) => !seen.has(householdId) && seen.add(householdId));
}

/** The likeliest of each household, the likeliest first. */
function among(candidates: readonly Candidate[]): Found {
  const best = new Map<string, Candidate>();
  for (const each of candidates) {
    const other = best.get(each.householdId);
    if (other === undefined || other.score < each.score) best.set(each.householdId, each);
  }
  const sorted = [...best.values()].sort(
    (a, b) => b.score - a.score || (a.householdId < b.householdId ? -1 : 1),
  );
  return sorted.length === 0 ? { kind: 'none' } : { kind: 'candidates', candidates: sorted.slice(0, MOST) };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
