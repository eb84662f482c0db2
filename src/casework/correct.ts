import { checkId } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf, hold, noteDenied } from './access.ts';
import { change } from './changes.ts';
import { type HouseholdRow, personContext, personOf } from './households.ts';
import { aliasOf, lookupsOf } from './lookups.ts';
import { coversHousehold, householdFor } from './merging/merge.ts';
import { type CaseRow, type Outcome, type Parts, type Person, refused, type StaffMember } from './model.ts';
import { tellHousehold } from './notices.ts';
import { RESIDENT } from './texts.ts';

/** What of a household's own data may be corrected. What was declared stays as it was said. */
export type Correctable = 'name' | 'phone' | 'idNumber' | 'village';

export interface Corrected {
  /** The household's newest case. */
  receipt?: string;
  /**
   * Another household of the member's duty has the same ID number: perhaps both are one (合户). By the receipt of its
   * newest case, else by its id.
   */
  perhapsSame?: string;
  /** The undecided case lies with another township than the village that was put in: it has to be handed on (转办). */
  handOn?: true;
}

/**
 * 更正: puts right who a household is, after papers were looked at. The old and the new value are neither logged nor told;
 * its chats hear which item was changed, so that nobody is written over in silence.
 */
export async function correct(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { field, value }: { field: Correctable; value: string },
): Promise<Outcome<Corrected>> {
  if (staff.role !== 'township' && staff.role !== 'county') return refused('not-allowed');
  const household = await householdFor(unit, staff, ref);
  const person = household && (await personOf(unit, household));
  if (household === undefined || person === undefined) {
    await noteDenied(unit, staff, 'correct');
    return refused('not-found');
  }
  const newest = await newestCase(unit, household.id);
  const row = newest && (await hold(unit, newest.id));
  const entry = {
    actor: actorOf(staff),
    action: 'corrected',
    detail: { field, purpose: 'correction' as const },
  };
  const plain = plainOf(parts, unit, staff, field, value);
  if (plain === undefined) {
    // Nothing was changed, but the person was read.
    await unit.audit.append(row?.id ?? `household:${household.id}`, { ...entry, action: 'read' });
    return refused('value-wrong');
  }
  const place = field === 'village' ? await move(unit, household, row, plain) : undefined;
  if (field !== 'village') await rewrite(unit, household, { ...person, [field]: plain }, field);
  if (row === undefined) await unit.audit.append(`household:${household.id}`, entry);
  else {
    const changed = await change(unit, row, {
      ...entry,
      ...(place?.set === undefined ? {} : { set: place.set }),
    });
    await tellHousehold(unit, changed, RESIDENT.corrected(row.receipt, field));
  }
  const other = field === 'idNumber' ? await sameNumber(unit, staff, household, plain) : undefined;
  return {
    ok: true,
    ...(row === undefined ? {} : { receipt: row.receipt }),
    ...(other === undefined ? {} : { perhapsSame: other }),
    ...(place?.handOn === true ? { handOn: true as const } : {}),
  };
}

/** The value as it is kept; undefined when it cannot be one. A village by its code, within the member's duty. */
function plainOf(
  { gazetteer }: Parts,
  unit: Unit,
  { region }: StaffMember,
  field: Correctable,
  value: string,
): string | undefined {
  const said = value.normalize('NFKC').replace(/\s/g, '');
  switch (field) {
    case 'name':
      return /^[\p{Script=Han}·•・]{2,20}$/u.test(said) ? said.replace(/[•・]/g, '·') : undefined;
    case 'phone': {
      const digits = said.replace(/^\+?86(?=1\d{10}$)/, '');
      return /^(?:1\d{10}|0\d{2,3}-?\d{7,8})$/.test(digits) ? digits : undefined;
    }
    case 'idNumber': {
      const checked = checkId(said, unit.clock());
      return 'id' in checked ? checked.id : undefined;
    }
    case 'village':
      return /^\d{12}$/.test(said) && said.startsWith(region) && isPlace(gazetteer, said) ? said : undefined;
  }
}

function isPlace(gazetteer: Parts['gazetteer'], code: string): boolean {
  return gazetteer.place(code as RegionCode) !== undefined;
}

/** A household lives in another village: its undecided case goes to that village's cadres, where the township is the same. */
async function move(
  unit: Unit,
  household: HouseholdRow,
  row: CaseRow | undefined,
  village: string,
): Promise<{ set?: { village: string }; handOn?: true }> {
  const township = village.slice(0, 9);
  await unit.db.updateTable('households').set({ township, village }).where('id', '=', household.id).execute();
  if (row === undefined || row.decided_at !== null) return {};
  return row.queue === township ? { set: { village } } : { handOn: true };
}

/** Another household with this ID number, where the member may know of it. */
async function sameNumber(
  unit: Unit,
  staff: StaffMember,
  household: HouseholdRow,
  idNumber: string,
): Promise<string | undefined> {
  const rows = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('county', '=', household.county)
    .where('id_lookup', 'in', lookupsOf(unit, 'idNumber', idNumber))
    .where('id', '!=', household.id)
    .where('name_lookup', 'not like', aliasOf('%'))
    .execute();
  const other = rows.find((each) => coversHousehold(staff, each));
  if (other === undefined) return undefined;
  return (await newestCase(unit, other.id))?.receipt ?? other.id;
}

async function newestCase(unit: Unit, householdId: string): Promise<CaseRow | undefined> {
  return unit.db
    .selectFrom('cases')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy((eb) => eb.case().when('decided_at', 'is', null).then(0).else(1).end())
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

async function rewrite(
  unit: Unit,
  household: HouseholdRow,
  person: Person,
  field: Exclude<Correctable, 'village'>,
): Promise<void> {
  const lookup = lookupsOf(unit, field, person[field])[0];
  if (lookup === undefined) throw new Error('a checked value has a lookup');
  const column = { name: 'name_lookup', phone: 'phone_lookup', idNumber: 'id_lookup' } as const;
  await unit.db
    .updateTable('households')
    .set({
      person_sealed: await unit.subjects.seal(
        household.subject_id,
        JSON.stringify(person),
        personContext(household.id),
      ),
      [column[field]]: lookup,
    })
    .where('id', '=', household.id)
    .execute();
}
