import type { Unit } from '../storage/index.ts';
import { actorOf, isIntake } from './access.ts';
import { addNote } from './changes.ts';
import { enterStage, procedureOf } from './clock.ts';
import { dutyProblem, onCase } from './duty.ts';
import { type Done, done } from './handling.ts';
import { type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { tellHousehold, tellReporters, tellStaff, workersOf } from './notices.ts';
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
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'decision', text: reason.trim(), actor });
    const changed = await enterStage(parts, unit, row, outcome, { actor, action: 'decided', handler: null });
    const told = outcome === 'included' ? RESIDENT.included : RESIDENT.notIncluded;
    await tellHousehold(unit, changed, told(row.receipt, reason.trim()), { offers: ['objection', 'status'] });
    await tellReporters(unit, changed, REPORTER.closed(row.receipt));
    if (outcome === 'included') {
      const label = procedure.rule(outcome)?.label ?? outcome;
      const text = STAFF.arrived(row.urgent === 1, placeName(parts, row), label, row.receipt, null);
      await tellStaff(unit, changed, workersOf(row), text, { except: { staffId: staff.id } });
    }
    return done(changed);
  });
}
