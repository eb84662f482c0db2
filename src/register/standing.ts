import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';

/** How much of a county is on record. */
export interface Standing {
  households: number;
  people: number;
  /** YYYY-MM of the newest sheet; undefined before the first. */
  month?: string;
  /** When the newest sheet was taken in. */
  importedAt?: string;
}

export async function standingOf({ db }: Unit, county: RegionCode): Promise<Standing> {
  const records = await db
    .selectFrom('household_records')
    .select(({ fn }) => [fn.countAll().as('n'), fn.max('month').as('month')])
    .where('county', '=', county)
    .executeTakeFirst();
  const people = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('county', '=', county)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  const last = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.max('finished_at').as('at'))
    .where('county', '=', county)
    .where('kind', '=', 'register')
    .where('state', '=', 'done')
    .executeTakeFirst();
  return {
    households: Number(records?.n ?? 0),
    people: Number(people?.n ?? 0),
    ...(records?.month == null ? {} : { month: records.month }),
    ...(last?.at == null ? {} : { importedAt: last.at }),
  };
}
