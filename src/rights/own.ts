import type { Selectable } from 'kysely';
import { actorOf, findCase, type HouseholdRow, livingHousehold } from '../casework/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import type { By, OwnHousehold } from './model.ts';

/** A case with the household that it is of now. */
export interface Own {
  row: Selectable<Schema['cases']>;
  household: HouseholdRow;
}

/**
 * A case of a chat that is of the household. Somebody who reported it, a chat that does not follow it, a guessed id and an
 * erased household all get undefined.
 */
export async function ownCase(unit: Unit, caseId: string, conversationId: string): Promise<Own | undefined> {
  const row = await unit.db
    .selectFrom('cases')
    .innerJoin('case_followers', 'case_followers.case_id', 'cases.id')
    .selectAll('cases')
    .where('cases.id', '=', caseId)
    .where('case_followers.conversation_id', '=', conversationId)
    .where('case_followers.standing', '=', 'household')
    .executeTakeFirst();
  const household =
    row === undefined || row.household_id === null
      ? undefined
      : await livingHousehold(unit, row.household_id);
  return row === undefined || household === undefined || household.person_sealed === ''
    ? undefined
    : { row, household };
}

/** The households that a chat is of, each by its newest case. */
export async function ownHouseholds(unit: Unit, conversationId: string): Promise<OwnHousehold[]> {
  const rows = await unit.db
    .selectFrom('cases')
    .innerJoin('case_followers', 'case_followers.case_id', 'cases.id')
    .select('cases.id')
    .where('case_followers.conversation_id', '=', conversationId)
    .where('case_followers.standing', '=', 'household')
    .orderBy('cases.opened_at', 'desc')
    .orderBy('cases.id')
    .execute();
  const found = new Map<string, OwnHousehold>();
  for (const { id } of rows) {
    const own = await ownCase(unit, id, conversationId);
    if (own === undefined || found.has(own.household.id)) continue;
    found.set(own.household.id, { caseId: id, receipt: own.row.receipt });
  }
  return [...found.values()];
}

/** By receipt, case id or household id. */
export async function anyHousehold(unit: Unit, ref: string): Promise<HouseholdRow | undefined> {
  const row = await findCase(unit, ref);
  return livingHousehold(unit, row?.household_id ?? ref.trim());
}

/** The pseudonym under which something is done. */
export function nameOf(by: By): string {
  return by === 'operator' ? by : actorOf(by);
}
