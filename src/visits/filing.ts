import type { Selectable } from 'kysely';
import {
  actorOf,
  type Casework,
  noteDenied,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
  sees,
  startOfDay,
  textProblem,
  todayIn,
} from '../casework/index.ts';
import { newDraft } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import { goesTo, type HouseholdOn, householdOn, villageList } from './homes.ts';
import type { Filed, Home, VillageList, VisitGiven } from './model.ts';
import { closeSweep } from './sweeps.ts';

/** What filing works with. */
export interface Rooms {
  parts: Parts;
  casework: Casework;
  register: Register;
}

/** A household that this member goes to, as its village's list has it. */
interface Door extends HouseholdOn {
  home: Home;
  list: VillageList;
}

/**
 * Households that this member goes to. When one is another's, erased or none at all, there are none, and the attempt is
 * noted.
 */
export async function doorsOf(
  rooms: Pick<Rooms, 'parts' | 'register'>,
  unit: Unit,
  staff: StaffMember,
  ids: readonly string[],
  action: string,
): Promise<Door[] | undefined> {
  const lists = new Map<RegionCode, VillageList>();
  const doors: Door[] = [];
  for (const id of new Set(ids)) {
    const on = await householdOn(unit, id);
    if (on === undefined || !goesTo(staff, on.village)) break;
    const list = lists.get(on.village) ?? (await villageList(rooms, unit, staff, on.village));
    lists.set(on.village, list);
    const home = list.homes.find((each) => each.id === id);
    if (home !== undefined) doors.push({ ...on, home, list });
  }
  if (doors.length > 0 && doors.length === new Set(ids).size) return doors;
  await noteDenied(unit, staff, action);
  return undefined;
}

/**
 * Keeps a visit to one household, or one and the same to several. What was found becomes a case of the household, or joins
 * its undecided one. The same visit filed twice on a day is one; and what was found on a day is not made unfound by a 没事
 * of the same cadre. All households must be the member's to go to, or nothing is kept.
 */
export async function fileVisits(
  rooms: Rooms,
  unit: Unit,
  staff: StaffMember,
  householdIds: readonly string[],
  given: VisitGiven,
): Promise<Outcome<{ visits: Filed[]; finished: string[] }>> {
  const visit = { ...given, text: given.text.trim() };
  const doors = await doorsOf(rooms, unit, staff, householdIds, 'visit');
  if (doors === undefined) return refused('not-found');
  const problem = visit.text === '' && visit.outcome !== 'found' ? undefined : textProblem(visit.text);
  if (problem !== undefined) return refused(problem);
  const visits: Filed[] = [];
  for (const door of doors) visits.push(await fileVisit(rooms, unit, staff, door, visit));
  const finished: string[] = [];
  for (const village of new Set(doors.map((door) => door.village))) {
    finished.push(...(await finishWhole(rooms, unit, village)));
  }
  return { ok: true, visits, finished };
}

async function fileVisit(
  rooms: Rooms,
  unit: Unit,
  staff: StaffMember,
  door: Door,
  visit: VisitGiven,
): Promise<Filed> {
  const before = await filedToday(unit, staff, door, visit);
  if (before !== undefined) return before;
  const id = unit.ids();
  const found = visit.outcome === 'found' ? await openCase(rooms, unit, staff, door, id, visit) : undefined;
  await insertVisit(unit, staff, door, { ...visit, id, caseId: found?.id ?? null });
  return {
    ...{ kind: 'filed', visit: id, household: shownOf(door), outcome: visit.outcome },
    ...(found === undefined ? {} : { case: found.shown }),
  };
}

function shownOf({ home: { id, name } }: Door): Filed['household'] {
  return { id, name };
}

/** What the same member has filed of the household today, where it stands against filing this. */
async function filedToday(
  unit: Unit,
  staff: StaffMember,
  door: Door,
  { outcome, text }: Pick<VisitGiven, 'outcome' | 'text'>,
): Promise<Filed | undefined> {
  const household = shownOf(door);
  for (const visit of await ofToday(unit, staff, door.row.id)) {
    const isFound = visit.outcome === 'found';
    if (visit.outcome !== outcome && !isFound) continue;
    if (outcome === 'found' && (await noteOf(unit, visit)) !== text) continue;
    const kind = visit.outcome === outcome ? 'repeated' : 'found-before';
    const shown = visit.case_id === null ? {} : { case: await caseShown(unit, staff, visit.case_id) };
    return { kind, visit: visit.id, household, outcome: visit.outcome, ...shown };
  }
  return undefined;
}

