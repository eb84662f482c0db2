import { dayText, type FormBasis } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { type FormDraft, type FormStep, netOf, openGuarantees } from './form-draft.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';

type SumKey = Exclude<keyof typeof T.sums, 'net' | 'none'>;

const INCOME: readonly SumKey[] = ['wage', 'business', 'costs', 'property', 'transfer'];
const SPENDING: readonly SumKey[] = ['medical', 'education', 'housing', 'other'];

/** A day with its year where another year is meant. */
function day(scene: Scene, of: string): string {
  return dayText(of, scene.today);
}

/** The twelve months, both days with their year. */
function spelled({ from, to }: FormBasis['period']): FormBasis['period'] {
  return { from: dayText(from, '-'), to: dayText(to, '-') };
}

/** A question of the form with its ready answers. */
export function question(
  scene: Scene,
  { receipt, period, declared }: FormBasis,
  draft: FormDraft,
  step: FormStep,
): { text: string; choices: Button[] } {
  const { from, to } = spelled(period);
  const button = (label: string, word = label): Button => ({ id: `staff:form:${receipt} ${word}`, label });
  const none = [button(T.buttons.none)];
  switch (step) {
    case 'people':
      return { text: askPeople(draft, declared), choices: [] };
    case 'income': {
      const said = sums(declared.income ?? {}, ['wage', 'business', 'property', 'transfer']);
      const known = sums(draft, INCOME);
      const text = T.ask.income(from, to, hint(said), known === '' ? '' : T.declared.known(known));
      return { text, choices: [button(known === '' ? T.buttons.none : T.buttons.noMore)] };
    }
    case 'costs':
      return { text: T.ask.costs(draft.business ?? 0), choices: [button(T.buttons.net), ...none] };
    case 'spending': {
      const known = sums(draft, SPENDING);
      const spent = declared.income?.spending;
      const said =
        known === '' ? hint(spent === undefined ? '' : T.declared.spending(spent)) : T.declared.known(known);
      const choices = [button(known === '' ? T.buttons.none : T.buttons.noMore)];
      return { text: T.ask.spending(from, to, said), choices };
    }
    case 'guarantees': {
      const names = openGuarantees(draft).map((each) => T.guarantees[each]);
      const all = names.length === 0 ? Object.values(T.guarantees) : names;
      return { text: T.ask.guarantees(all.join('、')), choices: [button(T.buttons.allOk)] };
    }
    case 'means':
      return { text: T.ask.means, choices: none };
    case 'visit':
      return { text: T.ask.visit(day(scene, scene.today)), choices: [button(T.buttons.todayMe, '今天 我')] };
    case 'findings':
      return { text: T.ask.findings, choices: [] };
    case 'sign':
      return { text: T.ask.sign, choices: [button(T.buttons.done), button(T.buttons.unsigned)] };
  }
}

function askPeople({ people, labour }: FormDraft, { household }: FormBasis['declared']): string {
  if (people !== undefined && labour === undefined) return T.ask.labourOnly(people);
  if (people === undefined && labour !== undefined) return T.ask.peopleOnly;
  const said = [
    household?.members === undefined ? '' : T.declared.members(household.members),
    household?.labour === undefined ? '' : T.declared.labour(household.labour),
  ];
  return T.ask.people(hint(said.filter((each) => each !== '').join('，')));
}

function hint(words: string): string {
  return words === '' ? '' : T.declared.people(words);
}

/** 务工30000元，种养经营8000元: what was said, in the order of the form. */
export function sums(of: Partial<Record<SumKey, number | null>>, keys: readonly SumKey[]): string {
  return keys
    .flatMap((key) => {
      const sum = of[key];
      if (sum === undefined) return [];
      return sum === null
        ? []
        : [`${T.sums[key]}${sum}元${key === 'business' && of.costs === null ? T.sums.net : ''}`];
    })
    .join('，');
}

/** The whole form before it is filed, with its figure beside the local line. */
export function summary(scene: Scene, { receipt, name, period, line }: FormBasis, draft: FormDraft): string {
  const { people = 1, labour = 0, visitors = [], visitedOn = scene.today } = draft;
  const net = netOf(draft);
  const { evidence, signatures } = photosOf(scene, draft);
  const guarantees = Object.entries(T.guarantees).map(([key, label]) => {
    const state = draft.guarantees[key as keyof typeof T.guarantees];
    return label + (state === undefined ? '' : T.states[state]);
  });
  const S = T.summary;
  return [
    S.title(receipt, name ?? ''),
    S.people(people, labour),
    S.income(spelled(period).from, spelled(period).to, orNone(sums(draft, INCOME))),
    S.perPerson(net, people, Math.round(net / people)),
    line === undefined ? S.noLine : S.line(line.text),
    S.spending(orNone(sums(draft, SPENDING))),
    S.guarantees(guarantees.join('，')),
    S.means(orNone(draft.means ?? '')),
    S.visit(day(scene, visitedOn), visitors.join('、')) + (visitors.length === 1 ? S.oneVisitor : ''),
    S.findings(draft.findings ?? ''),
    S.photos(evidence.length, signatures.length),
    S.ask,
  ].join('\n');
}

function orNone(words: string): string {
  return words === '' ? T.sums.none : words;
}

/** 确认, and each part to be changed. */
export function reviewChoices(receipt: string, draft: FormDraft): Button[] {
  const changes = Object.entries(T.buttons.change).filter(
    ([step]) => step !== 'costs' || (draft.business ?? 0) > 0,
  );
  return [
    { id: `staff:form:${receipt} ${T.buttons.confirm}`, label: T.buttons.confirm },
    ...changes.map(([, label]) => ({ id: `staff:form:${receipt} ${label}`, label })),
  ];
}

/** Of the photos that were sent: those of before the signatures were asked for, and the signatures. */
export function photosOf({ state }: Scene, draft: FormDraft): { evidence: string[]; signatures: string[] } {
  const before = draft.evidence;
  if (before === undefined) return { evidence: [...state.loosePhotos], signatures: [] };
  return {
    evidence: state.loosePhotos.filter((id) => before.includes(id)),
    signatures: state.loosePhotos.filter((id) => !before.includes(id)),
  };
}
