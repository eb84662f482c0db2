import type { Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { addNote, type Changed, change } from '../changes.ts';
import { enterStage, procedureOf } from '../clock.ts';
import { dutyProblem, onCase, placeProblem, postProblem } from '../duty.ts';
import { type Done, done } from '../handling.ts';
import { openCase } from '../households.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { tellHousehold, tellStaff, workersOf } from '../notices.ts';
import { placeName } from '../places.ts';
import { reasonProblem, textProblem } from '../rules.ts';
import type { RemovalHow, RemovalProblem } from './model.ts';
import { removalProblems } from './removal-problems.ts';
import { RESIDENT, STAFF } from './texts.ts';

/** Not done since conditions of the county are not met. */
export interface RemovalUnmet {
  ok: false;
  reason: 'removal-unmet';
  problems: RemovalProblem[];
}

/** What came of it: handed up to the county, or done; with what departments still owe, which does not stand in the way. */
export type Removal = Done & {
  proposed: boolean;
  /** Joint tasks without a reply, and replies that nobody checked. */
  open: { waiting: number; unchecked: number };
};

/**
 * 风险消除: the township says why the risk is gone and by what; the office to which the county's procedure gives the stage
 * (its owner) confirms. That office itself removes at once.
 */
export function remove(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { how, reason, seen }: { how: RemovalHow; reason: string; seen?: number },
): Promise<Outcome<Removal> | RemovalUnmet> {
  return onCase<Removal>(unit, staff, ref, { action: 'remove-risk', seen }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (row.stage !== 'support') return refused('not-supported');
    if ((await proposalOf(unit, row)) !== undefined) return refused('removal-proposed');
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const unmet = await unmetOf(parts, unit, staff, row, how);
    if (unmet !== undefined) return unmet;
    const actor = actorOf(staff);
    const kind = how === 'support' ? 'removal-support' : 'removal-natural';
    await addNote(unit, row, { kind, text: reason.trim(), actor });
    if (isOwner(parts, staff, row)) return removed(parts, unit, staff, row, reason.trim());
    const changed = await change(unit, row, { actor, action: 'removal-proposed', detail: { how } });
    const county = { to: 'county', county: row.county } as const;
    await tellStaff(unit, changed, county, STAFF.removalProposed(placeName(parts, row), row.receipt));
    return withOpen(unit, changed, true);
  });
}

/** 同意消除: by the office that owns the stage; the conditions are looked at once more. */
export function confirmRemoval(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  note = '',
): Promise<Outcome<Removal> | RemovalUnmet> {
  return onCase<Removal>(unit, staff, ref, { action: 'confirm-removal' }, async (row) => {
    const problem = await postProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (!isOwner(parts, staff, row)) return refused('not-allowed');
    const proposal = await proposalOf(unit, row);
    if (proposal === undefined) return refused('removal-none');
    const wrong = note.trim() === '' ? undefined : textProblem(note);
    if (wrong !== undefined) return refused(wrong);
    const unmet = await unmetOf(parts, unit, staff, row, proposal.how);
    if (unmet !== undefined) return unmet;
    if (note.trim() !== '') {
      await addNote(unit, row, { kind: 'removed', text: note.trim(), actor: actorOf(staff) });
    }
    const reason = await unit.subjects.open(
      proposal.subject_id,
      proposal.text_sealed,
      `case_notes.text_sealed:${proposal.id}`,
    );
    return removed(parts, unit, staff, row, reason ?? '');
  });
}

/** 不同意消除: support goes on, with a reason for those who proposed. */
export function declineRemoval(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  reason: string,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'decline-removal' }, async (row) => {
    const problem = await postProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (!isOwner(parts, staff, row)) return refused('not-allowed');
    if ((await proposalOf(unit, row)) === undefined) return refused('removal-none');
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'removal-declined', text: reason.trim(), actor });
    const changed = await change(unit, row, { actor, action: 'removal-declined' });
    const text = STAFF.removalDeclined(placeName(parts, row), row.receipt);
    await tellStaff(unit, changed, workersOf(row), text, { except: { staffId: staff.id } });
    return done(changed);
  });
}

/** 重新监测 (回退): back from removal to support; the time under monitoring counts anew. */
export function returnToMonitoring(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  reason: string,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'restore' }, async (row) => {
    if (staff.role === 'village') return refused('not-allowed');
    const problem = await placeProblem(unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (row.stage !== 'risk_removed') return refused('not-removed');
    const open = row.household_id === null ? undefined : await openCase(unit, row.household_id);
    if (open !== undefined) return refused('household-open');
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'restored', text: reason.trim(), actor });
    const entered = await enterStage(parts, unit, row, 'support', {
      actor,
      action: 'restored',
      handler: null,
    });
    await tellHousehold(unit, entered, RESIDENT.restored(row.receipt, reason.trim()));
    const text = STAFF.restored(placeName(parts, row), row.receipt);
    await tellStaff(unit, entered, workersOf(row), text, { except: { staffId: staff.id } });
    return done(entered);
  });
}

/** Whether the county's procedure gives the removal of a risk to this member's office. */
function isOwner(parts: Parts, staff: StaffMember, row: CaseRow): boolean {
  return procedureOf(parts, row).rule('risk_removed')?.owner === staff.role;
}

async function unmetOf(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  how: RemovalHow,
): Promise<RemovalUnmet | undefined> {
  const actor = actorOf(staff);
  await unit.audit.append(row.id, { actor, action: 'read', detail: { purpose: 'removal' } });
  const problems = await removalProblems(parts, unit, row, how);
  return problems.length === 0 ? undefined : { ok: false, reason: 'removal-unmet', problems };
}

/** The note of a removal that waits for its confirmation; undefined where none does. */
export async function proposalOf(unit: Unit, row: Pick<CaseRow, 'id' | 'stage' | 'stage_at'>) {
  if (row.stage !== 'support') return undefined;
  const note = await unit.db
    .selectFrom('case_notes')
    .selectAll()
    .where('case_id', '=', row.id)
    .where('kind', 'in', ['removal-support', 'removal-natural', 'removal-declined'])
    .where('created_at', '>=', row.stage_at)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (note === undefined || note.kind === 'removal-declined') return undefined;
  return { ...note, how: note.kind === 'removal-support' ? ('support' as const) : ('natural' as const) };
}

async function removed(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  reason: string,
): Promise<Outcome<Removal>> {
  const changed = await enterStage(parts, unit, row, 'risk_removed', {
    actor: actorOf(staff),
    action: 'risk-removed',
    handler: null,
  });
  await tellHousehold(unit, changed, RESIDENT.removed(row.receipt, reason), { offers: ['objection'] });
  // Who reported heard at the decision that the matter is done; how the household fares since is not theirs to know.
  const text = STAFF.removalConfirmed(placeName(parts, row), row.receipt);
  await tellStaff(unit, changed, workersOf(row), text, { except: { staffId: staff.id } });
  return withOpen(unit, changed, false);
}

async function withOpen(unit: Unit, changed: Changed, proposed: boolean): Promise<Outcome<Removal>> {
  const tasks = await unit.db
    .selectFrom('tasks')
    .select(['replied_at', 'check_result'])
    .where('case_id', '=', changed.row.id)
    .execute();
  const waiting = tasks.filter(({ replied_at }) => replied_at === null).length;
  const answered = tasks.filter(({ replied_at }) => replied_at !== null);
  const unchecked = answered.filter(({ check_result }) => check_result === null).length;
  return { ...done(changed), proposed, open: { waiting, unchecked } };
}
