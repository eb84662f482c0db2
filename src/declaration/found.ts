import type { Candidate } from '../regions/index.ts';
import type { Browse, Cause, Filer, HouseholdAnswer, IncomeAnswer, PlaceAnswer, StepId } from './draft.ts';
import type { Button } from './page.ts';

/** What a message gives for the form. Nothing of it is in the draft until `apply`. */
export interface Found {
  filer?: Filer;
  relation?: string;
  filerName?: string;
  /** "我叫…", before it is known whether the writer is the head of household. */
  selfName?: string;
  consent?: ConsentAnswer;
  name?: string;
  idNumber?: string;
  phone?: string;
  place?: PlaceAnswer;
  placeChoices?: Candidate[];
  browse?: Browse;
  /** What was written for the place and led nowhere. */
  placeSaid?: string;
  causes?: CauseChange;
  /** Said instead of an answer: a question of their own, or what could not be read. */
  aside?: string;
  /** The place is a relative's home, and it is not known yet for whom is filed. */
  isKinPlace?: boolean;
  /** Words said for the causes that are too few to be the story: they go before it. */
  causeWords?: string;
  story?: string;
  /** Added behind the story that is there. */
  moreStory?: string;
  /** Ids of photos stored for this draft (set by the dialogue). */
  photos?: string[];
  photosDone?: boolean;
  household?: HouseholdAnswer;
  income?: IncomeAnswer;
  /** An optional part asked for from the review. */
  wants?: 'household' | 'income';
  /** A question to be put again: a correction that names the field but no value. */
  edit?: StepId;
  child?: boolean;
  urgent?: boolean;
}

export interface ConsentAnswer {
  sensitive?: boolean;
  dataChecks?: boolean;
  guardian?: boolean;
}

/** Either all causes anew, or some added and removed. */
export interface CauseChange {
  set?: Cause[];
  add?: Cause[];
  remove?: Cause[];
}

/** A wish about the conversation itself. */
export type Control =
  | 'back'
  | 'skip'
  | 'cancel'
  | 'later'
  | 'wait'
  | 'restart'
  | 'human'
  | 'help'
  | 'menu'
  | 'submit'
  | 'edit'
  | 'declare'
  | 'status'
  | 'resume'
  | 'yes'
  | 'no'
  | 'none'
  | 'supplement'
  | 'withdraw'
  | 'objection'
  | 'delete-data'
  | 'greeting'
  | 'thanks';

/** Why a message (or a part of it) cannot be taken, in words for the person. */
export interface Problem {
  step: StepId | null;
  kind: ProblemKind;
  text: string;
  buttons?: Button[];
}

export type ProblemKind =
  | 'senseless'
  | 'too-long'
  | 'not-understood'
  | 'name-form'
  | 'name-digits'
  | 'name-of-filer'
  | 'id-length'
  | 'id-letters'
  | 'id-check'
  | 'id-birth'
  | 'id-future'
  | 'id-age'
  | 'id-area'
  | 'phone-length'
  | 'phone-form'
  | 'place-ambiguous'
  | 'place-outside'
  | 'place-unresolved'
  | 'place-unknown';

/** What a message means. */
export interface Reading {
  control?: Control;
  found: Found;
  /** The message itself, where the open question has no answer by it. */
  aside?: string;
  /** An earlier answer is being changed. */
  correction: boolean;
  /** There is a question about rules or the service in it, to be answered besides. */
  question: boolean;
  problem?: Problem;
  /** Something to say about what was taken (an old ID number was converted). */
  note?: string;
  /** A life, a roof or food is at stake now. */
  urgent: boolean;
  /** Words of self-harm or violence. */
  crisis: boolean;
  /** Wants to declare, in so many words or by giving particulars with a hardship. */
  declares: boolean;
  /** Tells a hardship of their own. */
  hardship: boolean;
}

/** All that a message gives for the draft, with what the draft only counts. */
export function allOf({ found, aside, urgent }: Reading): Found {
  return { ...found, ...(aside === undefined ? {} : { aside }), ...(urgent ? { urgent } : {}) };
}
