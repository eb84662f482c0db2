import type { Unit } from '../../storage/index.ts';
import { actorOf, findFor, noteDenied } from '../access.ts';
import type { Done } from '../handling.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import type { Stage } from '../procedure/stage.ts';
import { causesOf } from '../views.ts';
import {
  type DueFollowUp,
  dueFollowUps,
  type FollowedUp,
  type FollowUpReport,
  followUp,
  nextFollowUp,
} from './follow-up.ts';
import { coveredCauses, earlierCases } from './household.ts';
import { labourOf } from './labour.ts';
import { type Planned, plan, planOwn, suggestionsOf, supportProblem } from './measures.ts';
import type { MeasureOfCase, RemovalHow, RemovalProblem, SupportOfCase, SupportPlan } from './model.ts';
import { type PendingRemoval, pendingRemovals } from './overdue.ts';
import { drop, finish, type Progressed, start } from './progress.ts';
import {
  confirmRemoval,
  declineRemoval,
  proposalOf,
  type Removal,
  type RemovalUnmet,
  remove,
  returnToMonitoring,
} from './removal.ts';
import { removalProblems } from './removal-problems.ts';
import { followUpsOf, measureOf, measureRows } from './store.ts';
import { STAFF } from './texts.ts';

/**
 * 帮扶: from what the documents name for a household's causes to the day its risk is gone, and back. As with all of
 * casework, what is another's does not exist: a foreign case, measure or guessed number get the same refusal.
 */
export class Support {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** 措施: what fits the household, what it has, and when it is to be visited next; the reading is recorded. */
  async suggestions(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<{ plan: SupportPlan }>> {
    const row = await findFor(unit, staff, ref);
    if (row === undefined) {
      await noteDenied(unit, staff, 'measures');
      return refused('not-found');
    }
    await unit.audit.append(row.id, {
      actor: actorOf(staff),
      action: 'read',
      detail: { purpose: 'support' },
    });
    const causes = await causesOf(unit, row.id);
    const covered = coveredCauses(this.#parts, unit, row);
    const problem = await supportProblem(this.#parts, unit, staff, row);
    const plan: SupportPlan = {
      ...(await this.#whole(unit, row)),
      receipt: row.receipt,
      stage: row.stage as Stage,
      causes,
      suggestions: await suggestionsOf(this.#parts, unit, row),
      without: causes.filter((cause) => !covered.has(cause)),
      ...(problem === undefined ? {} : { problem }),
      earlier: await earlierCases(unit, row),
    };
    return { ok: true, plan };
  }

  /** Measures of the catalogue, by their ids. */
  plan(unit: Unit, staff: StaffMember, ref: string, entries: readonly string[]): Promise<Outcome<Planned>> {
    return plan(this.#parts, unit, staff, ref, entries);
  }

  /** A measure in the cadre's own words. */
  planOwn(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    own: { text: string; office: string },
  ): Promise<Outcome<Planned>> {
    return planOwn(this.#parts, unit, staff, ref, own);
  }

  /** 措施落实 */
  start(unit: Unit, staff: StaffMember, measureId: string): Promise<Outcome<Progressed>> {
    return start(this.#parts, unit, staff, measureId);
  }

  /** 措施完成 */
  finish(unit: Unit, staff: StaffMember, measureId: string, text: string): Promise<Outcome<Progressed>> {
    return finish(this.#parts, unit, staff, measureId, text);
  }

  /** 措施停 */
  drop(unit: Unit, staff: StaffMember, measureId: string, reason: string): Promise<Outcome<Progressed>> {
    return drop(this.#parts, unit, staff, measureId, reason);
  }

  /** 回访 */
  followUp(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    report: FollowUpReport,
  ): Promise<Outcome<FollowedUp>> {
    return followUp(this.#parts, unit, staff, ref, report);
  }

  /** The households whose follow-up is due or late; nothing personal. */
  dueFollowUps(unit: Unit, staff: StaffMember): Promise<DueFollowUp[]> {
    return dueFollowUps(this.#parts, unit, staff);
  }

  /** The proposed removals that wait for this member's office; nothing personal. */
  pendingRemovals(unit: Unit, staff: StaffMember): Promise<PendingRemoval[]> {
    return pendingRemovals(this.#parts, unit, staff);
  }

  /** What a case still lacks before its risk may be held for removed; the caller records the reading. */
  removalProblems(unit: Unit, row: CaseRow, how: RemovalHow): Promise<RemovalProblem[]> {
    return removalProblems(this.#parts, unit, row, how);
  }

  /** 风险消除 */
  remove(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    removal: { how: RemovalHow; reason: string; seen?: number },
  ): Promise<Outcome<Removal> | RemovalUnmet> {
    return remove(this.#parts, unit, staff, ref, removal);
  }

  /** 同意消除 */
  confirmRemoval(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    note?: string,
  ): Promise<Outcome<Removal> | RemovalUnmet> {
    return confirmRemoval(this.#parts, unit, staff, ref, note);
  }

  /** 不同意消除 */
  declineRemoval(unit: Unit, staff: StaffMember, ref: string, reason: string): Promise<Outcome<Done>> {
    return declineRemoval(this.#parts, unit, staff, ref, reason);
  }

  /** 重新监测 */
  returnToMonitoring(unit: Unit, staff: StaffMember, ref: string, reason: string): Promise<Outcome<Done>> {
    return returnToMonitoring(this.#parts, unit, staff, ref, reason);
  }

  /** All support of a case; the caller records the reading. */
  async of(unit: Unit, caseId: string): Promise<SupportOfCase> {
    const row = await unit.db
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return this.#whole(unit, row);
  }

  /** One line each for a member's list and reminder: follow-ups that are late, removals that wait; nothing personal. */
  async reminderLines(unit: Unit, staff: StaffMember): Promise<string[]> {
    const late = staff.role === 'county' ? [] : await this.dueFollowUps(unit, staff);
    const removals = await pendingRemovals(this.#parts, unit, staff);
    return [
      ...(late.length === 0 ? [] : [STAFF.followUps(late.length)]),
      ...(removals.length === 0 ? [] : [STAFF.removals(removals.length)]),
    ];
  }

  async #whole(unit: Unit, row: CaseRow): Promise<SupportOfCase> {
    const measures: MeasureOfCase[] = [];
    for (const each of await measureRows(unit, row.id)) {
      measures.push(await measureOf(this.#parts, unit, each));
    }
    return {
      measures,
      followUps: await followUpsOf(unit, row.id),
      labour: await labourOf(this.#parts, unit, row),
      nextFollowUp: await nextFollowUp(this.#parts, unit, row),
      removalProposed: (await proposalOf(unit, row)) !== undefined,
    };
  }
}
