import type { Cause } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf } from './access.ts';
import { addNote, attachPhotos, change } from './changes.ts';
import { procedureOf } from './clock.ts';
import { onCase, placeProblem } from './duty.ts';
import { type Done, done } from './handling.ts';
import { type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { tellHousehold, tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { reasonProblem } from './rules.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { causesOf } from './views.ts';

/**
 * 先行救助: help was given before the paperwork. Anybody of the place may record it at any open stage, whoever has taken the
 * case; from then on it is urgent, and its stages may be left with papers still to come. The household, the county and
 * the departments of its causes are told.
 */
export function aid(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { text, photoIds = [] }: { text: string; photoIds?: readonly string[] },
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'aid' }, async (row) => {
    const problem = await placeProblem(unit, staff, row);
    if (problem !== undefined) return refused(problem);
    if (!isOpen(row.stage as Stage)) return refused('closed');
    const wrong = reasonProblem(text);
    if (wrong !== undefined) return refused(wrong);
    const photos = await attachPhotos(unit, row, photoIds, { staffId: staff.id });
    if (photos === undefined) return refused('photo-unknown');
    const actor = actorOf(staff);
    await addNote(unit, row, { kind: 'aid', text: text.trim(), actor });
    const changed = await change(unit, row, {
      actor,
      action: 'aided',
      detail: { stage: row.stage, photos },
      set: { urgent: 1 },
    });
    await tellHousehold(unit, changed, RESIDENT.aided(row.receipt, text.trim()));
    const told = STAFF.aided(placeName(parts, row), row.receipt);
    const except = { staffId: staff.id };
    await tellStaff(unit, changed, workersOf(row), told, { except });
    if (row.queue !== row.county) {
      const county = { to: 'county', county: row.county } as const;
      await tellStaff(unit, changed, county, told, { except, kind: 'county' });
    }
    await tellDepartments(parts, unit, changed, await causesOf(unit, row.id));
    return done(changed);
  });
}

/** Each office once, however many of the causes are its. They learn the place and the receipt of their own task. */
async function tellDepartments(
  parts: Parts,
  unit: Unit,
  changed: Parameters<typeof tellStaff>[1],
  causes: readonly Cause[],
): Promise<void> {
  const { row } = changed;
  const procedure = procedureOf(parts, row);
  const offices = causes.flatMap((cause) => procedure.departments(cause)).map(({ unit: office }) => office);
  const text = STAFF.aidedTask(placeName(parts, row), row.receipt);
  for (const [i, office] of offices.entries()) {
    if (offices.findIndex((other) => procedure.isSameOffice(other, office)) < i) continue;
    const is = (name: string) => procedure.isSameOffice(name, office);
    const audience = { to: 'office', county: row.county, is } as const;
    await tellStaff(unit, changed, audience, text, { kind: `aid:${office}` });
  }
}
