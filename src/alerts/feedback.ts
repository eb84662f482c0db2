import { setImmediate as nextTurn } from 'node:timers/promises';
import { checksStopped, shanghaiDay, startOfDay } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { writeWorkbook } from '../sheets/index.ts';
import { AT_ONCE, inChunks, type Storage, type Unit } from '../storage/index.ts';
import { visibleAlerts } from './access.ts';
import { actorOf } from './actor.ts';
import { type AlertRow, type Feedback, RESULTS, type Result, type Sender } from './model.ts';
import type { AlertData } from './reading.ts';
import { FEEDBACK_TEXTS, RESULT_LABELS } from './texts.ts';
import { dataContext } from './writing.ts';

const T = FEEDBACK_TEXTS;

/** The quarter that somebody names: 2026Q4, 2026年4季度, 四季度, 上季度; undefined when it is none. */
export function readQuarter(said: string, today: string): string | undefined {
  const text = said.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const now = quarterOf(today);
  if (text === '' || /^(?:本|这个?|这一)季度?$/.test(text)) return now;
  if (/^上个?(?:一个)?季度?$/.test(text)) return before(now);
  const found = /^(?:(\d{4})年?[-/]?)?(?:Q|第)?([1-4一二三四])(?:季度?)?$/.exec(text);
  const digit = '一二三四'.indexOf(found?.[2] ?? '') + 1 || Number(found?.[2]);
  if (found === null || !(digit >= 1 && digit <= 4)) return undefined;
  return `${found[1] ?? today.slice(0, 4)}Q${digit}`;
}

function quarterOf(day: string): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function before(quarter: string): string {
  const [year = 0, number = 1] = quarter.split('Q').map(Number);
  return number === 1 ? `${year - 1}Q4` : `${year}Q${number - 1}`;
}

/** First instant of a quarter and of the next, as the database writes times. */
function bounds(quarter: string): [string, string] {
  const [year = 0, number = 1] = quarter.split('Q').map(Number);
  const first = (y: number, month: number) =>
    startOfDay(`${y}-${String(month).padStart(2, '0')}-01`).toISOString();
  return [first(year, number * 3 - 2), number === 4 ? first(year + 1, 1) : first(year, number * 3 + 1)];
}

type Row = Pick<
  AlertRow,
  'id' | 'row_number' | 'unit' | 'cause' | 'state' | 'settled_at' | 'case_id' | 'household_id' | 'data_sealed'
> & { wrapped_key: string | null; finished_at: string | null };

/**
 * What became of the rows of a quarter: for a department its own, for the county all. Nothing of what was found at the
 * home, and no cause but the department's own. Reading the names is recorded.
 * @param unit the department; null for all
 */
export async function feedbackOf(
  storage: Storage,
  by: Sender,
  { county, unit, quarter }: { county: RegionCode; unit: string | null; quarter: string },
): Promise<Feedback> {
  const { reading } = storage;
  const rows = await rowsOf(reading, county, unit, quarter);
  const opened = await openedByAlerts(
    reading,
    rows.flatMap(({ case_id }) => case_id ?? []),
  );
  const counts = Object.fromEntries(RESULTS.map((result) => [result, 0])) as Record<Result, number>;
  const lines: (string | number | null)[][] = [];
  const stopped = await checksStopped(
    reading,
    rows.flatMap(({ household_id }) => household_id ?? []),
  );
  for (const [n, row] of rows.entries()) {
    if (n % AT_ONCE === 0) await nextTurn();
    const result = resultOf(row, opened);
    counts[result] += 1;
    // Who took back the consent to checks goes back to no department by name.
    const isStopped = row.household_id !== null && stopped.has(row.household_id);
    lines.push(lineOf(reading, isStopped ? { ...row, wrapped_key: null } : row, result));
  }
  await storage.transaction((work) =>
    work.audit.append(`alerts:${county}`, {
      actor: actorOf(by),
      action: 'read',
      detail: { purpose: 'alerts-feedback', unit, quarter, rows: rows.length },
    }),
  );
  const columns = Object.values(T.columns);
  const sheet =
    lines.length === 0
      ? null
      : writeWorkbook([{ name: T.sheet, columns, rows: lines, widths: [14, 12, 10, 12, 14, 26, 12] }]);
  return { quarter, unit, rows: rows.length, counts, sheet };
}

function rowsOf(unit: Unit, county: RegionCode, department: string | null, quarter: string): Promise<Row[]> {
  const [from, to] = bounds(quarter);
  const rows = visibleAlerts(unit)
    .innerJoin('subjects', 'subjects.id', 'alerts.subject_id')
    .select([
      'alerts.id',
      'alerts.row_number',
      'alerts.unit',
      'alerts.cause',
      'alerts.state',
      'alerts.settled_at',
      'alerts.case_id',
      'alerts.household_id',
      'alerts.data_sealed',
      'subjects.wrapped_key',
      'imports.finished_at',
    ])
    .where('alerts.county', '=', county)
    .where('imports.finished_at', '>=', from)
    .where('imports.finished_at', '<', to)
    .orderBy('alerts.unit')
    .orderBy('imports.finished_at')
    .orderBy('imports.id')
    .orderBy('alerts.row_number');
  return department === null ? rows.execute() : rows.where('alerts.unit', '=', department).execute();
}

/** Cases that an alert opened; any other was in hand when the alert joined it. */
async function openedByAlerts(unit: Unit, caseIds: readonly string[]): Promise<Set<string>> {
  const opened = new Set<string>();
  for (const chunk of inChunks([...new Set(caseIds)])) {
    const rows = await unit.db
      .selectFrom('declarations')
      .select('case_id')
      .where('case_id', 'in', chunk)
      .where('kind', '=', 'declaration')
      .where('draft_id', 'like', 'alert:%')
      .execute();
    for (const { case_id } of rows) opened.add(case_id);
  }
  return opened;
}

function resultOf({ state, case_id }: Row, opened: ReadonlySet<string>): Result {
  if (state !== 'case') return state;
  return case_id !== null && opened.has(case_id) ? 'case' : 'in-hand';
}

function lineOf({ vault }: Unit, row: Row, result: Result): (string | number | null)[] {
  const day = (time: string | null) => (time === null ? '' : shanghaiDay(new Date(time)));
  const data =
    row.wrapped_key === null || row.data_sealed === ''
      ? undefined
      : (JSON.parse(vault.open(row.wrapped_key, row.data_sealed, dataContext(row.id))) as Partial<AlertData>);
  return [
    row.unit,
    day(row.finished_at),
    row.row_number,
    data?.name ?? '',
    row.cause,
    RESULT_LABELS[result],
    day(row.settled_at),
  ];
}
