import type { Candidate, RegionCode } from '../regions/index.ts';

/** The questions of the form, in the order of asking. */
export const STEPS = [
  'filer',
  'relation',
  'consent',
  'name',
  'id_number',
  'phone',
  'place',
  'causes',
  'story',
  'photos',
  'household',
  'income',
  'review',
] as const;
export type StepId = (typeof STEPS)[number];

/** What hardships come from, as the procedure names them. */
export const CAUSES = [
  '因病',
  '因学',
  '因残',
  '因自然灾害',
  '因意外事故',
  '因产业项目失败',
  '因务工就业不稳',
  '缺劳动力',
  '住房',
  '饮水',
  '其他',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Who writes: the household itself, a relative, a neighbour or a cadre for it. */
export type Filer = 'self' | 'kin' | 'neighbour' | 'cadre';

/** An answer to a privacy question, with the version of the text that was shown. */
export interface Consent {
  kind: 'sensitive' | 'data-checks' | 'guardian';
  given: boolean;
  version: string;
  /** ISO time. */
  at: string;
}

/** Where the household lives, and how that is known. `intake`: nobody could tell, the county sorts it out. */
export interface PlaceAnswer {
  township: RegionCode | null;
  village: RegionCode | null;
  /** What the person wrote, or the picked name. */
  text: string;
  how: 'code' | 'picked' | 'text' | 'intake';
}

/** Counts of people, as far as they were said. */
export interface HouseholdAnswer {
  members?: number;
  labour?: number;
  elderly?: number;
  students?: number;
  disabled?: number;
  sick?: number;
}

/** Yuan over the last twelve months, as far as they were said. */
export interface IncomeAnswer {
  wage?: number;
  /** Net of costs. */
  business?: number;
  property?: number;
  transfer?: number;
  /** Compulsory spending: medicine, school … */
  spending?: number;
}

export interface Answers {
  filer?: Filer;
  /** What the head of household is to the kin who files: 父亲, 母亲 … */
  relation?: string;
  filerName?: string;
  /** What the writer called themself before it was known who files; becomes `name` or `filerName`. */
  selfName?: string;
  consents?: Consent[];
  /** The head of household's name. */
  name?: string;
  /** 18 characters, checked. */
  idNumber?: string;
  phone?: string;
  place?: PlaceAnswer;
  causes?: Cause[];
  /** What was said of the causes in a few words, until the story is told. */
  causeWords?: string;
  story?: string;
  /** Ids of stored photos. */
  photos?: string[];
  household?: HouseholdAnswer;
  income?: IncomeAnswer;
  /** The person concerned is said to be under 14. */
  child?: boolean;
}

/** A declaration being written. Plain JSON: kept sealed between messages, and complete in itself. */
export interface Draft {
  id: string;
  /** County (or city) served. */
  county: RegionCode;
  /** ISO time. */
  startedAt: string;
  answers: Answers;
  /** Steps passed over, or (photos) said to be finished. */
  skipped: StepId[];
  /** Optional parts asked for. */
  wants: ('household' | 'income')[];
  urgent: boolean;
  /** A question put again though it has an answer (返回, 修改); answering or skipping closes it. */
  reopened?: StepId;
  /** Places that an ambiguous name may mean, until one is picked. */
  placeChoices?: Candidate[];
  /** What was written for the place and led nowhere, until there is one. */
  placeSaid?: string[];
  /** The list of townships or villages being leafed through. */
  browse?: Browse;
  /** What was said at one question instead of its answer, in a row: nobody asks the same for ever. */
  aside?: { step: StepId; texts: string[] };
  /** 提交 was said before the review: that something is missing is told once. */
  sentOff?: true;
  /** A relative's home, told before it was known who files: the household's only if they file for kin. */
  kinPlace?: PlaceAnswer;
}

export interface Browse {
  /** The division whose parts are shown (a township's villages); without it those of the county served. */
  within?: RegionCode;
  /** From 0. */
  page: number;
}

/** An empty declaration. */
export function newDraft(start: { id: string; county: RegionCode; now: Date; place?: PlaceAnswer }): Draft {
  return {
    id: start.id,
    county: start.county,
    startedAt: start.now.toISOString(),
    answers: start.place === undefined ? {} : { place: start.place },
    skipped: [],
    wants: [],
    urgent: false,
  };
}

/** Whether somebody files for a household that is not their own. */
export function isProxy(filer: Filer | undefined): boolean {
  return filer === 'kin' || filer === 'neighbour' || filer === 'cadre';
}
