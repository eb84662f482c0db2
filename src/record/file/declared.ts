import type { CaseFile } from '../../casework/index.ts';
import { maskId, perCapita } from '../../declaration/index.ts';
import type { Block, Fact, Section } from '../print/model.ts';
import { dayWords, type Reading, timeWords, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.declared;

type Filed = CaseFile['declarations'][number];
type Answers = Filed['answers'];

/** 申报情况: each declaration and what was added to it, as it was filed, with what was consented to. */
export function declaredSection(reading: Reading): Section {
  const blocks = reading.file.declarations.flatMap((filed) => declarationBlocks(reading, filed));
  return { title: FILE_TEXTS.sections.declared, blocks };
}

function declarationBlocks(reading: Reading, filed: Filed): Block[] {
  const { answers, at, kind, filer } = filed;
  const who = kind === 'supplement' ? T.supplement : T.filers[filer];
  const facts = factsOf(reading, filed);
  const consents = answers.consents ?? [];
  return [
    { kind: 'heading', text: T.heading(dayWords(at), who) },
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
    ...(consents.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: T.consents.map((title, i) => ({ title, share: [34, 16, 24, 26][i] ?? 25 })),
            rows: consents.map((consent) => [
              T.consent[consent.kind],
              consent.given ? T.given : T.refused,
              consent.version,
              timeWords(consent.at),
            ]),
          } as const,
        ]),
  ];
}

function factsOf(reading: Reading, { answers, filer, kind }: Filed): Fact[] {
  const { idNumber, phone, place, causes = [], story, photos = [] } = answers;
  const own = kind === 'declaration' && (filer === 'self' || filer === 'kin');
  const shownId = idNumber === undefined || reading.full ? idNumber : maskId(idNumber);
  const facts: (readonly [string, string | undefined])[] = [
    ...filerFacts(filer, answers),
    [T.name, answers.name],
    [T.idNumber, shownId],
    // Who reported a neighbour trusted that nobody there would learn of it.
    [T.phone, filer === 'neighbour' && phone !== undefined ? T.hidden : phone],
    [T.place, place?.text === '' ? undefined : place?.text],
    [T.causes, causes.length === 0 ? undefined : causes.join('、')],
    [T.story, story],
    [T.people, people(answers)],
    [T.income, income(answers)],
    [T.spending, answers.income?.spending === undefined ? undefined : `${answers.income.spending} 元`],
    [T.photos, photos.length === 0 ? undefined : T.photoCount(photos.length)],
  ];
  return facts.flatMap(([label, value]): Fact[] => {
    if (value !== undefined && value !== '') return [[label, words({ full: reading.full }, value)]];
    // What the form asks of the household and got no answer to is said, the rest is left out.
    return own && (label === T.idNumber || label === T.phone) ? [[label, FILE_TEXTS.none]] : [];
  });
}

function filerFacts(filer: Filed['filer'], { filerName, relation }: Answers): [string, string | undefined][] {
  if (filer === 'neighbour') return [[T.filer, filerName === undefined ? undefined : T.hidden]];
  return [
    [T.filer, filer === 'self' ? undefined : filerName],
    [T.relation, relation],
  ];
}

function people({ household }: Answers): string | undefined {
  if (household === undefined) return undefined;
  const counts = Object.entries(T.counts).flatMap(([key, label]) => {
    const count = Object.entries(household).find(([each]) => each === key)?.[1];
    return count === undefined ? [] : [`${label} ${count} 人`];
  });
  return counts.join('，');
}

function income({ income: said, household }: Answers): string | undefined {
  if (said === undefined) return undefined;
  const parts = Object.entries(T.incomes).flatMap(([key, label]) => {
    const amount = Object.entries(said).find(([each]) => each === key)?.[1];
    return amount === undefined ? [] : [`${label} ${amount} 元`];
  });
  const each = perCapita(said, household);
  return [parts.join('，'), ...(each === undefined ? [] : [T.perPerson(each.perPerson)])]
    .filter((part) => part !== '')
    .join('；');
}
