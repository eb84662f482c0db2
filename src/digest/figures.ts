import type { ExpressionBuilder } from 'kysely';
import { NATION, type RegionCode } from '../regions/index.ts';
import type { Db, Schema } from '../storage/index.ts';
import { type Period, shanghaiTime } from './period.ts';

/** The working days that the digest counts in. */
export interface Workdays {
  addWorkdays(day: string, count: number): { day: string };
  workdaysBetween(from: string, to: string): number;
}

/**
 * The figures of a period, exact (design section 10). `new` and `decided` count what happened within the period; the
 * rest is how things stood when it ended, also for a period long past:
 *
 * - `new`: cases received in the period, by township where they were received, wherever they went later.
 * - `decided`: cases decided (included or not) in the period; a withdrawal is no decision. A case that was decided, opened
 *   again on an objection and decided again counts in each period of a decision, and once within one period.
 * - `open`: received, not decided, not withdrawn.
 * - `overdue`: open cases whose stage was due on a day before the period's last day. A stage due on day D is thus not
 *   overdue at the end of D, and overdue at the end of every day after. While a case is returned to the applicant its clock
 *   stands still: it has no due day, and is neither overdue nor due soon.
 * - `dueSoon`: open cases, not overdue, due on the last day or within the two working days after it.
 * - `medianDays`: working days from receipt to decision (the day after receipt is 1, the same day 0), over the decided; of
 *   an even number the mean of the middle two; null when nothing was decided.
 * - `byTownship`: by 9-digit code, the county intake under the county's 6 digits; only those with a figure above 0.
 * - `byCause`: a case of several causes counts for each.
 * - `questions`: `asked` has all; `answered` those answered in full or in part; `unanswered` those that no document, or only
 *   another place's, answers. Greetings, refusals and the like are only asked.
 */
export interface Figures {
  new: number;
  open: number;
  decided: number;
  dueSoon: number;
  overdue: number;
  medianDays: number | null;
  byTownship: Record<string, { new: number; open: number; overdue: number }>;
  byCause: Record<string, { new: number; open: number }>;
  questions: { asked: number; answered: number; unanswered: number };
}

/** How things stood, without causes and questions: what a period is compared by. */
export type FiveFigures = Pick<Figures, 'new' | 'open' | 'decided' | 'dueSoon' | 'overdue'>;

/** The figures with what only the text needs. */
export interface Counts {
  figures: Figures;
  /** Due soon by township. */
  dueSoon: Record<string, number>;
}

/** Stages of a case that is neither decided nor withdrawn. */
const OPEN_STAGES = [
  'received',
  'verification',
  'village_review',
  'notice',
  'township_review',
  'county_decision',
];
const DECIDED_STAGES = ['included', 'not_included'];
const ANSWERED = ['answered', 'partial'];
const UNANSWERED = ['out_of_scope', 'other_jurisdiction'];
/** How near a due day is soon. */
const SOON_WORKDAYS = 2;

/** What is counted: the cases and questions of a division and all below it, in a period. */
export interface Scope {
  region: RegionCode;
  period: Period;
}

/** Counts a division's cases and questions of a period; see {@link Figures} for what each figure means. */
export async function countsOf(db: Db, scope: Scope, calendar: Workdays): Promise<Counts> {
  const townships = await countTownships(db, scope, calendar);
  const causes = new Map<string, { new: number; open: number }>();
  const cause = (name: string) => setDefault(causes, name, { new: 0, open: 0 });
  for (const row of await receivedByCause(db, scope)) cause(row.cause).new += Number(row.count);
  for (const row of await openByCause(db, scope)) cause(row.cause).open += Number(row.count);
  const durations = await decisionDays(db, scope, calendar);
  const figures: Figures = {
    ...townships.sums(),
    decided: durations.length,
    medianDays: median(durations),
    byTownship: townships.figures(),
    byCause: Object.fromEntries([...causes].sort(([a], [b]) => (a < b ? -1 : 1))),
    questions: await questions(db, scope),
  };
  return { figures, dueSoon: townships.dueSoon() };
}

/** The figures that a period is compared by, without the work for the others. */
export async function fiveFiguresOf(db: Db, scope: Scope, calendar: Workdays): Promise<FiveFigures> {
  const townships = await countTownships(db, scope, calendar);
  return { ...townships.sums(), decided: await countDecided(db, scope) };
}

async function countTownships(db: Db, scope: Scope, calendar: Workdays): Promise<Townships> {
  const townships = new Townships();
  for (const row of await received(db, scope)) townships.of(row.queue).new += Number(row.count);
  const soon = calendar.addWorkdays(scope.period.last, SOON_WORKDAYS).day;
  for (const row of await openByDueDay(db, scope)) {
    const township = townships.of(row.queue);
    township.open += Number(row.count);
    if (row.due_on === null) continue;
    if (row.due_on < scope.period.last) township.overdue += Number(row.count);
    else if (row.due_on <= soon) township.dueSoon += Number(row.count);
  }
  return townships;
}

type TownshipCount = { new: number; open: number; overdue: number; dueSoon: number };

/** Counts by queue: a township, or the county's intake. */
class Townships {
  readonly #counts = new Map<string, TownshipCount>();

