import type { Unit } from '../storage/index.ts';
import { aliasOf, openCase } from './households.ts';
import { type Outcome, refused } from './model.ts';

/**
 * Forgets a household for good, for an operator at the end of the archive's schedule or on a lawful request: its key is
 * erased, so that name, numbers, stories, notes and photos can be read in this database by nobody. A backup made before
 * holds the key, and who has the master key of that time can read it there: such backups must be destroyed, too. What
 * happened to its cases stays in figures and audit log, which hold nothing of the person; the log's chains stay whole.
 */
export async function eraseHousehold(unit: Unit, householdId: string): Promise<Outcome<{ cases: number }>> {
  const household = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', householdId)
    .executeTakeFirst();
  if (household === undefined) return refused('not-found');
  if ((await openCase(unit, householdId)) !== undefined) return refused('still-open');
  await unit.subjects.erase(household.subject_id);
  // Another record that was found to be of the same household goes with it.
  const same = await unit.db
    .selectFrom('households')
    .select('id')
    .where('name_lookup', '=', aliasOf(householdId))
    .execute();
  for (const { id } of same) await eraseHousehold(unit, id);
  // Keyed hashes of exact values would still recognise the person to who holds the key.
  await unit.db
    .updateTable('households')
    .set({ person_sealed: '', name_lookup: `erased:${householdId}`, id_lookup: null, phone_lookup: null })
    .where('id', '=', householdId)
    .execute();
  const cases = await unit.db
    .selectFrom('cases')
    .select('id')
    .where('household_id', '=', householdId)
    .execute();
  const ids = cases.map(({ id }) => id);
  if (ids.length > 0) {
    await unit.db.deleteFrom('photos').where('case_id', 'in', ids).execute();
    await unit.db.deleteFrom('case_followers').where('case_id', 'in', ids).execute();
  }
  await unit.db
    .updateTable('declarations')
    .set({ answers_sealed: '', consents_json: '[]', conversation_id: null })
    .where('household_id', '=', householdId)
    .execute();
  for (const id of ids) await unit.audit.append(id, { actor: 'operator', action: 'erased' });
  return { ok: true, cases: ids.length };
}
