import type { Unit } from '../storage/index.ts';
import { holdFor, mayWork } from './access.ts';
import { procedureOf } from './clock.ts';
import { type CaseRow, type Outcome, type Parts, type Refusal, refused, type StaffMember } from './model.ts';
import { isOpen, type Stage } from './procedure/stage.ts';

/** How a cadre's action is called for. */
export interface Asked {
  /** For the audit log. */
  action: string;
  /** Version of the case that the cadre saw; a later one refuses. */
  seen?: number | undefined;
}

/**
 * Runs an action on a case that the member may see, held for this transaction. Whether the case is theirs comes first
 * of all: before that nothing about case or input is told, so that every foreign or guessed reference gets one answer.
 */
export async function onCase<T extends object>(
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { action, seen }: Asked,
  work: (row: CaseRow) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const row = await holdFor(unit, staff, ref, action);
  if (row === undefined) return refused('not-found');
  if (seen !== undefined && seen !== row.version) return refused('changed');
  return work(row);
}

/** Why this member may not go on with a case that they see; undefined when it is theirs to work now. */
export async function dutyProblem(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
): Promise<Refusal | undefined> {
  const problem = await postProblem(parts, unit, staff, row);
  if (problem !== undefined) return problem;
  return (await isColleagues(unit, staff, row)) ? 'taken' : undefined;
}

/**
 * Why a member may not add to a case that they see, whatever office works its stage now: what was seen on the spot, or
 * paperwork that comes after.
 */
export async function placeProblem(
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
): Promise<Refusal | undefined> {
  if (await isOwnCase(unit, row.id, staff)) return 'own-case';
  return staff.role === 'village' || staff.role === 'township' || staff.role === 'county'
    ? undefined
    : 'not-allowed';
}

/** Whether a member may not verify in a re-check: they verified or decided what the household objected to. */
export async function isBarred(unit: Unit, caseId: string, staff: StaffMember): Promise<boolean> {
  const objected = await objectedAt(unit, caseId);
  return objected !== undefined && (await verifiedBefore(unit, caseId, staff, objected));
}

/** The same without who took it. */
export async function postProblem(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
): Promise<Refusal | undefined> {
  const stage = row.stage as Stage;
  if (!isOpen(stage) && stage !== 'included' && stage !== 'support') return 'closed';
  if (await isOwnCase(unit, row.id, staff)) return 'own-case';
  const objected = isOpen(stage) ? await objectedAt(unit, row.id) : undefined;
  // An objection may be looked into by the county itself: a township has not always a second person.
  const above = objected !== undefined && staff.role === 'county';
  const post = above ? undefined : mayWork(staff, row, procedureOf(parts, row));
  if (post !== undefined) return post;
  if (await isTransferring(unit, row.id)) return 'transfer-pending';
  if (objected === undefined || stage !== 'verification') return undefined;
  return (await verifiedBefore(unit, row.id, staff, objected)) ? 'same-person' : undefined;
}

/** Whether a colleague who is still in office took the case. */
export async function isColleagues(unit: Unit, staff: StaffMember, row: CaseRow): Promise<boolean> {
  if (row.handler_id === null || row.handler_id === staff.id) return false;
  const handler = await unit.db
    .selectFrom('staff')
    .select('active')
    .where('id', '=', row.handler_id)
    .executeTakeFirst();
  return handler?.active === 1;
}

/** When the household last objected; undefined when it did not. */
export async function objectedAt(unit: Unit, caseId: string): Promise<string | undefined> {
  const note = await unit.db
    .selectFrom('case_notes')
    .select('created_at')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'objection')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return note?.created_at;
}

async function verifiedBefore(
  unit: Unit,
  caseId: string,
  staff: StaffMember,
  before: string,
): Promise<boolean> {
  const note = await unit.db
    .selectFrom('case_notes')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', 'in', ['verification', 'decision', 'removal-support', 'removal-natural'])
    .where('actor', '=', `staff:${staff.id}`)
    .where('created_at', '<=', before)
    .limit(1)
    .executeTakeFirst();
  return note !== undefined;
}

/** Whether a member declared the case for themselves or their kin: then somebody else has to work it. */
async function isOwnCase(unit: Unit, caseId: string, staff: StaffMember): Promise<boolean> {
  const declared = await unit.db
    .selectFrom('declarations')
    .innerJoin('conversations', 'conversations.id', 'declarations.conversation_id')
    .select('declarations.id')
    .where('declarations.case_id', '=', caseId)
    .where('declarations.filer', 'in', ['self', 'kin'])
    // What was added by receipt and phone proves no kinship: a cadre may have done it for a household.
    .where('declarations.draft_id', 'not like', 'supplement:%')
    .where('conversations.staff_id', '=', staff.id)
    .limit(1)
    .executeTakeFirst();
  return declared !== undefined;
}

export async function isTransferring(unit: Unit, caseId: string): Promise<boolean> {
  const pending = await unit.db
    .selectFrom('transfers')
    .select('id')
    .where('case_id', '=', caseId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  return pending !== undefined;
}
