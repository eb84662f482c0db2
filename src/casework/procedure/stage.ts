/** The stages of a case, in the order of the procedure; the last is reached by withdrawing. */
export const STAGES = [
  'received',
  'verification',
  'village_review',
  'notice',
  'township_review',
  'county_decision',
  'included',
  'not_included',
  'support',
  'risk_removed',
  'withdrawn',
] as const;
export type Stage = (typeof STAGES)[number];

/** The stages before a decision: the case is open and its clock runs. */
export const OPEN_STAGES = [
  'received',
  'verification',
  'village_review',
  'notice',
  'township_review',
  'county_decision',
] as const satisfies readonly Stage[];
export type OpenStage = (typeof OPEN_STAGES)[number];

/** Whether a case in this stage waits for its decision. */
export function isOpen(stage: Stage): stage is OpenStage {
  return (OPEN_STAGES as readonly Stage[]).includes(stage);
}

/** Who does the work of a stage. */
export const OWNERS = ['village', 'township', 'county', 'department'] as const;
export type Owner = (typeof OWNERS)[number];

/**
 * What may come after a stage, and as what kind of act. `restore`: back under monitoring after the risk was held for
 * removed.
 */
export type MoveKind = 'advance' | 'send_back' | 'decide' | 'withdraw' | 'review' | 'restore';
export interface Move {
  to: Stage;
  kind: MoveKind;
}
