import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf, hold, noteDenied } from './access.ts';
import { type Changed, change, subjectOf } from './changes.ts';
import { procedureOf, taskChip } from './clock.ts';
import { checksStopped } from './consent.ts';
import { personOfCase } from './households.ts';
import {
  type CaseRow,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
  type TaskFile,
  type TaskItem,
  type TaskOfFile,
} from './model.ts';
import { type Audience, tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { type Day, shanghaiDay, todayIn } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { textProblem } from './rules.ts';
import { answeredBefore, type TaskRow, wordsOf } from './task-words.ts';
import { STAFF } from './texts.ts';

/** When there is nothing to help with any more, a department has no reason to know of the household. */
export const ENDED: readonly Stage[] = ['withdrawn', 'not_included', 'risk_removed'];

/** Gives the line departments of each cause their part (双交办): due when the household is to have been verified. */
export async function assignTasks(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  causes: readonly Cause[],
  staffId?: string,
): Promise<void> {
  const procedure = procedureOf(parts, changed.row);
  const given = new Set<string>();
  for (const { unit: office, cause } of causes.flatMap((each) => procedure.departments(each))) {
    if (given.has(`${office} ${cause}`)) continue;
    given.add(`${office} ${cause}`);
    await giveTask(parts, unit, changed, { office, cause }, staffId);
  }
}

/**
 * Gives an office a part of a case and tells its staff.
 * @param task `follows` names the task that it repeats
 */
export async function giveTask(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  { office, cause, follows = null }: { office: string; cause: Cause; follows?: string | null },
  staffId?: string,
): Promise<void> {
  const { row } = changed;
  const procedure = procedureOf(parts, row);
  const plan = procedure.plan(todayIn(unit.clock), parts.calendar);
  const id = unit.ids();
  await unit.db
    .insertInto('tasks')
    .values({
      id,
      case_id: row.id,
      county: row.county,
      unit: office,
      cause,
      created_at: unit.clock().toISOString(),
      due_on: plan.find(({ stage }) => stage === 'verification')?.due ?? null,
      reply_sealed: null,
      replied_at: null,
      replied_by: null,
      follows,
    })
    .execute();
  const text = follows === null ? STAFF.task : STAFF.taskRedo;
  await tellStaff(
    unit,
    changed,
    officeOf(parts, row, office),
    text(row.urgent === 1, placeName(parts, row), cause, row.receipt),
    {
      kind: follows === null ? `task:${office}:${cause}` : `task:${id}`,
      ...(staffId === undefined ? {} : { except: { staffId } }),
    },
  );
}

/** The staff of an office of a case's county. */
export function officeOf(parts: Parts, row: CaseRow, office: string): Audience {
  const procedure = procedureOf(parts, row);
  return { to: 'office', county: row.county, is: (name) => procedure.isSameOffice(name, office) };
}

/** Whether an office has a part of a case already, whatever came of it. */
export async function hasTask(parts: Parts, unit: Unit, row: CaseRow, office: string): Promise<boolean> {
  const procedure = procedureOf(parts, row);
  const tasks = await unit.db.selectFrom('tasks').select('unit').where('case_id', '=', row.id).execute();
  return tasks.some((task) => procedure.isSameOffice(task.unit, office));
}

/** A department's tasks that are not answered yet, urgent ones first, then by due day. */
export async function taskList(parts: Parts, unit: Unit, staff: StaffMember): Promise<TaskItem[]> {
  if (staff.role !== 'department') return [];
  const rows = await tasksWithCases(unit)
    .where('tasks.county', '=', staff.region)
    .where('tasks.replied_at', 'is', null)
    .where('cases.stage', 'not in', ENDED)
    .orderBy('cases.urgent', 'desc')
    .orderBy('tasks.due_on')
    .orderBy('tasks.created_at')
    .execute();
  const today = todayIn(unit.clock);
  return rows.filter((row) => isFor(parts, staff, row)).map((row) => itemOf(parts, row, today));
}

/** What a department needs to help: whom, where, how to reach them; not the ID number, the story or other causes. */
export async function openTask(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  taskId: string,
): Promise<Outcome<{ task: TaskFile }>> {
  const row = await findTask(parts, unit, staff, taskId);
  if (row === undefined) {
    await noteDenied(unit, staff, 'open-task');
    return refused('not-found');
  }
  const withheld = (await checksStopped(unit, [row.household_id ?? ''])).size > 0;
  const person = withheld ? undefined : await personOfCase(unit, row);
  await unit.audit.append(row.case_id, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'task', cause: row.cause },
  });
  const phone = person?.phone;
  const before = await answeredBefore(unit, row);
  const task: TaskFile = {
    ...itemOf(parts, row, todayIn(unit.clock)),
    name: person?.name ?? '',
    ...(phone === undefined ? {} : { phone }),
    ...(withheld ? { withheld: true as const } : {}),
    ...(before === undefined ? {} : { before }),
  };
  return { ok: true, task };
}

