import { inChunks, type Unit } from '../../storage/index.ts';
import type { HouseholdRow } from '../households.ts';
import { aliasOf } from '../lookups.ts';
import type { MovedHousehold } from './moved.ts';

/**
 * Makes a household part of another: its numbers lead there from now on, and what refers to it refers to the other. Its
 * texts stay sealed under its own key; erasing the one erases both.
 */
export async function moveHousehold(
  unit: Unit,
  from: HouseholdRow,
  into: HouseholdRow,
  { except }: { except?: string } = {},
): Promise<MovedHousehold> {
  const { db } = unit;
  const moved = await holdingsOf(unit, from.id, into.id, except);
  await db
    .updateTable('households')
    .set({ name_lookup: aliasOf(into.id) })
    .where(
      'id',
      'in',
      moved.names.map(({ id }) => id),
    )
    .execute();
  await refer(unit, moved, into.id);
  if (moved.record) await moveRecord(unit, from, into);
  return moved;
}

/** Gives a household back what it had. What came since stays with the other. */
export async function moveHouseholdBack(
  unit: Unit,
  moved: MovedHousehold,
  from: HouseholdRow,
  into: HouseholdRow,
): Promise<void> {
  for (const { id, name_lookup } of moved.names) {
    await unit.db
      .updateTable('households')
      .set({ name_lookup })
      .where('id', '=', id)
      .where('name_lookup', '=', aliasOf(into.id))
      .execute();
  }
  await refer(unit, moved, from.id);
  await sealPeopleFor(unit, moved.people, from);
  if (moved.record) await moveRecord(unit, into, from);
}

/** A sheet that came meanwhile has sealed them under the other household's key. */
async function sealPeopleFor(
  { db, subjects }: Unit,
  people: readonly string[],
  to: HouseholdRow,
): Promise<void> {
  for (const id of people) {
    const row = await db
      .selectFrom('people')
      .select(['subject_id', 'person_sealed'])
      .where('id', '=', id)
      .where('subject_id', '!=', to.subject_id)
      .executeTakeFirst();
    const context = `people.person_sealed:${id}`;
    const json = row && (await subjects.open(row.subject_id, row.person_sealed, context));
    if (json === undefined) continue;
    const person_sealed = await subjects.seal(to.subject_id, json, context);
    await db
      .updateTable('people')
      .set({ subject_id: to.subject_id, person_sealed })
      .where('id', '=', id)
      .execute();
  }
}

async function holdingsOf({ db }: Unit, from: string, into: string, except = ''): Promise<MovedHousehold> {
  const names = await db
    .selectFrom('households')
    .select(['id', 'name_lookup'])
    .where((eb) => eb.or([eb('id', '=', from), eb('name_lookup', '=', aliasOf(from))]))
    .execute();
  const records = await db
    .selectFrom('household_records')
    .select('household_id')
    .where('household_id', 'in', [from, into])
    .execute();
  const has = (id: string) => records.some(({ household_id }) => household_id === id);
  const cases = await db
    .selectFrom('cases')
    .select('id')
    .where('household_id', '=', from)
    .where('id', '!=', except)
    .execute();
  const caseIds = cases.map(({ id }) => id);
  const declarations = await db
    .selectFrom('declarations')
    .select('id')
    .where('case_id', 'in', ['', ...caseIds])
    .where('household_id', '=', from)
    .execute();
  const own = async (table: 'visits' | 'alerts' | 'rights_requests') =>
    (await db.selectFrom(table).select('id').where('household_id', '=', from).execute()).map(({ id }) => id);
  return {
    names,
    people: await newPeople(db, from, into),
    record: has(from) && !has(into),
    cases: caseIds,
    declarations: declarations.map(({ id }) => id),
    visits: await own('visits'),
    alerts: await own('alerts'),
    findings: await newFindings(db, from, into),
    requests: await own('rights_requests'),
  };
}

/** People whom the other household does not have; one of both is one person. */
async function newPeople(db: Unit['db'], from: string, into: string): Promise<string[]> {
  const people = await db
    .selectFrom('people')
    .select(['id', 'household_id', 'id_lookup'])
    .where('household_id', 'in', [from, into])
    .execute();
  const known = new Set(
    people.filter(({ household_id }) => household_id === into).map(({ id_lookup }) => id_lookup),
  );
  return people
    .filter(
      ({ household_id, id_lookup }) => household_id === from && (id_lookup === null || !known.has(id_lookup)),
    )
    .map(({ id }) => id);
}

/** Findings that the other household does not have of the same rule and month. */
async function newFindings(db: Unit['db'], from: string, into: string): Promise<string[]> {
  const findings = await db
    .selectFrom('findings')
    .select(['id', 'household_id', 'rule', 'month'])
    .where('household_id', 'in', [from, into])
    .execute();
  const key = ({ rule, month }: { rule: string; month: string }) => `${rule} ${month}`;
  const known = new Set(findings.filter(({ household_id }) => household_id === into).map(key));
  return findings.filter((each) => each.household_id === from && !known.has(key(each))).map(({ id }) => id);
}

async function refer({ db }: Unit, moved: MovedHousehold, householdId: string): Promise<void> {
  const { people, cases, declarations, visits, alerts, findings, requests: rights_requests } = moved;
  const referring = { people, cases, declarations, visits, alerts, findings, rights_requests };
  for (const [table, ids] of Object.entries(referring) as [keyof typeof referring, string[]][]) {
    for (const chunk of inChunks(ids)) {
      await db.updateTable(table).set({ household_id: householdId }).where('id', 'in', chunk).execute();
    }
  }
}

/** A record is sealed for its household: it is opened and sealed for the other. */
async function moveRecord({ db, subjects }: Unit, from: HouseholdRow, to: HouseholdRow): Promise<void> {
  const context = (id: string) => `household_records.record_sealed:${id}`;
  const row = await db
    .selectFrom('household_records')
    .select(['subject_id', 'record_sealed'])
    .where('household_id', '=', from.id)
    .executeTakeFirst();
  const json = row && (await subjects.open(row.subject_id, row.record_sealed, context(from.id)));
  if (json === undefined) return;
  await db
    .updateTable('household_records')
    .set({
      household_id: to.id,
      subject_id: to.subject_id,
      record_sealed: await subjects.seal(to.subject_id, json, context(to.id)),
    })
    .where('household_id', '=', from.id)
    .execute();
}
