import type { Unit } from '../storage/index.ts';
import { actorOf, residentActor } from './access.ts';
import { addNote, type Changed } from './changes.ts';
import { enterStage, procedureOf } from './clock.ts';
import { onCase, placeProblem } from './duty.ts';
import { type Done, done } from './handling.ts';
import { openCase } from './households.ts';
import {
  type CaseRow,
  type CaseView,
  type Outcome,
  type Parts,
  type Refusal,
  refused,
  type StaffMember,
} from './model.ts';
import { dueWords, type Except, residentDue, tellHousehold, tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { onOwn } from './residents.ts';
import { reasonProblem } from './rules.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { caseView } from './views.ts';

/** 我有不同意见: a decided case is verified again, by somebody else. One objection at a time: it makes the case undecided. */
export function object(
  parts: Parts,
  unit: Unit,
  caseId: string,
  chat: string,
  reason: string,
): Promise<Outcome<{ case: CaseView }>> {
  return onOwn(unit, caseId, chat, async (row, standing, conversationId) => {
    if (standing !== 'household') return refused('not-found');
    const problem = await objectionProblem(parts, unit, row, reason);
    if (problem !== undefined) return refused(problem);
    const actor = residentActor(conversationId);
    const changed = await reopen(parts, unit, row, { actor, reason, except: { conversationId } });
    return { ok: true, case: await caseView(parts, unit, changed.row, standing) };
  });
}

/** 代提异议: the same for a household that came in person or on the phone, as a cadre writes it down. */
export function objectFor(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  reason: string,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'object-for' }, async (row) => {
    // Kin may speak for the household: only the re-check must be another's.
    const place = await placeProblem(unit, staff, row);
    if (place !== undefined && place !== 'own-case') return refused(place);
    const problem = await objectionProblem(parts, unit, row, reason);
    if (problem !== undefined) return refused(problem);
    const except = { staffId: staff.id };
    return done(await reopen(parts, unit, row, { actor: actorOf(staff), reason, except }));
  });
}

async function objectionProblem(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  reason: string,
): Promise<Refusal | undefined> {
  const stage = row.stage as Stage;
  if (isOpen(stage)) return 'not-decided';
  if (againAt(parts, row) === undefined) return 'closed';
  const other = row.household_id === null ? undefined : await openCase(unit, row.household_id);
  return other === undefined ? reasonProblem(reason) : 'open-elsewhere';
}

/** The stage at which a case is looked into again; undefined where the procedure knows no way back. */
function againAt(parts: Parts, row: CaseRow): Stage | undefined {
  const moves = procedureOf(parts, row).moves(row.stage as Stage);
  return moves.find(({ kind }) => kind === 'review')?.to;
}

async function reopen(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  { actor, reason, except }: { actor: string; reason: string; except: Except },
): Promise<Changed> {
  const again = againAt(parts, row);
  if (again === undefined) throw new Error('a case is reopened only where the procedure allows it');
  await addNote(unit, row, { kind: 'objection', text: reason.trim(), actor });
  const reopened: CaseRow = { ...row, paused_days: 0, handler_id: null };
  const what = { actor, action: 'objected', handler: null };
  const entered = await enterStage(parts, unit, reopened, again, what);
  const changed = { seq: entered.seq, row: await undecide(unit, entered.row) };
  const due = dueWords(unit, changed.row);
  const text = STAFF.objection(placeName(parts, row), row.receipt, due);
  await tellStaff(unit, changed, workersOf(row), text, { except });
  const county = { to: 'county', county: row.county } as const;
  await tellStaff(unit, changed, county, text, { except, kind: 'county' });
  const told = RESIDENT.objection(row.receipt, residentDue(parts, unit, changed.row));
  await tellHousehold(unit, changed, told, { except });
  return changed;
}

async function undecide(unit: Unit, row: CaseRow): Promise<CaseRow> {
  return unit.db
    .updateTable('cases')
    .set({ decided_at: null, outcome: null, handler_id: null, paused_days: 0 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
