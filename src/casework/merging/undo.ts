import type { Selectable } from 'kysely';
import type { Cause } from '../../declaration/index.ts';
import type { Schema, Unit } from '../../storage/index.ts';
import { actorOf, findCase, hold, noteDenied, sees } from '../access.ts';
import { type Changed, change, subjectOf, turnPage } from '../changes.ts';
import { dueColumns } from '../clock.ts';
import { dutyProblem } from '../duty.ts';
import type { HouseholdRow } from '../households.ts';
import { lookupsOf } from '../lookups.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { tellHousehold, tellStaff, workersOf } from '../notices.ts';
import { shanghaiDay, todayIn } from '../procedure/days.ts';
import { afterPause } from '../procedure/procedure.ts';
import { isOpen, type Stage } from '../procedure/stage.ts';
import { RESIDENT, STAFF } from '../texts.ts';
import { causesOf } from '../views.ts';
import { carry } from './contents.ts';
import { moveHouseholdBack } from './households.ts';
import { coversHousehold } from './merge.ts';
import type { Moved, MovedCase } from './moved.ts';

type MergeRow = Selectable<Schema['merges']>;

/** What was taken apart: the receipts of two cases, or none for two records of a household. */
export interface Undone {
  receipts: string[];
}

/**
 * 拆开: takes the newest merge of a case or household back. What was merged goes back where it was, under its own key; what
 * came since stays with the case that went on. The case that was merged away lives again in its stage and queue, its clock
 * having stood still meanwhile.
 *
 * Not where the other case was decided since: the decision rests on what both held, and would hang in the air. It is
 * reviewed first (an objection opens it again), then taken apart. Merges are undone in the reverse of their order.
 */
export async function undoMerge(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
): Promise<Outcome<Undone>> {
  const merge = await newestMerge(unit, ref);
  if (merge === undefined || !(await mayTouch(unit, staff, merge))) {
    await noteDenied(unit, staff, 'undo-merge');
    return refused('not-found');
  }
  if (merge.undone_at !== null) return refused('merge-undone');
  if (await hasLater(unit, merge)) return refused('merge-later');
  const moved = JSON.parse(merge.moved_json) as Moved;
  const households = moved.household && (await householdsOf(unit, merge));
  if (moved.household !== undefined && households === undefined) return refused('merge-erased');
  const outcome: Outcome<Undone> =
    moved.case === undefined
      ? { ok: true, receipts: [] }
      : await reviveCase(parts, unit, staff, merge, moved.case);
  if (!outcome.ok) return outcome;
  if (moved.household !== undefined && households !== undefined) {
    await moveHouseholdBack(unit, moved.household, households.from, households.into);
  }
  await close(unit, staff, merge, households);
  return outcome;
}

