import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { actorOf, isIntake } from './access.ts';
import { type Changed, change, turnPage } from './changes.ts';
import { dutyProblem, onCase } from './duty.ts';
import { type Done, done } from './handling.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { dueWords, residentDue, tellHousehold, tellOfNew } from './notices.ts';
import { isQueueOf, placeName, queueName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { causesOf } from './views.ts';

/** The county gives a case of its intake to a township. */
export function assignIntake(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  township: RegionCode,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'assign' }, async (row) => {
    if (staff.role !== 'county') return refused('not-allowed');
    if (!isOpen(row.stage as Stage)) return refused('closed');
    if (!isIntake(row)) return refused('not-intake');
    const problem = await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    const known = township.length === 9 && isQueueOf(parts, row.county as RegionCode, township);
    if (!known) return refused('no-such-queue');
    const changed = await moveTo(parts, unit, staff, row, township, 'assigned');
    const due = dueWords(unit, changed.row);
    const causes = (await causesOf(unit, row.id)).join('、');
    const at = placeName(parts, changed.row);
    const work = STAFF.opened(row.urgent === 1, at, causes, row.receipt, due);
    const village = STAFF.openedInVillage(row.urgent === 1, at, causes, row.receipt);
    await tellOfNew(parts, unit, changed, { work, village });
    const place = queueName(parts, township);
    await tellHousehold(
      unit,
      changed,
      RESIDENT.assigned(row.receipt, place, residentDue(parts, unit, changed.row)),
    );
    return done(changed);
  });
}

/** Moves custody: one column, so that a case is never in two queues or none. */
export async function moveTo(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  queue: RegionCode,
  action: string,
): Promise<Changed> {
  await turnPage(unit, row.id, {
    stage: row.stage,
    queue,
    due_on: row.paused_at === null ? row.due_on : null,
  });
  const village = await villageWithin(unit, row, queue);
  return change(unit, row, {
    actor: actorOf(staff),
    action,
    detail: { from: row.queue, to: queue },
    set: {
      queue,
      village: village !== undefined && parts.gazetteer.place(village) !== undefined ? village : null,
      unrouted: queue === row.county ? 1 : 0,
      handler_id: null,
    },
  });
}

/** The household's village, when it lies in the queue: a case that comes back finds its village cadre again. */
async function villageWithin(unit: Unit, row: CaseRow, queue: RegionCode): Promise<RegionCode | undefined> {
  if (row.household_id === null || queue.length !== 9) return undefined;
  const household = await unit.db
    .selectFrom('households')
    .select('village')
    .where('id', '=', row.household_id)
    .executeTakeFirst();
  const village = household?.village ?? undefined;
  return village?.startsWith(queue) ? (village as RegionCode) : undefined;
}
