import {
  type Casework,
  type HouseholdRow,
  isOpen,
  type Parts,
  personOf,
  type Stage,
  shanghaiDay,
} from '../casework/index.ts';
import type { Answers, Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Unit } from '../storage/index.ts';
import { lookedAt, placeOf } from './looked.ts';
import type { OwnCase, OwnConsent, OwnData, OwnDeclaration, OwnForm } from './model.ts';
import { RIGHTS as T } from './texts.ts';

export interface Rooms {
  parts: Parts;
  casework: Casework;
  register: Register;
}

/** The notes that were written for the household, or by it. */
const OWN_NOTES = ['decision', 'return', 'objection', 'withdrawal', 'aid'] as const;

/**
 * Gathers all that is held of a household and its own to know; undefined once erased. What staff wrote for each other, who
 * reported it and what villagers said against it are left out. The caller records the reading.
 */
export async function gather(
  { parts, casework, register }: Rooms,
  unit: Unit,
  household: HouseholdRow,
): Promise<OwnData | undefined> {
  const person = await personOf(unit, household);
  if (person === undefined) return undefined;
  const rows = await casesOf(unit, household.id);
  const ids = rows.map(({ id }) => id);
  const forms: OwnForm[] = [];
  const measures: OwnData['measures'] = [];
  for (const id of ids) {
    for (const { at, content } of (await casework.papers.of(unit, id)).forms) forms.push(formOf(at, content));
    for (const { plannedOn: on, title, unit: office, stateLabel: state } of (
      await casework.support.of(unit, id)
    ).measures) {
      measures.push({ on, title, unit: office, state });
    }
  }
  const record = await register.recordOf(unit, household.id);
  const chains = [...ids, `household:${household.id}`];
  return {
    householdId: household.id,
    ...person,
    place: placeOf(parts, household.village ?? household.township ?? household.county),
    cases: await ownCases(parts, unit, rows),
    ...(await declared(unit, household.id)),
    forms,
    notes: await notesOf(unit, ids),
    measures,
    ...(record === undefined
      ? {}
      : {
          record: {
            month: record.month,
            people: record.people.map(({ name, relation }) => [name, relation ?? ''] as [string, string]),
          },
        }),
    alerts: await alertsOf(unit, household.id),
    visits: await visitsOf(unit, household.id),
    looked: await lookedAt(unit, parts, chains),
  };
}

async function casesOf(unit: Unit, householdId: string) {
  return unit.db
    .selectFrom('cases')
    .select(['id', 'receipt', 'county', 'stage', 'opened_at'])
    .where('household_id', '=', householdId)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute();
}

async function ownCases(
  parts: Parts,
  unit: Unit,
  rows: Awaited<ReturnType<typeof casesOf>>,
): Promise<OwnCase[]> {
  const cases: OwnCase[] = [];
  for (const { id, receipt, county, stage, opened_at } of rows) {
    const causes = await unit.db
      .selectFrom('case_causes')
      .select('cause')
      .where('case_id', '=', id)
      .orderBy('position')
      .execute();
    const photos = await unit.db
      .selectFrom('photos')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('case_id', '=', id)
      .executeTakeFirst();
    cases.push({
      receipt,
      openedOn: shanghaiDay(new Date(opened_at)),
      causes: causes.map(({ cause }) => cause as Cause),
      stage: parts.procedures.of(county as RegionCode).rule(stage as Stage)?.label ?? stage,
      open: isOpen(stage as Stage),
      photos: Number(photos?.n ?? 0),
    });
  }
  return cases;
}

