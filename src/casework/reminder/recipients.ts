import { binds, type RegionCode } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import { mayWork, sees } from '../access.ts';
import { procedureOf } from '../clock.ts';
import { postProblem } from '../duty.ts';
import type { CaseRow, Parts, StaffMember } from '../model.ts';
import type { StageRule } from '../procedure/content.ts';

/** A member of staff with a chat that can be written to. Their name is not read. */
export interface BoundMember extends StaffMember {
  conversationId: string;
  /** Under whom what is sent to the chat is sealed. */
  subjectId: string;
}

/** Active members with a chat that was not erased; of several chats the one last used. */
export async function boundMembers({ db }: Unit): Promise<BoundMember[]> {
  const rows = await db
    .selectFrom('staff as s')
    .innerJoin('conversations as c', 'c.staff_id', 's.id')
    .innerJoin('subjects as p', 'p.id', 'c.subject_id')
    .select(['s.id', 's.role', 's.region', 's.unit', 'c.id as conversation', 'c.subject_id'])
    .where('s.active', '=', 1)
    .where('p.wrapped_key', 'is not', null)
    .orderBy('s.id')
    .orderBy('c.updated_at', 'desc')
    .execute();
  const members = new Map<string, BoundMember>();
  for (const { id, role, region, unit, conversation, subject_id } of rows) {
    if (members.has(id)) continue;
    const chat = { conversationId: conversation, subjectId: subject_id };
    members.set(id, { id, name: '', role, region: region as RegionCode, unit, ...chat });
  }
  return [...members.values()];
}

/**
 * Who may work a case now, among members that see it. A transfer that waits for its answer changes nothing: the clock runs
 * on here until the other accepts.
 * @param objected the household objected, so that who is barred from the re-check and who may step in is asked of the case
 */
export async function ableTo(
  parts: Parts,
  unit: Unit,
  members: readonly BoundMember[],
  row: CaseRow,
  objected: boolean,
): Promise<BoundMember[]> {
  const seeing = members.filter((member) => sees(member, row));
  if (!objected) {
    const procedure = procedureOf(parts, row);
    return seeing.filter((member) => mayWork(member, row, procedure) === undefined);
  }
  const able: BoundMember[] = [];
  for (const member of seeing) {
    const problem = await postProblem(parts, unit, member, row);
    if (problem === undefined || problem === 'transfer-pending') able.push(member);
  }
  return able;
}

/** Posts that work cases, the one nearest to the household first. */
const POSTS = ['village', 'township', 'county'] as const;

/**
 * Whose work a case is: of who took it, else of the nearest post that may work the stage. What is overdue is told to the
 * colleagues too, who can take it over from one who is away.
 */
export function ownersOf(row: CaseRow, able: readonly BoundMember[], overdue: boolean): BoundMember[] {
  const post = POSTS.find((each) => able.some(({ role }) => role === each));
  const office = able.filter(({ role }) => role === post);
  const handler = able.find(({ id }) => id === row.handler_id);
  if (handler === undefined) return office;
  return overdue ? [handler, ...office.filter((member) => member !== handler)] : [handler];
}

const LEVELS = ['township', 'county', 'supervisor'] as const;

/**
 * Who above hears that a case is overdue: the level that the procedure names, or the next one up when nobody of it has a
 * bound chat or all of it are reminded of the case as their own work already.
 */
export function superiorsOf(
  row: CaseRow,
  from: StageRule['escalateTo'],
  members: readonly BoundMember[],
  owners: readonly BoundMember[],
): BoundMember[] {
  for (const level of LEVELS.slice(LEVELS.indexOf(from))) {
    const there =
      level === 'supervisor'
        ? nearestSupervisors(row.county as RegionCode, members)
        : members.filter((member) => member.role === level && sees(member, row));
    if (there.some((member) => !owners.includes(member))) return there;
  }
  return [];
}

/** The county's supervisors, or the prefecture's where it has none, and so on up. */
function nearestSupervisors(county: RegionCode, members: readonly BoundMember[]): BoundMember[] {
  const above = members.filter(({ role, region }) => role === 'supervisor' && binds(region, county));
  const nearest = Math.max(0, ...above.map(({ region }) => region.length));
  return above.filter(({ region }) => region.length === nearest);
}
