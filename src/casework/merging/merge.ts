import type { Cause } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import { actorOf, findFor, hold, noteDenied } from '../access.ts';
import { type Changed, change, subjectOf } from '../changes.ts';
import { enterStage } from '../clock.ts';
import { dutyProblem } from '../duty.ts';
import { follow } from '../followers.ts';
import { type HouseholdRow, openCase } from '../households.ts';
import { aliasOf, lookupsOf } from '../lookups.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { tellHousehold } from '../notices.ts';
import type { Stage } from '../procedure/stage.ts';
import { assignTasks } from '../tasks.ts';
import { RESIDENT } from '../texts.ts';
import { causesOf } from '../views.ts';
import { carry, contentsOf } from './contents.ts';
import { moveHousehold } from './households.ts';
import { keepMerge, type MovedCase, type MovedHousehold, type Standing } from './moved.ts';

/**
 * Puts a case into another of the same household: what it holds goes over, it ends as withdrawn, the household is known by
 * both names. Whether the member may, the caller has seen to. Returns the case that goes on.
 */
export async function joinCases(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  into: CaseRow,
): Promise<Changed> {
  const actor = actorOf(staff);
  const before = standing(row);
  const contents = await contentsOf(unit, row.id, into.id);
  const subject = await subjectOf(unit, into);
  if (into.household_id !== null) {
    await carry(unit, contents, { caseId: into.id, householdId: into.household_id, subject });
  }
  const followers = await moveFollowers(unit, row, into);
  const household = await joinTheirs(unit, row, into);
  const causes = await moveCauses(unit, row, into);
  const ended = await enterStage(parts, unit, row, 'withdrawn', {
    actor,
    action: 'merged',
    detail: { into: into.id },
    handler: null,
  });
  await tellHousehold(unit, ended, RESIDENT.merged(row.receipt, into.receipt), { offers: [] });
  const grown: Changed = await change(unit, into, {
    actor,
    action: 'merged-in',
    detail: { from: row.id, causes },
    ...(row.urgent === 1 ? { set: { urgent: 1 } } : {}),
  });
  const had = await taskIds(unit, into.id);
  await assignTasks(parts, unit, grown, causes, staff.id);
  const tasks = (await taskIds(unit, into.id)).filter((id) => !had.includes(id));
  const moved: MovedCase = { ...contents, from: before, followers, causes, tasks };
  await keepMerge(unit, {
    kind: 'case',
    county: row.county,
    from: row.id,
    into: into.id,
    moved: { case: moved, ...(household === undefined ? {} : { household }) },
    by: actor,
  });
  return grown;
}

/**
 * 合户: two records of one household, named by a receipt or 户编号 each; the first becomes part of the second. Their
 * undecided cases become one. Both must be of the member's duty.
 */
export async function mergeHouseholds(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  intoRef: string,
): Promise<Outcome<{ into: string }>> {
  const from = await householdFor(unit, staff, ref);
  const into = await householdFor(unit, staff, intoRef);
  if (from === undefined || into === undefined) {
    await noteDenied(unit, staff, 'merge-households');
    return refused('not-found');
  }
  if (from.id === into.id) return refused('same-household');
  const [first, second] = [await openCase(unit, from.id), await openCase(unit, into.id)];
  for (const row of [first, second]) {
    const problem = row === undefined ? undefined : await dutyProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
  }
  const held = first === undefined ? undefined : await hold(unit, first.id);
  const goesOn = second === undefined ? undefined : await hold(unit, second.id);
  if (held !== undefined && goesOn !== undefined) await joinCases(parts, unit, staff, held, goesOn);
  else await joinHouseholds(unit, staff, from, into);
  return { ok: true, into: into.id };
}

async function joinHouseholds(
  unit: Unit,
  staff: StaffMember,
  from: HouseholdRow,
  into: HouseholdRow,
): Promise<void> {
  const moved = await moveHousehold(unit, from, into);
  const by = actorOf(staff);
  const merge = { kind: 'household', county: from.county, from: from.id, into: into.id, by } as const;
  const id = await keepMerge(unit, { ...merge, moved: { household: moved } });
  for (const chain of [`household:${from.id}`, `household:${into.id}`, ...moved.cases]) {
    await unit.audit.append(chain, {
      actor: by,
      action: 'households-merged',
      detail: { merge: id, from: from.id, into: into.id },
    });
  }
}