async function declared(
  unit: Unit,
  householdId: string,
): Promise<{ declarations: OwnDeclaration[]; consents: OwnConsent[] }> {
  const rows = await unit.db
    .selectFrom('declarations')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const declarations: OwnDeclaration[] = [];
  const consents: OwnConsent[] = [];
  for (const { id, subject_id, answers_sealed, consents_json, kind, filer: by, created_at } of rows) {
    const context = `declarations.answers_sealed:${id}`;
    const json = await unit.subjects.open(subject_id, answers_sealed, context);
    if (json === undefined) continue;
    const on = shanghaiDay(new Date(created_at));
    declarations.push({ on, kind, by, ...(by === 'neighbour' ? { more: [] } : told(JSON.parse(json))) });
    const answered = JSON.parse(consents_json) as { kind: OwnConsent['kind']; given: boolean; at: string }[];
    for (const { kind: what, given, at } of answered) {
      consents.push({ kind: what, state: given ? 'given' : 'refused', on: shanghaiDay(new Date(at)) });
    }
  }
  const withdrawn = await unit.db
    .selectFrom('rights_requests')
    .select(['scope', 'created_at'])
    .where('household_id', '=', householdId)
    .where('kind', '=', 'withdraw_consent')
    .orderBy('created_at')
    .execute();
  for (const { scope, created_at } of withdrawn) {
    const on = shanghaiDay(new Date(created_at));
    if (scope !== null) consents.push({ kind: scope, state: 'withdrawn', on });
  }
  return { declarations, consents };
}

/** What was answered, in words. */
function told(answers: Partial<Answers>): Pick<OwnDeclaration, 'story' | 'more'> {
  const { story, causes = [], place, relation, household = {}, income = {} } = answers;
  const more: [string, string][] = [];
  if (causes.length > 0) more.push([T.items.causes, causes.join('、')]);
  if (place !== undefined && place.text !== '') more.push([T.items.place, place.text]);
  if (relation !== undefined) more.push([T.items.relation, relation]);
  for (const [key, value] of Object.entries({ ...household, ...income })) {
    const item = Object.entries(T.items).find(([each]) => each === key)?.[1];
    if (item !== undefined) more.push([item, String(value)]);
  }
  return { more, ...(story === undefined ? {} : { story }) };
}

function formOf(
  at: string,
  {
    people,
    labour,
    income,
    spending,
    findings,
  }: Awaited<ReturnType<Casework['papers']['of']>>['forms'][number]['content'],
): OwnForm {
  const figures = Object.entries({ ...income, ...spending }).flatMap(([key, value]): [string, number][] => {
    const item = Object.entries(T.items).find(([each]) => each === key)?.[1];
    return item === undefined || value === null ? [] : [[item, value]];
  });
  return { on: shanghaiDay(new Date(at)), people, labour, figures, findings };
}

async function notesOf(unit: Unit, cases: readonly string[]): Promise<OwnData['notes']> {
  const rows = await unit.db
    .selectFrom('case_notes')
    .selectAll()
    .where('case_id', 'in', ['', ...cases])
    .where('kind', 'in', OWN_NOTES)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const notes: OwnData['notes'] = [];
  for (const { id, kind, subject_id, text_sealed, created_at } of rows) {
    const text = await unit.subjects.open(subject_id, text_sealed, `case_notes.text_sealed:${id}`);
    if (text !== undefined) {
      notes.push({ on: shanghaiDay(new Date(created_at)), kind: T.notes[kind] ?? kind, text });
    }
  }
  return notes;
}

async function alertsOf(unit: Unit, householdId: string): Promise<OwnData['alerts']> {
  const rows = await unit.db
    .selectFrom('alerts')
    .innerJoin('imports', 'imports.id', 'alerts.import_id')
    .select(['alerts.created_at', 'alerts.unit', 'cause'])
    .where('household_id', '=', householdId)
    .where('alerts.state', '!=', 'void')
    .where('imports.state', '=', 'done')
    .orderBy('alerts.created_at')
    .orderBy('alerts.id')
    .execute();
  return rows.map(({ created_at, unit: office, cause }) => ({
    on: shanghaiDay(new Date(created_at)),
    unit: office,
    cause,
  }));
}

async function visitsOf(unit: Unit, householdId: string): Promise<OwnData['visits']> {
  const rows = await unit.db
    .selectFrom('visits')
    .select(['visited_at', 'outcome'])
    .where('household_id', '=', householdId)
    .orderBy('visited_at')
    .orderBy('id')
    .execute();
  return rows.map(({ visited_at, outcome }) => ({
    on: shanghaiDay(new Date(visited_at)),
    outcome: T.outcomes[outcome],
  }));
}
