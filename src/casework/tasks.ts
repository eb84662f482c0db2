import type { Selectable } from 'kysely';
import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import { actorOf, hold, noteDenied } from './access.ts';
import { type Changed, change, subjectOf } from './changes.ts';
import { dueChip, procedureOf } from './clock.ts';
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
import { tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { todayIn } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { textProblem } from './rules.ts';
import { STAFF } from './texts.ts';

type TaskRow = Selectable<Schema['tasks']>;

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
  const { row } = changed;
  const procedure = procedureOf(parts, row);
  const today = todayIn(unit.clock);
  const verified = procedure.plan(today, parts.calendar).find(({ stage }) => stage === 'verification');
  const given = new Set<string>();
  for (const { unit: office, cause } of causes.flatMap((each) => procedure.departments(each))) {
    if (given.has(`${office} ${cause}`)) continue;
    given.add(`${office} ${cause}`);
    await unit.db
      .insertInto('tasks')
      .values({
        id: unit.ids(),
        case_id: row.id,
        county: row.county,
        unit: office,
        cause,
        created_at: unit.clock().toISOString(),
        due_on: verified?.due ?? null,
        reply_sealed: null,
        replied_at: null,
        replied_by: null,
      })
      .execute();
    const audience = {
      to: 'office',
      county: row.county,
      is: (name: string) => procedure.isSameOffice(name, office),
    } as const;
    const text = STAFF.task(row.urgent === 1, placeName(parts, row), cause, row.receipt);
    const kind = `task:${office}:${cause}`;
    await tellStaff(unit, changed, audience, text, {
      kind,
      ...(staffId === undefined ? {} : { except: { staffId } }),
    });
  }
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
  const person = await personOfCase(unit, row);
  await unit.audit.append(row.case_id, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'task', cause: row.cause },
  });
  const item = itemOf(parts, row, todayIn(unit.clock));
  const phone = person?.phone;
  return {
    ok: true,
    task: { ...item, name: person?.name ?? '', ...(phone === undefined ? {} : { phone }) },
  };
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
  await tellStaff(unit, changed, workersOf(row), STAFF.taskAnswered(task.unit, row.receipt));
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
  for (const { id, unit: office, cause, due_on, reply_sealed } of tasks) {
    const context = `tasks.reply_sealed:${id}`;
    const reply =
      row.subject_id === null ? undefined : await unit.subjects.open(row.subject_id, reply_sealed, context);
    const known = reply === undefined ? {} : { reply };
    answered.push({ id, unit: office, cause: cause as Cause, dueOn: due_on, ...known });
  }
  return answered;
}

type TaskOfCase = TaskRow &
  Pick<CaseRow, 'receipt' | 'urgent' | 'queue' | 'village' | 'household_id' | 'stage'>;

function tasksWithCases(unit: Unit) {
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
  const clock = { due_on: row.due_on, due_provisional: 0, paused_at: null };
  return {
    id: row.id,
    receipt: row.receipt,
    place: placeName(parts, row),
    cause: row.cause as Cause,
    urgent: row.urgent === 1,
    dueOn: row.due_on,
    due: dueChip(clock, today, parts.calendar),
  };
}
