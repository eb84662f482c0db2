import type { Cause } from '../../declaration/index.ts';
import type { Day } from '../procedure/days.ts';
import type { Stage } from '../procedure/stage.ts';
import type { Refusal } from '../refusal.ts';

/** What a measure is of, in the order in which a household without labour needs them. */
export const MEASURE_KINDS = [
  'safety-net',
  'health',
  'care',
  'disability',
  'housing',
  'water',
  'education',
  'insurance',
  'social',
  'jobs',
  'training',
  'industry',
  'finance',
  'selling',
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** Whether anybody of a household can work. */
export type Labour = 'with' | 'without' | 'unknown';

/** State of the document that a measure rests on, on a day. */
export type BasisState = 'in_force' | 'expired' | 'transition';

/** The article behind a measure. */
export interface Basis {
  /** The document's folder in the corpus. */
  document: string;
  /** What the document is called, without 《》. */
  title: string;
  /** Path of headings joined: 二（二）7. */
  article: string;
  /** Verbatim. */
  quote: string;
  state: BasisState;
}

/** A measure of the catalogue that fits a household. */
export interface Suggestion {
  /** Id in the catalogue. */
  entry: string;
  /** Plain words. */
  title: string;
  kind: MeasureKind;
  kindLabel: string;
  /** Causes of the household that it answers; empty for one that any household may need. */
  causes: Cause[];
  /** For whom the article says it is, in its own words. */
  who?: string;
  /** Needs somebody who can work. */
  needsLabour: boolean;
  /** For households of whom nobody can work. */
  forWithout: boolean;
  /** Offices as the article prints them; empty where it names none. */
  units: string[];
  /** The office that a joint task goes to. */
  unit: string;
  basis: Basis;
  /** Is on the household's list already, not dropped. */
  planned: boolean;
}

export type MeasureState = 'planned' | 'running' | 'done' | 'dropped';

/** A measure of support as a case has it. */
export interface MeasureOfCase {
  id: string;
  /** Id in the catalogue; null for one in the cadre's own words. */
  entry: string | null;
  /** From the catalogue, or the cadre's words; empty once erased. */
  title: string;
  /** `own` for one in the cadre's words. */
  kind: MeasureKind | 'own';
  kindLabel: string;
  unit: string;
  state: MeasureState;
  stateLabel: string;
  plannedOn: Day;
  startedOn?: Day;
  endedOn?: Day;
  /** What was done, or why it was dropped. */
  note?: string;
  /** Absent for one in the cadre's words, or when the entry left the catalogue. */
  basis?: Basis;
}

/** A visit to a supported household. */
export interface FollowUp {
  id: string;
  on: Day;
  /** Null: nobody was at home. */
  incomeStable: boolean | null;
  /** Empty once erased. */
  text: string;
  /** Pseudonym of who went. */
  actor: string;
}

/** How a risk came to be removed: by the measures, or without them (自然消除). */
export type RemovalHow = 'support' | 'natural';

/** A condition of the county for the removal of a risk that is not met. */
export interface RemovalProblem {
  condition: 'monitored' | 'income-stable' | 'measure-finished' | 'followed-up' | 'labour';
  /** In a cadre's words, with what is missing. */
  text: string;
  /** Earliest day on which it could be met; null where no day makes it so. */
  from: Day | null;
  /** 示例，未经县级审核 */
  sample: boolean;
}

/** All support of a case; for its file and for who works it. The caller records the reading. */
export interface SupportOfCase {
  measures: MeasureOfCase[];
  followUps: FollowUp[];
  labour: Labour;
  /** Day by which the next follow-up is due; null while the case is not under support. */
  nextFollowUp: Day | null;
  /** Proposed for removal, and waits for the county. */
  removalProposed: boolean;
}

/** What a cadre needs to choose measures. */
export interface SupportPlan extends SupportOfCase {
  receipt: string;
  stage: Stage;
  causes: Cause[];
  suggestions: Suggestion[];
  /** Causes for which no document that binds here names a measure. */
  without: Cause[];
  /** Why the asking member may not arrange support now. */
  problem?: Refusal;
  /** Receipts of earlier cases of the same household. */
  earlier: string[];
}
