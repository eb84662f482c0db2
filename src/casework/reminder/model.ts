import type { Day } from '../procedure/days.ts';
import type { BoundMember } from './recipients.ts';

/** How urgent by the clock, the most pressing first. */
export const GROUPS = ['over', 'today', 'soon'] as const;
export type Group = (typeof GROUPS)[number];

/** One line of a reminder. */
export interface DueItem {
  receipt: string;
  place: string;
  /** The stage of a case, the cause of a task. */
  what: string;
  urgent: boolean;
  dueOn: Day;
  group: Group;
  chip: string;
}

/** A case that became overdue, for those above who works it. */
export interface Escalated extends DueItem {
  caseId: string;
  stage: string;
  /** The county's name. */
  county: string;
}

/** What waits in a queue whose office nobody bound. */
export interface Unattended {
  place: string;
  /** Whether a village of it has somebody. */
  anybody: boolean;
  counts: Record<Group, number>;
}

/** What one member is told on one day. */
export interface Reminder {
  to: BoundMember;
  cases: DueItem[];
  tasks: DueItem[];
  escalated: Escalated[];
  unattended: Unattended[];
}
