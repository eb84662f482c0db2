import type { Cause } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { PaperNeed } from '../papers/model.ts';
import type { Day } from './days.ts';
import type {
  Contact,
  ProcedureNote,
  ReferenceLine,
  ReviewCycle,
  Source,
  TotalRule,
  VisitDay,
  Waits,
} from './region-file.ts';
import type { RemovalRule } from './removal.ts';
import type { RightsRule } from './rights-rule.ts';
import type { OpenStage, Owner, Stage } from './stage.ts';

/** One stage as a county has it. */
export interface StageRule {
  stage: Stage;
  owner: Owner;
  /** Working days; null where none is set. */
  limit: number | null;
  countsFrom: 'stage' | 'received';
  warnBefore: number;
  escalateTo: 'township' | 'county' | 'supervisor';
  /** 示例，未经县级审核: no document states the limit and the county has not approved the procedure. */
  sample: boolean;
  /** Which division's file set the limit. */
  limitFrom: RegionCode;
  /** The county must confirm how the text is meant. */
  confirm: boolean;
  /** The nearest document that states something of the stage. */
  source?: Source;
  /** What the documents state of the stage, each with the keys it states. */
  sources: (Source & { states: ('owner' | 'limit' | 'label')[] })[];
  note?: string;
  /** Official name of the stage (环节名). */
  label: string;
  /** The stage in a resident's words. */
  resident: string;
  /** What must be on file before it is left, or before a household is included there. */
  papers: PaperNeed[];
}

/** A line department to which a cause is assigned jointly with the township (双交办). */
export interface DepartmentRule {
  cause: Cause;
  /** The office at the county's level: as printed for a county's own document, without 市 for a prefecture's. */
  unit: string;
  /** As the document prints it. */
  printed: string;
  /** 示例，未经县级审核: no document gives this cause to this office, or not under this name. */
  sample: boolean;
  note?: string;
  source?: Source;
}

/** The limit for checking a department's alert at the home. */
export interface AlertsRule {
  /** Working days; null where none is set. */
  limit: number | null;
  /** 示例，未经县级审核: no document states the limit and the county has not approved it. */
  sample: boolean;
}

/** One line of the expected timeline. */
export interface PlanStep {
  stage: OpenStage;
  label: string;
  resident: string;
  owner: Owner;
  /** The latest day on which it begins, if every stage before takes its whole time. */
  from: Day;
  /** The latest day on which it ends; null where the stage has no limit. */
  due: Day | null;
  provisional: boolean;
  sample: boolean;
}

/** Everything of a procedure that is data. */
export interface ProcedureContent {
  region: RegionCode;
  /** Divisions whose files it was merged from, farthest first. */
  files: RegionCode[];
  approved: boolean;
  approvedBy: string | null;
  approvedOn: string | null;
  stages: StageRule[];
  total: TotalRule | null;
  decisionAt: ('township_review' | 'county_decision')[];
  lines: ReferenceLine[];
  departments: DepartmentRule[];
  officeNames: string[][];
  contacts: Contact[];
  openingHours: string | null;
  visitDays: VisitDay[];
  reviewCycles: ReviewCycle[];
  alerts: AlertsRule;
  waits: Waits;
  removal: RemovalRule;
  rights: RightsRule;
  notes: ProcedureNote[];
}
