import type { Draft, StepId } from './draft.ts';

/** From so many digressions in a row on a person is offered. */
export const OFFER_HUMAN = 3;

/** What was said at a question instead of its answer, in a row. */
export function asidesAt(draft: Draft | undefined, step: StepId | null): readonly string[] {
  return draft?.aside !== undefined && draft.aside.step === step ? draft.aside.texts : [];
}

/** The draft with one digression more at its open question. */
export function withAside(draft: Draft, step: StepId, text: string): Draft {
  return { ...draft, aside: { step, texts: [...asidesAt(draft, step), text] } };
}
