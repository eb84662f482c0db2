import { type Answers, type Draft, type PlaceAnswer, STEPS, type StepId } from './draft.ts';
import { isUnder14 } from './id-number.ts';

/** Which consent is still to be asked for: that to keep the data, or the guardian's for a child under 14. */
export function pendingConsent(draft: Draft): 'both' | 'guardian' | undefined {
  const given = (kind: string) =>
    draft.answers.consents?.some((consent) => consent.kind === kind && consent.given) === true;
  if (!given('sensitive')) return 'both';
  return concernsChild(draft) && !given('guardian') ? 'guardian' : undefined;
}

/** Whether consent was refused, so that nothing may be kept. */
export function hasRefused(draft: Draft): boolean {
  return draft.answers.consents?.some(({ kind, given }) => kind !== 'data-checks' && !given) === true;
}

function concernsChild({ answers, startedAt }: Draft): boolean {
  // A guardian who refused is asked again: by then nothing is left that tells the age.
  if (answers.consents?.some(({ kind, given }) => kind === 'guardian' && !given) === true) return true;
  if (answers.idNumber !== undefined) return isUnder14(answers.idNumber, new Date(startedAt));
  return answers.child === true;
}

/** Steps that belong to this journey, in order, whether answered or not. */
export function stepsOf(draft: Draft): StepId[] {
  const { answers, wants } = draft;
  return STEPS.filter((step) => {
    if (step === 'relation') return answers.filer === 'kin';
    if (step === 'household' || step === 'income') return wants.includes(step);
    // Known from the village's code: it is shown in the review, never asked.
    if (step === 'place') return answers.place?.how !== 'code' || draft.reopened === 'place';
    return true;
  });
}

/** The next question to ask, recomputed from the answers; `review` when nothing that is required is missing. */
export function openStep(draft: Draft): StepId {
  if (draft.reopened !== undefined && stepsOf(draft).includes(draft.reopened)) {
    // What a changed answer newly requires comes before going on with what was reopened.
    const required = stepsOf(draft).find((step) => !isDone(draft, step)) ?? 'review';
    return order(required) < order(draft.reopened) ? required : draft.reopened;
  }
  return stepsOf(draft).find((step) => step === 'review' || !isDone(draft, step)) ?? 'review';
}

function order(step: StepId): number {
  return STEPS.indexOf(step);
}

function isDone(draft: Draft, step: StepId): boolean {
  if (step === 'consent') return pendingConsent(draft) === undefined;
  if (step === 'place') return hasPlace(draft);
  if (step === 'review') return false;
  // Photos may come at any time; only the word that there are no more ends the question.
  if (step === 'photos') return draft.skipped.includes(step);
  if (draft.skipped.includes(step)) return true;
  const answer = draft.answers[FIELDS[step]];
  return Array.isArray(answer) ? answer.length > 0 : answer !== undefined;
}

function hasPlace({ answers: { place }, browse, skipped }: Draft): boolean {
  if (place === undefined) return skipped.includes('place');
  return place.village !== null || browse?.within === undefined;
}

const FIELDS: Record<Exclude<StepId, 'consent' | 'place' | 'photos' | 'review'>, keyof Answers> = {
  filer: 'filer',
  relation: 'relation',
  name: 'name',
  id_number: 'idNumber',
  phone: 'phone',
  causes: 'causes',
  story: 'story',
  household: 'household',
  income: 'income',
};

/** The question before the open one, for 返回; undefined at the first. */
export function previousStep(draft: Draft): StepId | undefined {
  const steps = stepsOf(draft);
  const at = steps.indexOf(openStep(draft));
  return at > 0 ? steps[at - 1] : undefined;
}

/** Puts a question again, keeping every answer. */
export function reopen(draft: Draft, step: StepId): Draft {
  const { reopened: _, ...rest } = draft;
  if (step === 'review') return rest;
  const wants =
    step === 'household' || step === 'income' ? [...new Set([...draft.wants, step])] : draft.wants;
  return {
    ...rest,
    wants,
    skipped: draft.skipped.filter((each) => each !== step),
    reopened: step,
  };
}

/** 返回: the previous question again; undefined at the first. */
export function back(draft: Draft): Draft | undefined {
  const step = previousStep(draft);
  return step === undefined ? undefined : reopen(draft, step);
}

/** Whether the open question can be passed over. */
export function canSkip(draft: Draft): boolean {
  const step = openStep(draft);
  return isSkippable(step) || (draft.reopened === step && isDone(draft, step));
}

/** Questions that nobody has to answer: what is missing is completed by a cadre. */
export function isSkippable(step: StepId): boolean {
  return !['filer', 'consent', 'name', 'review'].includes(step);
}

/**
 * 跳过: leaves the open question without an answer (an answer that it has is kept), or says that it cannot be left
 * (undefined). A place that nobody can name goes to the county's intake, a cause to 其他: neither may be empty.
 */
export function skip(draft: Draft): Draft | undefined {
  const step = openStep(draft);
  if (!canSkip(draft)) return undefined;
  const next = left(draft, step);
  if (isDone(next, step)) return next;
  const { answers } = next;
  if (step === 'place') {
    return { ...next, answers: { ...answers, place: intakeOf(draft.placeSaid ?? []) } };
  }
  if (step === 'causes') return { ...next, answers: { ...answers, causes: ['其他'] } };
  // The few words said of the cause are then all there is of the story.
  if (step === 'story' && answers.causeWords !== undefined) {
    const { causeWords, ...rest } = answers;
    return { ...next, answers: { ...rest, story: causeWords } };
  }
  return { ...next, skipped: [...next.skipped.filter((each) => each !== step), step] };
}

/** Questions at the end that may be left all at once. */
const OPTIONAL_END: readonly StepId[] = ['story', 'photos', 'household', 'income'];

/** The draft with all that is still open passed over, from the story on; undefined while something before is open. */
export function skipRest(draft: Draft): Draft | undefined {
  if (!OPTIONAL_END.includes(openStep(draft))) return undefined;
  let next = draft;
  // Each is asked once at most: passing it over closes it.
  for (const _ of OPTIONAL_END) if (OPTIONAL_END.includes(openStep(next))) next = skip(next) ?? next;
  return next;
}

/** Longest text kept for a place that was not found, characters. */
const PLACE_TEXT = 120;

/** A place that nobody can name: the county's intake sorts it out by what was written. */
export function intakeOf(said: readonly string[]): PlaceAnswer {
  const written = [...new Set(said)].filter((each) => each !== '').join('；');
  return { township: null, village: null, text: [...written].slice(0, PLACE_TEXT).join(''), how: 'intake' };
}

/** The draft with a question no longer put again, and for the place no list left open. */
function left(draft: Draft, step: StepId): Draft {
  const { reopened, browse, placeChoices, placeSaid, ...rest } = draft;
  const isPlace = step === 'place';
  return {
    ...rest,
    ...(reopened === undefined || reopened === step ? {} : { reopened }),
    ...(browse === undefined || isPlace ? {} : { browse }),
    ...(placeChoices === undefined || isPlace ? {} : { placeChoices }),
    ...(placeSaid === undefined || isPlace ? {} : { placeSaid }),
  };
}

/** Where the open question stands among those to be asked, from 1; undefined on the review. */
export function progress(draft: Draft): { at: number; of: number } | undefined {
  const steps = stepsOf(draft).filter((step) => !['household', 'income', 'review'].includes(step));
  const at = steps.indexOf(openStep(draft));
  return at < 0 ? undefined : { at: at + 1, of: steps.length };
}