  of(queue: string): TownshipCount {
    return setDefault(this.#counts, queue.slice(0, 9), { new: 0, open: 0, overdue: 0, dueSoon: 0 });
  }

  sums(): TownshipCount {
    const sum = (figure: keyof TownshipCount) =>
      [...this.#counts.values()].reduce((total, count) => total + count[figure], 0);
    return { new: sum('new'), open: sum('open'), overdue: sum('overdue'), dueSoon: sum('dueSoon') };
  }

  figures(): Figures['byTownship'] {
    return Object.fromEntries(
      this.#sorted().map(([code, { new: received, open, overdue }]) => [
        code,
        { new: received, open, overdue },
      ]),
    );
  }

  dueSoon(): Record<string, number> {
    return Object.fromEntries(this.#sorted().map(([code, { dueSoon }]) => [code, dueSoon]));
  }

  #sorted(): [string, TownshipCount][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function setDefault<T>(map: Map<string, T>, key: string, value: T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, value);
  return value;
}

type Stages = { s: Schema['case_stages'] };
type StageRows = ExpressionBuilder<Stages, 's'>;

/** The rows with which cases of a division came in within a period: each case's first. */
export function receivedIn({ region, period }: Scope) {
  return (eb: StageRows) =>
    eb.and([
      eb('s.stage', '=', 'received'),
      eb('s.position', '=', 0),
      eb('s.entered_at', '>=', period.start),
      eb('s.entered_at', '<', period.end),
      ...within(eb, region),
    ]);
}

/** The row of a case that tells how it stood when the period ended, where it was open then. */
function openAtEnd({ region, period }: Scope) {
  return (eb: StageRows) =>
    eb.and([
      eb('s.stage', 'in', OPEN_STAGES),
      eb('s.entered_at', '<', period.end),
      eb.or([eb('s.left_at', 'is', null), eb('s.left_at', '>=', period.end)]),
      ...within(eb, region),
    ]);
}

function within(eb: StageRows, region: RegionCode) {
  return region === NATION ? [] : [eb('s.queue', 'like', `${region}%`)];
}

function received(db: Db, scope: Scope) {
  return db
    .selectFrom('case_stages as s')
    .select((eb) => ['s.queue', eb.fn.countAll<number>().as('count')])
    .where(receivedIn(scope))
    .groupBy('s.queue')
    .execute();
}

function receivedByCause(db: Db, scope: Scope) {
  return db
    .selectFrom('case_stages as s')
    .innerJoin('case_causes as k', 'k.case_id', 's.case_id')
    .select((eb) => ['k.cause', eb.fn.countAll<number>().as('count')])
    .where(receivedIn(scope))
    .groupBy('k.cause')
    .execute();
}

function openByCause(db: Db, scope: Scope) {
  return db
    .selectFrom('case_stages as s')
    .innerJoin('case_causes as k', 'k.case_id', 's.case_id')
    .select((eb) => ['k.cause', eb.fn.countAll<number>().as('count')])
    .where(openAtEnd(scope))
    .groupBy('k.cause')
    .execute();
}

function openByDueDay(db: Db, scope: Scope) {
  return db
    .selectFrom('case_stages as s')
    .select((eb) => ['s.queue', 's.due_on', eb.fn.countAll<number>().as('count')])
    .where(openAtEnd(scope))
    .groupBy(['s.queue', 's.due_on'])
    .execute();
}

/** The rows with which cases of a division were decided within a period. */
function decidedIn({ region, period }: Scope) {
  return (eb: StageRows) =>
    eb.and([
      eb('s.stage', 'in', DECIDED_STAGES),
      eb('s.entered_at', '>=', period.start),
      eb('s.entered_at', '<', period.end),
      ...within(eb, region),
    ]);
}

async function countDecided(db: Db, scope: Scope): Promise<number> {
  const row = await db
    .selectFrom('case_stages as s')
    .select((eb) => eb.fn.count<number>('s.case_id').distinct().as('count'))
    .where(decidedIn(scope))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Working days from receipt to decision of each case decided in the period. */
async function decisionDays(db: Db, scope: Scope, calendar: Workdays): Promise<number[]> {
  const rows = await db
    .selectFrom('case_stages as s')
    .innerJoin('cases as c', 'c.id', 's.case_id')
    .select(['s.case_id', 's.entered_at', 'c.opened_at'])
    .where(decidedIn(scope))
    .orderBy('s.entered_at')
    .execute();
  // Many cases, few days: each hour's day and each pair's distance are worked out once.
  const dayOf = remembered((hour) => shanghaiTime(new Date(`${hour}:00:00Z`)).day);
  const between = remembered((days) => calendar.workdaysBetween(days.slice(0, 10), days.slice(10)));
  const days = new Map<string, number>();
  for (const { case_id, opened_at, entered_at } of rows) {
    days.set(case_id, between(dayOf(opened_at.slice(0, 13)) + dayOf(entered_at.slice(0, 13))));
  }
  return [...days.values()];
}

function remembered<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}

async function questions(db: Db, { region, period }: Scope): Promise<Figures['questions']> {
  let query = db
    .selectFrom('questions')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('asked_at', '>=', period.start)
    .where('asked_at', '<', period.end);
  if (region !== NATION) query = query.where('region', 'like', `${region}%`);
  const rows = await query.groupBy('status').execute();
  const sum = (statuses?: string[]) =>
    rows
      .filter((row) => statuses?.includes(row.status) ?? true)
      .reduce((total, row) => total + Number(row.count), 0);
  return { asked: sum(), answered: sum(ANSWERED), unanswered: sum(UNANSWERED) };
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
