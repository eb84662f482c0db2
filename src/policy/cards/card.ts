import { z } from 'zod';
import { Day } from '../corpus/document.ts';

/** Longest title of a card; it is also the label of a button that leads to it. */
const TITLE = 12;

/** What of a topic a sentence tells: decides which one is said where a question asks for one thing. */
export const Aspect = z.enum([
  'what',
  'who',
  'how',
  'when',
  'where',
  'amount',
  'papers',
  'after',
  'exception',
]);
export type Aspect = z.infer<typeof Aspect>;

/** Words of an article that carry a sentence on their own. */
const Basis = z.strictObject({
  document: z.string().min(1),
  path: z.array(z.string()).min(1),
  quote: z.string().min(3),
});
export type Basis = z.infer<typeof Basis>;

/** One plain sentence of a card. */
const Point = z.strictObject({
  say: z.string().min(2),
  aspect: Aspect,
  /** Said whenever the card fits. */
  lead: z.boolean().default(false),
  for: z.enum(['resident', 'staff']).optional(),
  /** Slots of the sentence: for each document the rule whose value fills it. */
  figures: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Each carries the whole sentence; the sentence holds where one of these documents binds. */
  basis: z.array(Basis).min(1),
});
export type Point = z.infer<typeof Point>;

/** `corpus/cards/<topic>.yaml`: a topic in plain words, each sentence tied to what it rests on. */
export const CardFile = z.strictObject({
  title: z.string().min(2).max(TITLE),
  question: z.string().min(4),
  status: z.enum(['sample', 'approved']),
  approvedBy: z.string().min(2).nullable(),
  approvedOn: Day.nullable(),
  /** How people ask for it. */
  asks: z.array(z.string().min(2)).min(1),
  /** Bare words that leave open which of several cards is meant. */
  open: z.array(z.string().min(1)).default([]),
  /** Topics to go on with. */
  next: z.array(z.string().min(1)).default([]),
  points: z.array(Point).min(1),
});
export type Card = z.infer<typeof CardFile> & { id: string };

/** `corpus/glossary.yaml`: what official words mean. */
export const Gloss = z.strictObject({
  term: z.string().min(2),
  also: z.array(z.string().min(2)).default([]),
  plain: z.string().min(4).max(60),
  basis: z.array(Basis).default([]),
  /** The meaning is common knowledge and rests on no document. */
  common: z.boolean().default(false),
});
export type Gloss = z.infer<typeof Gloss>;
