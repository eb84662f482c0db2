import { maskId, maskPhone } from '../../../../declaration/mask.ts';
import type { ButtonView, FormSent, FormTexts, ReviewView, StepView } from '../../../../dialogue/view.ts';
import type { Said } from '../../model.ts';
import { choiceLabel, placeText } from '../form-texts.ts';
import type { Here } from '../here.ts';
import { OFFLINE_TEXTS } from '../texts.ts';
import { compact, problemOf } from './checks.ts';
import { type LocalDraft, withAnswer } from './draft.ts';

const T = OFFLINE_TEXTS.local;

/** What the questions are asked with. */
export interface LocalContext {
  texts: FormTexts;
  here: Here | null;
  now: Date;
  /** Photos held for this form. */
  photos: number;
  online: boolean;
}

/** Steps of this journey, in order, whether answered or not. */
export function localSteps({ values, reopened }: LocalDraft, { texts, here }: LocalContext): string[] {
  return texts.steps
    .filter(({ only }) => only === undefined || only.includes(values.filer ?? ''))
    .map(({ step }) => step)
    .filter((step) => {
      // The village is known from its code: the review shows it.
      if (step === 'place')
        return here?.code.length !== 12 || values.place !== undefined || reopened === step;
      return true;
    });
}

/** The question now open; `review` when nothing is. */
export function localStep(draft: LocalDraft, context: LocalContext): string {
  const steps = localSteps(draft, context);
  const required = steps.find((step) => !isDone(draft, step));
  const { reopened } = draft;
  if (reopened === undefined || !steps.includes(reopened)) return required ?? 'review';
  // What a changed answer newly asks for comes before going on.
  return required !== undefined && steps.indexOf(required) < steps.indexOf(reopened) ? required : reopened;
}

function isDone({ values, skipped, township }: LocalDraft, step: string): boolean {
  if (step === 'place' && township !== undefined) return false;
  if (skipped.includes(step)) return true;
  switch (step) {
    case 'id_number':
      return values.idNumber !== undefined;
    case 'causes':
      return (values.causes?.length ?? 0) > 0;
    case 'consent':
      return values.consent === 'all' || values.consent === 'sensitive';
    case 'filer':
    case 'relation':
    case 'name':
    case 'phone':
    case 'place':
    case 'story':
      return values[step] !== undefined;
    default:
      return false;
  }
}

/** The open question as the page draws it. */
export function localView(
  step: string,
  draft: LocalDraft,
  context: LocalContext,
  problem?: string,
): StepView | undefined {
  const { texts } = context;
  const question = texts.steps.find((each) => each.step === step);
  if (question === undefined) return undefined;
  const steps = localSteps(draft, context);
  const base: StepView = {
    ...question,
    kind: 'step',
    at: steps.indexOf(step) + 1,
    of: steps.length,
    preface: [],
    links: links(steps[0] === step, question.links),
    ...(problem === undefined ? {} : { problem }),
  };
  if (step === 'consent') return { ...base, ask: consentLines(question.ask, draft, texts) };
  if (step === 'name' && isProxy(draft)) return { ...base, ask: question.askForOthers ?? base.ask };
  if (step === 'causes') {
    const chosen = draft.values.causes ?? [];
    const choices = question.choices.map((choice) => withTick(choice, chosen));
    return { ...base, choices };
  }
  if (step === 'place' && draft.township !== undefined) {
    const { name } = draft.township;
    const whole = { id: 'place:whole', label: T.whole };
    return { ...base, ask: [T.village(name)], example: T.villageExample, choices: [whole] };
  }
  if (step !== 'photos' || context.photos === 0) return base;
  return { ...base, preface: [T.photosWait(context.photos)] };
}

function withTick(choice: ButtonView, chosen: readonly string[]): ButtonView & { chosen?: true } {
  return chosen.includes(choice.id.replace('cause:', '')) ? { ...choice, chosen: true } : choice;
}

/** The privacy notice stands before the question of consent, once. */
function consentLines(ask: string[], draft: LocalDraft, texts: FormTexts): string[] {
  const { lines, forOthers } = texts.notice;
  return [...lines, ...(isProxy(draft) ? forOthers : []), ...ask];
}

function isProxy({ values }: LocalDraft): boolean {
  return values.filer !== undefined && values.filer !== 'self';
}

function links(isFirst: boolean, own: readonly ButtonView[]): ButtonView[] {
  const { back, later, drop } = T.progressLinks;
  return [
    ...(isFirst ? [] : [{ id: 'back', label: back }]),
    ...own,
    { id: 'later', label: later },
    { id: 'drop', label: drop },
  ];
}

/** All answers, numbers masked, before they are put aside to be sent. */
export function localReview(draft: LocalDraft, context: LocalContext): ReviewView {
  const { values } = draft;
  const rows = localSteps(draft, context)
    .filter((step) => step !== 'consent')
    .map((step) => ({
      step,
      label: context.texts.labels[step] ?? step,
      value: valueText(step, draft, context.photos),
      edit: `edit:${step}`,
    }));
  if (!rows.some(({ step }) => step === 'place') && values.place === undefined) {
    const label = context.texts.labels.place ?? '';
    rows.push({ step: 'place', label, value: context.here?.name ?? T.notSaid, edit: 'edit:place' });
  }
  return {
    kind: 'review',
    preface: [],
    title: T.reviewTitle,
    rows,
    notes: [context.online ? T.reviewOnline : T.reviewKept],
    submit: { id: 'submit', label: T.submit },
    links: [
      { id: 'later', label: T.progressLinks.later },
      { id: 'drop', label: T.progressLinks.drop },
    ],
  };
}

