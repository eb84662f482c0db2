import type { Unit } from '../../storage/index.ts';
import { isIntake } from '../access.ts';
import { procedureOf } from '../clock.ts';
import { dutyProblem, isBarred, isTransferring, placeProblem } from '../duty.ts';
import type { CaseRow, Outcome, Parts, Refusal, StaffMember } from '../model.ts';
import { type Day, dayNumber, shanghaiDay, todayIn } from '../procedure/days.ts';
import { isOpen, type Stage } from '../procedure/stage.ts';
import type { PaperNeed } from './model.ts';
import { HOME, has, stillNeeded } from './needs.ts';

/** What a filed paper leaves. */
export interface Kept {
  receipt: string;
  stage: Stage;
  version: number;
  dueOn: string | null;
  paused: boolean;
  /** What the stage, or the decision, still wants. */
  lacking: PaperNeed[];
}

/** How a case stands after a paper was filed. */
export async function kept(parts: Parts, unit: Unit, row: CaseRow): Promise<Outcome<Kept>> {
  return {
    ok: true,
    receipt: row.receipt,
    stage: row.stage as Stage,
    version: row.version,
    dueOn: row.paused_at === null ? row.due_on : null,
    paused: row.paused_at !== null,
    lacking: await stillNeeded(parts, unit, row),
  };
}

/**
 * Why a member may not file a paper now. In its own stage it is the work of who has the case. Later it may be corrected
 * by who works the case before the county decides, and added by anybody of the place where it is lacking: the green
 * channel lets paperwork come after, and a form of income is wanted at the decision alone.
 */
export async function filingProblem(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  need: Exclude<PaperNeed, 'finding'>,
): Promise<Refusal | undefined> {
  const stage = row.stage as Stage;
  const home = HOME[need];
  if (stage === home) return isIntake(row) ? 'not-assigned' : dutyProblem(parts, unit, staff, row);
  if (!isOpen(stage) && stage !== 'included' && stage !== 'support') return 'closed';
  if (isIntake(row)) return 'not-assigned';
  const order: readonly Stage[] = procedureOf(parts, row).order;
  // What a county does without is not filed there; the form of income may be wanted all the same.
  if (need !== 'form' && !order.includes(home)) return 'wrong-stage';
  if (isOpen(stage) && order.indexOf(stage) < order.indexOf(home)) return 'wrong-stage';
  if (await has(unit, row, need)) {
    // A sheet on the wall is not corrected once it was taken down; figures before the county are, by sending back.
    if (need === 'posting' || !isOpen(stage) || stage === 'county_decision') return 'wrong-stage';
    return (await dutyProblem(parts, unit, staff, row)) ?? barredFrom(unit, staff, row, need);
  }
  if (await isTransferring(unit, row.id)) return 'transfer-pending';
  return (await placeProblem(unit, staff, row)) ?? barredFrom(unit, staff, row, need);
}

async function barredFrom(
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  need: PaperNeed,
): Promise<Refusal | undefined> {
  return need === 'form' && (await isBarred(unit, row.id, staff)) ? 'same-person' : undefined;
}

/** Whether something can have happened on a day: it is one, not in the future, and not long before the case. */
export function isPastDay(unit: Unit, row: Pick<CaseRow, 'opened_at'>, day: Day): boolean {
  try {
    const days = dayNumber(shanghaiDay(new Date(row.opened_at))) - dayNumber(day);
    // A cadre's visit may go before the declaration that came of it; another year is a slip.
    return days <= LONGEST_BEFORE && day <= todayIn(unit.clock);
  } catch {
    return false;
  }
}

/** Days; against slips in the year, no rule of the procedure. */
const LONGEST_BEFORE = 180;
