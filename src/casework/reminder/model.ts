import type { Unit } from '../../storage/index.ts';
import type { StaffMember } from '../model.ts';
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
  /** What other rooms have to say of the member's own work. */
  lines: string[];
}

/** What another room has for a member's reminder: lines of their own work, nothing of a person. */
export type LineSource = (unit: Unit, member: StaffMember) => Promise<string[]>;

/** Reminders in the making, one a member. */
export class ByMember {
  readonly #reminders = new Map<string, Reminder>();

  get all(): Reminder[] {
    return [...this.#reminders.values()];
  }

  of(to: BoundMember): Reminder {
    const known = this.#reminders.get(to.id);
    if (known !== undefined) return known;
    const reminder: Reminder = { to, cases: [], tasks: [], escalated: [], unattended: [], lines: [] };
    this.#reminders.set(to.id, reminder);
    return reminder;
  }

  add(others: ByMember): void {
    for (const { to, cases, tasks, escalated, unattended, lines } of others.all) {
      const reminder = this.of(to);
      reminder.cases = reminder.cases.concat(cases);
      reminder.tasks = reminder.tasks.concat(tasks);
      reminder.escalated = reminder.escalated.concat(escalated);
      reminder.unattended = reminder.unattended.concat(unattended);
      reminder.lines = reminder.lines.concat(lines);
    }
  }
}
