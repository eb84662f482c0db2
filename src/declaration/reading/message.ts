import type { AddressResolver, RegionCode } from '../../regions/index.ts';
import type { Draft, StepId } from '../draft.ts';
import type { Control, Found, Problem, ProblemKind } from '../found.ts';
import type { Places } from '../page.ts';
import { PROBLEMS } from '../texts.ts';

/** What a message is read against. */
export interface ReadingContext {
  /** The open question; null when none is. */
  step: StepId | null;
  draft?: Draft;
  county: RegionCode;
  now: Date;
  /** How often the open question was asked without an answer. */
  misses: number;
}

export interface ReaderParts {
  places: Pick<AddressResolver, 'resolve' | 'findIn'>;
  gazetteer: Places;
}

/** A text with all that it is read against. */
export interface Message extends ReadingContext, ReaderParts {
  text: string;
}

/** What one reading of a message came to; `found` empty without problem or control: nothing for it. */
export interface Read {
  found: Found;
  control?: Control;
  problem?: Problem;
  note?: string;
}

/** A reading that says what is wrong. */
export function wrong(step: StepId, kind: ProblemKind): Read {
  return { found: {}, problem: { step, kind, text: PROBLEMS[kind] } };
}