/** The newest merge that a receipt, a 户编号 or an id names, undone or not. */
async function newestMerge(unit: Unit, ref: string): Promise<MergeRow | undefined> {
  const row = await findCase(unit, ref);
  const numbered = await unit.db
    .selectFrom('household_records')
    .select('household_id')
    .where('number_lookup', 'in', ['', ...lookupsOf(unit, 'number', ref)])
    .execute();
  const ids = [
    row?.id ?? '',
    row?.household_id ?? '',
    ref.trim(),
    ...numbered.map(({ household_id }) => household_id),
  ].filter((id) => id !== '');
  if (ids.length === 0) return undefined;
  return unit.db
    .selectFrom('merges')
    .selectAll()
    .where((eb) => eb.or([eb('id', 'in', ids), eb('from_id', 'in', ids), eb('into_id', 'in', ids)]))
    .orderBy('merged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Both sides must be of the member's duty. */
async function mayTouch(unit: Unit, staff: StaffMember, merge: MergeRow): Promise<boolean> {
  if (merge.kind === 'case') {
    const rows = await unit.db
      .selectFrom('cases')
      .selectAll()
      .where('id', 'in', [merge.from_id, merge.into_id])
      .execute();
    return rows.length === 2 && rows.every((row) => sees(staff, row));
  }
  const rows = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', 'in', [merge.from_id, merge.into_id])
    .execute();
  return rows.length === 2 && rows.every((row) => coversHousehold(staff, row));
}

/** Whether one of the two was merged with a third since. */
async function hasLater(unit: Unit, merge: MergeRow): Promise<boolean> {
  const ids = [merge.from_id, merge.into_id];
  const later = await unit.db
    .selectFrom('merges')
    .select('id')
    .where('undone_at', 'is', null)
    .where('id', '!=', merge.id)
    .where('merged_at', '>', merge.merged_at)
    .where((eb) => eb.or([eb('from_id', 'in', ids), eb('into_id', 'in', ids)]))
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** The two households of a merge, of a merge of cases those of the cases; undefined when one was erased since. */
async function householdsOf(
  unit: Unit,
  merge: MergeRow,
): Promise<{ from: HouseholdRow; into: HouseholdRow } | undefined> {
  const idOf = async (id: string) => {
    if (merge.kind === 'household') return id;
    const row = await unit.db
      .selectFrom('cases')
      .select('household_id')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.household_id ?? '';
  };
  const find = async (id: string) =>
    unit.db
      .selectFrom('households')
      .innerJoin('subjects', 'subjects.id', 'households.subject_id')
      .selectAll('households')
      .where('households.id', '=', id)
      .where('subjects.wrapped_key', 'is not', null)
      .executeTakeFirst();
  const [from, into] = [await find(await idOf(merge.from_id)), await find(await idOf(merge.into_id))];
  return from === undefined || into === undefined ? undefined : { from, into };
}

async function reviveCase(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  merge: MergeRow,
  moved: MovedCase,
): Promise<Outcome<Undone>> {
  const [row, into] = [await hold(unit, merge.from_id), await hold(unit, merge.into_id)];
  if (row === undefined || into === undefined) return refused('not-found');
  if (row.household_id === null || row.stage !== 'withdrawn') return refused('changed');
  if (into.outcome === 'included' || into.outcome === 'not_included') return refused('merge-decided');
  const problem = isOpen(into.stage as Stage) ? await dutyProblem(parts, unit, staff, into) : undefined;
  if (problem !== undefined) return refused(problem);
  const receiver = { caseId: row.id, householdId: row.household_id, subject: await subjectOf(unit, row) };
  await carry(unit, moved, receiver, { back: true });
  await dropFollowers(unit, into, moved.followers);
  const causes = await dropCauses(unit, into, moved);
  const alive = await revive(parts, unit, staff, { row, into, merge, moved });
  await change(unit, into, {
    actor: actorOf(staff),
    action: 'merge-undone',
    detail: { from: row.id, causes },
  });
  await tellHousehold(unit, alive, RESIDENT.apart(row.receipt));
  await tellStaff(unit, alive, workersOf(alive.row), STAFF.apart(row.receipt, into.receipt), {
    except: { staffId: staff.id },
    kind: 'apart',
  });
  return { ok: true, receipts: [row.receipt, into.receipt] };
}

/** The case is in its stage again. The time as part of the other does not count for it. */
async function revive(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  { row, into, merge, moved }: { row: CaseRow; into: CaseRow; merge: MergeRow; moved: MovedCase },
): Promise<Changed> {
  const { from } = moved;
  const [mergedOn, today] = [shanghaiDay(new Date(merge.merged_at)), todayIn(unit.clock)];
  const isPaused = from.pausedAt !== null;
  const later =
    from.dueOn === null || isPaused ? null : afterPause(from.dueOn, mergedOn, today, parts.calendar);
  const due = isPaused
    ? { due_on: from.dueOn, due_provisional: from.dueProvisional }
    : dueColumns(
        later === null ? null : { ...later, provisional: later.provisional || from.dueProvisional === 1 },
      );
  const stood = isPaused ? 0 : Math.max(0, parts.calendar.workdaysBetween(mergedOn, today));
  await turnPage(unit, row.id, {
    stage: from.stage,
    queue: from.queue,
    due_on: isPaused ? null : due.due_on,
  });
  return change(unit, row, {
    actor: actorOf(staff),
    action: 'unmerged',
    detail: { from: into.id, stage: from.stage, ...(isPaused ? {} : { resumed: true }) },
    set: {
      stage: from.stage,
      stage_at: from.stageAt,
      queue: from.queue,
      outcome: null,
      decided_at: null,
      handler_id: from.handler,
      paused_at: from.pausedAt,
      paused_days: from.pausedDays + stood,
      ...due,
    },
  });
}

async function dropFollowers(unit: Unit, into: CaseRow, followers: readonly string[]): Promise<void> {
  if (followers.length === 0) return;
  await unit.db
    .deleteFrom('case_followers')
    .where('case_id', '=', into.id)
    .where('conversation_id', 'in', followers)
    .execute();
}

/** Causes that came by the merge go, unless a department has answered to one; then it has become the case's own. */
async function dropCauses(unit: Unit, into: CaseRow, { causes, tasks }: MovedCase): Promise<string[]> {
  const answered = await unit.db
    .selectFrom('tasks')
    .select(['id', 'cause'])
    .where('id', 'in', ['', ...tasks])
    .where('replied_at', 'is not', null)
    .execute();
  const kept = new Set(answered.map(({ cause }) => cause));
  const gone = causes.filter((cause) => !kept.has(cause));
  if (gone.length === 0) return [];
  const left: Cause[] = (await causesOf(unit, into.id)).filter((cause) => !gone.includes(cause));
  await unit.db.deleteFrom('case_causes').where('case_id', '=', into.id).execute();
  if (left.length > 0) {
    const rows = left.map((cause, position) => ({ case_id: into.id, cause, position }));
    await unit.db.insertInto('case_causes').values(rows).execute();
  }
  await unit.db
    .deleteFrom('tasks')
    .where('id', 'in', ['', ...tasks])
    .where('replied_at', 'is', null)
    .where('cause', 'in', gone)
    .execute();
  return gone;
}

async function close(
  unit: Unit,
  staff: StaffMember,
  merge: MergeRow,
  households: { from: HouseholdRow; into: HouseholdRow } | undefined,
): Promise<void> {
  const by = actorOf(staff);
  await unit.db
    .updateTable('merges')
    .set({ undone_at: unit.clock().toISOString(), undone_by: by })
    .where('id', '=', merge.id)
    .execute();
  if (merge.kind === 'case' || households === undefined) return;
  for (const { id } of [households.from, households.into]) {
    await unit.audit.append(`household:${id}`, {
      actor: by,
      action: 'households-parted',
      detail: { merge: merge.id },
    });
  }
}