/** A department says what it did; those who work the case are told. */
export async function replyTask(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  taskId: string,
  text: string,
): Promise<Outcome> {
  const found = await findTask(parts, unit, staff, taskId);
  const row = found === undefined ? undefined : await hold(unit, found.case_id);
  const task = row === undefined ? undefined : await findTask(parts, unit, staff, taskId);
  if (row === undefined || task === undefined) {
    await noteDenied(unit, staff, 'reply-task');
    return refused('not-found');
  }
  if (task.replied_at !== null) return refused('answered');
  const problem = textProblem(text);
  if (problem !== undefined) return refused(problem);
  const subject = await subjectOf(unit, row);
  await unit.db
    .updateTable('tasks')
    .set({
      reply_sealed: await unit.subjects.seal(subject, text.trim(), `tasks.reply_sealed:${task.id}`),
      replied_at: unit.clock().toISOString(),
      replied_by: staff.id,
    })
    .where('id', '=', task.id)
    .execute();
  const changed = await change(unit, row, {
    actor: actorOf(staff),
    action: 'task-answered',
    detail: { unit: task.unit, cause: task.cause },
  });
  // Village cadres check no replies.
  const checkers = workersOf({ ...row, village: null });
  await tellStaff(unit, changed, checkers, STAFF.taskAnswered(task.unit, row.receipt));
  return { ok: true };
}

/** All tasks of a case with their answers, for who works it. */
export async function tasksOf(unit: Unit, row: CaseRow): Promise<TaskOfFile[]> {
  const tasks = await unit.db
    .selectFrom('tasks')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const answered: TaskOfFile[] = [];
  for (const task of tasks) {
    const { id, unit: office, cause, created_at, due_on, replied_at, checked_at, follows } = task;
    answered.push({
      id,
      unit: office,
      cause: cause as Cause,
      state: task.check_result ?? (replied_at === null ? 'waiting' : 'unchecked'),
      createdOn: dayOf(created_at),
      dueOn: due_on,
      ...(replied_at === null ? {} : { repliedOn: dayOf(replied_at) }),
      ...(checked_at === null ? {} : { checkedOn: dayOf(checked_at) }),
      ...(follows === null ? {} : { follows }),
      ...(await wordsOf(unit, row.subject_id, task)),
    });
  }
  return answered;
}

function dayOf(at: string): Day {
  return shanghaiDay(new Date(at));
}

type TaskOfCase = TaskRow &
  Pick<CaseRow, 'receipt' | 'urgent' | 'queue' | 'village' | 'household_id' | 'stage'>;

export function tasksWithCases(unit: Unit) {
  return unit.db
    .selectFrom('tasks')
    .innerJoin('cases', 'cases.id', 'tasks.case_id')
    .selectAll('tasks')
    .select([
      'cases.receipt',
      'cases.urgent',
      'cases.queue',
      'cases.village',
      'cases.household_id',
      'cases.stage',
    ]);
}

function isFor(parts: Parts, staff: StaffMember, task: Pick<TaskRow, 'county' | 'unit'>): boolean {
  if (staff.role !== 'department' || staff.unit === null || task.county !== staff.region) return false;
  return parts.procedures.of(task.county as RegionCode).isSameOffice(staff.unit, task.unit);
}

/** A task by id, when it is this department's and its case goes on. */
async function findTask(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  taskId: string,
): Promise<TaskOfCase | undefined> {
  const row = await tasksWithCases(unit)
    .where('tasks.id', '=', taskId.trim())
    .where('cases.stage', 'not in', ENDED)
    .executeTakeFirst();
  return row !== undefined && isFor(parts, staff, row) ? row : undefined;
}

function itemOf(parts: Parts, row: TaskOfCase, today: string): TaskItem {
  return {
    id: row.id,
    again: row.follows !== null,
    receipt: row.receipt,
    place: placeName(parts, row),
    cause: row.cause as Cause,
    urgent: row.urgent === 1,
    dueOn: row.due_on,
    due: taskChip(row.due_on, today, parts.calendar),
  };
}
