import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { isOpen, type Procedures, type Stage, shanghaiDay, type WorkCalendar } from '../casework/index.ts';
import { receiptNumber } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { CaseStageTable, CaseTable } from '../storage/index.ts';
import { type CaseEvent, LineError, type Places, queueOf } from './replay-events.ts';

/** All that a history tells of one case, in order. */
export interface CaseHistory {
  id: string;
  name: string;
  events: { event: CaseEvent; line: number }[];
}

/** A case with its stages, as it lies in the database. */
export interface StoredCase {
  row: Selectable<CaseTable>;
  stages: CaseStageTable[];
  causes: string[];
}

export interface ReplayRules {
  procedures: Procedures;
  calendar: WorkCalendar;
  places: Places;
}

/** The id of the case of a name: the same at each replay. */
export function caseId(name: string): string {
  return digestOf('case', name).toString('hex').slice(0, 24);
}

/** The receipt of the case of a name; with a higher attempt another one. */
export function receiptOf(name: string, attempt: number): string {
  let block = 0;
  return receiptNumber((n) => {
    block += 1;
    return digestOf('receipt', name, String(attempt), String(block)).subarray(0, n);
  });
}

/** A short hash of several texts. */
export function digestOf(...texts: string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['replay', ...texts]))
    .digest();
}

/**
 * A case after its history. What was stored before stays: an event that is stored already changes nothing.
 * @throws LineError for an event that cannot follow
 */
export function playCase(
  history: CaseHistory,
  stored: StoredCase | undefined,
  rules: ReplayRules,
): { result: StoredCase; changed: boolean } {
  let result = stored;
  const declared = { here: false };
  for (const { event, line } of history.events) {
    if (event.type === 'declared') {
      if (declared.here) throw new LineError(line, `件 ${history.name} 已经申报过，不能再有一次 declared`);
      declared.here = true;
      if (result === undefined) result = opened(history, event, line, rules);
      else assertSame(result, event, line, history.name, rules);
      continue;
    }
    if (result === undefined) throw new LineError(line, `没有件 ${history.name}：前面没有它的 declared`);
    const stage = stageOf(event);
    if (!isTold(stored, event, stage)) result = moved(result, stage, event, line, rules);
  }
  if (result === undefined) throw new Error('a history without events');
  return { result, changed: result !== stored };
}

function opened(
  { id, name }: CaseHistory,
  event: Extract<CaseEvent, { type: 'declared' }>,
  line: number,
  rules: ReplayRules,
): StoredCase {
  const { county, queue, unrouted } = queueOf(event.township, line, rules.places);
  const at = iso(event.at);
  const due = dueOf('received', county, at, at, rules);
  const row: Selectable<CaseTable> = {
    id,
    receipt: receiptOf(name, 0),
    household_id: null,
    subject_id: null,
    source: event.source,
    county,
    queue,
    village: null,
    unrouted: unrouted ? 1 : 0,
    urgent: 0,
    stage: 'received',
    paused_at: null,
    paused_days: 0,
    procedure_hash: rules.procedures.of(county).hash,
    handler_id: null,
    opened_at: at,
    stage_at: at,
    ...due,
    decided_at: null,
    outcome: null,
    note_sealed: null,
    version: 0,
  };
  const first = { case_id: id, position: 0, stage: 'received', queue, entered_at: at, left_at: null };
  return { row, stages: [{ ...first, due_on: due.due_on }], causes: [...new Set(event.causes)] };
}

/** The same name must mean the same case. */
function assertSame(
  { row, stages }: StoredCase,
  event: Extract<CaseEvent, { type: 'declared' }>,
  line: number,
  name: string,
  rules: ReplayRules,
): void {
  const { queue } = queueOf(event.township, line, rules.places);
  if (row.opened_at === iso(event.at) && stages[0]?.queue === queue) return;
  throw new LineError(line, `库里已有件 ${name}，申报时间或乡镇和这一行不一样`);
}

/** Whether an event is stored: as the beginning of its stage, or within it where it repeats the stage. */
function isTold(stored: StoredCase | undefined, event: CaseEvent, stage: Stage): boolean {
  const at = iso(event.at);
  const repeats = event.type === 'stage';
  return (stored?.stages ?? []).some((row) => {
    if (row.stage !== stage) return false;
    return row.entered_at === at || (repeats && row.entered_at < at && at <= (row.left_at ?? at));
  });
}

function stageOf(event: Exclude<CaseEvent, { type: 'declared' }>): Stage {
  if (event.type === 'stage') return event.stage;
  return event.type === 'decided' ? event.outcome : 'withdrawn';
}

function moved(
  stored: StoredCase,
  stage: Stage,
  event: CaseEvent,
  line: number,
  rules: ReplayRules,
): StoredCase {
  const { row, stages } = stored;
  const at = iso(event.at);
  const last = stages.at(-1);
  if (last === undefined) throw new Error('a case without stages');
  if (event.type === 'stage' && row.stage === stage) return stored;
  const problem = cannotFollow(row.stage as Stage, stage, event.type);
  if (problem !== undefined) throw new LineError(line, `件 ${event.case} ${problem}`);
  if (at < last.entered_at) throw new LineError(line, `库里的件 ${event.case} 已经走到更晚的环节`);
  const due = dueOf(stage, row.county as RegionCode, at, row.opened_at, rules);
  const isFinal = event.type !== 'stage';
  return {
    ...stored,
    row: {
      ...row,
      ...due,
      stage,
      stage_at: at,
      paused_at: null,
      decided_at: isFinal ? at : row.decided_at,
      outcome: isFinal ? (stage as 'included' | 'not_included' | 'withdrawn') : row.outcome,
      version: row.version + 1,
    },
    stages: [
      ...stages.slice(0, -1),
      { ...last, left_at: at },
      { ...last, position: last.position + 1, stage, entered_at: at, left_at: null, due_on: due.due_on },
    ],
  };
}

/** Why a stage cannot come after another; undefined when it can. */
function cannotFollow(from: Stage, to: Stage, type: CaseEvent['type']): string | undefined {
  if (type !== 'stage') return isOpen(from) ? undefined : '已经有结果了，不能再决定或撤回';
  if (isOpen(from)) {
    if (isOpen(to)) return undefined;
    return to === 'withdrawn' ? '撤回要写 withdrawn' : '还没有决定（决定要写 decided）';
  }
  const goesOn = from === 'included' || from === 'support';
  if (goesOn && (to === 'support' || to === 'risk_removed')) return undefined;
  if (from === 'risk_removed' && to === 'support') return undefined;
  return '已经有结果了，不能再进入这个环节';
}

function dueOf(
  stage: Stage,
  county: RegionCode,
  entered: string,
  received: string,
  { procedures, calendar }: ReplayRules,
): Pick<CaseTable, 'due_on' | 'due_provisional'> {
  const [from, start] = [shanghaiDay(new Date(entered)), shanghaiDay(new Date(received))];
  const due = procedures.of(county).dueOf(stage, from, start, calendar);
  return { due_on: due?.day ?? null, due_provisional: due?.provisional === true ? 1 : 0 };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
