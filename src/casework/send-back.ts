import type { Unit } from '../storage/index.ts';
import { actorOf, isIntake } from './access.ts';
import { addNote, type Changed } from './changes.ts';
import { enterStage, procedureOf } from './clock.ts';
import { dutyProblem, onCase } from './duty.ts';
import { type Done, done } from './handling.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { doersOf, dueWords, residentDue, tellHousehold, tellStaff } from './notices.ts';
import { placeName } from './places.ts';
import type { Day } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { reasonProblem } from './rules.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { timelineOf } from './views.ts';

/**
 * 退回上一环节: work that was not done properly goes back to who did it, with a reason that they read in the file. The
 * stage's time begins anew, within the county's limit over the whole. The household hears of it only where that moves
 * the days it was told; the reason is among cadres.
 * @param to an earlier stage than the one before, where the procedure allows it
 */
export function sendBack(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { reason, to, seen }: { reason: string; to?: Stage; seen?: number },
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'send-back', seen }, async (row) => {
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (staff.role === 'village') return refused('not-allowed');
    if (isIntake(row)) return refused('not-assigned');
    if (row.paused_at !== null) return refused('paused');
    const earlier = procedureOf(parts, row)
      .moves(row.stage as Stage)
      .filter(({ kind }) => kind === 'send_back');
    const back = to === undefined ? earlier[0] : earlier.find((move) => move.to === to);
    if (back === undefined) return refused('no-earlier');
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    const before = await lastDay(parts, unit, row);
    await addNote(unit, row, { kind: 'sent-back', text: reason.trim(), actor });
    const changed = await enterStage(parts, unit, row, back.to, {
      actor,
      action: 'sent-back',
      handler: staff.id,
    });
    await tellOfReturn(parts, unit, changed, { staff, before });
    return done(changed);
  });
}

/** The day by which all is to be decided, as the household's timeline shows it. */
async function lastDay(parts: Parts, unit: Unit, row: CaseRow): Promise<Day | null> {
  return (await timelineOf(parts, unit, row)).at(-1)?.day ?? null;
}

async function tellOfReturn(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  { staff, before }: { staff: StaffMember; before: Day | null },
): Promise<void> {
  const { row } = changed;
  const label = procedureOf(parts, row).rule(row.stage as Stage)?.label ?? row.stage;
  if ((await lastDay(parts, unit, row)) !== before) {
    await tellHousehold(unit, changed, RESIDENT.sentBack(row.receipt, label, residentDue(parts, unit, row)));
  }
  const text = STAFF.sentBack(
    row.urgent === 1,
    placeName(parts, row),
    label,
    row.receipt,
    dueWords(unit, row),
  );
  await tellStaff(unit, changed, doersOf(parts, row), text, { except: { staffId: staff.id } });
}