function valueText(step: string, { values, placeName }: LocalDraft, photos: number): string {
  switch (step) {
    case 'filer':
      return choiceLabel(step, `filer:${values.filer ?? ''}`) ?? T.notSaid;
    case 'id_number':
      return values.idNumber === undefined ? T.notSaid : maskId(compact(values.idNumber));
    case 'phone':
      return values.phone === undefined ? T.notSaid : maskPhone(values.phone);
    case 'place':
      return placeName ?? placeText(values.place ?? T.notSaid);
    case 'causes':
      return (values.causes ?? []).map(causeName).join('、') || T.notSaid;
    case 'photos':
      return T.photoCount(photos);
    case 'relation':
    case 'name':
    case 'story':
      return values[step] ?? T.notSaid;
    default:
      return '';
  }
}

function causeName(cause: string): string {
  return choiceLabel('causes', `cause:${cause}`) ?? cause;
}

/** What an answer comes to: the form as it stands then, or what was wrong with it. */
export type Taken = { draft: LocalDraft } | { problem: string };

/** Takes an answer on the device, checked as far as a device can. */
export function takeAnswer(draft: LocalDraft, step: string, said: Said, context: LocalContext): Taken {
  const { texts, now } = context;
  if ('text' in said) {
    const kind = problemOf(step, said.text, now);
    if (kind !== undefined) return { problem: texts.problems[kind] ?? T.unreadable };
  }
  if (step === 'place') return takePlace(draft, said, context);
  if ('action' in said && step === 'causes' && said.action === 'skip:causes') {
    const { reopened: _, ...rest } = draft;
    return { draft: { ...rest, values: { ...draft.values, causes: draft.values.causes ?? ['其他'] } } };
  }
  if (!('action' in said) && !('text' in said)) return { draft };
  const at = now.toISOString();
  const next = withAnswer(draft, step, { ...said, at }, texts.notice.version);
  return next === undefined ? { problem: T.chooseOne } : { draft: next };
}

function takePlace(draft: LocalDraft, said: Said, { texts, now }: LocalContext): Taken {
  const { township, placeName: _, ...rest } = draft;
  if ('text' in said) {
    const words = township === undefined ? said.text.trim() : `${township.name}${said.text.trim()}`;
    return placed(rest, words);
  }
  if (!('action' in said)) return { draft };
  const code = said.action.replace('place:', '');
  if (said.action === 'place:whole' && township !== undefined) {
    return placed(rest, township.code, township.name);
  }
  if (/^\d{9}$/.test(code)) return { draft: { ...rest, township: { code, name: said.label } } };
  if (/^\d{12}$/.test(code)) return placed(rest, code, said.label);
  // Nobody knows: the server asks once more, or leaves it to the county.
  const skip = { action: 'skip:place', at: now.toISOString() };
  return { draft: withAnswer(rest, 'place', skip, texts.notice.version) ?? rest };
}

function placed({ reopened: _, ...draft }: LocalDraft, place: string, name?: string): Taken {
  const skipped = draft.skipped.filter((step) => step !== 'place');
  const next = { ...draft, skipped, values: { ...draft.values, place } };
  return { draft: name === undefined ? next : { ...next, placeName: name } };
}

/** Puts the question before the open one again. */
export function goBack(draft: LocalDraft, context: LocalContext): LocalDraft {
  const { township, ...rest } = draft;
  if (township !== undefined) return { ...rest, reopened: 'place' };
  const steps = localSteps(draft, context);
  const at = steps.indexOf(localStep(draft, context));
  const before = steps[at < 0 ? steps.length - 1 : at - 1];
  return before === undefined ? draft : again(draft, before);
}

/** Puts a question again; its answer stays until there is another. */
export function again(draft: LocalDraft, step: string): LocalDraft {
  return { ...draft, reopened: step, skipped: draft.skipped.filter((each) => each !== step) };
}

/** The declaration as it goes to the server; undefined while something is missing that it cannot be without. */
export function formOf(draft: LocalDraft, here: Here | null): FormSent | undefined {
  const { filer, relation, consent, notice, consentedAt, name, causes, ...more } = draft.values;
  if (filer === undefined || name === undefined || notice === undefined || consentedAt === undefined) {
    return undefined;
  }
  if (consent !== 'all' && consent !== 'sensitive') return undefined;
  const place = more.place ?? (here !== null && here.code.length >= 9 ? here.code : undefined);
  return {
    filer,
    ...(filer === 'kin' && relation !== undefined ? { relation } : {}),
    consent,
    notice,
    consentedAt,
    name,
    ...more,
    ...(place === undefined ? {} : { place }),
    causes: causes ?? [],
    submit: true,
  };
}
