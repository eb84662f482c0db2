import { asidesAt } from '../asides.ts';
import type { StepId } from '../draft.ts';
import { isSkippable } from '../journey.ts';
import { mayLeave, withoutId } from './id-in-text.ts';
import type { Message } from './message.ts';
import { isLost } from './places.ts';
import { asksQuestion } from './questions.ts';
import { tellsTrouble } from './signs.ts';
import { bare } from './wording.ts';

/** After so many digressions in a row the next long one is the story. */
const PATIENCE = 2;
/** From so many characters on a digression may be the story. */
const STORY = 12;
/** After so many digressions in a row the next one leaves a question that may be left. */
const ENOUGH = 3;

/**
 * Whether the message asks something instead of (or besides) answering. What was said before at the same question is
 * never a question again, and after some digressions a long one is the story: a detector of questions must not be able
 * to keep anybody from finishing.
 */
export function asksNow(message: Message): boolean {
  const { text, step, draft } = message;
  if (!asksQuestion(text, step) || (step === 'place' && isLost(text)) || isRepeated(message)) return false;
  // Whether a number may be left out is answered by leaving it out.
  if ((step === 'id_number' && withoutId(text)) || (step === 'phone' && mayLeave(text))) return false;
  const isTelling = step === 'story' || step === 'causes';
  return !(isTelling && asidesAt(draft, step).length >= PATIENCE && bare(text).length >= STORY);
}

/** Whether the very same was said before at this question, so that it is no question any more. */
export function isRepeated({ text, step, draft }: Message): boolean {
  return asidesAt(draft, step).includes(text) && !isPlainQuestion(text, step);
}

/** From so many characters on a question put again at the story may be one. */
const PLAIN = 20;

/** A short question in which nothing has happened to anybody: at the story it is never one, however often it is put. */
function isPlainQuestion(text: string, step: StepId | null): boolean {
  return step === 'story' && bare(text).length <= PLAIN && !tellsTrouble(text) && asksQuestion(text, step);
}

/** Whether so much was asked at a question that the form goes on without its answer. */
export function isEnough({ step, draft }: Message): boolean {
  const vain = step === 'place' ? (draft?.placeSaid?.length ?? 0) : 0;
  return step !== null && isSkippable(step) && asidesAt(draft, step).length + vain >= ENOUGH;
}
