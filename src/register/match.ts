import { lookupsOf } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import type { KnownCounty, KnownHousehold } from './known.ts';
import type { SheetHousehold, SheetPerson } from './sheet-rows.ts';

/** Whom a household of a sheet is on record as, and whom else it may be. */
export interface Match {
  household: KnownHousehold | undefined;
  /** Another household with one of its people: a human has to say. */
  perhaps: KnownHousehold | undefined;
}

/**
 * Whom the households of one sheet are on record as: by 户编号, by an ID number, or, for one known by a declaration without
 * an ID number, by its name where only one of that name lives in the village, on record and in the sheet. No household is
 * taken for two, and none that has another 户编号 by a member's ID number: people move between households.
 */
export class SheetMatcher {
  readonly #known: KnownCounty;
  readonly #vault: Pick<Unit, 'vault'>;
  readonly #taken = new Set<string>();
  readonly #namesakes: ReadonlyMap<string, number>;

  constructor(known: KnownCounty, vault: Pick<Unit, 'vault'>, households: readonly SheetHousehold[]) {
    this.#known = known;
    this.#vault = vault;
    const count = new Map<string, number>();
    for (const household of households) {
      const key = nameKey(household);
      if (key !== undefined) count.set(key, (count.get(key) ?? 0) + 1);
    }
    this.#namesakes = count;
  }

  match(household: SheetHousehold): Match {
    const found = this.#byNumber(household) ?? this.#byId(household) ?? this.#byName(household);
    if (found !== undefined) this.#taken.add(found.id);
    return { household: found, perhaps: this.#perhaps(household, found) };
  }

  /** The one whose row of the sheet says who the household is. */
  static headOf({ people }: SheetHousehold): SheetPerson | undefined {
    return people.find(({ head }) => head) ?? people[0];
  }

  #byNumber({ number }: SheetHousehold): KnownHousehold | undefined {
    if (number === undefined) return undefined;
    return this.#free(this.#known.byNumber(lookupsOf(this.#vault, 'number', number)));
  }

  /** The head's ID number goes before the others'. */
  #byId(household: SheetHousehold): KnownHousehold | undefined {
    const head = SheetMatcher.headOf(household);
    const people = [...household.people].sort((a, b) => Number(b === head) - Number(a === head));
    for (const { idNumber } of people) {
      if (idNumber === undefined) continue;
      const lookups = lookupsOf(this.#vault, 'idNumber', idNumber);
      const declared = this.#known.byDeclaredId(lookups);
      const recorded = this.#known
        .byPersonId(lookups)
        .filter(({ left }) => !left)
        .flatMap(({ householdId }) => this.#known.households.get(householdId) ?? []);
      const [found] = [...declared, ...recorded].filter(
        (each) => this.#free(each) !== undefined && !hasOtherNumber(household, each),
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #byName(household: SheetHousehold): KnownHousehold | undefined {
    const [one, ...more] = this.#namesakesOf(household);
    if (one === undefined || more.length > 0 || this.#isShared(household)) return undefined;
    const phones = lookupsOf(this.#vault, 'phone', phoneOf(household));
    const isOtherPhone = one.phoneLookup !== null && phones.length > 0 && !phones.includes(one.phoneLookup);
    return one.idLookup !== null || isOtherPhone ? undefined : this.#free(one);
  }

  /** Households of the head's name in the village that no sheet has told of yet. */
  #namesakesOf(household: SheetHousehold): KnownHousehold[] {
    const head = SheetMatcher.headOf(household);
    const { village } = household.where;
    if (head === undefined || village === null) return [];
    return this.#known
      .namedIn(village, lookupsOf(this.#vault, 'name', head.name))
      .filter(({ record }) => record === undefined);
  }

  /** Whether the sheet itself has the name twice in the village. */
  #isShared(household: SheetHousehold): boolean {
    const key = nameKey(household);
    return key !== undefined && (this.#namesakes.get(key) ?? 0) > 1;
  }

  /** A household known by a declaration alone that has a member of this one, or its head's name and another telephone. */
  #perhaps(household: SheetHousehold, found: KnownHousehold | undefined): KnownHousehold | undefined {
    const byId = household.people.flatMap(({ idNumber }) =>
      idNumber === undefined ? [] : this.#known.byDeclaredId(lookupsOf(this.#vault, 'idNumber', idNumber)),
    );
    const byName =
      found === undefined ? this.#namesakesOf(household).filter(({ idLookup }) => idLookup === null) : [];
    return [...byId, ...byName].find(
      (each) => each.id !== found?.id && each.record === undefined && !this.#taken.has(each.id),
    );
  }

  #free(household: KnownHousehold | undefined): KnownHousehold | undefined {
    if (household === undefined || household.key === null) return undefined;
    return this.#taken.has(household.id) ? undefined : household;
  }
}

/**
 * Puts together what a human has found to be one household and the national system still has as two: by their 户编号 both
 * lead to one record, whose own number goes first.
 */
export function asMerged(
  households: readonly SheetHousehold[],
  known: KnownCounty,
  vault: Pick<Unit, 'vault'>,
): SheetHousehold[] {
  const first = new Map<string, number>();
  const together: SheetHousehold[] = [];
  for (const household of households) {
    const lookups = lookupsOf(vault, 'number', household.number);
    const one = known.byNumber(lookups);
    const at = one === undefined ? undefined : first.get(one.id);
    if (one !== undefined && at === undefined) first.set(one.id, together.length);
    const other = at === undefined ? undefined : together[at];
    if (at === undefined || other === undefined) {
      together.push(household);
      continue;
    }
    const isOwn = lookups.includes(one?.record?.number ?? '');
    const [main, joined] = isOwn ? [household, other] : [other, household];
    together[at] = {
      ...main,
      people: [...main.people, ...joined.people.map((person) => ({ ...person, head: false }))],
      partial: main.partial || joined.partial,
    };
  }
  return together;
}

export function phoneOf({ columns }: SheetHousehold): string | undefined {
  return columns.phone === undefined ? undefined : String(columns.phone);
}

/** One that has a 户编号 of its own is another household, whoever lives there now; where none is told, nothing is known. */
function hasOtherNumber({ number }: SheetHousehold, { record }: KnownHousehold): boolean {
  return number !== undefined && record !== undefined && record.number !== null;
}

function nameKey(household: SheetHousehold): string | undefined {
  const { village } = household.where;
  const head = SheetMatcher.headOf(household);
  return village === null || head === undefined ? undefined : `${village} ${head.name}`;
}
