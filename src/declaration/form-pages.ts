import type { RegionCode } from '../regions/index.ts';
import { placesIn, skipOf } from './choices.ts';
import { type Draft, newDraft, type StepId } from './draft.ts';
import type { Places, StepPage } from './page.ts';
import { stepPage, wordsOf } from './prompts.ts';
import { BUTTONS, DECLARATION_TEXTS, FIELD_NAMES, NOTICE_VERSION, PROBLEMS } from './texts.ts';

/** The questions that are filled without signal, in their order. */
const STEPS_OFFLINE = [
  'filer',
  'relation',
  'consent',
  'name',
  'id_number',
  'phone',
  'place',
  'causes',
  'story',
  'photos',
] as const satisfies readonly StepId[];

/** What a device can check of its own. */
const CHECKED = [
  'id-length',
  'id-letters',
  'id-check',
  'id-birth',
  'id-future',
  'id-age',
  'id-area',
  'phone-length',
  'phone-form',
  'name-form',
  'name-digits',
  'too-long',
] as const;

/** A question as it is put the first time, whoever files. */
export interface FormPage extends StepPage {
  only?: string[];
  askForOthers?: string[];
}

/** The form for a device that has to do without us for a while: its questions, its notice, and what may be wrong. */
export function formPages(gazetteer: Places, region: RegionCode) {
  return {
    notice: {
      version: NOTICE_VERSION,
      lines: [...DECLARATION_TEXTS.notice],
      forOthers: [DECLARATION_TEXTS.noticeForOthers],
    },
    refused: [...DECLARATION_TEXTS.refused],
    steps: STEPS_OFFLINE.map((step) => formPage(step, gazetteer, region)),
    labels: Object.fromEntries(STEPS_OFFLINE.map((step) => [step, FIELD_NAMES[step]])),
    problems: Object.fromEntries(CHECKED.map((kind) => [kind, PROBLEMS[kind]])),
  };
}

function formPage(step: StepId, gazetteer: Places, region: RegionCode): FormPage {
  const draft: Draft = newDraft({ id: step, county: region, now: new Date(0) });
  const words = (of: Draft) => wordsOf(step, of, { attempt: 0, gazetteer });
  const { at: _, of: _of, ...page } = stepPage(step, draft, gazetteer, words(draft));
  const skip = skipOf(step);
  const isLeft = page.links.some(({ id }) => id === skip?.id);
  const base: FormPage = { ...page, links: skip === undefined || !isLeft ? [] : [skip] };
  switch (step) {
    case 'relation':
      return { ...base, only: ['kin'] };
    case 'consent':
      // The notice is shown before it, from its own place.
      return { ...base, ask: [...DECLARATION_TEXTS.consentQuestion] };
    case 'name':
      return { ...base, askForOthers: words({ ...draft, answers: { filer: 'kin' } }).ask };
    case 'place': {
      // All of them: nobody leafs through a list that is there at once.
      const unknown = { id: 'place:unknown', label: BUTTONS.placeUnknown };
      return { ...base, choices: region.length >= 6 ? [...placesIn(region, gazetteer), unknown] : [unknown] };
    }
    default:
      return base;
  }
}
