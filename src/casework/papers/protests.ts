import type { Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { change } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import { isTransferring, onCase, placeProblem } from '../duty.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { tellStaff, workersOf } from '../notices.ts';
import { placeName } from '../places.ts';
import { isOpen, type Stage } from '../procedure/stage.ts';
import { reasonProblem, textProblem } from '../rules.ts';
import { STAFF } from '../texts.ts';
import { type Kept, kept } from './filing.ts';
import type { Filed, Protest } from './model.ts';
import { amendProtest, keepPaper, papersOfKind } from './store.ts';

/**
 * 公示异议: what a villager says against a notice, as a cadre writes it down. Who said it and what is the cadres' alone:
 * the household hears neither, for it would know its neighbour again.
 */
export function protest(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  text: string,
): Promise<Outcome<Kept & { open: number }>> {
  return onCase(unit, staff, ref, { action: 'protest' }, async (row) => {
    const problem = await placeProblem(unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (!mayBeProtested(parts, row)) return refused('wrong-stage');
    const wrong = reasonProblem(text) ?? textProblem(text);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    const content: Protest = { text: text.trim() };
    await keepPaper(unit, row, { kind: 'protest', content, actor });
    const changed = await change(unit, row, {
      actor,
      action: 'protested',
      detail: { stage: row.stage, purpose: 'handling' },
    });
    const told = STAFF.protest(placeName(parts, row), row.receipt);
    await tellStaff(unit, changed, workersOf(row), told, { except: { staffId: staff.id } });
    const open = (await openProtests(unit, row.id)).length;
    const outcome = await kept(parts, unit, changed.row);
    return outcome.ok ? { ...outcome, open } : outcome;
  });
}

/** From the notice on, until it is decided. */
function mayBeProtested(parts: Parts, row: CaseRow): boolean {
  const stage = row.stage as Stage;
  const order: readonly Stage[] = procedureOf(parts, row).order;
  return isOpen(stage) && order.includes('notice') && order.indexOf(stage) >= order.indexOf('notice');
}

/** 异议核查: somebody who did not verify the household looks into a protest; until then the stage is not left. */
export function settle(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  given: { upheld: boolean; text: string /** From 1, in order of the open ones. */; which?: number },
): Promise<Outcome<Kept & { upheld: boolean; open: number }>> {
  const { upheld, text, which } = given;
  return onCase(unit, staff, ref, { action: 'settle' }, async (row) => {
    const problem = await placeProblem(unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (!isOpen(row.stage as Stage)) return refused('closed');
    if (await isTransferring(unit, row.id)) return refused('transfer-pending');
    const open = await openProtests(unit, row.id);
    if (open.length === 0) return refused('no-protest');
    const one = open.length === 1 && which === undefined ? open[0] : open[(which ?? 0) - 1];
    if (one === undefined) return refused('which-protest');
    if (await hasVerified(unit, row.id, staff)) return refused('same-person');
    const wrong = reasonProblem(text);
    if (wrong !== undefined) return refused(wrong);
    const actor = actorOf(staff);
    const outcome = { upheld, text: text.trim(), at: unit.clock().toISOString(), by: actor };
    await amendProtest(unit, one.id, { ...one.content, outcome });
    const changed = await change(unit, row, {
      actor,
      action: 'protest-settled',
      detail: { upheld, purpose: 'handling' },
    });
    const told = STAFF.protestSettled(placeName(parts, row), row.receipt, upheld);
    await tellStaff(unit, changed, workersOf(row), told, { except: { staffId: staff.id } });
    const left = await kept(parts, unit, changed.row);
    return left.ok ? { ...left, upheld, open: open.length - 1 } : left;
  });
}

/** Protests that nobody has looked into yet, oldest first. */
export async function openProtests(unit: Unit, caseId: string): Promise<Filed<Protest>[]> {
  const all = await papersOfKind(unit, caseId, 'protest');
  return all.filter(({ content }) => content.outcome === undefined);
}

/** Whether a member wrote any record of the household's verification. */
async function hasVerified(unit: Unit, caseId: string, staff: StaffMember): Promise<boolean> {
  const note = await unit.db
    .selectFrom('case_notes')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'verification')
    .where('actor', '=', actorOf(staff))
    .limit(1)
    .executeTakeFirst();
  return note !== undefined;
}
