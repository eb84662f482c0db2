import type { Unit } from '../../storage/index.ts';
import { procedureOf } from '../clock.ts';
import type { CaseRow, Parts } from '../model.ts';
import { addDays, type Day, shanghaiDay, todayIn } from '../procedure/days.ts';
import type { RemovalCondition } from '../procedure/removal.ts';
import { labourOf } from './labour.ts';
import type { RemovalHow, RemovalProblem } from './model.ts';
import { addMonths } from './months.ts';
import { UNMET } from './texts.ts';

/** What is known of a case for the conditions of removal. */
interface Facts {
  today: Day;
  /** Since when the household is monitored: included, or taken back under monitoring. */
  since: Day;
  /** Days of the unbroken run of follow-ups with a stable income, oldest first. */
  stable: Day[];
  /** The last follow-up at which somebody was at home. */
  visited: Day | undefined;
  /** Measures carried out since then; those of a first inclusion count from the start (help first). */
  finished: number;
  hasLabour: boolean;
}

/**
 * The conditions of the county that a case does not meet yet, each with the earliest day on which it could. Reads
 * personal data (who of the household can work): the caller records it.
 */
export async function removalProblems(
  parts: Parts,
  unit: Unit,
  row: CaseRow,
  how: RemovalHow,
): Promise<RemovalProblem[]> {
  const { conditions } = procedureOf(parts, row).removal;
  const facts = await factsOf(parts, unit, row);
  // No day ends the support of who cannot work: the other conditions would only raise hopes.
  const never = conditions.find(({ id }) => id === 'labour' && !facts.hasLabour);
  return (never === undefined ? conditions : [never])
    .filter((condition) => condition.how === undefined || condition.how === how)
    .flatMap((condition) => {
      const unmet = check(condition, facts);
      return unmet === undefined ? [] : [{ condition: condition.id, sample: condition.sample, ...unmet }];
    });
}

function check(
  { id, least }: RemovalCondition,
  { today, since, stable, visited, finished, hasLabour }: Facts,
): { text: string; from: Day | null } | undefined {
  switch (id) {
    case 'monitored':
      return unless(addMonths(since, least), today, UNMET.monitored(least));
    case 'income-stable': {
      const [first] = stable;
      if (first === undefined) return { text: UNMET.stableNone(least), from: addMonths(today, least) };
      const from = addMonths(first, least);
      // One visit says how it was on one day: a run needs another at its end.
      const runs = (stable.at(-1) ?? first) >= from;
      return runs ? undefined : { text: UNMET.stableShort(least), from: from > today ? from : today };
    }
    case 'measure-finished':
      return finished >= least ? undefined : { text: UNMET.measures(least), from: today };
    case 'followed-up': {
      const recent = visited !== undefined && addDays(visited, least) >= today;
      return recent ? undefined : { text: UNMET.followedUp(least), from: today };
    }
    case 'labour':
      return hasLabour ? undefined : { text: UNMET.labour, from: null };
  }
}

function unless(from: Day, today: Day, text: string): { text: string; from: Day } | undefined {
  return from > today ? { text, from } : undefined;
}

async function factsOf(parts: Parts, unit: Unit, row: CaseRow): Promise<Facts> {
  const { since, restored } = await monitoredSince(unit, row);
  const visits = await unit.db
    .selectFrom('visits')
    .select(['visited_at', 'outcome'])
    .where('case_id', '=', row.id)
    .where('purpose', '=', 'follow_up')
    .where('outcome', '<>', 'away')
    .where('visited_at', '>=', since)
    .orderBy('visited_at')
    .execute();
  const broken = visits.findLastIndex(({ outcome }) => outcome === 'found');
  const finished = await unit.db
    .selectFrom('measures')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('case_id', '=', row.id)
    .where('state', '=', 'done')
    .where('ended_at', '>=', restored ? since : row.opened_at)
    .executeTakeFirst();
  const last = visits.at(-1);
  return {
    today: todayIn(unit.clock),
    since: dayOf(since),
    stable: visits.slice(broken + 1).map(({ visited_at }) => dayOf(visited_at)),
    visited: last === undefined ? undefined : dayOf(last.visited_at),
    finished: Number(finished?.n ?? 0),
    hasLabour: (await labourOf(parts, unit, row)) !== 'without',
  };
}

/** When the household was last included, or taken back under monitoring; ISO time. */
async function monitoredSince(unit: Unit, row: CaseRow): Promise<{ since: string; restored: boolean }> {
  const stages = await unit.db
    .selectFrom('case_stages')
    .select(['stage', 'entered_at'])
    .where('case_id', '=', row.id)
    .orderBy('position')
    .execute();
  const at = stages.findLastIndex(
    ({ stage }, i) =>
      stage === 'included' || (stage === 'support' && stages[i - 1]?.stage === 'risk_removed'),
  );
  const start = stages[at];
  if (start === undefined) return { since: row.decided_at ?? row.stage_at, restored: false };
  return { since: start.entered_at, restored: start.stage === 'support' };
}

function dayOf(at: string): Day {
  return shanghaiDay(new Date(at));
}
