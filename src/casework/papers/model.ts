import type { Day } from '../procedure/days.ts';

/** What the papers of a case are; all stand in the table `papers`. */
export const PAPER_KINDS = ['verification', 'village_review', 'notice', 'protest'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/**
 * What a county may want on file before a stage is left (region file, `stages.<stage>.papers`): a record of the visit in
 * words, the verification form, the village's review, the notice on the wall.
 */
export const PAPER_NEEDS = ['finding', 'form', 'review', 'posting'] as const;
export type PaperNeed = (typeof PAPER_NEEDS)[number];

/** Income over the twelve months before the application, in yuan for the whole household. */
export interface FormIncome {
  wage: number;
  /** Of farming, animals, a trade; what it cost is still in it unless `businessCosts` is null. */
  business: number;
  /** Costs of the business, in yuan; null: `business` is net already, and nothing is subtracted a second time. */
  businessCosts: number | null;
  property: number;
  transfer: number;
}

/** Compulsory spending over the same twelve months, in yuan, as far as the household pays it itself. */
export interface FormSpending {
  medical: number;
  education: number;
  /** A house that had to be mended or built. */
  housing: number;
  other: number;
}

/** 三保障 and 饮水安全. `none`: does not apply (nobody of school age). */
export const GUARANTEES = ['compulsoryEducation', 'basicMedical', 'safeHousing', 'drinkingWater'] as const;
export type Guarantee = (typeof GUARANTEES)[number];
export type GuaranteeState = 'ok' | 'problem' | 'none';

/** 入户核实表: what was found at the household's home. */
export interface VerificationForm {
  people: number;
  labour: number;
  income: FormIncome;
  spending: FormSpending;
  guarantees: Record<Guarantee, GuaranteeState>;
  /** What the household owns itself: car, second house, shop, in words; empty when nothing was seen. */
  means: string;
  findings: string;
  visitedOn: Day;
  /** Names of who went there. */
  visitors: string[];
}

/** A form as it was filed. */
export interface FiledForm extends VerificationForm {
  /** The twelve months before the application. */
  period: { from: Day; to: Day };
  /** Income a head, in whole yuan: information beside the local line, never a bar. */
  perPerson: number;
  /** The applicant's and the visitors' signatures, as photos. */
  signatures: number;
}

/** 村级评议: how the village's meeting saw it. */
export interface VillageReview {
  heldOn: Day;
  present: number;
  agree: number;
  disagree: number;
  passed: boolean;
  /** What was said against it or for the record; empty when nothing was. */
  remarks: string;
}

/** 公示: the sheet on the wall, with its first and last day. `to` is null where the county sets no number of days. */
export interface Notice {
  from: Day;
  to: Day | null;
  /** Working days that it hangs, by the procedure. */
  days: number | null;
}

/**
 * 公示异议: what a villager says against a notice, and what came of it. Never shown to the household, and not part of
 * what it may have a copy of.
 */
export interface Protest {
  text: string;
  outcome?: { upheld: boolean; text: string; at: string /** Pseudonym. */; by: string };
}

/** A paper with what every paper has. */
export interface Filed<T> {
  id: string;
  /** ISO time. */
  at: string;
  /** Pseudonym of who filed it. */
  by: string;
  /** ISO time at which a corrected one took its place; null for the one that holds. */
  replacedAt: string | null;
  content: T;
  /** Its photos, in order: id and what each shows. */
  photos: { id: string; role: PhotoRole | null }[];
}

export type PhotoRole = 'signature' | 'review' | 'posting';

/** A paper that the green channel let wait. */
export interface MissingPaper {
  need: PaperNeed;
  /** Day by which it is to be added; null where the county sets none. */
  dueOn: Day | null;
  provisional: boolean;
}

/** All papers of a case, oldest first, replaced ones among them. Who reads them records it. */
export interface PapersOfCase {
  forms: Filed<FiledForm>[];
  reviews: Filed<VillageReview>[];
  notices: Filed<Notice>[];
  protests: Filed<Protest>[];
  /** What the present stage still wants before it can be left. */
  needed: PaperNeed[];
  /** What earlier stages were left without (green channel). */
  missing: MissingPaper[];
}
