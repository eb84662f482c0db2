import type { Cause } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf, findFor, hold } from './access.ts';
import { addNote, type Changed, change, lastNote, subjectOf } from './changes.ts';
import { enterStage } from './clock.ts';
import { dutyProblem, onCase } from './duty.ts';
import { follow } from './followers.ts';
import { type Done, done } from './handling.ts';
import { aliasOf } from './households.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { tellHousehold, tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { assignTasks } from './tasks.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { causesOf } from './views.ts';

/**
 * Marks a new case as perhaps of the same household as another: one name in one village, but each gave a telephone of
 * their own. Joined unasked, two people's stories would be in one file; so both stand until a human has said.
 */
export async function suspect(parts: Parts, unit: Unit, opened: CaseRow, other: CaseRow): Promise<void> {
  await addNote(unit, opened, { kind: 'suspected', text: other.receipt, actor: 'system' });
  const seq = await unit.audit.append(opened.id, {
    actor: 'system',
    action: 'suspected',
    detail: { other: other.id },
  });
  const text = STAFF.suspected(placeName(parts, opened), opened.receipt, other.receipt);
  await tellStaff(unit, { row: opened, seq }, workersOf(opened), text, { kind: 'suspected' });
}

/** The receipt of the case that this one may be the same as; undefined when none, or when a human has said. */
export async function suspectedOf(
  unit: Unit,
  row: Pick<CaseRow, 'id' | 'stage'>,
): Promise<string | undefined> {
  if (!isOpen(row.stage as Stage)) return undefined;
  const marks = await unit.db
    .selectFrom('case_notes')
    .select('kind')
    .where('case_id', '=', row.id)
    .where('kind', 'in', ['suspected', 'verdict'])
    .execute();
  if (!marks.some(({ kind }) => kind === 'suspected') || marks.some(({ kind }) => kind === 'verdict'))
    return undefined;
  return lastNote(unit, row.id, 'suspected');
}

/** 不同户: two people of one name; both cases go on. */
export function keepApart(parts: Parts, unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'keep-apart' }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    const other = await suspectedOf(unit, row);
    if (other === undefined) return refused('not-suspected');
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'verdict', text: other, actor });
    return done(await change(unit, row, { actor, action: 'kept-apart' }));
  });
}

/**
 * 同户: what this case holds goes into the other, which goes on; this one ends as withdrawn. Both must be the member's to
 * work. Returns how the other stands.
 */
export function merge(parts: Parts, unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'merge' }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    const receipt = await suspectedOf(unit, row);
    if (receipt === undefined) return refused('not-suspected');
    const found = await findFor(unit, staff, receipt);
    const into = found === undefined ? undefined : await hold(unit, found.id);
    // Decided, or handed to another township since: there is nothing here to merge into.
    if (into === undefined || !isOpen(into.stage as Stage)) return refused('merge-gone');
    const wrong = await dutyProblem(parts, unit, staff, into);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'verdict', text: receipt, actor });
    await moveContents(unit, row, into);
    await moveFollowers(unit, row, into);
    await recordAlias(unit, row, into);
    const causes = await moveCauses(unit, row, into);
    const ended = await enterStage(parts, unit, row, 'withdrawn', {
      actor,
      action: 'merged',
      detail: { into: into.id },
      handler: null,
    });
    await tellHousehold(unit, ended, RESIDENT.merged(row.receipt, receipt), { offers: [] });
    const grown: Changed = await change(unit, into, {
      actor,
      action: 'merged-in',
      detail: { from: row.id, causes },
      ...(row.urgent === 1 ? { set: { urgent: 1 } } : {}),
    });
    await assignTasks(parts, unit, grown, causes, staff.id);
    return done(grown);
  });
}

/** Declarations, notes and photos, sealed anew under the other household's key: erased with it, and readable with it. */
async function moveContents(unit: Unit, from: CaseRow, into: CaseRow): Promise<void> {
  const subject = await subjectOf(unit, into);
  const declarations = await unit.db
    .selectFrom('declarations')
    .selectAll()
    .where('case_id', '=', from.id)
    .execute();
  for (const { id, subject_id, answers_sealed } of declarations) {
    const context = `declarations.answers_sealed:${id}`;
    const json = await unit.subjects.open(subject_id, answers_sealed, context);
    if (json === undefined || into.household_id === null) continue;
    await unit.db
      .updateTable('declarations')
      .set({
        case_id: into.id,
        household_id: into.household_id,
        subject_id: subject,
        answers_sealed: await unit.subjects.seal(subject, json, context),
        kind: 'supplement',
      })
      .where('id', '=', id)
      .execute();
  }
  const notes = await unit.db
    .selectFrom('case_notes')
    .selectAll()
    .where('case_id', '=', from.id)
    .where('kind', 'not in', ['suspected', 'verdict'])
    .execute();
  for (const { id, subject_id, text_sealed } of notes) {
    const context = `case_notes.text_sealed:${id}`;
    const text = await unit.subjects.open(subject_id, text_sealed, context);
    if (text === undefined) continue;
    const sealed = await unit.subjects.seal(subject, text, context);
    await unit.db
      .updateTable('case_notes')
      .set({ case_id: into.id, subject_id: subject, text_sealed: sealed })
      .where('id', '=', id)
      .execute();
  }
  await movePhotos(unit, from, into, subject);
}

async function movePhotos(unit: Unit, from: CaseRow, into: CaseRow, subject: string): Promise<void> {
  const photos = await unit.db.selectFrom('photos').selectAll().where('case_id', '=', from.id).execute();
  for (const { id, subject_id, image_sealed } of photos) {
    const context = `photos.image_sealed:${id}`;
    const image = await unit.subjects.openBytes(subject_id, image_sealed, context);
    if (image === undefined) continue;
    await unit.db
      .updateTable('photos')
      .set({
        case_id: into.id,
        subject_id: subject,
        image_sealed: await unit.subjects.sealBytes(subject, image, context),
      })
      .where('id', '=', id)
      .execute();
  }
}

/** The household is known from now on by what it told in either case. */
async function recordAlias(unit: Unit, from: CaseRow, into: CaseRow): Promise<void> {
  if (from.household_id === null || into.household_id === null) return;
  await unit.db
    .updateTable('households')
    .set({ name_lookup: aliasOf(into.household_id) })
    .where((eb) =>
      eb.or([eb('id', '=', from.household_id), eb('name_lookup', '=', aliasOf(from.household_id ?? ''))]),
    )
    .execute();
}

/** Who followed the one follows both: the end of the first is still to be told to them. */
async function moveFollowers(unit: Unit, from: CaseRow, into: CaseRow): Promise<void> {
  const followers = await unit.db
    .selectFrom('case_followers')
    .select(['conversation_id', 'standing'])
    .where('case_id', '=', from.id)
    .execute();
  for (const { conversation_id, standing } of followers)
    await follow(unit, into.id, conversation_id, standing);
}

/** Causes that only the one had, added behind the other's. */
async function moveCauses(unit: Unit, from: CaseRow, into: CaseRow): Promise<Cause[]> {
  const had = await causesOf(unit, into.id);
  const fresh = (await causesOf(unit, from.id)).filter((cause) => !had.includes(cause));
  if (fresh.length === 0) return [];
  const rows = fresh.map((cause, i) => ({ case_id: into.id, cause, position: had.length + i }));
  await unit.db.insertInto('case_causes').values(rows).execute();
  return fresh;
}
