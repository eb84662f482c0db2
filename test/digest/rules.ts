import { Readable } from 'node:stream';
import { Procedures, WorkCalendar } from '../../src/casework/index.ts';
import { collect, writeHistory } from '../../src/commands/replay.ts';
import type { ReplayRules } from '../../src/commands/replay-case.ts';
import { parseRegion } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import type { Judge, Line } from './histories.ts';

export const COUNTY = parseRegion('411024');
export const calendar = WorkCalendar.load('corpus/calendar');
const procedures = Procedures.load('corpus/regions');

export const rules: ReplayRules = {
  procedures,
  calendar,
  places: { region: COUNTY, intake: COUNTY },
};

/** Working days and limits for counting by hand. */
export const judge: Judge = {
  isWorkday: (day) => calendar.isWorkday(day),
  due: (stage, entered, received) => {
    const rule = procedures.of(COUNTY).rule(stage as 'received');
    if (rule === undefined || rule.limit === null) return null;
    return calendar.addWorkdays(rule.countsFrom === 'received' ? received : entered, rule.limit).day;
  },
};

/** Replays lines as the command does. */
export async function replayLines(
  storage: Storage,
  lines: Line[],
  others: Partial<ReplayRules['places']> = {},
) {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const history = await collect(Readable.from([text]));
  return writeHistory(storage, history, { ...rules, places: { ...rules.places, ...others } });
}
