import type { RegionCode } from '../../regions/index.ts';
import { inChunks, type Unit } from '../../storage/index.ts';
import { isIntake } from '../access.ts';
import { dueChip, taskChip } from '../clock.ts';
import type { CaseRow, Parts } from '../model.ts';
import { placeName, queueName } from '../places.ts';
import type { Day } from '../procedure/days.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Stage } from '../procedure/stage.ts';
import { taskList } from '../tasks.ts';
import { escalationsBefore, keyOf } from './escalations.ts';
import {
  ByMember,
  type DueItem,
  type Escalated,
  type Group,
  type LineSource,
  type Reminder,
  type Unattended,
} from './model.ts';
import { ableTo, type BoundMember, boundMembers, ownersOf, superiorsOf } from './recipients.ts';

/** Who is to be reminded of what on a day, put together county by county. */
export class ReminderPlan {
  readonly members: readonly BoundMember[];
  readonly #parts: Parts;
  readonly #unit: Unit;
  readonly #today: Day;
  readonly #reminders = new ByMember();

  private constructor(parts: Parts, unit: Unit, today: Day, members: BoundMember[]) {
    this.members = members;
    this.#parts = parts;
    this.#unit = unit;
    this.#today = today;
  }

  static async begin(parts: Parts, unit: Unit, today: Day): Promise<ReminderPlan> {
    return new ReminderPlan(parts, unit, today, await boundMembers(unit));
  }

  /** By member; those of whom there is nothing to say are left out. */
  get reminders(): Reminder[] {
    return this.#reminders.all;
  }

  /** The counties in which a clock is running. */
  async counties(): Promise<RegionCode[]> {
    const rows = await this.#unit.db
      .selectFrom('cases')
      .select('county')
      .distinct()
      .where('decided_at', 'is', null)
      .orderBy('county')
      .execute();
    return rows.map(({ county }) => county as RegionCode);
  }

  /**
   * Adds what is due in a county: to those whose work it is, and what became overdue to those above them. All of it or,
   * when it throws, nothing: half a list would pass for the whole.
   */
  async addCounty(county: RegionCode): Promise<void> {
    const procedure = this.#parts.procedures.of(county);
    const due = await this.#dueIn(county, procedure);
    const rows = due.map(({ row }) => row);
    const objected = await this.#objected(rows.map(({ id }) => id));
    const told = await escalationsBefore(this.#unit, rows, this.#today);
    const unattended = new Map<string, Record<Group, number>>();
    const found = new ByMember();
    for (const { row, item } of due) {
      const overdue = item.group === 'over';
      const able = await ableTo(this.#parts, this.#unit, this.members, row, objected.has(row.id));
      const owners = ownersOf(row, able, overdue);
      for (const owner of owners) found.of(owner).cases.push(item);
      if (owners.length === 0 && !isIntake(row)) {
        const counts = unattended.get(row.queue) ?? { over: 0, today: 0, soon: 0 };
        counts[item.group] += 1;
        unattended.set(row.queue, counts);
      }
      const rule = procedure.rule(row.stage as Stage);
      if (!overdue || rule === undefined || told.has(keyOf(row))) continue;
      const escalated = this.#escalated(row, item);
      for (const superior of superiorsOf(row, rule.escalateTo, this.members, owners)) {
        found.of(superior).escalated.push(escalated);
      }
    }
    const chiefs = this.members.filter(({ role, region }) => role === 'county' && region === county);
    for (const [queue, counts] of unattended) {
      const line = this.#unattended(queue as RegionCode, counts);
      for (const chief of chiefs) found.of(chief).unattended.push(line);
    }
    this.#reminders.add(found);
  }

  /** Adds the tasks of a department member that are late or due today; not of cases that wait for the applicant. */
  async addTasks(member: BoundMember): Promise<void> {
    const found = new ByMember();
    const paused = await this.#paused(member.region);
    for (const task of await taskList(this.#parts, this.#unit, member)) {
      const { receipt, place, cause, urgent, dueOn } = task;
      if (dueOn === null || dueOn > this.#today || paused.has(receipt)) continue;
      found.of(member).tasks.push({
        ...{ receipt, place, what: cause, urgent, dueOn },
        group: dueOn < this.#today ? 'over' : 'today',
        chip: taskChip(dueOn, this.#today, this.#parts.calendar),
      });
    }
    this.#reminders.add(found);
  }

  /** Adds what other rooms have to say to a member. */
  async addLines(member: BoundMember, sources: readonly LineSource[]): Promise<void> {
    const found = new ByMember();
    for (const source of sources) {
      const lines = await source(this.#unit, member);
      if (lines.length > 0) found.of(member).lines.push(...lines);
    }
    this.#reminders.add(found);
  }

  /** The cases whose clock runs and whose time for a reminder has come, by due day. */
  async #dueIn(county: RegionCode, procedure: Procedure): Promise<{ row: CaseRow; item: DueItem }[]> {
    const { calendar } = this.#parts;
    const earliest = Math.max(0, ...procedure.stages.map(({ warnBefore }) => warnBefore));
    const rows = await this.#unit.db
      .selectFrom('cases')
      .selectAll()
      .where('county', '=', county)
      .where('decided_at', 'is', null)
      .where('paused_at', 'is', null)
      .where('due_on', '<=', calendar.addWorkdays(this.#today, earliest).day)
      .orderBy('due_on')
      .orderBy('urgent', 'desc')
      .orderBy('id')
      .execute();
    return rows.flatMap((row) => {
      const item = this.#itemOf(row, procedure);
      return item === undefined ? [] : [{ row, item }];
    });
  }

  #itemOf(row: CaseRow, procedure: Procedure): DueItem | undefined {
    const { due_on: dueOn, receipt } = row;
    const stage = row.stage as Stage;
    const { calendar } = this.#parts;
    if (dueOn === null || procedure.warnFrom(stage, dueOn, calendar) > this.#today) return undefined;
    return {
      receipt,
      place: placeName(this.#parts, row),
      what: procedure.rule(stage)?.label ?? stage,
      urgent: row.urgent === 1,
      dueOn,
      group: dueOn < this.#today ? 'over' : dueOn === this.#today ? 'today' : 'soon',
      chip: dueChip(row, this.#today, calendar),
    };
  }

  #escalated(row: CaseRow, item: DueItem): Escalated {
    const county = this.#parts.divisions.nameOf(row.county as RegionCode);
    return { ...item, caseId: row.id, stage: row.stage, county };
  }

  #unattended(queue: RegionCode, counts: Record<Group, number>): Unattended {
    const anybody = this.members.some(({ role, region }) => role === 'village' && region.startsWith(queue));
    return { place: queueName(this.#parts, queue), anybody, counts };
  }

  /** Those of some cases that are looked into again after an objection. */
  async #objected(caseIds: readonly string[]): Promise<Set<string>> {
    const objected = new Set<string>();
    for (const chunk of inChunks(caseIds)) {
      const rows = await this.#unit.db
        .selectFrom('case_notes')
        .select('case_id')
        .where('kind', '=', 'objection')
        .where('case_id', 'in', chunk)
        .execute();
      for (const { case_id } of rows) objected.add(case_id);
    }
    return objected;
  }

  async #paused(county: string): Promise<Set<string>> {
    const rows = await this.#unit.db
      .selectFrom('cases')
      .select('receipt')
      .where('county', '=', county)
      .where('paused_at', 'is not', null)
      .execute();
    return new Set(rows.map(({ receipt }) => receipt));
  }
}
