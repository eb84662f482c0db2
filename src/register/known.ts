import { aliasOf } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Db } from '../storage/index.ts';

/** A household as far as it is known without reading anything personal. */
export interface KnownHousehold {
  id: string;
  subject: string;
  /** Wrapped data key; null once erased. */
  key: string | null;
  township: string | null;
  village: string | null;
  nameLookup: string;
  idLookup: string | null;
  phoneLookup: string | null;
  record?: { number: string | null; month: string };
}

export interface KnownPerson {
  id: string;
  householdId: string;
  nameLookup: string;
  idLookup: string | null;
  head: boolean;
  /** YYYY-MM of the newest sheet that has them. */
  month: string;
  left: boolean;
}

const MERGED = aliasOf('');
/**
 * All households of a county by their keyed hashes. A household that was found to be another's is not among them, but its
 * number, ID number and telephone lead to that one.
 */
export class KnownCounty {
  readonly households = new Map<string, KnownHousehold>();
  readonly people: readonly KnownPerson[];
  readonly #mergedInto = new Map<string, string>();
  readonly #byNumber = new Map<string, string>();
  readonly #byHouseholdId = new Map<string, Set<string>>();
  readonly #byPersonId = new Map<string, KnownPerson[]>();
  readonly #byVillageName = new Map<string, Set<string>>();
  readonly #peopleOf = new Map<string, KnownPerson[]>();

  private constructor(
    households: readonly KnownHousehold[],
    people: readonly KnownPerson[],
    mergedInto: ReadonlyMap<string, string>,
  ) {
    this.#mergedInto = new Map(mergedInto);
    const kept = people.map((person) => ({ ...person, householdId: this.#living(person.householdId) }));
    this.people = kept;
    for (const household of households) {
      const id = this.#living(household.id);
      if (household.record?.number != null) this.#byNumber.set(household.record.number, id);
      if (household.idLookup !== null) add(this.#byHouseholdId, household.idLookup, id);
      if (id !== household.id) continue;
      this.households.set(id, household);
      if (household.village !== null)
        add(this.#byVillageName, `${household.village} ${household.nameLookup}`, id);
    }
    for (const person of kept) {
      push(this.#peopleOf, person.householdId, person);
      if (person.idLookup !== null) push(this.#byPersonId, person.idLookup, person);
    }
  }

  static async load(db: Db, county: RegionCode): Promise<KnownCounty> {
    const rows = await db
      .selectFrom('households')
      .innerJoin('subjects', 'subjects.id', 'households.subject_id')
      .leftJoin('household_records as record', 'record.household_id', 'households.id')
      .select(['households.id', 'households.subject_id', 'subjects.wrapped_key'])
      .select(['households.township', 'households.village'])
      .select(['name_lookup', 'id_lookup', 'phone_lookup'])
      .select(['record.number_lookup', 'record.month'])
      .where('households.county', '=', county)
      .execute();
    const merged = new Map<string, string>();
    const households = rows.map((row): KnownHousehold => {
      if (row.name_lookup.startsWith(MERGED)) merged.set(row.id, row.name_lookup.slice(MERGED.length));
      return {
        id: row.id,
        subject: row.subject_id,
        key: row.wrapped_key,
        township: row.township,
        village: row.village,
        nameLookup: row.name_lookup,
        idLookup: row.id_lookup,
        phoneLookup: row.phone_lookup,
        ...(row.month === null ? {} : { record: { number: row.number_lookup, month: row.month } }),
      };
    });
    const people = await db
      .selectFrom('people')
      .select(['id', 'household_id', 'name_lookup', 'id_lookup', 'head', 'month', 'left_at'])
      .where('county', '=', county)
      .execute();
    return new KnownCounty(
      households,
      people.map((row) => ({
        id: row.id,
        householdId: row.household_id,
        nameLookup: row.name_lookup,
        idLookup: row.id_lookup,
        head: row.head === 1,
        month: row.month,
        left: row.left_at !== null,
      })),
      merged,
    );
  }

  /** The household on record under a 户编号. */
  byNumber(lookups: readonly string[]): KnownHousehold | undefined {
    const id = lookups.map((lookup) => this.#byNumber.get(lookup)).find((each) => each !== undefined);
    return id === undefined ? undefined : this.households.get(id);
  }

  /** Households that declared an ID number as theirs. */
  byDeclaredId(lookups: readonly string[]): KnownHousehold[] {
    return this.#known(lookups.flatMap((lookup) => [...(this.#byHouseholdId.get(lookup) ?? [])]));
  }

  /** People on record with an ID number, those who left included. */
  byPersonId(lookups: readonly string[]): KnownPerson[] {
    return lookups.flatMap((lookup) => this.#byPersonId.get(lookup) ?? []);
  }

  /** Households of a village known under a name. */
  namedIn(village: string, lookups: readonly string[]): KnownHousehold[] {
    return this.#known(
      lookups.flatMap((lookup) => [...(this.#byVillageName.get(`${village} ${lookup}`) ?? [])]),
    );
  }

  peopleOf(householdId: string): readonly KnownPerson[] {
    return this.#peopleOf.get(householdId) ?? [];
  }

  #living(id: string): string {
    let living = id;
    // A household merged into one that was merged itself; never a ring, but nobody shall hang on one.
    for (let steps = 0; steps < 20; steps++) {
      const into = this.#mergedInto.get(living);
      if (into === undefined) return living;
      living = into;
    }
    return living;
  }

  #known(ids: readonly string[]): KnownHousehold[] {
    return [...new Set(ids)].flatMap((id) => this.households.get(id) ?? []);
  }
}

/** What tells whether a county's households are still those that were loaded; compared, never read. */
export async function fingerprint(db: Db, county: RegionCode): Promise<string> {
  const counted = await db
    .selectFrom('households')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('county', '=', county)
    .executeTakeFirst();
  const erased = await db
    .selectFrom('households')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('county', '=', county)
    .where('name_lookup', 'like', 'erased:%')
    .executeTakeFirst();
  const imports = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('county', '=', county)
    .where('state', '=', 'done')
    .executeTakeFirst();
  const merges = await db
    .selectFrom('merges')
    .select(({ fn }) => [fn.countAll().as('n'), fn.count('undone_at').as('undone')])
    .where('county', '=', county)
    .executeTakeFirst();
  return [counted?.n, erased?.n, imports?.n, merges?.n, merges?.undone].map(String).join(' ');
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
