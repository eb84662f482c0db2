import type { Unit } from '../storage/index.ts';
import { actorOf, isIntake } from './access.ts';
import { addNote } from './changes.ts';
import { enterStage, procedureOf } from './clock.ts';
import { dutyProblem, objectedAt, onCase } from './duty.ts';
import { type Done, withPapers } from './handling.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { doersOf, tellHousehold, tellReporters, tellStaff } from './notices.ts';
import { leaving } from './papers/leave.ts';
import type { PaperNeed } from './papers/model.ts';
import { placeName } from './places.ts';
import type { Stage } from './procedure/stage.ts';
import { reasonProblem } from './rules.ts';
import { REPORTER, RESIDENT, STAFF } from './texts.ts';

/** 决定: included or not, with a reason that the household can understand; the only way to either. */
export function decide(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { outcome, reason, seen }: { outcome: 'included' | 'not_included'; reason: string; seen?: number },
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'decide', seen }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (isIntake(row)) return refused('not-assigned');
    if (row.paused_at !== null) return refused('paused');
    const procedure = procedureOf(parts, row);
    if (!procedure.canDecide(row.stage as Stage)) {
      return refused(row.decided_at === null ? 'wrong-stage' : 'closed');
    }
    const ready = await readiness(parts, unit, row, outcome);
    if (!ready.ok) return ready;
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    const recheck = (await objectedAt(unit, row.id)) !== undefined;
    await addNote(unit, row, { kind: 'decision', text: reason.trim(), actor });
    const changed = await enterStage(parts, unit, row, outcome, {
      actor,
      action: 'decided',
      handler: null,
      detail: {
        purpose: 'handling',
        ...(recheck ? { recheck } : {}),
        ...(ready.without.length > 0 ? { without: ready.without } : {}),
      },
    });
    const words = recheck ? RESIDENT.rechecked : RESIDENT;
    const told = outcome === 'included' ? words.included : words.notIncluded;
    await tellHousehold(unit, changed, told(row.receipt, reason.trim()), { offers: ['objection', 'status'] });
    await tellReporters(unit, changed, REPORTER.closed(row.receipt));
    if (outcome === 'included') {
      const label = procedure.rule(outcome)?.label ?? outcome;
      const text = STAFF.arrived(row.urgent === 1, placeName(parts, row), label, row.receipt, null);
      await tellStaff(unit, changed, doersOf(parts, changed.row), text, { except: { staffId: staff.id } });
    }
    return withPapers(parts, unit, changed, ready);
  });
}

/**
 * What a decision goes without: papers are wanted for taking a household in, not for refusing it; what was said against
 * the notice must have been looked into either way.
 */
async function readiness(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  outcome: 'included' | 'not_included',
): Promise<Outcome<{ without: PaperNeed[] }>> {
  const left = await leaving(parts, unit, row);
  if (left.ok) return { ok: true, without: outcome === 'included' ? left.without : [] };
  const isRefusal = outcome === 'not_included' && left.reason !== 'protest-open';
  return isRefusal ? { ok: true, without: [] } : left;
}
