import { villageName } from '../regions/index.ts';
import type { Draft, HouseholdAnswer, IncomeAnswer, PlaceAnswer, StepId } from './draft.ts';
import { isProxy } from './draft.ts';
import { stepsOf } from './journey.ts';
import { maskId, maskPhone } from './mask.ts';
import type { Button, Places, Prompt, ReviewPage, ReviewRow } from './page.ts';
import { perCapita } from './per-capita.ts';
import {
  BUTTONS,
  DECLARATION_TEXTS,
  FIELD_NAMES,
  FILER_NAMES,
  HOUSEHOLD_NAMES,
  INCOME_NAMES,
} from './texts.ts';

/** Longer stories are shown by their beginning: the whole one is filed. */
const STORY_SHOWN = 120;

/** All answers on one page, numbers masked, before they are filed. */
export function review(draft: Draft, gazetteer: Pick<Places, 'place'>): Prompt & { page: ReviewPage } {
  const { answers } = draft;
  const rows = rowsOf(draft, gazetteer);
  const figure = perCapita(answers.income, answers.household);
  const notes = [
    ...(figure === undefined ? [] : [DECLARATION_TEXTS.perCapita(figure.perPerson)]),
    ...(draft.urgent ? [DECLARATION_TEXTS.reviewUrgent] : []),
    DECLARATION_TEXTS.reviewAsk,
  ];
  const submit = { id: 'submit', label: BUTTONS.submit };
  const more: Button[] = [];
  if (answers.household === undefined) more.push({ id: 'more:household', label: BUTTONS.moreHousehold });
  if (answers.income === undefined) more.push({ id: 'more:income', label: BUTTONS.moreIncome });
  const later = { id: 'later', label: BUTTONS.later };
  const title = DECLARATION_TEXTS.reviewTitle;
  const lines = rows.map(({ label, value }) => `${label}：${value}`);
  const links = [...more, later, { id: 'human', label: BUTTONS.human }];
  return {
    text: [title, ...lines, ...notes].join('\n'),
    buttons: [submit, { id: 'edit', label: BUTTONS.edit }, ...more, later],
    page: { kind: 'review', title, rows, notes, submit, links },
  };
}

/** The list of what can be changed. */
export function editMenu(draft: Draft): Prompt {
  const steps: StepId[] = stepsOf(draft).filter((step) => !['consent', 'review', 'place'].includes(step));
  // A place known from a scanned code is asked for nowhere, but may be wrong (a visitor's phone).
  steps.splice(steps.indexOf('phone') + 1, 0, 'place');
  return {
    text: DECLARATION_TEXTS.editWhich,
    buttons: steps.map((step) => ({ id: `edit:${step}`, label: FIELD_NAMES[step] })),
  };
}

function rowsOf(draft: Draft, gazetteer: Pick<Places, 'place'>): ReviewRow[] {
  const { answers } = draft;
  const none = DECLARATION_TEXTS.notSaid;
  const rows: [StepId, string | undefined][] = [
    ['name', answers.name ?? none],
    ['id_number', answers.idNumber === undefined ? none : maskId(answers.idNumber)],
    ['phone', answers.phone === undefined ? none : maskPhone(answers.phone)],
    ['place', placeName(answers.place, gazetteer)],
    ['causes', answers.causes?.join('、') ?? none],
    ['story', answers.story === undefined ? none : shortened(answers.story)],
    ['photos', DECLARATION_TEXTS.photoCount(answers.photos?.length ?? 0)],
    ['household', answers.household === undefined ? undefined : householdText(answers.household)],
    ['income', answers.income === undefined ? undefined : incomeText(answers.income)],
  ];
  if (isProxy(answers.filer)) rows.unshift(['filer', filerText(draft)]);
  return rows.flatMap(([step, value]) =>
    value === undefined ? [] : [{ step, label: FIELD_NAMES[step], value, edit: `edit:${step}` }],
  );
}

function filerText({ answers: { filer, filerName, relation } }: Draft): string {
  const details = [filerName, relation === undefined ? undefined : `${FIELD_NAMES.relation}${relation}`];
  const said = details.filter((detail) => detail !== undefined).join('，');
  const name = filer === undefined ? '' : FILER_NAMES[filer];
  return said === '' ? name : `${name}（${said}）`;
}

/** The place's own names (`望田镇五里岗村`), or what stands for an unknown one. */
function placeName(place: PlaceAnswer | undefined, gazetteer: Pick<Places, 'place'>): string {
  if (place === undefined) return DECLARATION_TEXTS.notSaid;
  if (place.township === null) return DECLARATION_TEXTS.intake(place.text);
  const [township, village] = [place.township, place.village].map((code) =>
    code === null ? '' : (gazetteer.place(code)?.name ?? ''),
  );
  const names = [township, village === undefined || village === '' ? '' : villageName(village)];
  const known = names.join('');
  if (known === '') return place.text;
  const said = place.village === null && place.how === 'text' ? ownWords(place.text, known) : '';
  return said === '' ? known : DECLARATION_TEXTS.placeSaid(known, said);
}

/** What somebody wrote for the place beyond the township: a hamlet or group that no list knows. */
function ownWords(text: string, township: string): string {
  const short = township.replace(/(?:镇|乡|街道)$/, '');
  const rest = text
    .replace(new RegExp(`.*(?:${township}|${short})(?:镇|乡|街道)?(?:的|那边|这边)?`, 's'), '')
    .replace(/^(?:我|俺|家|住|是|在|的|，|,|。|\s)+|(?:的人?|人|那边|这边|[，,。！!\s])+$/g, '');
  return [...rest].length >= 2 ? rest : '';
}

function householdText(household: HouseholdAnswer): string {
  return Object.entries(household)
    .map(([key, count]) => HOUSEHOLD_NAMES[key as keyof HouseholdAnswer](count ?? 0))
    .join('，');
}

function incomeText(income: IncomeAnswer): string {
  return Object.entries(income)
    .map(([key, yuan]) => `${INCOME_NAMES[key as keyof IncomeAnswer]} ${yuan} 元`)
    .join('，');
}

function shortened(story: string): string {
  const characters = [...story];
  return characters.length > STORY_SHOWN ? `${characters.slice(0, STORY_SHOWN).join('')}……` : story;
}
