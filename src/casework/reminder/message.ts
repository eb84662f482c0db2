import type { Day } from '../procedure/days.ts';
import { dayText } from '../texts.ts';
import { type DueItem, type Escalated, GROUPS, type Reminder, type Unattended } from './model.ts';
import { REMINDER as T } from './texts.ts';

/** A message as channels send it (the dialogue room's `Reply`). */
export interface Message {
  text: string;
  buttons?: { id: string; label: string }[];
}

/** Of one list; the rest is counted. */
const LINES = 10;

/** A member's reminder in words; undefined when there is nothing to say. */
export function messageOf(reminder: Reminder, day: Day): Message | undefined {
  const { to, cases, tasks, unattended } = reminder;
  const own = new Set(cases.map(({ receipt }) => receipt));
  const escalated = reminder.escalated.filter(({ receipt }) => !own.has(receipt));
  const lines = [
    ...groups(cases, T.groups, T.more),
    ...groups(tasks, T.tasks, T.moreTasks),
    ...(to.role === 'supervisor' ? countsOf(escalated) : casesOf(escalated)),
    ...unattended.map(unattendedLine),
    ...reminder.lines,
  ];
  if (lines.length === 0) return undefined;
  const text = [T.title(dayText(day)), ...lines].join('\n');
  if (to.role === 'supervisor') return { text };
  const button =
    to.role === 'department'
      ? { id: 'staff:tasks', label: T.buttons.tasks }
      : { id: 'staff:queue', label: T.buttons.queue };
  return { text, buttons: [button] };
}

function groups(
  items: readonly DueItem[],
  titles: typeof T.groups | typeof T.tasks,
  more: (n: number) => string,
): string[] {
  const lines: string[] = [];
  let left = LINES;
  for (const group of GROUPS) {
    const all = byUrgency(items.filter((item) => item.group === group));
    if (all.length === 0) continue;
    lines.push(titles[group](all.length), ...all.slice(0, left).map(line));
    left = Math.max(0, left - all.length);
  }
  if (items.length > LINES) lines.push(more(items.length - LINES));
  return lines;
}

function casesOf(escalated: readonly Escalated[]): string[] {
  if (escalated.length === 0) return [];
  const lines = [T.escalated(escalated.length), ...byUrgency(escalated).slice(0, LINES).map(line)];
  return escalated.length > LINES ? [...lines, T.more(escalated.length - LINES)] : lines;
}

/** Urgent ones first, else as they come: by due day. */
function byUrgency<T extends DueItem>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
}

function line({ urgent, receipt, place, what, chip }: DueItem): string {
  return T.line(urgent, receipt, place, what, chip);
}

/** By county and stage. */
function countsOf(escalated: readonly Escalated[]): string[] {
  const counties = new Map<string, Map<string, number>>();
  for (const { county, what } of escalated) {
    const stages = counties.get(county) ?? new Map<string, number>();
    counties.set(county, stages.set(what, (stages.get(what) ?? 0) + 1));
  }
  return [...counties].map(([county, stages]) =>
    T.escalatedCount(county, [...stages].map(([stage, n]) => T.stageCount(stage, n)).join('、')),
  );
}

function unattendedLine({ place, anybody, counts }: Unattended): string {
  const told = GROUPS.filter((group) => counts[group] > 0);
  const total = told.reduce((sum, group) => sum + counts[group], 0);
  const parts = told.map((group) => T.count(T.unattendedGroups[group], counts[group]));
  return T.unattended(place, anybody, total, parts.join('、'));
}
