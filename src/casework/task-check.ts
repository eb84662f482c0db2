import type { Cause } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf, findFor, noteDenied } from './access.ts';
import { change, subjectOf } from './changes.ts';
import { onCase, placeProblem } from './duty.ts';
import {
  type CaseRow,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
  type TaskOfFile,
  type UncheckedTask,
} from './model.ts';
import { tellStaff } from './notices.ts';
import { placeName } from './places.ts';
import { shanghaiDay } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { reasonProblem, textProblem } from './rules.ts';
import type { TaskRow } from './task-words.ts';
import { ENDED, giveTask, officeOf, tasksOf, tasksWithCases } from './tasks.ts';
import { STAFF } from './texts.ts';

/** A department's part of a case with what it answered, for who is to check it; the reading is recorded. */
export async function openReply(
  unit: Unit,
  staff: StaffMember,
  taskId: string,
): Promise<Outcome<{ receipt: string; task: TaskOfFile }>> {
  const found = await unit.db
    .selectFrom('tasks')
    .select('case_id')
    .where('id', '=', taskId.trim())
    .executeTakeFirst();
  const row = found === undefined ? undefined : await findFor(unit, staff, found.case_id);
  const task =
    row === undefined ? undefined : (await tasksOf(unit, row)).find(({ id }) => id === taskId.trim());
  if (row === undefined || task === undefined) {
    await noteDenied(unit, staff, 'open-reply');
    return refused('not-found');
  }
  await unit.audit.append(row.id, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'task-check', cause: task.cause },
  });
  return { ok: true, receipt: row.receipt, task };
}

/** All joint tasks of a case with what was answered; the reading is recorded. */
export async function tasksOfCase(
  unit: Unit,
  staff: StaffMember,
  ref: string,
): Promise<Outcome<{ receipt: string; tasks: TaskOfFile[] }>> {
  const row = await findFor(unit, staff, ref);
  if (row === undefined) {
    await noteDenied(unit, staff, 'tasks');
    return refused('not-found');
  }
  await unit.audit.append(row.id, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'task-check' },
  });
  return { ok: true, receipt: row.receipt, tasks: await tasksOf(unit, row) };
}

/**
 * 核查: those who work the case look whether what a department answered is so. What is not is given to the office once
 * more, as a task of its own with a new due day; the old one stays with its reply.
 */
export async function checkTask(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  taskId: string,
  { result, text }: { result: 'kept' | 'redo'; text: string },
): Promise<Outcome<{ receipt: string }>> {
  const found = await unit.db
    .selectFrom('tasks')
    .select('case_id')
    .where('id', '=', taskId.trim())
    .executeTakeFirst();
  return onCase(unit, staff, found?.case_id ?? '', { action: 'check-task' }, async (row) => {
    if (staff.role === 'village') return refused('not-allowed');
    const problem = await placeProblem(unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (ENDED.includes(row.stage as Stage)) return refused('closed');
    const task = await unit.db
      .selectFrom('tasks')
      .selectAll()
      .where('id', '=', taskId.trim())
      .executeTakeFirstOrThrow();
    if (task.replied_at === null) return refused('not-answered');
    if (task.check_result !== null) return refused('checked');
    const wrong =
      result === 'redo' ? reasonProblem(text) : text.trim() === '' ? undefined : textProblem(text);
    if (wrong !== undefined) return refused(wrong);
    await keepCheck(unit, staff, row, task, { result, text: text.trim() });
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action: 'task-checked',
      detail: { unit: task.unit, cause: task.cause, result },
    });
    if (result === 'kept') {
      const audience = officeOf(parts, row, task.unit);
      await tellStaff(unit, changed, audience, STAFF.taskKept(row.receipt), { kind: `kept:${task.id}` });
    } else {
      const again = { office: task.unit, cause: task.cause as Cause, follows: task.id };
      await giveTask(parts, unit, changed, again);
    }
    return { ok: true, receipt: row.receipt };
  });
}

async function keepCheck(
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  { id }: TaskRow,
  { result, text }: { result: 'kept' | 'redo'; text: string },
): Promise<void> {
  const subject = await subjectOf(unit, row);
  await unit.db
    .updateTable('tasks')
    .set({
      checked_at: unit.clock().toISOString(),
      checked_by: staff.id,
      check_result: result,
      check_sealed: text === '' ? null : await unit.subjects.seal(subject, text, `tasks.check_sealed:${id}`),
    })
    .where('id', '=', id)
    .execute();
}

/** The cases of a member whose departments' replies nobody checked yet, the oldest reply first; nothing personal. */
export async function uncheckedTasks(parts: Parts, unit: Unit, staff: StaffMember): Promise<UncheckedTask[]> {
  if (staff.role !== 'township' && staff.role !== 'county') return [];
  const rows = await tasksWithCases(unit)
    .where(staff.role === 'township' ? 'cases.queue' : 'cases.county', '=', staff.region)
    .where('tasks.replied_at', 'is not', null)
    .where('tasks.check_result', 'is', null)
    .where('cases.stage', 'not in', ENDED)
    .orderBy('tasks.replied_at')
    .orderBy('tasks.id')
    .limit(MOST_UNCHECKED)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receipt: row.receipt,
    place: placeName(parts, row),
    unit: row.unit,
    cause: row.cause as Cause,
    repliedOn: shanghaiDay(new Date(row.replied_at ?? row.created_at)),
  }));
}

const MOST_UNCHECKED = 50;
