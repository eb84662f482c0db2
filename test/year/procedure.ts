/**
 * The procedure of 鄢陵县 as its region file and the nation's say it (corpus/regions/411024.yaml over 0.yaml), written out
 * once more by hand: the model must not reckon with the code that it is to judge.
 */
export const COUNTY = '411024';

export type Stage =
  | 'received'
  | 'verification'
  | 'village_review'
  | 'notice'
  | 'township_review'
  | 'county_decision'
  | 'included'
  | 'not_included'
  | 'support'
  | 'risk_removed'
  | 'withdrawn';

export type Office = 'village' | 'township' | 'county';
export type Paper = 'finding' | 'form' | 'review' | 'posting';

interface Rule {
  owner: Office;
  /** Working days; null: no limit. */
  limit: number | null;
  label: string;
  papers: readonly Paper[];
}

const rule = (owner: Office, limit: number | null, label: string, ...papers: Paper[]): Rule => ({
  owner,
  limit,
  label,
  papers,
});

export const RULES: Readonly<Record<Stage, Rule>> = {
  received: rule('township', 2, '受理'),
  verification: rule('village', 5, '入户核实', 'finding'),
  village_review: rule('village', 3, '村级评议', 'review'),
  notice: rule('village', 5, '公示', 'posting'),
  township_review: rule('township', 3, '乡镇审核'),
  county_decision: rule('county', 5, '县级确定', 'form'),
  included: rule('township', null, '纳入监测'),
  not_included: rule('township', null, '不纳入'),
  support: rule('township', null, '帮扶'),
  risk_removed: rule('county', null, '风险消除'),
  withdrawn: rule('township', null, '撤回'),
};

export const ORDER: readonly Stage[] = [
  'received',
  'verification',
  'village_review',
  'notice',
  'township_review',
  'county_decision',
];

export function isOpen(stage: Stage): boolean {
  return ORDER.includes(stage);
}

/** Where a paper belongs. */
export const HOME: Readonly<Record<Paper, Stage>> = {
  finding: 'verification',
  form: 'verification',
  review: 'village_review',
  posting: 'notice',
};

/** When nothing is left to help with. */
export const ENDED: readonly Stage[] = ['withdrawn', 'not_included', 'risk_removed'];

export const DEPARTMENTS: Readonly<Record<string, readonly string[]>> = {
  因病: ['县医保局', '县卫健委'],
  住房: ['县住建局'],
  其他: ['县乡村振兴局'],
};

/** All line departments that the region file names. */
export const OFFICES: readonly string[] = [
  '县医保局',
  '县卫健委',
  '县教体局',
  '县残联',
  '县民政局',
  '县农业农村局',
  '县人社局',
  '县住建局',
  '县水利局',
  '县乡村振兴局',
];

/** 双交办: a department has as long as a case may take to be verified. */
export const TASK_DAYS = [2, 5] as const;

/** What 风险消除 wants: months monitored, months of stable income, measures done, days since the last visit. */
export const REMOVAL = { monitored: 6, stable: 6, measures: 1, visited: 30 } as const;
