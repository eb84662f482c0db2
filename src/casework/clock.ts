import type { RegionCode } from '../regions/index.ts';
import type { AuditDetail, Unit } from '../storage/index.ts';
import { type Changed, change, turnPage } from './changes.ts';
import type { CaseRow, Parts } from './model.ts';
import type { Reckoned, WorkCalendar } from './procedure/calendar.ts';
import { type Day, shanghaiDay, todayIn } from './procedure/days.ts';
import { afterPause, type Procedure } from './procedure/procedure.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { DUE } from './texts.ts';

/**
 * The procedure of a case's county, as it is loaded now. `cases.procedure_hash` records under which rules a case was
 * opened; its dates are reckoned with the present ones, so that a limit that the county approves or corrects holds for
 * open cases, too, from their next step on. Days that were told before are not moved.
 */
export function procedureOf(parts: Pick<Parts, 'procedures'>, row: Pick<CaseRow, 'county'>): Procedure {
  return parts.procedures.of(row.county as RegionCode);
}

/** Stages that a case leaves by being looked into again; a withdrawal that is taken back begins nothing anew. */
const DECIDED: readonly Stage[] = ['included', 'not_included', 'support', 'risk_removed'];

/**
 * The day from which limits over the whole procedure count: of receiving or, in a re-check, of the objection, by which the
 * last stage of a decided case was left.
 */
export async function clockStart(unit: Unit, row: Pick<CaseRow, 'id' | 'opened_at'>): Promise<Day> {
  const decided = await unit.db
    .selectFrom('case_stages')
    .select('left_at')
    .where('case_id', '=', row.id)
    .where('stage', 'in', DECIDED)
    .where('left_at', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return shanghaiDay(new Date(decided?.left_at ?? row.opened_at));
}

/** Brings a case into a stage: its due day by the procedure, its line in the history, nobody's until somebody takes it
 * when another office works the new stage. */
export async function enterStage(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  stage: Stage,
  what: { actor: string; action: string; detail?: AuditDetail; handler: string | null },
): Promise<Changed> {
  const procedure = procedureOf(parts, row);
  const today = todayIn(unit.clock);
  const now = unit.clock().toISOString();
  const again = isOpen(stage) && !isOpen(row.stage as Stage);
  const start = again ? today : await clockStart(unit, row);
  const stood = { paused: row.paused_days, pausedInStage: 0 };
  const due = procedure.dueOf(stage, today, start, parts.calendar, stood);
  await turnPage(unit, row.id, { stage, queue: row.queue, due_on: due?.day ?? null });
  const sameOffice = procedure.rule(stage)?.owner === procedure.rule(row.stage as Stage)?.owner;
  return change(unit, row, {
    actor: what.actor,
    action: what.action,
    detail: { from: row.stage, stage, ...what.detail },
    set: {
      stage,
      stage_at: now,
      handler_id: sameOffice ? what.handler : null,
      ...dueColumns(due),
      ...(stage === 'included' || stage === 'not_included' || stage === 'withdrawn'
        ? { outcome: stage, decided_at: now, handler_id: null, paused_at: null }
        : {}),
    },
  });
}

export function dueColumns(due: Reckoned | null): { due_on: string | null; due_provisional: number } {
  return { due_on: due?.day ?? null, due_provisional: due?.provisional === true ? 1 : 0 };
}

/** Lets the clock of a case that was returned for completion go on; its due day moves by the days it stood still. */
export async function resumeClock(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  what: { actor: string; action: string; detail?: AuditDetail },
): Promise<Changed> {
  if (row.paused_at === null) return change(unit, row, what);
  const pausedOn = shanghaiDay(new Date(row.paused_at));
  const today = todayIn(unit.clock);
  const moved = row.due_on === null ? null : afterPause(row.due_on, pausedOn, today, parts.calendar);
  const due =
    moved === null ? null : { ...moved, provisional: moved.provisional || row.due_provisional === 1 };
  await turnPage(unit, row.id, { stage: row.stage, queue: row.queue, due_on: due?.day ?? null });
  const stood = Math.max(0, parts.calendar.workdaysBetween(pausedOn, today));
  return change(unit, row, {
    ...what,
    detail: { ...what.detail, resumed: true },
    set: { paused_at: null, paused_days: row.paused_days + stood, ...dueColumns(due) },
  });
}

/** The same as `dueChip` for a department's task, with which is not kept that its day is provisional: its year tells. */
export function taskChip(due: Day | null, today: Day, calendar: WorkCalendar): string {
  const isFinal = due === null || calendar.known(Number(due.slice(0, 4)));
  return dueChip({ due_on: due, due_provisional: isFinal ? 0 : 1, paused_at: null }, today, calendar);
}

/** How a case stands to its due day, in working days, for a list. */
export function dueChip(
  row: Pick<CaseRow, 'due_on' | 'due_provisional' | 'paused_at'>,
  today: Day,
  calendar: WorkCalendar,
): string {
  if (row.paused_at !== null) return DUE.paused;
  if (row.due_on === null) return DUE.none;
  const mark = row.due_provisional === 1 ? DUE.provisional : '';
  if (row.due_on === today) return DUE.today + mark;
  const days = calendar.workdaysBetween(today, row.due_on);
  return (row.due_on > today ? DUE.left(days) : DUE.over(-days)) + mark;
}
