import { type StaffMember, todayIn } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import { groupOf, visibleAlerts } from './access.ts';
import { openGroups, placeName } from './lists.ts';
import type { AlertsParts } from './model.ts';
import { LIST_TEXTS } from './texts.ts';

const T = LIST_TEXTS.reminder;

/** Townships named in one line. */
const MOST_PLACES = 10;

/** What a member's daily reminder says of alerts: counts, nothing of a person. */
export async function reminderLines(parts: AlertsParts, unit: Unit, staff: StaffMember): Promise<string[]> {
  const groups = await openGroups(unit, staff);
  const today = todayIn(unit.clock);
  const inCounty = staff.role === 'county';
  const doubtful = groups.filter(({ rows: [first] }) => first.state === 'doubtful').length;
  const visits = groups.filter(({ rows: [first] }) => first.state === 'pending' && !inCounty);
  const unmatched = inCounty ? groups.length - doubtful : 0;
  const over = visits.filter(({ dueOn }) => dueOn !== null && dueOn < today).length;
  const now = visits.filter(({ dueOn }) => dueOn === today).length;
  return [
    ...(visits.length > 0 ? [T.visits(visits.length, over, now)] : []),
    ...(doubtful > 0 ? [T.doubtful(doubtful)] : []),
    ...(unmatched > 0 ? [T.unmatched(unmatched)] : []),
    ...(inCounty ? await overdueBelow(parts, unit, staff, today) : []),
  ];
}

/** What townships have let go past its day, for the county to press. */
async function overdueBelow(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  today: string,
): Promise<string[]> {
  const rows = await visibleAlerts(unit)
    .select(['alerts.queue', 'alerts.household_id', 'alerts.subject_id'])
    .distinct()
    .where('alerts.county', '=', staff.region)
    .where('alerts.state', '=', 'pending')
    .where('alerts.due_on', '<', today)
    .orderBy('alerts.queue')
    .execute();
  const byQueue = new Map<string, Set<string>>();
  for (const row of rows) {
    byQueue.set(row.queue, (byQueue.get(row.queue) ?? new Set<string>()).add(groupOf(row)));
  }
  if (byQueue.size === 0) return [];
  const total = [...byQueue.values()].reduce((sum, { size }) => sum + size, 0);
  const places = [...byQueue]
    .slice(0, MOST_PLACES)
    .map(([queue, { size }]) => T.place(placeName(parts, queue, null), size));
  return [T.overdueBelow(total, places.join('，'))];
}
