import { maskId } from '../declaration/index.ts';
import type { FileContent } from '../record/index.ts';
import type { OwnData } from './model.ts';
import { RIGHTS } from './texts.ts';

const T = RIGHTS.copy;
type Section = FileContent['sections'][number];
type Block = Section['blocks'][number];

/**
 * A household's own copy, ready to be drawn as the record room draws a file.
 * @param full ID numbers whole instead of masked
 */
export function copyContent(
  data: OwnData,
  { receipt, full, printed }: Pick<FileContent, 'receipt' | 'full' | 'printed'>,
): FileContent {
  const { name, idNumber, phone, place } = data;
  const id = idNumber === undefined ? RIGHTS.none : full ? idNumber : maskId(idNumber);
  return {
    receipt,
    full,
    printed,
    erased: false,
    cover: [
      [T.cover.what, T.cover.own],
      [T.cover.name, name],
      [T.cover.id, id],
      [T.cover.phone, phone ?? RIGHTS.none],
      [T.cover.place, place],
    ],
    sections: [
      { title: T.sections.cases, blocks: cases(data) },
      { title: T.sections.declarations, blocks: declarations(data) },
      { title: T.sections.consents, blocks: consents(data) },
      { title: T.sections.forms, blocks: forms(data) },
      {
        title: T.sections.notes,
        blocks: facts(data.notes.map(({ on, kind, text }) => [`${on}\n${kind}`, text])),
      },
      { title: T.sections.measures, blocks: measures(data) },
      { title: T.sections.record, blocks: record(data) },
      { title: T.sections.told, blocks: told(data) },
      { title: T.sections.looked, blocks: looked(data) },
    ],
  };
}

function facts(of: readonly (readonly [string, string])[]): Block[] {
  return of.length === 0 ? [] : [{ kind: 'facts', facts: of }];
}

function table(titles: readonly string[], shares: readonly number[], rows: readonly string[][]): Block[] {
  const columns = titles.map((title, i) => ({ title, share: shares[i] ?? 10 }));
  return rows.length === 0 ? [] : [{ kind: 'table', columns, rows }];
}

function cases({ cases: own }: OwnData): Block[] {
  const rows = own.map(({ receipt, openedOn, causes, stage, photos }) => [
    receipt,
    openedOn,
    causes.join('、'),
    stage,
    T.photos(photos),
  ]);
  return table(T.columns.cases, [24, 20, 24, 20, 12], rows);
}

function declarations({ declarations: all }: OwnData): Block[] {
  return all.flatMap(({ on, kind, by, story, more }): Block[] => {
    const heading: Block = { kind: 'heading', text: `${on} ${RIGHTS.kinds[kind]}（${RIGHTS.by[by]}）` };
    if (by === 'neighbour') return [heading, { kind: 'text', text: RIGHTS.protected }];
    return [
      heading,
      ...(story === undefined ? [] : [{ kind: 'text', text: story } as const]),
      ...facts(more),
    ];
  });
}

function consents({ consents: all }: OwnData): Block[] {
  return facts(all.map(({ kind, state, on }) => [RIGHTS.consents[kind], `${on} ${RIGHTS.states[state]}`]));
}

function forms({ forms: all }: OwnData): Block[] {
  return all.flatMap(({ on, people, labour, figures, findings }): Block[] => [
    { kind: 'heading', text: on },
    ...facts([
      [T.household, T.people(people, labour)],
      ...figures.map(([item, value]): [string, string] => [item, T.yuan(value)]),
      [T.findings, findings],
    ]),
  ]);
}

function measures({ measures: all }: OwnData): Block[] {
  const rows = all.map(({ on, title, unit, state }) => [on, title, unit, state]);
  return table(T.columns.measures, [18, 42, 22, 18], rows);
}

function record({ record: of }: OwnData): Block[] {
  if (of === undefined) return [];
  const rows = of.people.map(([name, relation]) => [name, relation]);
  return [{ kind: 'text', text: T.recordMonth(of.month) }, ...table(T.columns.record, [50, 50], rows)];
}

function told({ alerts, visits }: OwnData): Block[] {
  const rows = [
    ...alerts.map(({ on, unit, cause }) => [on, unit, T.alert(cause)]),
    ...visits.map(({ on, outcome }) => [on, T.visited, T.visit(outcome)]),
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return table(T.columns.told, [20, 30, 50], rows);
}

function looked({ looked: all }: OwnData): Block[] {
  return table(
    T.columns.looked,
    [20, 45, 35],
    all.map(({ on, who, why }) => [on, who, why]),
  );
}
