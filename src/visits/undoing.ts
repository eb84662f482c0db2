import { actorOf, type Outcome, refused, type StaffMember, shanghaiDay } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import { doorsOf, draftOf, finishWhole, ofToday, type Rooms } from './filing.ts';
import type { UndoProblem } from './model.ts';
import { reopenSweeps } from './sweeps.ts';

/**
 * 走访撤销: takes back the member's newest visit of today to a household, or the one that is named and no other: a second
 * tap on its button takes nothing more back. A case that it opened ends, while nobody has
 * touched it; what joined a case that was there stays with that.
 */
export async function undoVisit(
  rooms: Rooms,
  unit: Unit,
  staff: StaffMember,
  which: { household: string } | { visit: string },
  reason: string,
): Promise<Outcome<{ undone: { name: string; receipt?: string } } | { problem: UndoProblem }>> {
  const householdId =
    'household' in which ? which.household : await householdVisited(unit, staff, which.visit);
  if (householdId === undefined) return { ok: true, problem: 'no-visit' };
  const [door] = (await doorsOf(rooms, unit, staff, [householdId], 'undo-visit')) ?? [];
  if (door === undefined) return refused('not-found');
  const today = await ofToday(unit, staff, householdId);
  const visit = 'visit' in which ? today.find(({ id }) => id === which.visit) : today[0];
  if (visit === undefined) return { ok: true, problem: 'no-visit' };
  let receipt: string | undefined;
  if (visit.outcome === 'found' && visit.case_id !== null) {
    if (!(await hasOpened(unit, visit.id))) return { ok: true, problem: 'joined' };
    const taken = await rooms.casework.takeBack(unit, staff, visit.case_id, reason);
    if (!taken.ok) return { ok: true, problem: 'case-touched' };
    receipt = taken.receipt;
  }
  await unit.db.deleteFrom('visits').where('id', '=', visit.id).execute();
  await unit.audit.append(`household:${householdId}`, {
    actor: actorOf(staff),
    action: 'visit-undone',
    detail: {
      purpose: 'visit',
      visit: visit.id,
      outcome: visit.outcome,
      on: shanghaiDay(new Date(visit.visited_at)),
    },
  });
  await reopenSweeps(unit, door.village, visit.visited_at);
  await finishWhole(rooms, unit, door.village);
  return { ok: true, undone: { name: door.home.name, ...(receipt === undefined ? {} : { receipt }) } };
}

/** The household of a visit that the member filed; undefined once it was taken back, or of another's. */
async function householdVisited(
  unit: Unit,
  staff: StaffMember,
  visitId: string,
): Promise<string | undefined> {
  const visit = await unit.db
    .selectFrom('visits')
    .select('household_id')
    .where('id', '=', visitId)
    .where('staff_id', '=', staff.id)
    .executeTakeFirst();
  return visit?.household_id;
}

/** Whether what a visit found opened a case, rather than joined one. */
async function hasOpened(unit: Unit, visitId: string): Promise<boolean> {
  const declared = await unit.db
    .selectFrom('declarations')
    .select('kind')
    .where('draft_id', '=', draftOf(visitId))
    .executeTakeFirst();
  return declared?.kind === 'declaration';
}
