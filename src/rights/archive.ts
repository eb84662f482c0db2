import {
  type ArchiveTerm,
  aliasOf,
  type Day,
  isOpen,
  type Parts,
  type RightsRule,
  type Stage,
  shanghaiDay,
  todayIn,
} from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import type { DueItem, Keeping } from './model.ts';

/** Of a household what its term is reckoned from. */
interface Kept {
  id: string;
  county: string;
  created_at: string;
}

/** Until when the archive keeps a household's data, by the terms of its county. */
export async function keepingOf(parts: Parts, unit: Unit, household: Kept): Promise<Keeping> {
  const rule = parts.procedures.of(household.county as RegionCode).rights;
  const cases = await unit.db
    .selectFrom('cases')
    .select(['stage', 'outcome', 'stage_at', 'decided_at'])
    .where('household_id', '=', household.id)
    .execute();
  const { sample } = rule;
  if (cases.some(({ decided_at, stage }) => decided_at === null || isOpen(stage as Stage))) {
    return { why: 'open', until: null, onRequest: false, sample };
  }
  if (cases.some(({ stage }) => stage === 'included' || stage === 'support')) {
    return { why: 'supported', until: null, onRequest: false, sample };
  }
  const month = await monthOf(unit, household.id);
  if (month !== undefined && month >= (await newestMonth(unit, household.county))) {
    return { why: 'listed', until: null, onRequest: false, sample };
  }
  const terms = cases.map(({ outcome, stage_at, decided_at }) => {
    const term = rule.archive[outcome ?? 'included'];
    const end = outcome === 'included' ? stage_at : (decided_at ?? stage_at);
    return ended(term, shanghaiDay(new Date(end)));
  });
  if (month !== undefined) terms.push(ended(rule.archive.record, lastDayOf(month)));
  if (terms.length === 0) terms.push(ended(rule.archive.record, await lastTouched(unit, household)));
  return { why: 'archive', ...latest(terms), sample };
}

/**
 * Why a household may not be deleted yet; undefined when it may.
 * @param how `asked`: the household itself wants it
 */
export function erasureProblem(
  { why, until, onRequest }: Keeping,
  { asked, today }: { asked: boolean; today: Day },
): 'still-open' | 'archive-keeps' | undefined {
  if (why === 'open') return 'still-open';
  if (why !== 'archive') return 'archive-keeps';
  if (asked && onRequest) return undefined;
  return until !== null && until <= today ? undefined : 'archive-keeps';
}

interface Ends {
  until: Day | null;
  onRequest: boolean;
}

function ended({ years, onRequest }: ArchiveTerm, from: Day): Ends {
  return { until: years === null ? null : yearsAfter(from, years), onRequest };
}

/** What all of several terms leave: the latest day, and on request only where each allows it. */
function latest(terms: readonly Ends[]): Ends {
  return {
    until: terms.some(({ until }) => until === null)
      ? null
      : terms.reduce<Day>((day, { until }) => (until !== null && until > day ? until : day), ''),
    onRequest: terms.every(({ onRequest }) => onRequest),
  };
}

/** The same day some years later; the 29th of February is the 28th in years that have none. */
function yearsAfter(day: Day, years: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}

function lastDayOf(month: string): Day {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

async function monthOf(unit: Unit, householdId: string): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('household_records')
    .select('month')
    .where('household_id', '=', householdId)
    .executeTakeFirst();
  return row?.month;
}

async function newestMonth(unit: Unit, county: string): Promise<string> {
  const row = await unit.db
    .selectFrom('household_records')
    .select(({ fn }) => fn.max('month').as('month'))
    .where('county', '=', county)
    .executeTakeFirst();
  return row?.month ?? '';
}

/** The last visit or alert of a household that no case and no sheet tells of. */
async function lastTouched(unit: Unit, { id, created_at }: Kept): Promise<Day> {
  const visit = await unit.db
    .selectFrom('visits')
    .select(({ fn }) => fn.max('visited_at').as('at'))
    .where('household_id', '=', id)
    .executeTakeFirst();
  const alert = await unit.db
    .selectFrom('alerts')
    .select(({ fn }) => fn.max('created_at').as('at'))
    .where('household_id', '=', id)
    .executeTakeFirst();
  const times = [created_at, visit?.at ?? '', alert?.at ?? ''];
  return shanghaiDay(new Date(times.sort().at(-1) ?? created_at));
}

/** The households of a county that the archive lets go today, by id. Nothing personal. */
export async function dueIn(parts: Parts, unit: Unit, county: RegionCode): Promise<DueItem[]> {
  const today = todayIn(unit.clock);
  const shortest = shortestTerm(parts.procedures.of(county).rights);
  if (shortest === undefined) return [];
  const rows = await unit.db
    .selectFrom('households')
    .innerJoin('subjects', 'subjects.id', 'households.subject_id')
    .select(['households.id', 'households.county', 'households.created_at'])
    .where('households.county', '=', county)
    .where('subjects.wrapped_key', 'is not', null)
    .where('name_lookup', 'not like', aliasOf('%'))
    // Nothing ends before the shortest term has run since the household was first heard of.
    .where('households.created_at', '<=', `${yearsAfter(today, -shortest)}T23:59:59.999Z`)
    .orderBy('households.id')
    .execute();
  const due: DueItem[] = [];
  for (const row of rows) {
    const { why, until } = await keepingOf(parts, unit, row);
    if (why !== 'archive' || until === null || until > today) continue;
    const cases = await unit.db
      .selectFrom('cases')
      .select('receipt')
      .where('household_id', '=', row.id)
      .orderBy('opened_at')
      .execute();
    due.push({ household: row.id, until, receipts: cases.map(({ receipt }) => receipt) });
  }
  return due;
}

function shortestTerm({ archive }: RightsRule): number | undefined {
  const years = Object.values(archive).flatMap((term) => term.years ?? []);
  return years.length === 0 ? undefined : Math.min(...years);
}
