import { aliasOf } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import type { HouseholdColumns, PersonColumns } from './columns.ts';

/** What a household's record is sealed for. */
export function recordSealedFor(householdId: string): string {
  return `household_records.record_sealed:${householdId}`;
}

/** What a person on record is sealed for. */
export function personSealedFor(personId: string): string {
  return `people.person_sealed:${personId}`;
}

/** A member of a household as the newest sheet has them. */
export interface RecordedPerson extends Omit<PersonColumns, 'name' | 'idNumber'> {
  id: string;
  name: string;
  idNumber?: string;
  head: boolean;
}

/** A household as the national system has it. Personal: whoever reads it has it recorded. */
export interface HouseholdRecord {
  householdId: string;
  township: RegionCode | null;
  village: RegionCode | null;
  /** YYYY-MM of the sheet. */
  month: string;
  columns: HouseholdColumns & { placeSaid?: string };
  /** Who is of it now, the head first. */
  people: RecordedPerson[];
}

/** Which records: of one household, or of a county (all, or of one month, or of a part of it). */
export type Which =
  | { householdId: string }
  | { county: RegionCode; month?: string; within?: RegionCode; from?: string; limit?: number };

/**
 * Reads records with their people, those of erased households left out. The caller records that they were read.
 * In order of their households' ids: with `from` and `limit` a county is read in pieces.
 */
export async function readRecords(unit: Unit, which: Which): Promise<HouseholdRecord[]> {
  const rows = await recordRows(unit, which);
  if (rows.length === 0) return [];
  const people = await peopleOf(
    unit,
    rows.map(({ household_id }) => household_id),
  );
  return rows.flatMap((row) => {
    if (row.wrapped_key === null) return [];
    const json = unit.vault.open(row.wrapped_key, row.record_sealed, recordSealedFor(row.household_id));
    return [
      {
        householdId: row.household_id,
        township: row.township as RegionCode | null,
        village: row.village as RegionCode | null,
        month: row.month,
        columns: JSON.parse(json) as HouseholdRecord['columns'],
        people: people.get(row.household_id) ?? [],
      },
    ];
  });
}

async function recordRows(unit: Unit, which: Which) {
  let rows = unit.db
    .selectFrom('household_records as record')
    .innerJoin('subjects', 'subjects.id', 'record.subject_id')
    .innerJoin('households', 'households.id', 'record.household_id')
    .select(['record.household_id', 'record.township', 'record.village', 'record.month'])
    .select(['record.record_sealed', 'subjects.wrapped_key'])
    .where('households.name_lookup', 'not like', aliasOf('%'))
    .orderBy('record.household_id');
  if ('householdId' in which) return rows.where('record.household_id', '=', which.householdId).execute();
  const { county, month, within, from, limit } = which;
  rows = rows.where('record.county', '=', county);
  if (month !== undefined) rows = rows.where('record.month', '=', month);
  if (within !== undefined && within.length === 9) rows = rows.where('record.township', '=', within);
  if (within !== undefined && within.length === 12) rows = rows.where('record.village', '=', within);
  if (from !== undefined) rows = rows.where('record.household_id', '>', from);
  return (limit === undefined ? rows : rows.limit(limit)).execute();
}

async function peopleOf(unit: Unit, households: readonly string[]): Promise<Map<string, RecordedPerson[]>> {
  const found = new Map<string, RecordedPerson[]>();
  for (const chunk of inChunks(households)) {
    const rows = await unit.db
      .selectFrom('people')
      .innerJoin('subjects', 'subjects.id', 'people.subject_id')
      .select(['people.id', 'household_id', 'head', 'person_sealed', 'subjects.wrapped_key'])
      .where('household_id', 'in', chunk)
      .where('left_at', 'is', null)
      .orderBy('head', 'desc')
      .orderBy('people.id')
      .execute();
    for (const row of rows) {
      if (row.wrapped_key === null) continue;
      const json = unit.vault.open(row.wrapped_key, row.person_sealed, personSealedFor(row.id));
      const person: RecordedPerson = { ...JSON.parse(json), id: row.id, head: row.head === 1 };
      const others = found.get(row.household_id);
      if (others === undefined) found.set(row.household_id, [person]);
      else others.push(person);
    }
  }
  return found;
}
