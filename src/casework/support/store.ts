import type { Selectable } from 'kysely';
import type { Schema, Unit } from '../../storage/index.ts';
import { subjectOf } from '../changes.ts';
import type { CaseRow, Parts } from '../model.ts';
import { shanghaiDay, todayIn } from '../procedure/days.ts';
import { basisOf } from './catalogue.ts';
import type { FollowUp, MeasureKind, MeasureOfCase } from './model.ts';
import { KINDS, STATES } from './texts.ts';

export type MeasureRow = Selectable<Schema['measures']>;

/** What a new measure is. */
export interface NewMeasure {
  entry: string | null;
  kind: MeasureKind | 'own';
  title: string;
  /** The cadre's own words, sealed. */
  words?: string;
  unit: string;
  document: string | null;
  /** Path of the article, joined by `/`. */
  article: string | null;
}

/** Writes a planned measure. */
export async function insertMeasure(
  unit: Unit,
  row: CaseRow,
  { words, ...measure }: NewMeasure,
  actor: string,
): Promise<MeasureRow> {
  const id = unit.ids();
  const subject = await subjectOf(unit, row);
  const last = await unit.db
    .selectFrom('measures')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('case_id', '=', row.id)
    .executeTakeFirst();
  return unit.db
    .insertInto('measures')
    .values({
      id,
      case_id: row.id,
      subject_id: subject,
      position: Number(last?.position ?? -1) + 1,
      ...measure,
      words_sealed:
        words === undefined ? null : await unit.subjects.seal(subject, words, `measures.words_sealed:${id}`),
      state: 'planned',
      note_sealed: null,
      created_by: actor,
      created_at: unit.clock().toISOString(),
      started_at: null,
      ended_at: null,
      ended_by: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The measures of a case, in the order of planning. */
export async function measureRows(unit: Unit, caseId: string): Promise<MeasureRow[]> {
  return unit.db
    .selectFrom('measures')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** A measure with its words, as far as they can be read. */
export async function measureOf(
  parts: Pick<Parts, 'measures'>,
  unit: Unit,
  row: MeasureRow,
): Promise<MeasureOfCase> {
  const { id, subject_id: subject, started_at, ended_at } = row;
  const words = await unit.subjects.open(subject, row.words_sealed, `measures.words_sealed:${id}`);
  const note = await unit.subjects.open(subject, row.note_sealed, `measures.note_sealed:${id}`);
  const entry = row.entry === null ? undefined : parts.measures?.entry(row.entry);
  const kind = row.kind as MeasureOfCase['kind'];
  return {
    id,
    entry: row.entry,
    title: row.entry === null ? (words ?? '') : row.title,
    kind,
    kindLabel: KINDS[kind],
    unit: row.unit,
    state: row.state,
    stateLabel: STATES[row.state],
    plannedOn: shanghaiDay(new Date(row.created_at)),
    ...(started_at === null ? {} : { startedOn: shanghaiDay(new Date(started_at)) }),
    ...(ended_at === null ? {} : { endedOn: shanghaiDay(new Date(ended_at)) }),
    ...(note === undefined ? {} : { note }),
    ...(entry === undefined ? {} : { basis: basisOf(entry, todayIn(unit.clock)) }),
  };
}

/** The follow-up visits of a case, oldest first. */
export async function followUpsOf(unit: Unit, caseId: string): Promise<FollowUp[]> {
  const rows = await unit.db
    .selectFrom('visits')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'follow_up')
    .orderBy('visited_at')
    .orderBy('id')
    .execute();
  const visits: FollowUp[] = [];
  for (const { id, subject_id, note_sealed, outcome, visited_at, staff_id } of rows) {
    const text = await unit.subjects.open(subject_id, note_sealed, `visits.note_sealed:${id}`);
    visits.push({
      id,
      on: shanghaiDay(new Date(visited_at)),
      incomeStable: outcome === 'away' ? null : outcome === 'nothing',
      text: text ?? '',
      actor: `staff:${staff_id}`,
    });
  }
  return visits;
}
