import {
  addDays,
  instantOf,
  PERIOD_KINDS,
  type Period,
  periodOf,
  previousPeriod,
  shanghaiTime,
} from './period.ts';

/** Digests that a recipient should have had by now. */
export interface DueDigests {
  /** Days, oldest first; at most the last seven. */
  days: Period[];
  /** The last period that ended, of each longer kind. */
  periods: Period[];
}

/** After an outage this many days are caught up; older ones are in the week's and month's digests. */
const DAYS_CAUGHT_UP = 7;

/**
 * What is due at `now`: each day's digest on the next day at `hour`, the week's on Monday, the month's on the 1st, and so
 * on. A digest whose hour had passed by `since`, when the recipient bound their chat, is not due to them.
 */
export function dueDigests(now: Date, hour: number, since: string): DueDigests {
  const local = shanghaiTime(now);
  const latest = local.hour >= hour ? local.day : addDays(local.day, -1);
  const isDue = (sendingDay: string) => instantOf(sendingDay, hour) > since;
  const sendingDays = Array.from({ length: DAYS_CAUGHT_UP }, (_, back) => addDays(latest, -back)).reverse();
  const longer = PERIOD_KINDS.filter((kind) => kind !== 'day').map((kind) => periodOf(kind, latest));
  return {
    days: sendingDays.filter(isDue).map((day) => periodOf('day', addDays(day, -1))),
    periods: longer.filter(({ first }) => isDue(first)).map(previousPeriod),
  };
}
