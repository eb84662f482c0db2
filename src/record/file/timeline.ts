import { isOpen, MARKS, type Stage, shanghaiDay, todayIn } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { queueName } from './handled.ts';
import { type Reading, shortDay } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.timeline;

interface Line {
  stage: string;
  queue: string;
  entered_at: string;
  left_at: string | null;
  due_on: string | null;
}

/** 办理经过和时限: every stage with its days, and whether it was done in time; a pause is a line of its own. */
export async function timelineSection(reading: Reading): Promise<Section> {
  const { unit, row } = reading;
  const lines = await unit.db
    .selectFrom('case_stages')
    .select(['stage', 'queue', 'entered_at', 'left_at', 'due_on'])
    .where('case_id', '=', row.id)
    .orderBy('position')
    .execute();
  const rows = lines.map((line, i) => {
    const next = lines[i + 1];
    const goesOn = next !== undefined && next.stage === line.stage;
    return lineWords(reading, line, goesOn);
  });
  const blocks: Block[] = [];
  if (rows.length > 0) {
    blocks.push({ kind: 'table', columns: columns(T.columns, [17, 17, 17, 17, 18, 18]), rows });
  }
  if (rows.some((cells) => cells[4]?.includes(T.sampleMark))) blocks.push({ kind: 'remark', text: T.sample });
  return { title: FILE_TEXTS.sections.timeline, blocks };
}

/** @param goesOn the next line is of the same stage: the case was paused or changed its queue within it */
function lineWords(reading: Reading, line: Line, goesOn: boolean): string[] {
  const { parts, row } = reading;
  const stage = line.stage as Stage;
  const rule = parts.procedures.of(row.county as RegionCode).rule(stage);
  const paused = isPause(reading, line);
  const sample = rule?.sample === true ? T.sampleMark : '';
  return [
    paused ? `${rule?.label ?? stage}（${T.paused}）` : (rule?.label ?? stage),
    queueName(reading, line.queue),
    shortDay(line.entered_at),
    line.left_at === null ? '' : shortDay(line.left_at),
    paused || line.due_on === null
      ? paused
        ? T.noClock
        : T.noLimit
      : `${shortDay(line.due_on)}${sample}${line.left_at === null ? provisional(reading) : ''}`,
    paused ? T.noClock : verdict(reading, line, goesOn),
  ];
}

function provisional({ row }: Reading): string {
  return row.due_provisional === 1 ? `（${MARKS.provisional}）` : '';
}

/** An open stage that has a limit, without a due day: the clock stood still. */
function isPause({ parts, row }: Reading, { stage, due_on }: Line): boolean {
  const procedure = parts.procedures.of(row.county as RegionCode);
  const limited =
    (procedure.rule(stage as Stage)?.limit ?? null) !== null || procedure.isWithinTotal(stage as Stage);
  return isOpen(stage as Stage) && due_on === null && limited;
}

function verdict({ unit, parts }: Reading, { left_at, due_on }: Line, goesOn: boolean): string {
  if (due_on === null || goesOn) return '';
  const ended = left_at === null ? todayIn(unit.clock) : shanghaiDay(new Date(left_at));
  // The due day itself is in time; a day of rest after it is late, though by no working day.
  if (ended <= due_on) return left_at === null ? T.running : T.kept;
  const days = Math.max(0, parts.calendar.workdaysBetween(due_on, ended));
  return left_at === null ? T.runningLate(days) : T.late(days);
}
