import { startOfDay, todayIn } from '../casework/index.ts';
import type { Clock } from '../storage/index.ts';

/** The clock, moved to a day with `--today`: the time of day goes on. */
export function clockOn(today: string | undefined): Clock {
  if (today === undefined) return () => new Date();
  const shift = startOfDay(today).getTime() - startOfDay(todayIn(() => new Date())).getTime();
  return () => new Date(Date.now() + shift);
}
