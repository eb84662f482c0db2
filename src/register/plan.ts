import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import { householdRow, lookupsOf, personContext, personText } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import type { KnownCounty, KnownHousehold, KnownPerson } from './known.ts';
import { asMerged, phoneOf, SheetMatcher } from './match.ts';
import { personSealedFor, recordSealedFor } from './records.ts';
import type { SheetHousehold, SheetPerson } from './sheet-rows.ts';

/** Everything that taking in a sheet writes, sealed and ready. */
export interface Plan {
  subjects: Insertable<Schema['subjects']>[];
  households: Insertable<Schema['households']>[];
  records: Insertable<Schema['household_records']>[];
  people: Insertable<Schema['people']>[];
  /** People who are in their household no more. */
  left: string[];
  /** Households known by a declaration that the sheet completes. */
  joined: { id: string; household: SheetHousehold }[];
  /** Pairs for a human to judge. */
  perhaps: { householdId: string; otherId: string; household: SheetHousehold }[];
  counts: {
    fresh: number;
    updated: number;
    joined: number;
    older: number;
    freshPeople: number;
    updatedPeople: number;
  };
}

/** After so many households others get their turn: sealing keeps the processor busy. */
const TURN = 100;

/**
 * Works out what taking in a sheet writes. Nothing is written: all the sealing is done before the transaction, so that it
 * holds up other writers only while rows go in.
 */
export async function planImport(
  unit: Unit,
  county: RegionCode,
  importId: string,
  households: readonly SheetHousehold[],
  known: KnownCounty,
): Promise<Plan> {
  const together = asMerged(households, known, unit);
  const planner = new Planner(unit, county, importId, known, new SheetMatcher(known, unit, together));
  for (const [i, household] of together.entries()) {
    planner.take(household);
    if (i % TURN === TURN - 1) await nextTurn();
  }
  return planner.plan;
}

interface Target {
  id: string;
  subject: string;
  key: string;
}

class Planner {
  readonly plan: Plan = {
    subjects: [],
    households: [],
    records: [],
    people: [],
    left: [],
    joined: [],
    perhaps: [],
    counts: { fresh: 0, updated: 0, joined: 0, older: 0, freshPeople: 0, updatedPeople: 0 },
  };
  readonly #unit: Unit;
  readonly #county: RegionCode;
  readonly #importId: string;
  readonly #known: KnownCounty;
  readonly #matcher: SheetMatcher;
  readonly #now: string;

  constructor(unit: Unit, county: RegionCode, importId: string, known: KnownCounty, matcher: SheetMatcher) {
    this.#unit = unit;
    this.#county = county;
    this.#importId = importId;
    this.#known = known;
    this.#matcher = matcher;
    this.#now = unit.clock().toISOString();
  }

  take(household: SheetHousehold): void {
    const { counts } = this.plan;
    const { household: found, perhaps } = this.#matcher.match(household);
    if (found?.record !== undefined && found.record.month > household.month) {
      counts.older += 1;
      return;
    }
    const target = this.#target(household, found);
    this.#record(household, target);
    this.#people(household, target, found);
    if (perhaps !== undefined) {
      this.plan.perhaps.push({ householdId: target.id, otherId: perhaps.id, household });
    }
  }

