import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { lastNote } from './changes.ts';
import { clockStart, procedureOf } from './clock.ts';
import type { CaseRow, CaseView, Parts, Standing, TimelineEntry } from './model.ts';
import { type Day, shanghaiDay, todayIn } from './procedure/days.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { TIMELINE } from './texts.ts';

/** A case as its household sees it; to a reporter without the cadre's words. */
export async function caseView(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  standing: Standing,
): Promise<CaseView> {
  const note = standing === 'household' ? await currentNote(unit, row) : undefined;
  return {
    id: row.id,
    receipt: row.receipt,
    stage: row.stage as Stage,
    queue: row.queue as RegionCode,
    township: row.queue === row.county ? null : (row.queue as RegionCode),
    urgent: row.urgent === 1,
    opened: shanghaiDay(new Date(row.opened_at)),
    dueOn: row.due_on,
    dueProvisional: row.due_provisional === 1,
    outcome: row.outcome,
    paused: row.paused_at !== null,
    causes: await causesOf(unit, row.id),
    timeline: await timelineOf(parts, unit, row),
    ...(note === undefined ? {} : { note }),
  };
}

async function currentNote(unit: Unit, row: CaseRow): Promise<string | undefined> {
  if (row.paused_at !== null) return lastNote(unit, row.id, 'return');
  const decided = row.outcome === 'included' || row.outcome === 'not_included';
  return decided ? lastNote(unit, row.id, 'decision') : undefined;
}

export async function causesOf(unit: Unit, caseId: string): Promise<Cause[]> {
  const rows = await unit.db
    .selectFrom('case_causes')
    .select('cause')
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute();
  return rows.map(({ cause }) => cause as Cause);
}

/** What happened with the day it began, what is being done with the day it is due, and what is still to come. */
export async function timelineOf(parts: Parts, unit: Unit, row: CaseRow): Promise<TimelineEntry[]> {
  const procedure = procedureOf(parts, row);
  const label = (stage: Stage) => procedure.rule(stage)?.label ?? stage;
  const past = await passedStages(unit, row.id);
  const entries = past.map(
    ({ stage, day }, i): TimelineEntry => ({
      stage,
      label: label(stage),
      day,
      done: true,
      current: false,
      provisional: false,
      ...(stage === 'verification' && isClosed(past[i - 1]?.stage) ? { note: TIMELINE.recheck } : {}),
    }),
  );
  const current = entries.at(-1);
  if (current === undefined) return [];
  current.current = true;
  if (!isOpen(current.stage)) return entries;
  current.done = false;
  current.day = row.paused_at === null ? row.due_on : null;
  current.provisional = row.due_provisional === 1;
  if (row.paused_at !== null) current.note = TIMELINE.paused;
  return [...entries, ...(await planned(parts, unit, row, current))];
}

/** What comes to be verified out of a stage that was open no more is looked into again. */
function isClosed(stage: Stage | undefined): boolean {
  return stage !== undefined && stage !== 'withdrawn' && !isOpen(stage);
}

/** The stages after the present one. What is late already pushes the rest: dates in the past are promised to nobody. */
async function planned(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  current: TimelineEntry,
): Promise<TimelineEntry[]> {
  const procedure = procedureOf(parts, row);
  const next = procedure.next(current.stage);
  if (next === undefined || !isOpen(next)) return [];
  const today = todayIn(unit.clock);
  const from = row.due_on !== null && row.due_on > today ? row.due_on : today;
  const start = await clockStart(unit, row);
  const steps = procedure.planFrom(next, from, start, parts.calendar, row.paused_days);
  return steps.map(({ stage, label, due, provisional }) => ({
    stage,
    label,
    day: row.paused_at === null ? due : null,
    done: false,
    current: false,
    provisional: provisional || row.due_provisional === 1,
  }));
}

/** The stages in the order they were entered; a pause or a change of queue within a stage begins no new one. */
async function passedStages(unit: Unit, caseId: string): Promise<{ stage: Stage; day: Day }[]> {
  const rows = await unit.db
    .selectFrom('case_stages')
    .select(['stage', 'entered_at'])
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute();
  return rows
    .filter(({ stage }, i) => rows[i - 1]?.stage !== stage)
    .map(({ stage, entered_at }) => ({ stage: stage as Stage, day: shanghaiDay(new Date(entered_at)) }));
}
