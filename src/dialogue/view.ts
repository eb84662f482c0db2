/**
 * What a page shows of a reply beside its words. Pure data without imports, so that the page in the browser can share
 * the types. A channel that shows text alone needs none of it: `text` says the same.
 */
export type View = AnswerView | StepView | ReviewView | CaseView | MenuView;

export interface ButtonView {
  id: string;
  label: string;
}

/** The first screen: what can be done here. */
export interface MenuView {
  kind: 'menu';
}

/** A policy answer: the plain words first, what they rest on behind one line. */
export interface AnswerView {
  kind: 'answer';
  /** The plain answer, a sentence an item. */
  sentences: string[];
  /** What else has to be said with it: 示例，未经县级审核; AI生成; that a document has expired. */
  notes: string[];
  sources: SourceView[];
  /** Id under which a vote on it is kept; absent when the question was not logged. */
  question?: string;
}

export interface SourceView {
  title: string;
  number: string;
  article: string;
  quote: string;
  /** The words within `quote` that answer; empty when unknown. */
  used: string;
  /** As in `Citation.validity`. */
  validity: 'in_force' | 'expired' | 'transition';
  /** 现行, 过渡期文件（2021–2025）, 2023年度文件（已过期） */
  badge: string;
}

/** One question of the form. */
export interface StepView {
  kind: 'step';
  /** The contract's step id. */
  step: string;
  /** Place in the form, from 1; absent before the form knows its length. */
  at?: number;
  of?: number;
  /** Said before the question (what was understood, a kind word). */
  preface: string[];
  /** The question, a line an item; the privacy notice stands here too. */
  ask: string[];
  example?: string;
  /** What was wrong with the answer before and what to do, beside the field. */
  problem?: string;
  /** What the field takes: decides keyboard and field. */
  input: 'text' | 'long' | 'id' | 'phone' | 'none' | 'photo';
  /** Big chips. The reply's `buttons` hold them too. */
  choices: (ButtonView & { chosen?: true })[];
  /** Several choices may be taken; `done` ends the choosing. A page sends all at once: `causes:因病,住房`. */
  many?: true;
  done?: ButtonView;
  /** Text links under it: 返回, 跳过, 稍后再填, 找人工. */
  links: ButtonView[];
}

/** All answers on one page before they are filed. */
export interface ReviewView {
  kind: 'review';
  /** Said before it: what was changed or understood. */
  preface: string[];
  /** What was wrong with the message before and what to do. */
  problem?: string;
  title: string;
  /** `edit` is the action that changes a row; absent where it cannot be changed. */
  rows: { step: string; label: string; value: string; edit?: string }[];
  notes: string[];
  submit: ButtonView;
  links: ButtonView[];
}

/** A receipt just given (`receipt`), or how a case stands (`status`). */
export interface CaseView {
  kind: 'receipt' | 'status';
  receipt: string;
  /** What happened or where it lies, a sentence an item. */
  lines: string[];
  urgent?: true;
  timeline: TimelineView[];
  notes: string[];
  /** Reason and outcome of a decided case. */
  outcome?: 'included' | 'not_included' | 'withdrawn' | 'risk_removed';
}

export interface TimelineView {
  label: string;
  /** 11月27日前, 11月20日; empty when unknown. */
  when: string;
  state: 'done' | 'current' | 'coming';
  /** In plain words what happens there. */
  explain: string;
  /** 暂定, 示例 … */
  marks: string[];
}

/** A declaration filled on the device while there was no signal. Values as the person gave them. */
export interface FormSent {
  filer: string;
  relation?: string;
  /** As the consent question's buttons: all, sensitive. */
  consent: 'all' | 'sensitive';
  /** Version of the notice that was shown, and when it was agreed to; ISO time. */
  notice: string;
  consentedAt: string;
  name: string;
  idNumber?: string;
  phone?: string;
  /** A division code picked, or the words that say where. */
  place?: string;
  causes: string[];
  story?: string;
  /** Whether the person pressed 确认提交 on the device. */
  submit: boolean;
}

/** The form's questions for filling without signal, in their order. */
export interface FormTexts {
  /** The privacy notice; `forOthers` is added when somebody files for another household. */
  notice: { version: string; lines: string[]; forOthers: string[] };
  /** Said when consent is refused. */
  refused: string[];
  steps: FormStepTexts[];
  /** Shown on the review of the device: label by step. */
  labels: Record<string, string>;
  /** What is wrong with a value and what to do, for checks on the device: id-length, id-check, phone-length … */
  problems: Record<string, string>;
}

/** A question of the form as it is put the first time. `links` has the way to leave it out, where there is one. */
export interface FormStepTexts extends Omit<StepView, 'kind' | 'preface' | 'problem'> {
  /** Asked only of these filers (`kin`); absent: of everybody. */
  only?: string[];
  /** The question when somebody files for another household. */
  askForOthers?: string[];
}