/** Under its own key: the visits of a record that became part of another household stay sealed as they were. */
function noteOf({ subjects }: Unit, { id, subject_id, note_sealed }: Selectable<Schema['visits']>) {
  return subjects.open(subject_id, note_sealed, noteContext(id));
}

/** A case as who filed is told of it; one handed to another township is out of sight. */
async function caseShown(
  unit: Unit,
  staff: StaffMember,
  caseId: string,
): Promise<NonNullable<Filed['case']>> {
  const row = await unit.db
    .selectFrom('cases')
    .select(['receipt', 'county', 'queue', 'village', 'urgent'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const receipt = sees(staff, row) ? { receipt: row.receipt } : {};
  return { ...receipt, joined: false, urgent: row.urgent === 1 };
}

/** The member's visits to a household today, the newest first. */
export function ofToday(unit: Unit, staff: StaffMember, householdId: string) {
  return unit.db
    .selectFrom('visits')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('staff_id', '=', staff.id)
    .where('purpose', 'in', ['sweep', 'visit'])
    .where('visited_at', '>=', startOfDay(todayIn(unit.clock)).toISOString())
    .orderBy('visited_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Hands what was found in, for the household that is known. */
async function openCase(
  { casework, parts }: Rooms,
  unit: Unit,
  staff: StaffMember,
  { row, village, home: { name } }: Door,
  visitId: string,
  { text, causes = [], urgent = false, photoIds = [], conversationId }: VisitGiven,
): Promise<{ id: string; shown: NonNullable<Filed['case']> }> {
  const place = {
    township: village.slice(0, 9) as RegionCode,
    village,
    text: parts.gazetteer.place(village)?.name ?? '',
    how: 'picked' as const,
  };
  const draft = newDraft({
    id: draftOf(visitId),
    county: row.county as RegionCode,
    now: unit.clock(),
    place,
  });
  const submitted = await casework.submit(unit, {
    draft: {
      ...draft,
      urgent,
      answers: {
        ...{ filer: 'cadre', filerName: staff.name, name, place, story: text.trim() },
        ...(causes.length === 0 ? {} : { causes: [...causes] }),
        ...(photoIds.length === 0 ? {} : { photos: [...photoIds] }),
      },
    },
    ...{ conversationId, source: 'cadre', staffId: staff.id, householdId: row.id },
  });
  if (submitted.kind === 'added') throw new Error('a household that is known is proved');
  const { id } = submitted.case;
  const shown = await caseShown(unit, staff, id);
  return { id, shown: { ...shown, joined: submitted.kind === 'joined' } };
}

/** The draft that a visit's finding was handed in as: the same visit cannot open a second case. */
export function draftOf(visitId: string): string {
  return `visit:${visitId}`;
}

function noteContext(id: string): string {
  return `visits.note_sealed:${id}`;
}

async function insertVisit(
  unit: Unit,
  staff: StaffMember,
  { row, village, home, list }: Door,
  visit: VisitGiven & { id: string; caseId: string | null },
): Promise<void> {
  const { id, caseId, outcome, text, place } = visit;
  const sweep = list.sweeps.find((each) => home.pending.includes(each.id));
  const seal = (value: string, context: string) => unit.subjects.seal(row.subject_id, value, context);
  await unit.db
    .insertInto('visits')
    .values({
      id,
      sweep_id: sweep?.id ?? null,
      household_id: row.id,
      subject_id: row.subject_id,
      village,
      purpose: sweep === undefined ? 'visit' : 'sweep',
      outcome,
      case_id: caseId,
      staff_id: staff.id,
      note_sealed: text === '' ? null : await seal(text, noteContext(id)),
      place_sealed: place === undefined ? null : await seal(JSON.stringify(place), placeContext(id)),
      visited_at: unit.clock().toISOString(),
    })
    .execute();
  await unit.audit.append(`household:${row.id}`, {
    actor: actorOf(staff),
    action: 'visited',
    detail: { visit: id, outcome, purpose: 'visit', ...(caseId === null ? {} : { case: caseId }) },
  });
}

function placeContext(id: string): string {
  return `visits.place_sealed:${id}`;
}

/**
 * Closes the sweeps of a village whose every household was visited. Where no sheet was taken in nobody knows all of them.
 * @returns their tasks
 */
export async function finishWhole(rooms: Rooms, unit: Unit, village: RegionCode): Promise<string[]> {
  const { sweeps, onRecord } = await villageList(rooms, unit, undefined, village);
  if (!onRecord) return [];
  const whole = sweeps.filter(({ done, total }) => done === total);
  for (const { id } of whole) await closeSweep(unit, id, 'visited');
  return whole.map(({ task }) => task);
}
