import { NATION } from '../regions/index.ts';
import type { Db } from '../storage/index.ts';
import { type Figures, receivedIn, type Scope } from './figures.ts';
import { type Period, periodsBefore } from './period.ts';

/** A township or cause with far more new cases than it has had. */
export interface Rise {
  /** Township code, or a cause. */
  name: string;
  new: number;
  /** Mean of the periods before. */
  usual: number;
}

/** How many periods before make its history, and the fewest that do. */
const PERIODS = 8;
const FEWEST_PERIODS = 4;
/** A rise is no rise below this. */
const FEWEST_CASES = 5;

/**
 * Unusual rises: at least five new cases and more than the mean plus three standard deviations of the last eight periods.
 * Periods before the division's first case are no history; with fewer than four there is none to compare with.
 */
export async function risesOf(
  db: Db,
  scope: Scope,
  figures: Figures,
): Promise<{ townships: Rise[]; causes: Rise[] }> {
  const above = (figures: Record<string, { new: number }>) =>
    Object.entries(figures).filter(([, { new: received }]) => received >= FEWEST_CASES);
  const townships = above(figures.byTownship);
  const causes = above(figures.byCause);
  if (townships.length + causes.length === 0) return { townships: [], causes: [] };

  const first = await firstReceipt(db, scope);
  const periods = periodsBefore(scope.period, PERIODS).filter(
    ({ start }) => first !== null && start >= first,
  );
  if (periods.length < FEWEST_PERIODS) return { townships: [], causes: [] };
  const [byQueue, byCause] = [await queueHistory(db, scope, periods), await causeHistory(db, scope, periods)];
  const rises = (candidates: [string, { new: number }][], history: History) =>
    candidates.flatMap(([name, { new: received }]) => {
      const { mean, deviation } = spread(history.get(name) ?? [], periods.length);
      return received > mean + 3 * deviation ? [{ name, new: received, usual: mean }] : [];
    });
  return { townships: rises(townships, byQueue), causes: rises(causes, byCause) };
}

/** Counts by name, of the periods that had any. */
type History = Map<string, number[]>;

async function firstReceipt(db: Db, { region }: Scope): Promise<string | null> {
  let query = db.selectFrom('cases').select((eb) => eb.fn.min('opened_at').as('first'));
  if (region !== NATION) query = query.where('queue', 'like', `${region}%`);
  return (await query.executeTakeFirst())?.first ?? null;
}

async function queueHistory(db: Db, scope: Scope, periods: Period[]): Promise<History> {
  const history: History = new Map();
  for (const period of periods) {
    const rows = await db
      .selectFrom('case_stages as s')
      .select((eb) => ['s.queue as name', eb.fn.countAll<number>().as('count')])
      .where(receivedIn({ ...scope, period }))
      .groupBy('s.queue')
      .execute();
    add(history, rows);
  }
  return history;
}

async function causeHistory(db: Db, scope: Scope, periods: Period[]): Promise<History> {
  const history: History = new Map();
  for (const period of periods) {
    const rows = await db
      .selectFrom('case_stages as s')
      .innerJoin('case_causes as k', 'k.case_id', 's.case_id')
      .select((eb) => ['k.cause as name', eb.fn.countAll<number>().as('count')])
      .where(receivedIn({ ...scope, period }))
      .groupBy('k.cause')
      .execute();
    add(history, rows);
  }
  return history;
}

function add(history: History, rows: { name: string; count: number }[]): void {
  for (const { name, count } of rows) history.set(name, [...(history.get(name) ?? []), Number(count)]);
}

/** Mean and standard deviation of counts over a number of periods; periods without a count had none. */
function spread(counts: number[], periods: number): { mean: number; deviation: number } {
  const mean = counts.reduce((sum, count) => sum + count, 0) / periods;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  const empty = (periods - counts.length) * mean ** 2;
  return { mean, deviation: Math.sqrt((squares + empty) / periods) };
}
