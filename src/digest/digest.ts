import type { RegionCode } from '../regions/index.ts';
import type { Db } from '../storage/index.ts';
import { countsOf, type Figures, fiveFiguresOf, type Scope, type Workdays } from './figures.ts';
import { risesOf } from './history.ts';
import { previousPeriod } from './period.ts';
import type { AskedReader } from './questions/asked-most.ts';
import { digestText, type TextParts } from './text.ts';

/** A digest as the contract has it (design section 10). */
export interface Digest {
  text: string;
  figures: Figures;
  charts: string[];
}

/** What a digest is made with. */
export interface DigestTools {
  calendar: Workdays;
  /** Name of a division: 望田镇, 鄢陵县. */
  place: (code: RegionCode) => string;
  /** The day it is, in Asia/Shanghai. */
  today: string;
  /** Reads what was asked most; without it the digest has the counts of questions alone. */
  asked?: AskedReader;
}

/** Counts and words a period of a division. */
export async function makeDigest(db: Db, scope: Scope, tools: DigestTools): Promise<Digest> {
  const parts = await digestParts(db, scope, tools);
  const asked = await tools.asked?.(scope);
  return { text: digestText({ ...parts, asked }), figures: parts.counts.figures, charts: [] };
}

/** Counts a period and what it is compared with. */
export async function digestParts(db: Db, scope: Scope, tools: DigestTools): Promise<TextParts> {
  const counts = await countsOf(db, scope, tools.calendar);
  const earlier = { ...scope, period: previousPeriod(scope.period) };
  return {
    ...scope,
    counts,
    before: await fiveFiguresOf(db, earlier, tools.calendar),
    rises: await risesOf(db, scope, counts.figures),
    place: tools.place,
    today: tools.today,
  };
}
