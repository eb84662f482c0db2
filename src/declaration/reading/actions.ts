import type { Gazetteer, RegionCode } from '../../regions/index.ts';
import { CAUSES, type Draft, STEPS } from '../draft.ts';
import type { Control, Found } from '../found.ts';
import { intakeOf } from '../journey.ts';
import type { ReadingContext } from './message.ts';
import { placeOf } from './places.ts';

const CONTROLS: readonly Control[] = [
  'back',
  'skip',
  'cancel',
  'later',
  'restart',
  'human',
  'help',
  'menu',
  'submit',
  'edit',
  'declare',
  'status',
  'resume',
  'yes',
  'no',
  'none',
  'supplement',
  'withdraw',
  'objection',
  'delete-data',
];

/** What a button means now. One of a question long answered changes its own answer or does nothing at all. */
export function readAction(
  action: string,
  context: ReadingContext,
  gazetteer: Pick<Gazetteer, 'place' | 'counties'>,
): { control?: Control; found: Found; correction: boolean } {
  const [kind = '', ...rest] = action.split(':');
  const value = rest.join(':');
  const control = CONTROLS.find((each) => each === kind);
  if (control !== undefined && value === '') return { control, found: {}, correction: false };
  // A skip belongs to its question: pressed twice it must not skip the next one.
  if (kind === 'skip') {
    return { ...(value === context.step ? { control: 'skip' as const } : {}), found: {}, correction: false };
  }
  const found = readField(kind, value, context, gazetteer);
  return { found, correction: found.edit !== undefined };
}

function readField(
  kind: string,
  value: string,
  context: ReadingContext,
  gazetteer: Pick<Gazetteer, 'place' | 'counties'>,
): Found {
  const { draft, step } = context;
  switch (kind) {
    case 'filer':
      return value === 'self' || value === 'kin' || value === 'neighbour' || value === 'cadre'
        ? { filer: value }
        : {};
    case 'relation':
      return draft?.answers.filer === 'kin' && value !== '' ? { relation: value } : {};
    case 'consent':
      return step === 'consent' ? consentOf(value) : {};
    case 'place':
      return placeAction(value, context, gazetteer);
    case 'cause':
      return causeAction(value, context);
    case 'causes':
      return step === 'causes' ? chosenCauses(value, draft) : {};
    case 'photos':
      return value === 'done' && step === 'photos' ? { photosDone: true } : {};
    case 'more':
      return value === 'household' || value === 'income' ? { wants: value } : {};
    case 'edit': {
      const field = STEPS.find((each) => each === value);
      return field === undefined ? {} : { edit: field };
    }
    default:
      return {};
  }
}

function consentOf(value: string): Found {
  if (value === 'all') return { consent: { sensitive: true, dataChecks: true } };
  if (value === 'sensitive') return { consent: { sensitive: true, dataChecks: false } };
  if (value === 'none') return { consent: { sensitive: false, dataChecks: false } };
  if (value === 'yes' || value === 'no') return { consent: { guardian: value === 'yes' } };
  return {};
}

/** Ticks in the reopened list; anywhere else a press adds, so that pressing twice takes nothing away. */
function causeAction(value: string, { draft }: ReadingContext): Found {
  const cause = CAUSES.find((each) => each === value);
  if (cause === undefined) return {};
  const isChosen = draft?.answers.causes?.includes(cause) === true;
  return { causes: draft?.reopened === 'causes' && isChosen ? { remove: [cause] } : { add: [cause] } };
}

/** The list is closed: as it stands, or with all that was ticked on a page (`causes:因病,住房`). */
function chosenCauses(value: string, draft: Draft | undefined): Found {
  if (value === 'done') return { causes: { set: draft?.answers.causes ?? [] } };
  const set = CAUSES.filter((cause) => value.split(',').includes(cause));
  return set.length === 0 ? {} : { causes: { set } };
}

function placeAction(
  value: string,
  { draft, step, county }: ReadingContext,
  gazetteer: Pick<Gazetteer, 'place' | 'counties'>,
): Found {
  if (value === 'unknown') return step === 'place' ? { place: intakeOf([]) } : {};
  const within = draft?.browse?.within;
  if (value === 'whole')
    return within !== undefined && within.length >= 9 ? { place: placeOf(within, '', 'picked') } : {};
  const page = /^page:(\d{1,3})$/.exec(value)?.[1];
  if (page !== undefined) {
    return step === 'place'
      ? { browse: { ...(within === undefined ? {} : { within }), page: Number(page) } }
      : {};
  }
  if (!/^\d{6,12}$/.test(value) || !value.startsWith(county)) return {};
  const code = value as RegionCode;
  if (code.length === 6) return { browse: { within: code, page: 0 } };
  const place = gazetteer.place(code);
  if (place === undefined) return {};
  const answer = placeOf(place.code, place.name, 'picked');
  // A township is enough to file; its villages are offered as the next page.
  return code.length === 9 ? { place: answer, browse: { within: code, page: 0 } } : { place: answer };
}
