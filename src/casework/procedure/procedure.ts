import { createHash } from 'node:crypto';
import type { Cause } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Reckoned, WorkCalendar } from './calendar.ts';
import type { AlertsRule, DepartmentRule, PlanStep, ProcedureContent, StageRule } from './content.ts';
import type { Day } from './days.ts';
import { isSameOffice } from './offices.ts';
import { type LineOfYear, lineOfYear } from './reference-line.ts';
import type {
  Contact,
  ProcedureNote,
  ReferenceLine,
  ReviewCycle,
  TotalRule,
  VisitDay,
  Waits,
} from './region-file.ts';
import type { RemovalRule } from './removal.ts';
import type { RightsRule } from './rights-rule.ts';
import { isOpen, type Move, OPEN_STAGES, type OpenStage, type Stage } from './stage.ts';

/** The procedure of one county: stages, limits, who does what, and the reckoning of its dates. */
export class Procedure {
  readonly #content: ProcedureContent;
  readonly #rules: ReadonlyMap<Stage, StageRule>;
  /** SHA-256 of the merged content: a case pins the rules it was opened under. */
  readonly hash: string;
  /** The stages up to the decision, in this county's order. */
  readonly order: readonly OpenStage[];

  constructor(content: ProcedureContent) {
    this.#content = content;
    this.#rules = new Map(content.stages.map((rule) => [rule.stage, rule]));
    this.order = OPEN_STAGES.filter((stage) => this.#rules.has(stage));
    this.hash = createHash('sha256').update(canonical(content)).digest('hex');
  }

  get region(): RegionCode {
    return this.#content.region;
  }
  /** Divisions whose files it was merged from, farthest first. */
  get files(): readonly RegionCode[] {
    return this.#content.files;
  }
  /** Whether the county (or its prefecture) has signed it off; until then samples are marked as such. */
  get approved(): boolean {
    return this.#content.approved;
  }
  get approval(): { by: string; on: Day } | undefined {
    const { approved, approvedBy: by, approvedOn: on } = this.#content;
    return approved && by !== null && on !== null ? { by, on } : undefined;
  }
  get stages(): readonly StageRule[] {
    return this.#content.stages;
  }
  /** A limit over several stages together, where a document states one. */
  get total(): TotalRule | null {
    return this.#content.total;
  }
  get lines(): readonly ReferenceLine[] {
    return this.#content.lines;
  }
  get contacts(): readonly Contact[] {
    return this.#content.contacts;
  }
  get openingHours(): string | null {
    return this.#content.openingHours;
  }
  get visitDays(): readonly VisitDay[] {
    return this.#content.visitDays;
  }
  get reviewCycles(): readonly ReviewCycle[] {
    return this.#content.reviewCycles;
  }
  /** How long something may wait before somebody is told. */
  get waits(): Waits {
    return this.#content.waits;
  }
  /** How long a township has for a department's alert. */
  get alerts(): AlertsRule {
    return this.#content.alerts;
  }
  /** When a risk may be held for removed, and how often a supported household is followed up. */
  get removal(): RemovalRule {
    return this.#content.removal;
  }
  /** How long an answer to what people ask about their data may take, and how long the archive keeps it. */
  get rights(): RightsRule {
    return this.#content.rights;
  }
  get notes(): readonly ProcedureNote[] {
    return this.#content.notes;
  }

  /** The rule of a stage; undefined where this county does not have it. */
  rule(stage: Stage): StageRule | undefined {
    return this.#rules.get(stage);
  }

  /** The line departments of a cause. */
  departments(cause: Cause): DepartmentRule[] {
    return this.#content.departments.filter((department) => department.cause === cause);
  }

  /** Whether two names are the same office's (县医保局, 医疗保障局). */
  isSameOffice(a: string, b: string): boolean {
    return isSameOffice(a, b, this.#content.officeNames);
  }

  /** The income line of a year, as information; undefined where the place has none. */
  lineOf(year: number): LineOfYear | undefined {
    return lineOfYear(this.lines, year);
  }

  /** The stage that follows when the work of one is done; undefined where a decision follows or nothing does. */
  next(stage: Stage): Stage | undefined {
    if (stage === 'included') return 'support';
    if (stage === 'support') return 'risk_removed';
    if (!isOpen(stage)) return undefined;
    return OPEN_STAGES.slice(OPEN_STAGES.indexOf(stage) + 1).find((later) => this.#rules.has(later));
  }

  /** Whether a case may be decided in a stage. */
  canDecide(stage: Stage): boolean {
    return (this.#content.decisionAt as readonly Stage[]).includes(stage);
  }

  /** Whether a case may be returned for completion in a stage: its clock stands still until the answer. */
  canPause(stage: Stage): boolean {
    // A notice hangs for its days whatever is missing from the file.
    return isOpen(stage) && stage !== 'notice';
  }

  /** What may come after a stage, the usual way on first. */
  moves(stage: Stage): Move[] {
    const next = this.next(stage);
    const advance: Move[] = next === undefined ? [] : [{ to: next, kind: 'advance' }];
    if (stage === 'included' || stage === 'not_included' || stage === 'risk_removed') {
      const again = this.next('received');
      const restored: Move[] = stage === 'risk_removed' ? [{ to: 'support', kind: 'restore' }] : [];
      const review: Move[] = again === undefined ? [] : [{ to: again, kind: 'review' }];
      return [...advance, ...restored, ...review];
    }
    if (!isOpen(stage)) return advance;
    const decisions: Move[] = this.canDecide(stage)
      ? [
          { to: 'included', kind: 'decide' },
          { to: 'not_included', kind: 'decide' },
        ]
      : [];
    // Work is handed back to those who did it; receiving is not done twice.
    const back = this.order.slice(1, Math.max(1, this.order.indexOf(stage)));
    const sentBack: Move[] = [...back].reverse().map((to) => ({ to, kind: 'send_back' }));
    return [...advance, ...decisions, ...sentBack, { to: 'withdrawn', kind: 'withdraw' }];
  }

  /** As what kind of act a case may go from one stage to another; undefined when it may not. */
  move(from: Stage, to: Stage): Move | undefined {
    return this.moves(from).find((move) => move.to === to);
  }

  /**
   * The day by which a stage is to be done: by its own limit and, where the county has one over several stages, by
   * that too, whichever is earlier; null where neither is set.
   * @param entered day on which the case came into the stage
   * @param received day on which the case was received
   * @param paused working days that the clock has stood still since `received` while the applicant completed papers
   *   (since `entered`, `pausedInStage`)
   */
  dueOf(
    stage: Stage,
    entered: Day,
    received: Day,
    calendar: WorkCalendar,
    { paused = 0, pausedInStage = paused }: { paused?: number; pausedInStage?: number } = {},
  ): Reckoned | null {
    const rule = this.rule(stage);
    if (rule === undefined) return null;
    const dues: Reckoned[] = [];
    if (rule.limit !== null) {
      const own = rule.countsFrom === 'stage';
      const stood = own ? pausedInStage : paused;
      dues.push(calendar.addWorkdays(own ? entered : received, rule.limit + stood));
    }
    const { total } = this;
    if (total !== null && this.isWithinTotal(stage)) {
      dues.push(calendar.addWorkdays(received, total.limit + paused));
    }
    return dues.reduce<Reckoned | null>(
      (earliest, due) => (earliest === null || due.day < earliest.day ? due : earliest),
      null,
    );
  }

  /** Whether a stage is one of those that the total limit is over. */
  isWithinTotal(stage: Stage): boolean {
    if (this.total === null || !isOpen(stage)) return false;
    const at = OPEN_STAGES.indexOf(stage);
    return at >= OPEN_STAGES.indexOf(this.total.from) && at <= OPEN_STAGES.indexOf(this.total.to);
  }

  /** The day from which a stage's owner is reminded of its due day. */
  warnFrom(stage: Stage, due: Day, calendar: WorkCalendar): Day {
    return calendar.workdayBefore(due, this.rule(stage)?.warnBefore ?? 0);
  }

  /** The whole expected timeline of a case received on a day, up to its decision. */
  plan(received: Day, calendar: WorkCalendar): PlanStep[] {
    const [first] = this.order;
    return first === undefined ? [] : this.planFrom(first, received, received, calendar);
  }

  /**
   * What is still to come for a case that entered a stage on a day: that stage first, up to the decision.
   * @param paused working days that the clock has stood still since `received`, as in `dueOf`
   */
  planFrom(stage: OpenStage, entered: Day, received: Day, calendar: WorkCalendar, paused = 0): PlanStep[] {
    const steps: PlanStep[] = [];
    let from = entered;
    let provisional = false;
    for (const each of this.order.slice(Math.max(0, this.order.indexOf(stage)))) {
      const rule = this.rule(each);
      if (rule === undefined) continue;
      const reckoned = this.dueOf(each, from, received, calendar, { paused, pausedInStage: 0 });
      // Nothing ends before it begins: a total that is used up already leaves the days as they are.
      const due = reckoned === null ? null : later(reckoned.day, from);
      provisional ||= reckoned?.provisional === true;
      const { label, resident, owner, sample } = rule;
      steps.push({ stage: each, label, resident, owner, from, due, provisional, sample });
      from = due ?? from;
    }
    return steps;
  }

  /** The plain data, for a record or an export. */
  toJSON(): ProcedureContent {
    return this.#content;
  }
}

/**
 * A due day after the clock has stood still from one day to another. Provisional also where only the days it stood still
 * are: of a case that was late already, the due day may lie before them.
 */
export function afterPause(due: Day, pausedOn: Day, resumedOn: Day, calendar: WorkCalendar): Reckoned {
  const stood = Math.max(0, calendar.workdaysBetween(pausedOn, resumedOn));
  const moved = calendar.addWorkdays(due, stood);
  return { ...moved, provisional: moved.provisional || !calendar.isFinal(pausedOn, resumedOn) };
}

function later(a: Day, b: Day): Day {
  return a < b ? b : a;
}

/** JSON with the keys of every object in order: the same content always gives the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : each,
  );
}
