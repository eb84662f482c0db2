import type { RegionCode } from '../regions/index.ts';
import { asidesAt, OFFER_HUMAN } from './asides.ts';
import { CAUSES, type Draft, isProxy, type StepId } from './draft.ts';
import { isSkippable, pendingConsent, progress } from './journey.ts';
import type { Button, Places, Prompt } from './page.ts';
import { review } from './review.ts';
import {
  BUTTONS,
  CAUSE_NAMES,
  DECLARATION_TEXTS,
  FILER_NAMES,
  QUESTIONS,
  type Question,
  RELATIONS,
} from './texts.ts';

export interface PromptContext {
  /** 0 the first time, 1 after something not understood (simpler, with an example), 2 offers a human. */
  attempt: number;
  gazetteer: Places;
  today: string;
  /** The same question once more, after something else came between. */
  isAgain?: boolean;
}

const PLACES_ON_PAGE = 8;

/** The question of a step in words for the person, by how often it was asked without an answer. */
export function prompt(step: StepId, draft: Draft, context: PromptContext): Prompt {
  if (step === 'review') return reviewPage(draft, context);
  const isShort = context.isAgain === true && context.attempt === 0;
  const lines = isShort
    ? [DECLARATION_TEXTS.again(shortQuestion(step, draft, context))]
    : [...progressLine(draft), ...questionLines(step, draft, context)];
  const buttons = buttonsOf(step, draft, context.gazetteer);
  // Who files cannot be guessed nor left out: help is offered at once.
  const isAdrift = asidesAt(draft, step).length >= OFFER_HUMAN;
  if (isAdrift || context.attempt >= (step === 'filer' ? 1 : 2)) {
    lines.push(DECLARATION_TEXTS.offerHuman);
    buttons.push({ id: 'human', label: BUTTONS.human });
  }
  return { text: lines.join('\n'), buttons };
}

/** The page to be checked; in short when it was shown before, with what to say when that was not understood. */
function reviewPage(draft: Draft, { attempt, gazetteer, isAgain }: PromptContext): Prompt {
  const page = review(draft, gazetteer);
  if (isAgain === true) return { text: DECLARATION_TEXTS.reviewAgain, buttons: page.buttons };
  if (attempt === 0) return page;
  const human = attempt >= 2 ? [{ id: 'human', label: BUTTONS.human }] : [];
  return {
    text: [page.text, DECLARATION_TEXTS.reviewHelp].join('\n'),
    buttons: [...page.buttons, ...human],
  };
}

/** The question alone, without what was said about it the first time. */
function shortQuestion(step: StepId, draft: Draft, context: PromptContext): string {
  if (step === 'consent' && pendingConsent(draft) === 'both') return DECLARATION_TEXTS.consentAgain;
  if (step === 'consent') return DECLARATION_TEXTS.guardian.at(-1) ?? '';
  return questionLines(step, draft, context)[0] ?? '';
}

function progressLine(draft: Draft): string[] {
  const stand = progress(draft);
  return stand === undefined ? [] : [DECLARATION_TEXTS.progress(stand.at, stand.of)];
}

function questionLines(step: StepId, draft: Draft, { attempt, gazetteer }: PromptContext): string[] {
  if (step === 'consent') return consentLines(draft, attempt);
  if (step === 'place' && draft.placeChoices !== undefined) return [DECLARATION_TEXTS.choices];
  const within = draft.browse?.within;
  if (step === 'place' && within !== undefined && within.length >= 9) {
    return [DECLARATION_TEXTS.villageOf(gazetteer.place(within)?.name ?? ''), DECLARATION_TEXTS.placeListed];
  }
  const question = questionOf(step, draft);
  const lines = [attempt === 0 ? question.ask : question.simple];
  if (question.example !== undefined) lines.push(DECLARATION_TEXTS.example(question.example));
  return lines;
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

function buttonsOf(step: StepId, draft: Draft, gazetteer: Places): Button[] {
  switch (step) {
    case 'filer':
      return Object.entries(FILER_NAMES).map(([id, label]) => ({ id: `filer:${id}`, label }));
    case 'relation':
      return RELATIONS.map((label) => ({ id: `relation:${label}`, label }));
    case 'consent':
      return consentButtons(draft);
    case 'place':
      return placeButtons(draft, gazetteer);
    case 'causes':
      return causeButtons(draft);
    case 'photos':
      return [
        {
          id: 'photos:done',
          label: (draft.answers.photos?.length ?? 0) > 0 ? BUTTONS.photosDone : BUTTONS.noPhotos,
        },
      ];
    case 'id_number':
      return [{ id: 'skip:id_number', label: BUTTONS.skipId }];
    case 'phone':
      return [{ id: 'skip:phone', label: BUTTONS.noPhone }];
    default:
      return isSkippable(step) ? [{ id: `skip:${step}`, label: BUTTONS.skip }] : [];
  }
}

function consentButtons(draft: Draft): Button[] {
  if (pendingConsent(draft) === 'guardian') {
    return [
      { id: 'consent:yes', label: BUTTONS.guardianYes },
      { id: 'consent:no', label: BUTTONS.guardianNo },
    ];
  }
  return [
    { id: 'consent:all', label: BUTTONS.consentAll },
    { id: 'consent:sensitive', label: BUTTONS.consentSensitive },
    { id: 'consent:none', label: BUTTONS.consentNone },
  ];
}

function causeButtons(draft: Draft): Button[] {
  const chosen = draft.answers.causes ?? [];
  const buttons = CAUSES.map((cause, i) => ({
    id: `cause:${cause}`,
    label: `${chosen.includes(cause) ? '✓ ' : ''}${i + 1} ${CAUSE_NAMES[cause]}`,
  }));
  return chosen.length > 0 ? [...buttons, { id: 'causes:done', label: BUTTONS.causesDone }] : buttons;
}

/** The places of one name to choose from, or a page of the townships or of a township's villages. */
function placeButtons(draft: Draft, gazetteer: Places): Button[] {
  const unknown = { id: 'place:unknown', label: BUTTONS.placeUnknown };
  if (draft.placeChoices !== undefined) {
    const choices = draft.placeChoices.map(({ code, name }) => ({ id: `place:${code}`, label: name }));
    return [...choices.slice(0, PLACES_ON_PAGE), unknown];
  }
  const within = draft.browse?.within ?? draft.county;
  const places = partsOf(within, gazetteer).map(({ code, name }) => ({ id: `place:${code}`, label: name }));
  const pages = Math.ceil(places.length / PLACES_ON_PAGE);
  const page = Math.min(draft.browse?.page ?? 0, Math.max(0, pages - 1));
  const buttons: Button[] = places.slice(page * PLACES_ON_PAGE, (page + 1) * PLACES_ON_PAGE);
  if (pages > 1) {
    const next = (page + 1) % pages;
    buttons.push({ id: `place:page:${next}`, label: next === 0 ? BUTTONS.firstPlaces : BUTTONS.morePlaces });
  }
  buttons.push(within.length >= 9 ? { id: 'place:whole', label: BUTTONS.placeWhole } : unknown);
  return buttons;
}

/** The divisions right below one: counties of a city, townships of a county, villages of a township. */
function partsOf(within: RegionCode, gazetteer: Places): { code: RegionCode; name: string }[] {
  if (within.length >= 9) return gazetteer.villagesOf(within);
  if (within.length >= 6) return gazetteer.townshipsOf(within);
  return gazetteer.counties().filter(({ code }) => code.startsWith(within));
}
