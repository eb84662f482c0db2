import type { Unit } from '../storage/index.ts';
import { actorOf, findFor, hold } from './access.ts';
import { addNote, change, lastNote } from './changes.ts';
import { dutyProblem, onCase } from './duty.ts';
import { type Done, done } from './handling.ts';
import { joinCases } from './merging/merge.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { STAFF } from './texts.ts';

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
 * work. Returns how the other stands. 拆开 takes it back.
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
    await addNote(unit, row, { kind: 'verdict', text: receipt, actor: actorOf(staff) });
    return done(await joinCases(parts, unit, staff, row, into));
  });
}
