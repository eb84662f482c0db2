import type { FormTexts } from '../../../dialogue/view.ts';
import { type Signal, signal } from '../signal.ts';
import { hereNow } from './here.ts';

/** The form's questions for filling without signal, once they are on this page. */
export const formTexts: Signal<FormTexts | undefined> = signal<FormTexts | undefined>(undefined);
let loading: Promise<FormTexts | undefined> | undefined;

/** Fetches the form's questions once, while there is a signal; the worker keeps them for when there is none. */
export function loadFormTexts(): Promise<FormTexts | undefined> {
  if (formTexts.value !== undefined) return Promise.resolve(formTexts.value);
  loading ??= fetchTexts().finally(() => {
    loading = undefined;
  });
  return loading;
}

/** What a choice of a question is called. */
export function choiceLabel(step: string, id: string): string | undefined {
  const question = formTexts.value?.steps.find((each) => each.step === step);
  return question?.choices.find((choice) => choice.id === id)?.label;
}

/** A place as it is kept, in words: a code by the name of its township. */
export function placeText(place: string): string {
  if (!/^\d{9,12}$/.test(place)) return place;
  const here = hereNow();
  if (here?.code === place) return here.name;
  return choiceLabel('place', `place:${place.slice(0, 9)}`) ?? '';
}

async function fetchTexts(): Promise<FormTexts | undefined> {
  try {
    const response = await fetch('/api/form', { credentials: 'same-origin' });
    if (!response.ok) return undefined;
    const answer: unknown = await response.json();
    if (isFormTexts(answer)) formTexts.set(answer);
    return formTexts.value;
  } catch {
    return undefined;
  }
}

/** A page of a captive portal answers everything, but not with our questions. */
function isFormTexts(answer: unknown): answer is FormTexts {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'notice' in answer &&
    'steps' in answer &&
    Array.isArray(answer.steps) &&
    'labels' in answer
  );
}
