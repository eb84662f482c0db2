import type { RegionCode } from '../regions/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { hold } from './access.ts';
import { change } from './changes.ts';
import { clockStart, dueColumns, procedureOf } from './clock.ts';
import type { CaseRow, Parts } from './model.ts';
import { type Day, shanghaiDay } from './procedure/days.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { ENDED } from './tasks.ts';

/** What recomputing works with. */
export interface RecomputeParts extends Pick<Parts, 'procedures' | 'calendar'> {
  storage: Storage;
  log: { error(details: object, message: string): void };
}

/**
 * Makes provisional due days final once the calendar knows the years that they rest on: of undecided cases, and of tasks
 * not answered yet. Each case in a transaction of its own, recorded in its chain as `due-recomputed`. A day that still
 * rests on an unpublished year stays as it was told; one that is final is not looked at again, so that this may run at any
 * time, in several processes, and an instance with an older calendar undoes nothing.
 * @returns how many cases were changed
 */
export async function recomputeDues(parts: RecomputeParts): Promise<number> {
  const cases = [...new Set([...(await provisionalCases(parts)), ...(await casesWithMovedTasks(parts))])];
  const troubles = new Set<string>();
  let changed = 0;
  for (const id of cases) {
    try {
      if (await parts.storage.transaction((unit) => recompute(parts, unit, id))) changed += 1;
    } catch (error) {
      // One case's trouble does not keep the others waiting, and a thousand of one kind are one line in the log.
      troubles.add(error instanceof Error ? error.name : 'unknown');
    }
  }
  for (const reason of troubles) parts.log.error({ reason }, 'due days not recomputed');
  return changed;
}

/** Undecided cases whose day may be final now. */
async function provisionalCases({ storage, calendar }: RecomputeParts): Promise<string[]> {
  const rows = await storage.reading.db
    .selectFrom('cases')
    .select(['id', 'due_on'])
    .where('decided_at', 'is', null)
    .where('due_provisional', '=', 1)
    .execute();
  return rows.filter(({ due_on }) => due_on !== null && calendar.known(yearOf(due_on))).map(({ id }) => id);
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

async function recompute(parts: RecomputeParts, unit: Unit, caseId: string): Promise<boolean> {
  const row = await hold(unit, caseId);
  if (row === undefined) return false;
  const due = await finalDue(parts, unit, row);
  const moved = await moveTasks(parts, unit, row);
  if (due === undefined && moved === 0) return false;
  await change(unit, row, {
    actor: 'system',
    action: 'due-recomputed',
    detail: {
      ...(due === undefined ? {} : { stage: row.stage, from: row.due_on, to: due.set.due_on }),
      ...(moved === 0 ? {} : { tasks: moved }),
    },
    ...(due === undefined ? {} : { set: due.set }),
  });
  // A case that waits for its applicant has no due day in its history: the clock takes the day up when it goes on.
  if (due !== undefined && row.paused_at === null) {
    await unit.db
      .updateTable('case_stages')
      .set({ due_on: due.set.due_on })
      .where('case_id', '=', caseId)
      .where('left_at', 'is', null)
      .execute();
  }
  return true;
}

/**
 * The final day of a case's present stage, reckoned anew from the day it entered it; undefined when it is final already or
 * cannot be yet. The working days for which the clock stood still are counted anew, too: they may have been counted over
 * holidays that were not known.
 */
async function finalDue(parts: RecomputeParts, unit: Unit, row: CaseRow) {
  if (row.due_provisional !== 1 || row.decided_at !== null || !isOpen(row.stage as Stage)) return undefined;
  const { calendar } = parts;
  const start = await clockStart(unit, row);
  const pauses = await pausesOf(unit, row, start);
  const days = (pause: Pause) => Math.max(0, calendar.workdaysBetween(pause.from, pause.to));
  const paused = pauses.reduce((sum, pause) => sum + days(pause), 0);
  const pausedInStage = pauses
    .filter(({ at }) => at >= row.stage_at)
    .reduce((sum, pause) => sum + days(pause), 0);
  const entered = shanghaiDay(new Date(row.stage_at));
  const stood = { paused, pausedInStage };
  const due = procedureOf(parts, row).dueOf(row.stage as Stage, entered, start, calendar, stood);
  const isCounted = pauses.every(({ from, to }) => calendar.isFinal(from, to));
  if (due?.provisional === true || !isCounted) return undefined;
  return { set: { ...dueColumns(due), paused_days: paused } };
}

interface Pause {
  /** Instant at which the clock stopped. */
  at: string;
  from: Day;
  to: Day;
}

/** The times for which a case's clock stood still since a day, but for one that goes on. The audit log has them all. */
async function pausesOf(unit: Unit, row: CaseRow, since: Day): Promise<Pause[]> {
  const pauses: Pause[] = [];
  let stopped: string | undefined;
  for (const { action, at, detail } of await unit.audit.of(row.id)) {
    // A case that was merged away by mistake stood still until it was taken apart again.
    if (action === 'returned' || action === 'merged') stopped ??= at;
    if (stopped === undefined || detail.resumed !== true) continue;
    pauses.push({ at: stopped, from: shanghaiDay(new Date(stopped)), to: shanghaiDay(new Date(at)) });
    stopped = undefined;
  }
  return pauses.filter(({ from }) => from >= since);
}

/** Cases with a task that is not answered and whose day is another by the calendar known now. */
async function casesWithMovedTasks(parts: RecomputeParts): Promise<string[]> {
  const rows = await openTasks(parts.storage.reading).execute();
  const days = new Map<string, Day | undefined>();
  const moved = rows.filter((task) => {
    const key = `${task.county} ${task.procedure_hash} ${shanghaiDay(new Date(task.created_at))}`;
    if (!days.has(key)) days.set(key, taskDue(parts, task));
    const due = days.get(key);
    return due !== undefined && due !== task.due_on;
  });
  return moved.map(({ case_id }) => case_id);
}

function openTasks({ db }: Unit) {
  return db
    .selectFrom('tasks')
    .innerJoin('cases', 'cases.id', 'tasks.case_id')
    .select(['tasks.id', 'tasks.case_id', 'tasks.county', 'tasks.created_at', 'tasks.due_on'])
    .select('cases.procedure_hash')
    .where('tasks.replied_at', 'is', null)
    .where('tasks.due_on', 'is not', null)
    .where('cases.stage', 'not in', ENDED);
}

/**
 * The final due day of a task. That a day was provisional is not kept with a task; but under the rules that its case was
 * opened by, only the calendar can have made it another. Where the county has changed its rules since, the day that was
 * told stays.
 */
function taskDue(
  { procedures, calendar }: RecomputeParts,
  task: { county: string; created_at: string; procedure_hash: string },
): Day | undefined {
  const procedure = procedures.of(task.county as RegionCode);
  if (procedure.hash !== task.procedure_hash) return undefined;
  const plan = procedure.plan(shanghaiDay(new Date(task.created_at)), calendar);
  const verified = plan.find(({ stage }) => stage === 'verification');
  return verified === undefined || verified.provisional ? undefined : (verified.due ?? undefined);
}

async function moveTasks(parts: RecomputeParts, unit: Unit, row: CaseRow): Promise<number> {
  let moved = 0;
  for (const task of await openTasks(unit).where('tasks.case_id', '=', row.id).execute()) {
    const due = taskDue(parts, task);
    if (due === undefined || due === task.due_on) continue;
    await unit.db.updateTable('tasks').set({ due_on: due }).where('id', '=', task.id).execute();
    moved += 1;
  }
  return moved;
}