  #target(household: SheetHousehold, found: KnownHousehold | undefined): Target {
    const { counts } = this.plan;
    if (found === undefined || found.key === null) {
      counts.fresh += 1;
      return this.#fresh(household);
    }
    if (found.record === undefined) {
      counts.joined += 1;
      this.plan.joined.push({ id: found.id, household });
    } else counts.updated += 1;
    return { id: found.id, subject: found.subject, key: found.key };
  }

  #fresh(household: SheetHousehold): Target {
    const { vault, ids } = this.#unit;
    const target = { id: ids(), subject: ids(), key: vault.newSubject() };
    this.plan.subjects.push({
      id: target.subject,
      wrapped_key: target.key,
      created_at: this.#now,
      erased_at: null,
    });
    const identity = identityIn(this.#county, household);
    const keys = {
      id: target.id,
      subject_id: target.subject,
      person_sealed: vault.seal(target.key, personText(identity), personContext(target.id)),
    };
    this.plan.households.push(householdRow(this.#unit, keys, identity));
    return target;
  }

  #record({ number, where, columns, month }: SheetHousehold, target: Target): void {
    const { vault } = this.#unit;
    const record = {
      ...(number === undefined ? {} : { number }),
      ...columns,
      ...(where.unknown === undefined ? {} : { placeSaid: where.unknown }),
    };
    this.plan.records.push({
      household_id: target.id,
      subject_id: target.subject,
      county: this.#county,
      township: where.township,
      village: where.village,
      number_lookup: number === undefined ? null : (lookupsOf(this.#unit, 'number', number)[0] ?? null),
      record_sealed: vault.seal(target.key, JSON.stringify(record), recordSealedFor(target.id)),
      month,
      import_id: this.#importId,
      updated_at: this.#now,
    });
  }

  #people(household: SheetHousehold, target: Target, found: KnownHousehold | undefined): void {
    const known = found === undefined ? [] : this.#known.peopleOf(found.id);
    const kept = new Set<string>();
    const head = SheetMatcher.headOf(household);
    for (const person of household.people) {
      const lookups = {
        name: lookupsOf(this.#unit, 'name', person.name),
        id: lookupsOf(this.#unit, 'idNumber', person.idNumber),
      };
      const others = known.filter(({ id }) => !kept.has(id));
      const before =
        others.find((each) => hasId(each, lookups)) ?? others.find((each) => isSame(each, lookups));
      if (before !== undefined) kept.add(before.id);
      this.plan.counts[before === undefined ? 'freshPeople' : 'updatedPeople'] += 1;
      const gone = before === undefined && this.#isElsewhere(lookups.id, target.id, household.month);
      this.#person(person, { household, target, lookups, head: person === head, gone, id: before?.id });
    }
    // Who could not be read may be one of those that seem to be gone.
    if (household.partial) return;
    for (const { id, left } of known) if (!left && !kept.has(id)) this.plan.left.push(id);
  }

  #person(
    person: SheetPerson,
    {
      household,
      target,
      lookups,
      head,
      gone,
      id = this.#unit.ids(),
    }: {
      household: SheetHousehold;
      target: Target;
      lookups: { name: string[]; id: string[] };
      head: boolean;
      gone: boolean;
      id: string | undefined;
    },
  ): void {
    const { name, idNumber, columns } = person;
    const text = JSON.stringify({ name, ...(idNumber === undefined ? {} : { idNumber }), ...columns });
    this.plan.people.push({
      id,
      household_id: target.id,
      subject_id: target.subject,
      county: this.#county,
      township: household.where.township,
      village: household.where.village,
      person_sealed: this.#unit.vault.seal(target.key, text, personSealedFor(id)),
      name_lookup: lookups.name[0] ?? '',
      id_lookup: lookups.id[0] ?? null,
      head: head ? 1 : 0,
      month: household.month,
      created_at: this.#now,
      left_at: gone ? this.#now : null,
    });
  }

  /**
   * Somebody who is in this household now is in no other any more: married, or moved to a child. Returns true where a newer
   * sheet has them in another one: then they are of that.
   */
  #isElsewhere(idLookups: readonly string[], householdId: string, month: string): boolean {
    const elsewhere = this.#known
      .byPersonId(idLookups)
      .filter((person) => !person.left && person.householdId !== householdId);
    if (elsewhere.some((person) => person.month > month)) return true;
    this.plan.left.push(...elsewhere.map(({ id }) => id));
    return false;
  }
}

function hasId({ idLookup }: KnownPerson, { id }: { id: string[] }): boolean {
  return idLookup !== null && id.includes(idLookup);
}

function isSame(
  { nameLookup, idLookup }: KnownPerson,
  { name, id }: { name: string[]; id: string[] },
): boolean {
  if (idLookup !== null && id.length > 0) return id.includes(idLookup);
  return name.includes(nameLookup);
}

/** By what a household of a sheet is known again. */
export function identityIn(county: RegionCode, household: SheetHousehold) {
  const head = SheetMatcher.headOf(household);
  return {
    county,
    name: head?.name,
    idNumber: head?.idNumber,
    phone: phoneOf(household),
    township: household.where.township,
    village: household.where.village,
  };
}
