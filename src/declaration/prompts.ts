import { asidesAt, OFFER_HUMAN } from './asides.ts';
import { buttonsOf, choicesOf, linksOf } from './choices.ts';
import { type Draft, isProxy, type StepId } from './draft.ts';
import { pendingConsent, progress } from './journey.ts';
import type { Places, Prompt, StepPage } from './page.ts';
import { review } from './review.ts';
import { BUTTONS, DECLARATION_TEXTS, QUESTIONS, type Question } from './texts.ts';

export interface PromptContext {
  /** 0 the first time, 1 after something not understood (simpler, with an example), 2 offers a human. */
  attempt: number;
  gazetteer: Places;
  today: string;
  /** The same question once more, after something else came between. */
  isAgain?: boolean;
}

/** The question of a step in words for the person, by how often it was asked without an answer. */
export function prompt(step: StepId, draft: Draft, context: PromptContext): Prompt {
  if (step === 'review') return reviewPrompt(draft, context);
  const isShort = context.isAgain === true && context.attempt === 0;
  const words = wordsOf(step, draft, context);
  const shown = isShort ? { ask: [shortQuestion(step, draft, context)] } : words;
  // Who files cannot be guessed nor left out: help is offered at once.
  const isAdrift = asidesAt(draft, step).length >= OFFER_HUMAN;
  const offersHuman = isAdrift || context.attempt >= (step === 'filer' ? 1 : 2);
  const help = offersHuman ? [DECLARATION_TEXTS.offerHuman] : [];
  const page = stepPage(step, draft, context.gazetteer, { ...shown, ask: [...shown.ask, ...help] });
  const buttons = buttonsOf(step, page);
  if (offersHuman) buttons.push({ id: 'human', label: BUTTONS.human });
  return { text: textOf(shown, page, isShort, help), buttons, page };
}

/** What a question says. */
interface Words {
  ask: string[];
  example?: string;
  /** The question where the choices are seen at once, without numbers. */
  askOnPage?: string[];
}

/** The words of a question where there is nothing but text. */
function textOf({ ask, example }: Words, { at, of }: StepPage, isShort: boolean, help: string[]): string {
  if (isShort) return [DECLARATION_TEXTS.again(ask[0] ?? ''), ...help].join('\n');
  return [
    ...(at === undefined || of === undefined ? [] : [DECLARATION_TEXTS.progress(at, of)]),
    ...ask,
    ...(example === undefined ? [] : [DECLARATION_TEXTS.example(example)]),
    ...help,
  ].join('\n');
}

/** A question in its parts. Where everything is picked an example tells nothing. */
export function stepPage(
  step: StepId,
  draft: Draft,
  gazetteer: Places,
  { ask, example, askOnPage }: Words,
): StepPage {
  const input = INPUTS[step];
  return {
    kind: 'step',
    step,
    ...progress(draft),
    ask: askOnPage ?? ask,
    ...(example === undefined || input === 'none' || input === 'photo' ? {} : { example }),
    input,
    ...choicesOf(step, draft, gazetteer),
    links: linksOf(step, draft),
  };
}

const INPUTS: Record<StepId, StepPage['input']> = {
  filer: 'none',
  relation: 'none',
  consent: 'none',
  name: 'text',
  id_number: 'id',
  phone: 'phone',
  place: 'text',
  causes: 'none',
  story: 'long',
  photos: 'photo',
  household: 'text',
  income: 'text',
  review: 'none',
};

/** The page to be checked; in short when it was shown before, with what to say when that was not understood. */
function reviewPrompt(draft: Draft, { attempt, gazetteer, isAgain }: PromptContext): Prompt {
  const shown = review(draft, gazetteer);
  if (isAgain === true) return { ...shown, text: DECLARATION_TEXTS.reviewAgain };
  if (attempt === 0) return shown;
  const human = attempt >= 2 ? [{ id: 'human', label: BUTTONS.human }] : [];
  return {
    text: [shown.text, DECLARATION_TEXTS.reviewHelp].join('\n'),
    buttons: [...shown.buttons, ...human],
    page: { ...shown.page, notes: [...shown.page.notes, DECLARATION_TEXTS.reviewHelp] },
  };
}

/** The question alone, without what was said about it the first time. */
function shortQuestion(step: StepId, draft: Draft, context: PromptContext): string {
  if (step === 'consent' && pendingConsent(draft) === 'both') return DECLARATION_TEXTS.consentAgain;
  if (step === 'consent') return DECLARATION_TEXTS.guardian.at(-1) ?? '';
  return wordsOf(step, draft, context).ask[0] ?? '';
}

/** What a question says, by how often it was asked. */
export function wordsOf(
  step: StepId,
  draft: Draft,
  { attempt, gazetteer }: Pick<PromptContext, 'attempt' | 'gazetteer'>,
): Words {
  if (step === 'consent') return { ask: consentLines(draft, attempt) };
  if (step === 'place' && draft.placeChoices !== undefined) return { ask: [DECLARATION_TEXTS.choices] };
  const within = draft.browse?.within;
  if (step === 'place' && within !== undefined && within.length >= 9) {
    const township = gazetteer.place(within)?.name ?? '';
    return { ask: [DECLARATION_TEXTS.villageOf(township), DECLARATION_TEXTS.placeListed] };
  }
  const { ask, simple, example, onPage } = questionOf(step, draft);
  return {
    ask: [attempt === 0 ? ask : simple],
    ...(onPage === undefined || attempt > 0 ? {} : { askOnPage: [onPage] }),
    ...(example === undefined ? {} : { example }),
  };
}

function questionOf(step: StepId, draft: Draft): Question {
  const { answers } = draft;
  let key: string = step;
  if (step === 'name' && isProxy(answers.filer)) key = 'nameOfOther';
  if (step === 'photos' && (answers.photos?.length ?? 0) > 0) key = 'photosMore';
  if (step === 'causes' && draft.reopened === 'causes' && answers.causes !== undefined) key = 'causesTicked';
  const question = QUESTIONS[key];
  if (question === undefined) throw new Error(`no question for step ${step}`);
  return question;
}

function consentLines(draft: Draft, attempt: number): string[] {
  if (pendingConsent(draft) === 'guardian') return [...DECLARATION_TEXTS.guardian];
  const forOthers = isProxy(draft.answers.filer) ? [DECLARATION_TEXTS.noticeForOthers] : [];
  // The notice was read by who is asked again; the choice is what was not understood.
  const notice = attempt === 0 ? DECLARATION_TEXTS.notice : [];
  return [...notice, ...forOthers, ...DECLARATION_TEXTS.consentQuestion];
}
