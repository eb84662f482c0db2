import type { Unit } from '../storage/index.ts';
import { actorOf, isIntake } from './access.ts';
import { addNote, attachPhotos, type Changed, change, turnPage } from './changes.ts';
import { enterStage, procedureOf, resumeClock } from './clock.ts';
import { dutyProblem, isColleagues, onCase, postProblem } from './duty.ts';
import { type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { doersOf, dueWords, residentDue, tellHousehold, tellStaff } from './notices.ts';
import { leaving } from './papers/leave.ts';
import type { PaperNeed } from './papers/model.ts';
import { stillNeeded } from './papers/needs.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { textProblem } from './rules.ts';
import { RESIDENT, STAFF } from './texts.ts';

/** What a finished action leaves. */
export interface Done {
  receipt: string;
  stage: Stage;
  version: number;
  /** Day by which the stage is to be done; null where none is set or the clock stands still. */
  dueOn: string | null;
  /** Returned for completion: the clock stands still. */
  paused: boolean;
  /** The stage was left before its time had run, as a notice that hangs for its days. */
  early?: true;
  /** What the stage, or the decision, still wants on file. */
  lacking?: PaperNeed[];
  /** What the stage that was left, or the decision, went without: the green channel. */
  without?: PaperNeed[];
}

export function done({ row }: Changed): { ok: true } & Done {
  const { receipt, version, due_on, paused_at } = row;
  return {
    ok: true,
    receipt,
    stage: row.stage as Stage,
    version,
    dueOn: paused_at === null ? due_on : null,
    paused: paused_at !== null,
  };
}

/** 领取: the case is this member's to work; `over` takes it from a colleague who cannot. */
export function take(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { over = false, seen }: { over?: boolean; seen?: number } = {},
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'take', seen }, async (row) => {
    const problem = await postProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (row.handler_id === staff.id) return refused('already-yours');
    const colleagues = await isColleagues(unit, staff, row);
    if (colleagues && !over) return refused('taken');
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action: colleagues ? 'taken-over' : 'taken',
      set: { handler_id: staff.id },
    });
    if (row.stage === 'received' && row.handler_id === null && !isIntake(row)) {
      await tellHousehold(unit, changed, RESIDENT.taken(row.receipt));
    }
    return done(changed);
  });
}

/** 记录核实: what was found at the household's home, with photos. */
export function recordVerification(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  found: { text: string; photoIds?: readonly string[]; seen?: number },
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'verify', seen: found.seen }, async (row) => {
    const problem = (await dutyProblem(parts, unit, staff, row)) ?? textProblem(found.text);
    if (problem !== undefined) return refused(problem);
    if (row.stage !== 'verification') return refused('wrong-stage');
    const photos = await attachPhotos(unit, row, found.photoIds ?? [], { staffId: staff.id });
    if (photos === undefined) return refused('photo-unknown');
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'verification', text: found.text.trim(), actor });
    const changed = await change(unit, row, {
      actor,
      action: 'verified',
      detail: { photos },
      set: { handler_id: staff.id },
    });
    return withPapers(parts, unit, changed);
  });
}

/** 推进: to the next stage of the procedure; nothing is skipped, and a decision is not made in passing. */
export function advance(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { note, seen }: { note?: string; seen?: number } = {},
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'advance', seen }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (isIntake(row)) return refused('not-assigned');
    if (row.paused_at !== null) return refused('paused');
    // The end of support has conditions of its own (support/removal.ts).
    if (row.stage === 'support') return refused('needs-removal');
    const next = procedureOf(parts, row).next(row.stage as Stage);
    if (next === undefined) return refused(isOpen(row.stage as Stage) ? 'needs-decision' : 'last-stage');
    const left = await leaving(parts, unit, row);
    if (!left.ok) return left;
    const actor = actorOf(staff);
    if (note !== undefined && note.trim() !== '') {
      const wrong = textProblem(note);
      if (wrong !== undefined) return refused(wrong);
      const kind = row.stage === 'township_review' ? 'opinion' : 'advance';
      await addNote(unit, row, { kind, text: note.trim(), actor });
    }
    const changed = await enterStage(parts, unit, row, next, {
      actor,
      action: 'advanced',
      handler: staff.id,
      detail: {
        // Whether its papers are whole is read from them.
        purpose: 'handling',
        ...(left.early ? { early: true } : {}),
        ...(left.without.length > 0 ? { without: left.without } : {}),
      },
    });
    await tellOfStage(parts, unit, changed, staff);
    return withPapers(parts, unit, changed, left);
  });
}

/** How a case stands, with what is lacking on file and what was let wait. */
export async function withPapers(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  { early = false, without = [] }: { early?: boolean; without?: PaperNeed[] } = {},
): Promise<Outcome<Done>> {
  return {
    ...done(changed),
    ...(early ? { early: true as const } : {}),
    ...(without.length > 0 ? { without } : {}),
    lacking: await stillNeeded(parts, unit, changed.row),
  };
}

async function tellOfStage(parts: Parts, unit: Unit, changed: Changed, staff: StaffMember): Promise<void> {
  const { row } = changed;
  const stage = row.stage as Stage;
  const rule = procedureOf(parts, row).rule(stage);
  const label = rule?.label ?? stage;
  if (stage === 'support') await tellHousehold(unit, changed, RESIDENT.support(row.receipt));
  else {
    const text = RESIDENT.stage(row.receipt, label, rule?.resident ?? '', residentDue(parts, unit, row));
    await tellHousehold(unit, changed, text, { offers: ['status', 'supplement'] });
  }
  if (row.handler_id !== null || !isOpen(stage)) return;
  const text = STAFF.arrived(
    row.urgent === 1,
    placeName(parts, row),
    label,
    row.receipt,
    dueWords(unit, row),
  );
  await tellStaff(unit, changed, doersOf(parts, row), text, { except: { staffId: staff.id } });
}

/** 退回补正: the household is told what is missing, and the clock stands still until it comes. */
export function returnForCompletion(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  missing: string,
  { seen }: { seen?: number } = {},
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'return', seen }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (row.paused_at !== null) return refused('paused');
    if (!procedureOf(parts, row).canPause(row.stage as Stage)) return refused('wrong-stage');
    const wrong = textProblem(missing);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'return', text: missing.trim(), actor });
    await turnPage(unit, row.id, { stage: row.stage, queue: row.queue, due_on: null });
    const changed = await change(unit, row, {
      actor,
      action: 'returned',
      detail: { stage: row.stage },
      set: { paused_at: unit.clock().toISOString(), handler_id: staff.id },
    });
    const text = RESIDENT.returned(row.receipt, missing.trim());
    await tellHousehold(unit, changed, text, { offers: ['supplement', 'status'] });
    return done(changed);
  });
}

/** 恢复办理: the papers were brought in person, or turned out not to be needed. */
export function resume(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  note?: string,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'resume' }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (row.paused_at === null) return refused('not-paused');
    const actor = actorOf(staff);
    if (note !== undefined && note.trim() !== '') {
      const wrong = textProblem(note);
      if (wrong !== undefined) return refused(wrong);
      await addNote(unit, row, { kind: 'resume', text: note.trim(), actor });
    }
    const changed = await resumeClock(parts, unit, row, { actor, action: 'resumed' });
    await tellHousehold(unit, changed, RESIDENT.resumed(row.receipt, residentDue(parts, unit, changed.row)));
    return done(changed);
  });
}
