import { emptyOutbox, type Unit } from '../storage/index.ts';
import type { HouseholdRow } from './households.ts';
import { aliasOf } from './lookups.ts';
import type { MovedHousehold } from './merging/moved.ts';
import { type Outcome, refused } from './model.ts';

/**
 * Forgets a household for good, at the end of the archive's term or on a lawful request: its key is erased, so that name,
 * numbers, stories, notes, papers and photos can be read in this database by nobody, and what was sealed or looked up by
 * it is emptied beside. A backup made before holds the key, and who has the master key of that time can read it there:
 * such backups must be destroyed, too. What happened to its cases stays in figures and audit log, which hold nothing of
 * the person; the log's chains stay whole. The caller purges the database's log afterwards.
 */
export async function eraseHousehold(
  unit: Unit,
  householdId: string,
  actor = 'operator',
): Promise<Outcome<{ cases: number }>> {
  const household = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', householdId)
    .executeTakeFirst();
  if (household === undefined) return refused('not-found');
  // Another record that was found to be of the same household goes with it.
  const same = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('name_lookup', '=', aliasOf(householdId))
    .execute();
  const households = [household, ...same];
  const cases = await casesOf(unit, households);
  if (cases.some(({ decided_at }) => decided_at === null)) return refused('still-open');
  await eraseKeys(unit, [...households, ...cases]);
  const scope = { households: households.map(({ id }) => id), cases: cases.map(({ id }) => id) };
  await emptyHouseholds(unit, scope.households);
  await emptyCases(unit, scope);
  await emptyRegister(unit, scope);
  await emptyMerges(unit, [...scope.households, ...scope.cases]);
  // News of its cases, sent or not: reasons and what was missing are the household's.
  for (const id of scope.cases) await emptyOutbox(unit, (eb) => eb('cause', 'like', `case:${id}:%`));
  await dropStaffFiles(unit, household.county);
  for (const chain of [...scope.cases, ...scope.households.map((id) => `household:${id}`)]) {
    await unit.audit.append(chain, { actor, action: 'erased' });
  }
  return { ok: true, cases: scope.cases.length };
}

interface Scope {
  households: string[];
  cases: string[];
}

async function casesOf(unit: Unit, households: readonly HouseholdRow[]) {
  return unit.db
    .selectFrom('cases')
    .select(['id', 'subject_id', 'decided_at'])
    .where(
      'household_id',
      'in',
      households.map(({ id }) => id),
    )
    .execute();
}

async function eraseKeys(unit: Unit, owners: readonly { subject_id: string | null }[]): Promise<void> {
  const subjects = new Set(owners.flatMap(({ subject_id }) => subject_id ?? []));
  for (const subject of subjects) await unit.subjects.erase(subject);
}

/** Keyed hashes of exact values would still recognise the person to who holds the key. */
async function emptyHouseholds({ db }: Unit, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await db
      .updateTable('households')
      .set({ person_sealed: '', name_lookup: `erased:${id}`, id_lookup: null, phone_lookup: null })
      .where('id', '=', id)
      .execute();
  }
}

/** What was said, written and photographed for its cases, and who hears of them. */
async function emptyCases({ db }: Unit, { households, cases }: Scope): Promise<void> {
  await db
    .updateTable('declarations')
    .set({ answers_sealed: '', consents_json: '[]', conversation_id: null })
    .where('household_id', 'in', households)
    .execute();
  if (cases.length === 0) return;
  await db.deleteFrom('photos').where('case_id', 'in', cases).execute();
  await db.deleteFrom('case_followers').where('case_id', 'in', cases).execute();
  await db.updateTable('cases').set({ note_sealed: null }).where('id', 'in', cases).execute();
  await db.updateTable('case_notes').set({ text_sealed: '' }).where('case_id', 'in', cases).execute();
  await db.updateTable('transfers').set({ reason_sealed: '' }).where('case_id', 'in', cases).execute();
  await db.updateTable('papers').set({ content_sealed: '' }).where('case_id', 'in', cases).execute();
  await db
    .updateTable('tasks')
    .set({ reply_sealed: null, check_sealed: null })
    .where('case_id', 'in', cases)
    .execute();
  await db
    .updateTable('measures')
    .set({ words_sealed: null, note_sealed: null })
    .where('case_id', 'in', cases)
    .execute();
}

/** The county's record of it, what departments told, visits, findings, and what it asked about its data. */
async function emptyRegister({ db }: Unit, { households, cases }: Scope): Promise<void> {
  await db.deleteFrom('people').where('household_id', 'in', households).execute();
  await db.deleteFrom('household_records').where('household_id', 'in', households).execute();
  const alerts = await db
    .selectFrom('alerts')
    .select('id')
    .where((eb) => eb.or([eb('household_id', 'in', households), eb('case_id', 'in', ['', ...cases])]))
    .execute();
  for (const { id } of alerts) {
    await db
      .updateTable('alerts')
      .set({
        data_sealed: '',
        note_sealed: null,
        key_lookup: `erased:${id}`,
        person_lookup: null,
        person_id: null,
        candidates_json: null,
      })
      .where('id', '=', id)
      .execute();
  }
  await db
    .updateTable('visits')
    .set({ note_sealed: null, place_sealed: null })
    .where('household_id', 'in', households)
    .execute();
  await db
    .updateTable('findings')
    .set({ note_sealed: null })
    .where('household_id', 'in', households)
    .execute();
  await db
    .updateTable('rights_requests')
    .set({ words_sealed: null, answer_sealed: null, conversation_id: null })
    .where('household_id', 'in', households)
    .execute();
}

/** A merge keeps the keyed names that it replaced; without them, and with its keys erased, it is not undone any more. */
async function emptyMerges({ db }: Unit, ids: readonly string[]): Promise<void> {
  const household: MovedHousehold = {
    names: [],
    people: [],
    record: false,
    cases: [],
    declarations: [],
    visits: [],
    alerts: [],
    findings: [],
    requests: [],
  };
  await db
    .updateTable('merges')
    .set({ moved_json: JSON.stringify({ household }) })
    .where((eb) => eb.or([eb('from_id', 'in', ids), eb('into_id', 'in', ids)]))
    .execute();
}

/** Files that the county's staff were given or sent within the last days may hold the household: they can be had again. */
async function dropStaffFiles({ db }: Unit, county: string): Promise<void> {
  await db
    .deleteFrom('files')
    .where('conversation_id', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .innerJoin('staff', 'staff.id', 'conversations.staff_id')
        .select('conversations.id')
        .where('staff.region', 'like', `${county}%`),
    )
    .execute();
}
