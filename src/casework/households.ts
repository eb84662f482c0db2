import type { Selectable } from 'kysely';
import type { Answers } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import { aliasOf, lookupsOf } from './lookups.ts';
import type { CaseRow, Person } from './model.ts';

export type HouseholdRow = Selectable<Schema['households']>;

/** By what a household is known again. */
export interface Identity {
  county: RegionCode;
  name?: string | undefined;
  idNumber?: string | undefined;
  phone?: string | undefined;
  township?: RegionCode | null | undefined;
  village?: RegionCode | null | undefined;
  /** The phone is the declared person's own. */
  own?: boolean | undefined;
}

export interface Match {
  household: HouseholdRow;
  /** Its undecided case. */
  open: CaseRow | undefined;
  /** ID number or phone agree: whoever gave them is of the household, or was trusted by it. */
  proved: boolean;
}

/** What was found of a household on record. */
export interface Recognised {
  match?: Match;
  /** Undecided case of a namesake in the same village with another telephone: perhaps the same household. */
  namesake?: CaseRow;
}

/**
 * Finds the household that a declaration is for: by ID number, by name and phone, or by name and village. Two people of
 * one name in one village whose ID numbers differ are two households; one name and phone with two ID numbers is one
 * (a slip, or husband and wife). Where both gave a telephone of their own and the two differ, they may be two people: a
 * human has to say. A household with an undecided case goes before one without.
 */
export async function findHousehold(unit: Unit, identity: Identity): Promise<Recognised> {
  const [names, ids, phones] = [
    lookupsOf(unit, 'name', identity.name),
    lookupsOf(unit, 'idNumber', identity.idNumber),
    lookupsOf(unit, 'phone', identity.phone),
  ];
  const households = () =>
    unit.db.selectFrom('households').selectAll().where('county', '=', identity.county).orderBy('created_at');
  const aliases = await targetsOf(unit, identity.county, { ids, phones });
  const byId =
    ids.length === 0
      ? []
      : await households()
          .where((eb) => eb.or([eb('id_lookup', 'in', ids), eb('id', 'in', ['', ...aliases.byId])]))
          .where('name_lookup', 'not like', aliasOf('%'))
          .execute();
  const byName = names.length === 0 ? [] : await households().where('name_lookup', 'in', names).execute();
  const samePhone = (row: HouseholdRow) =>
    (row.phone_lookup !== null && phones.includes(row.phone_lookup)) || aliases.byPhone.includes(row.id);
  const otherId = (row: HouseholdRow) =>
    row.id_lookup !== null &&
    ids.length > 0 &&
    !ids.includes(row.id_lookup) &&
    !aliases.byId.includes(row.id);
  const sameVillage = (row: HouseholdRow) =>
    row.village !== null && row.village === identity.village && !otherId(row);
  const sure = [...byId, ...byName.filter(samePhone)];
  const likely = byName.filter((row) => sameVillage(row) && !sure.includes(row));
  let namesake: CaseRow | undefined;
  for (const household of [...sure, ...likely]) {
    const open = await openCase(unit, household.id);
    const proved = samePhone(household) || byId.some(({ id }) => id === household.id);
    if (open === undefined) continue;
    if (proved || !(await isOtherPhone(unit, household, identity, phones))) {
      return { match: { household, open, proved } };
    }
    namesake ??= open;
  }
  const doubt = namesake === undefined ? {} : { namesake };
  // Without a case in hand only a certain match is taken up again: a namesake must not get another's record.
  const [known] = sure;
  return known === undefined
    ? doubt
    : { ...doubt, match: { household: known, open: undefined, proved: true } };
}

/**
 * Households to which the numbers of others lead: of a record that was found to be of the same household, and of any member
 * on record.
 */
async function targetsOf(
  unit: Unit,
  county: RegionCode,
  { ids, phones }: { ids: readonly string[]; phones: readonly string[] },
): Promise<{ byId: string[]; byPhone: string[] }> {
  if (ids.length + phones.length === 0) return { byId: [], byPhone: [] };
  const rows = await unit.db
    .selectFrom('households')
    .select(['name_lookup', 'id_lookup', 'phone_lookup'])
    .where('county', '=', county)
    .where('name_lookup', 'like', aliasOf('%'))
    .where((eb) => eb.or([eb('id_lookup', 'in', ['', ...ids]), eb('phone_lookup', 'in', ['', ...phones])]))
    .execute();
  const target = ({ name_lookup }: { name_lookup: string }) => name_lookup.slice(aliasOf('').length);
  return {
    byId: [
      ...rows.filter((row) => row.id_lookup !== null && ids.includes(row.id_lookup)).map(target),
      ...(await membersHouseholds(unit, county, ids)),
    ],
    byPhone: rows.filter((row) => row.phone_lookup !== null && phones.includes(row.phone_lookup)).map(target),
  };
}

/** The households that somebody with one of these ID numbers is of, by the newest sheets. */
async function membersHouseholds(unit: Unit, county: RegionCode, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await unit.db
    .selectFrom('people')
    .select('household_id')
    .where('county', '=', county)
    .where('id_lookup', 'in', ids)
    .where('left_at', 'is', null)
    .execute();
  return rows.map(({ household_id }) => household_id);
}

