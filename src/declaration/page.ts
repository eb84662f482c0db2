import type { Gazetteer } from '../regions/index.ts';

/** A button as channels show it; its id comes back as an action. */
export interface Button {
  id: string;
  label: string;
}

/** One message: a question or a page with its buttons, in words and in its parts. */
export interface Prompt {
  text: string;
  buttons: Button[];
  /** The same for who lays it out; absent where it is words and buttons only. */
  page?: StepPage | ReviewPage;
}

/** A question of the form in its parts. */
export interface StepPage {
  kind: 'step';
  step: string;
  /** Place among the questions to be asked, from 1. */
  at?: number;
  of?: number;
  /** The question, a line an item; the privacy notice stands here too. */
  ask: string[];
  example?: string;
  /** What the field takes. */
  input: 'text' | 'long' | 'id' | 'phone' | 'none' | 'photo';
  choices: (Button & { chosen?: true })[];
  /** Several choices may be taken; `done` ends it. */
  many?: true;
  done?: Button;
  /** Ways on that are no answer: 返回, 跳过, 稍后再填, 找人工. */
  links: Button[];
}

/** All answers on one page, numbers masked. */
export interface ReviewPage {
  kind: 'review';
  title: string;
  rows: ReviewRow[];
  notes: string[];
  submit: Button;
  links: Button[];
}

export interface ReviewRow {
  step: string;
  label: string;
  value: string;
  /** The action that puts its question again. */
  edit?: string;
}

/** The places that a question offers to pick from. */
export type Places = Pick<Gazetteer, 'counties' | 'place' | 'townshipsOf' | 'villagesOf'>;