/** The household that a receipt, a 户编号 or an id names, when it is of the member's duty; the one that it was merged into. */
export async function householdFor(
  unit: Unit,
  staff: StaffMember,
  ref: string,
): Promise<HouseholdRow | undefined> {
  const found = await findFor(unit, staff, ref);
  if (found !== undefined) {
    return found.household_id === null ? undefined : livingHousehold(unit, found.household_id);
  }
  const numbered = await unit.db
    .selectFrom('household_records')
    .select('household_id')
    .where('county', '=', staff.region.slice(0, 6))
    .where((eb) =>
      eb.or([
        eb('number_lookup', 'in', ['', ...lookupsOf(unit, 'number', ref)]),
        eb('household_id', '=', ref.trim()),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  const household = await livingHousehold(unit, numbered?.household_id ?? ref.trim());
  return household !== undefined && coversHousehold(staff, household) ? household : undefined;
}

/** A household, or the one that it was found to be. */
export async function livingHousehold(unit: Unit, id: string): Promise<HouseholdRow | undefined> {
  let next: string = id;
  for (let steps = 0; steps < 20; steps++) {
    const row = await unit.db.selectFrom('households').selectAll().where('id', '=', next).executeTakeFirst();
    if (row === undefined || !row.name_lookup.startsWith(aliasOf(''))) return row;
    next = row.name_lookup.slice(aliasOf('').length);
  }
  return undefined;
}

/** Whether a household lives where a member has duty. */
export function coversHousehold(
  { role, region }: StaffMember,
  { county, township, village }: Pick<HouseholdRow, 'county' | 'township' | 'village'>,
): boolean {
  switch (role) {
    case 'village':
      return village === region;
    case 'township':
      return township === region;
    case 'county':
      return county === region;
    case 'department':
    case 'supervisor':
      return false;
  }
}

function standing(row: CaseRow): Standing {
  return {
    stage: row.stage as Stage,
    stageAt: row.stage_at,
    queue: row.queue as RegionCode,
    dueOn: row.due_on,
    dueProvisional: row.due_provisional,
    pausedAt: row.paused_at,
    pausedDays: row.paused_days,
    handler: row.handler_id,
  };
}

/** The household is known from now on by what it told in either case. */
async function joinTheirs(unit: Unit, row: CaseRow, into: CaseRow): Promise<MovedHousehold | undefined> {
  const [from, to] = [await householdOf(unit, row), await householdOf(unit, into)];
  if (from === undefined || to === undefined || from.id === to.id) return undefined;
  return moveHousehold(unit, from, to, { except: row.id });
}

async function householdOf(unit: Unit, row: CaseRow): Promise<HouseholdRow | undefined> {
  return unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', row.household_id ?? '')
    .executeTakeFirst();
}

/** Who followed the one follows both: the end of the first is still to be told to them. Returns who did not before. */
async function moveFollowers(unit: Unit, from: CaseRow, into: CaseRow): Promise<string[]> {
  const of = (row: CaseRow) =>
    unit.db
      .selectFrom('case_followers')
      .select(['conversation_id', 'standing'])
      .where('case_id', '=', row.id)
      .execute();
  const had = (await of(into)).map(({ conversation_id }) => conversation_id);
  const followers = await of(from);
  for (const { conversation_id, standing: as } of followers) await follow(unit, into.id, conversation_id, as);
  return followers.map(({ conversation_id }) => conversation_id).filter((id) => !had.includes(id));
}

/** Causes that only the one had, added behind the other's. */
async function moveCauses(unit: Unit, from: CaseRow, into: CaseRow): Promise<Cause[]> {
  const had = await causesOf(unit, into.id);
  const fresh = (await causesOf(unit, from.id)).filter((cause) => !had.includes(cause));
  if (fresh.length === 0) return [];
  const rows = fresh.map((cause, i) => ({ case_id: into.id, cause, position: had.length + i }));
  await unit.db.insertInto('case_causes').values(rows).execute();
  return fresh;
}

async function taskIds(unit: Unit, caseId: string): Promise<string[]> {
  const rows = await unit.db.selectFrom('tasks').select('id').where('case_id', '=', caseId).execute();
  return rows.map(({ id }) => id);
}