/**
 * Whether two telephones tell two people apart: only the household's own do. Kin, neighbours and cadres leave theirs, and
 * the same household declared by a son and by the father has two.
 */
async function isOtherPhone(
  unit: Unit,
  household: HouseholdRow,
  { own = false }: Identity,
  phones: readonly string[],
): Promise<boolean> {
  if (!own || phones.length === 0 || household.phone_lookup === null) return false;
  const declared = await unit.db
    .selectFrom('declarations')
    .select('filer')
    .where('household_id', '=', household.id)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return declared?.filer === 'self';
}

/** The household's undecided case, if any. */
export async function openCase(unit: Unit, householdId: string): Promise<CaseRow | undefined> {
  return unit.db
    .selectFrom('cases')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
}

/** Whether nothing is on record by which the household could prove itself: then its own word has to do. */
export function hasNoProof(household: HouseholdRow): boolean {
  return household.id_lookup === null && household.phone_lookup === null;
}

export function identityOf(county: RegionCode, answers: Answers): Identity {
  const { name, idNumber, phone, place, filer } = answers;
  const own = filer === 'self';
  return { county, name, idNumber, phone, township: place?.township, village: place?.village, own };
}

/** A new household with a key of its own. */
export async function createHousehold(unit: Unit, identity: Identity): Promise<HouseholdRow> {
  const id = unit.ids();
  const subject_id = await unit.subjects.create();
  const person_sealed = await unit.subjects.seal(subject_id, personText(identity), personContext(id));
  return unit.db
    .insertInto('households')
    .values(householdRow(unit, { id, subject_id, person_sealed }, identity))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The row of a new household, for who writes many at once; `person_sealed` is `personText` sealed for `personContext`. */
export function householdRow(
  unit: Pick<Unit, 'vault' | 'clock'>,
  keys: Pick<HouseholdRow, 'id' | 'subject_id' | 'person_sealed'>,
  identity: Identity,
): HouseholdRow {
  return {
    ...keys,
    county: identity.county,
    township: identity.township ?? null,
    village: identity.village ?? null,
    name_lookup: lookupsOf(unit, 'name', identity.name)[0] ?? `none:${keys.id}`,
    id_lookup: lookupsOf(unit, 'idNumber', identity.idNumber)[0] ?? null,
    phone_lookup: lookupsOf(unit, 'phone', identity.phone)[0] ?? null,
    created_at: unit.clock().toISOString(),
  };
}

/** Who a household is, as it is sealed. */
export function personText(identity: Pick<Identity, 'name' | 'idNumber' | 'phone'>): string {
  const person: Person = {
    name: identity.name ?? '',
    ...(identity.idNumber === undefined ? {} : { idNumber: identity.idNumber }),
    ...(identity.phone === undefined ? {} : { phone: identity.phone }),
  };
  return JSON.stringify(person);
}

/** Completes what is not on record yet from what the household itself said; nothing that is there is replaced. */
export async function complete(unit: Unit, household: HouseholdRow, identity: Identity): Promise<void> {
  const person = await personOf(unit, household);
  if (person === undefined) return;
  const idNumber = household.id_lookup === null ? identity.idNumber : undefined;
  const phone = household.phone_lookup === null ? identity.phone : undefined;
  const village = household.village === null ? identity.village : undefined;
  if (idNumber === undefined && phone === undefined && (village ?? null) === null) return;
  const whole: Person = {
    ...person,
    ...(idNumber === undefined ? {} : { idNumber }),
    ...(phone === undefined ? {} : { phone }),
  };
  await unit.db
    .updateTable('households')
    .set({
      person_sealed: await unit.subjects.seal(
        household.subject_id,
        JSON.stringify(whole),
        personContext(household.id),
      ),
      id_lookup: household.id_lookup ?? lookupsOf(unit, 'idNumber', idNumber)[0] ?? null,
      phone_lookup: household.phone_lookup ?? lookupsOf(unit, 'phone', phone)[0] ?? null,
      village: household.village ?? village ?? null,
      township: household.township ?? identity.township ?? null,
    })
    .where('id', '=', household.id)
    .execute();
}

/** Who the household is; undefined once erased. */
export async function personOf(
  unit: Unit,
  household: Pick<HouseholdRow, 'id' | 'subject_id' | 'person_sealed'>,
): Promise<Person | undefined> {
  const json = await unit.subjects.open(
    household.subject_id,
    household.person_sealed,
    personContext(household.id),
  );
  return json === undefined ? undefined : (JSON.parse(json) as Person);
}

/** The person of a case; undefined when none is known or the household was erased. */
export async function personOfCase(
  unit: Unit,
  row: Pick<CaseRow, 'household_id'>,
): Promise<Person | undefined> {
  if (row.household_id === null) return undefined;
  const household = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', row.household_id)
    .executeTakeFirst();
  return household === undefined ? undefined : personOf(unit, household);
}

/** What a household's person is sealed for. */
export function personContext(id: string): string {
  return `households.person_sealed:${id}`;
}

/** A name as a list shows it: 王**. Only the first character stays, and the stars do not tell the length. */
export function maskName(name: string): string {
  const [first = ''] = name.trim();
  return first === '' ? '' : `${first}**`;
}
