import type { Updateable } from 'kysely';
import type { Schema, Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { change } from '../changes.ts';
import { onCase } from '../duty.ts';
import { type Done, done } from '../handling.ts';
import { type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { tellHousehold } from '../notices.ts';
import { reasonProblem, textProblem } from '../rules.ts';
import { supportProblem } from './measures.ts';
import type { MeasureOfCase } from './model.ts';
import { type MeasureRow, measureOf } from './store.ts';
import { RESIDENT } from './texts.ts';

export type Progressed = Done & { measure: MeasureOfCase };

/** A step of a measure. */
interface Step {
  action: 'measure-started' | 'measure-done' | 'measure-dropped';
  state: MeasureRow['state'];
  /** What the cadre says to it: what was done, or why it stops; the household reads it. */
  text?: string;
}

/** 措施落实: the measure is being carried out. Saying it twice changes nothing. */
export function start(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  id: string,
): Promise<Outcome<Progressed>> {
  return step(parts, unit, staff, id, { action: 'measure-started', state: 'running' });
}

/** 措施完成: carried out, with what was done. */
export function finish(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  id: string,
  text: string,
): Promise<Outcome<Progressed>> {
  return step(parts, unit, staff, id, { action: 'measure-done', state: 'done', text });
}

/** 措施停: not carried out, with the reason; the household had been told of it. */
export function drop(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  id: string,
  reason: string,
): Promise<Outcome<Progressed>> {
  return step(parts, unit, staff, id, { action: 'measure-dropped', state: 'dropped', text: reason });
}

async function step(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  id: string,
  { action, state, text }: Step,
): Promise<Outcome<Progressed>> {
  const find = () =>
    unit.db.selectFrom('measures').selectAll().where('id', '=', id.trim()).executeTakeFirst();
  const found = await find();
  return onCase(unit, staff, found?.case_id ?? '', { action }, async (row) => {
    const problem = await supportProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    const measure = await find();
    if (measure === undefined) return refused('measure-unknown');
    if (measure.state === 'done' || measure.state === 'dropped') return refused('measure-ended');
    const wrong =
      state === 'dropped' ? reasonProblem(text ?? '') : text === undefined ? undefined : textProblem(text);
    if (wrong !== undefined) return refused(wrong);
    const kept = await write(unit, staff, measure, {
      action,
      state,
      ...(text === undefined ? {} : { text: text.trim() }),
    });
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action,
      detail: { measure: measure.entry ?? measure.kind },
    });
    const after = await measureOf(parts, unit, kept);
    const note = after.note ?? '';
    if (state === 'done') await tellHousehold(unit, changed, RESIDENT.done(row.receipt, after.title, note));
    if (state === 'dropped')
      await tellHousehold(unit, changed, RESIDENT.dropped(row.receipt, after.title, note));
    return { ...done(changed), measure: after };
  });
}

async function write(
  unit: Unit,
  staff: StaffMember,
  { id, subject_id, started_at }: MeasureRow,
  { state, text }: Step,
): Promise<MeasureRow> {
  const now = unit.clock().toISOString();
  const set: Updateable<Schema['measures']> =
    state === 'running'
      ? { state, started_at: started_at ?? now }
      : {
          state,
          ended_at: now,
          ended_by: actorOf(staff),
          note_sealed: await unit.subjects.seal(subject_id, text ?? '', `measures.note_sealed:${id}`),
        };
  return unit.db
    .updateTable('measures')
    .set(set)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
