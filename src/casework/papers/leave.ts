import type { Unit } from '../../storage/index.ts';
import type { CaseRow, Outcome, Parts } from '../model.ts';
import { refused } from '../model.ts';
import { todayIn } from '../procedure/days.ts';
import type { PaperNeed } from './model.ts';
import { LACKING, neededOf } from './needs.ts';
import { openProtests } from './protests.ts';
import { papersOfKind } from './store.ts';

/** What a stage is left with. */
export interface Leaving {
  /** Before the last day of the notice. */
  early: boolean;
  /** Papers that the green channel lets come after. */
  without: PaperNeed[];
}

/**
 * Whether a stage may be left going forward: what somebody said against the notice has been looked into, and the papers
 * are on file; an urgent case may go on without them.
 */
export async function leaving(parts: Parts, unit: Unit, row: CaseRow): Promise<Outcome<Leaving>> {
  if ((await openProtests(unit, row.id)).length > 0) return refused('protest-open');
  const without = await neededOf(parts, unit, row);
  const [first] = without;
  if (first !== undefined && row.urgent !== 1) return refused(LACKING[first]);
  return { ok: true, early: await isEarly(unit, row), without };
}

/** Kept and told, not refused: the days of a notice may be a sample that the county has not approved. */
async function isEarly(unit: Unit, row: CaseRow): Promise<boolean> {
  if (row.stage !== 'notice') return false;
  const notices = await papersOfKind(unit, row.id, 'notice');
  const hanging = notices.find(({ replacedAt, at }) => replacedAt === null && at >= row.stage_at);
  const last = hanging === undefined ? row.due_on : hanging.content.to;
  return last !== null && todayIn(unit.clock) < last;
}
