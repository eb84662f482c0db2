import { type RegionCode, villageName } from '../regions/index.ts';
import { CAUSES, type Draft, type StepId } from './draft.ts';
import { canSkip, isSkippable, pendingConsent, previousStep } from './journey.ts';
import type { Button, Places, StepPage } from './page.ts';
import { BUTTONS, CAUSE_NAMES, FILER_NAMES, RELATIONS } from './texts.ts';

const PLACES_ON_PAGE = 8;

type Choices = Pick<StepPage, 'choices' | 'many' | 'done'>;

/** What a question offers to pick from, as a page shows it. */
export function choicesOf(step: StepId, draft: Draft, gazetteer: Places): Choices {
  switch (step) {
    case 'filer':
      return { choices: Object.entries(FILER_NAMES).map(([id, label]) => ({ id: `filer:${id}`, label })) };
    case 'relation':
      return { choices: RELATIONS.map((label) => ({ id: `relation:${label}`, label })) };
    case 'consent':
      return { choices: consentChoices(draft) };
    case 'place':
      return { choices: placeChoices(draft, gazetteer) };
    case 'causes':
      return causeChoices(draft);
    case 'photos': {
      const hasSome = (draft.answers.photos?.length ?? 0) > 0;
      return { choices: [{ id: 'photos:done', label: hasSome ? BUTTONS.photosDone : BUTTONS.noPhotos }] };
    }
    default:
      return { choices: [] };
  }
}

/** The buttons of a question where there are words and buttons only: causes numbered and ticked in their labels. */
export function buttonsOf(step: StepId, { choices, done }: Choices): Button[] {
  if (step === 'causes') {
    const numbered = choices.map(({ id, label, chosen }, i) => ({
      id,
      label: `${chosen === true ? '✓ ' : ''}${i + 1} ${label}`,
    }));
    const hasChosen = choices.some(({ chosen }) => chosen === true);
    return done === undefined || !hasChosen ? numbered : [...numbered, done];
  }
  const skip = choices.length > 0 ? undefined : skipOf(step);
  return [...choices.map(({ id, label }) => ({ id, label })), ...(skip === undefined ? [] : [skip])];
}

/** The ways on beside the answer. */
export function linksOf(step: StepId, draft: Draft): Button[] {
  const isKept = draft.reopened === step && canSkip(draft);
  const skip = isKept ? { id: `skip:${step}`, label: BUTTONS.keep } : skipOf(step);
  return [
    ...(previousStep(draft) === undefined ? [] : [{ id: 'back', label: BUTTONS.back }]),
    ...(skip === undefined || (!isKept && HAS_OWN_WAY.includes(step)) ? [] : [skip]),
    { id: 'later', label: BUTTONS.later },
    { id: 'human', label: BUTTONS.human },
  ];
}

/** Questions whose choices hold the way to leave them: 其他, 不知道在哪, 没有照片. */
const HAS_OWN_WAY: readonly StepId[] = ['relation', 'place', 'causes', 'photos'];

/** The button that leaves a question without an answer; undefined where it has to have one. */
export function skipOf(step: StepId): Button | undefined {
  if (!isSkippable(step)) return undefined;
  const label = step === 'id_number' ? BUTTONS.skipId : step === 'phone' ? BUTTONS.noPhone : BUTTONS.skip;
  return { id: `skip:${step}`, label };
}

function consentChoices(draft: Draft): Button[] {
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

function causeChoices(draft: Draft): Choices {
  const chosen = draft.answers.causes ?? [];
  const choices = CAUSES.map((cause) => ({
    id: `cause:${cause}`,
    label: CAUSE_NAMES[cause],
    ...(chosen.includes(cause) ? { chosen: true as const } : {}),
  }));
  return { choices, many: true, done: { id: 'causes:done', label: BUTTONS.causesDone } };
}

/** The places of one name to choose from, or a page of the townships or of a township's villages. */
function placeChoices(draft: Draft, gazetteer: Places): Button[] {
  const unknown = { id: 'place:unknown', label: BUTTONS.placeUnknown };
  if (draft.placeChoices !== undefined) {
    const choices = draft.placeChoices.map(({ code, name }) => ({ id: `place:${code}`, label: name }));
    return [...choices.slice(0, PLACES_ON_PAGE), unknown];
  }
  const within = draft.browse?.within ?? draft.county;
  const places = placesIn(within, gazetteer);
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

/** Buttons for the divisions right below one: counties of a city, townships of a county, villages of a township. */
export function placesIn(within: RegionCode, gazetteer: Places): Button[] {
  return partsOf(within, gazetteer).map(({ code, name }) => ({
    id: `place:${code}`,
    // A village by its name, not by that of its committee.
    label: code.length > 9 ? villageName(name) : name,
  }));
}

function partsOf(within: RegionCode, gazetteer: Places): { code: RegionCode; name: string }[] {
  if (within.length >= 9) return gazetteer.villagesOf(within);
  if (within.length >= 6) return gazetteer.townshipsOf(within);
  return gazetteer.counties().filter(({ code }) => code.startsWith(within));
}
