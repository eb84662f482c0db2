import { z } from 'zod';
import { startOfDay, todayIn } from '../casework/index.ts';
import type { Clock } from '../storage/index.ts';
import { UsageError } from './usage.ts';

const Day = z.iso.date();

/**
 * The clock, moved to a day with `--today`: the time of day goes on.
 * @throws UsageError when it is no day of the calendar
 */
export function clockOn(today: string | undefined): Clock {
  if (today === undefined) return () => new Date();
  if (!Day.safeParse(today).success) throw new UsageError(`--today 应写成 YYYY-MM-DD：${today}`);
  const shift = startOfDay(today).getTime() - startOfDay(todayIn(() => new Date())).getTime();
  return () => new Date(Date.now() + shift);
}
