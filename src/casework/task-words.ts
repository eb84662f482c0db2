import type { Selectable } from 'kysely';
import type { Schema, Unit } from '../storage/index.ts';
import type { TaskFile } from './model.ts';

export type TaskRow = Selectable<Schema['tasks']>;

/** What the office answered to the task that this one repeats, and why that did not hold. */
export async function answeredBefore(
  unit: Unit,
  { follows }: Pick<TaskRow, 'follows'>,
): Promise<TaskFile['before']> {
  if (follows === null) return undefined;
  const task = await unit.db
    .selectFrom('tasks')
    .innerJoin('cases', 'cases.id', 'tasks.case_id')
    .selectAll('tasks')
    .select('cases.subject_id')
    .where('tasks.id', '=', follows)
    .executeTakeFirst();
  if (task === undefined) return undefined;
  const { reply, check } = await wordsOf(unit, task.subject_id, task);
  return reply === undefined || check === undefined ? undefined : { reply, check };
}

/** The sealed words of a task, as far as they can be read. */
export async function wordsOf(
  unit: Unit,
  subject: string | null,
  { id, reply_sealed, check_sealed }: TaskRow,
): Promise<{ reply?: string; check?: string }> {
  if (subject === null) return {};
  const reply = await unit.subjects.open(subject, reply_sealed, `tasks.reply_sealed:${id}`);
  const check = await unit.subjects.open(subject, check_sealed, `tasks.check_sealed:${id}`);
  return { ...(reply === undefined ? {} : { reply }), ...(check === undefined ? {} : { check }) };
}
