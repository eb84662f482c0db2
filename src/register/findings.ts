import type { Selectable } from 'kysely';
import {
  actorOf,
  noteDenied,
  type Outcome,
  refused,
  type StaffMember,
  textProblem,
  todayIn,
} from '../casework/index.ts';
import { type RegionCode, villageName } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import type { FindingItem, RegisterParts } from './model.ts';
import { readRecords } from './records.ts';
import { REGISTER_TEXTS as T } from './texts.ts';

/** How a finding is settled: put right in the national system, or right as it is, for a reason. */
export interface Settled {
  state: 'mended' | 'explained';
  text: string;
}

type FindingRow = Selectable<Schema['findings']>;

/**
 * Open findings of a member's duty, the earliest due first: a township's and a village's own, of the county all.
 * @param limit how many are shown: no other household's record is opened; without it all are
 */
export async function findingsOf(
  parts: RegisterParts,
  unit: Unit,
  staff: StaffMember,
  limit?: number,
): Promise<FindingItem[]> {
  const own = ownFindings(unit, staff).orderBy('due_on').orderBy('created_at').orderBy('id');
  const rows = await (limit === undefined ? own : own.limit(limit)).execute();
  const items: FindingItem[] = [];
  for (const row of rows) items.push(await itemOf(parts, unit, row));
  if (items.length > 0) {
    await unit.audit.append(`staff:${staff.id}`, {
      actor: actorOf(staff),
      action: 'read',
      detail: {
        purpose: 'findings',
        findings: items.length,
        households: new Set(items.map(({ householdId }) => householdId)).size,
      },
    });
  }
  return items;
}

/** How many open findings are of a member's duty; nothing of whom. */
export async function findingsOpen(unit: Unit, staff: StaffMember): Promise<number> {
  const row = await ownFindings(unit, staff)
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** One open finding of a member's duty, by its id. */
export async function findingOf(
  parts: RegisterParts,
  unit: Unit,
  staff: StaffMember,
  findingId: string,
): Promise<Outcome<{ finding: FindingItem }>> {
  const row = await ownFindings(unit, staff).where('id', '=', findingId).executeTakeFirst();
  if (row === undefined) {
    await noteDenied(unit, staff, 'finding');
    return refused('not-found');
  }
  await unit.audit.append(`household:${row.household_id}`, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'finding', rule: row.rule },
  });
  return { ok: true, finding: await itemOf(parts, unit, row) };
}

async function itemOf(parts: RegisterParts, unit: Unit, row: FindingRow): Promise<FindingItem> {
  const rule = parts.checks.rule(row.rule);
  const [record] = await readRecords(unit, { householdId: row.household_id });
  return {
    id: row.id,
    rule: rule?.name ?? row.rule,
    says: rule?.says ?? '',
    todo: rule?.todo ?? '',
    month: row.month,
    place: placeOf(parts, row),
    name: record?.people[0]?.name ?? '',
    state: row.state,
    dueOn: row.due_on,
    dueProvisional: row.due_provisional === 1,
    householdId: row.household_id,
    ...(row.other_id === null ? {} : { other: row.other_id }),
  };
}

/** How many findings are open by township, for the county; without names. */
export async function findingCounts(
  unit: Unit,
  county: RegionCode,
): Promise<{ township: RegionCode | null; open: number; overdue: number }[]> {
  const rows = await unit.db
    .selectFrom('findings')
    .select(['township', 'due_on'])
    .where('county', '=', county)
    .where('state', '=', 'open')
    .execute();
  const today = todayIn(unit.clock);
  const counts = new Map<string | null, { open: number; overdue: number }>();
  for (const { township, due_on } of rows) {
    const count = counts.get(township) ?? { open: 0, overdue: 0 };
    count.open += 1;
    if (due_on !== null && due_on < today) count.overdue += 1;
    counts.set(township, count);
  }
  return [...counts]
    .map(([township, count]) => ({ township: township as RegionCode | null, ...count }))
    .sort((a, b) => String(a.township).localeCompare(String(b.township)));
}

/** What a daily reminder says of open findings: counts, and nothing of whom. */
export async function findingLines(unit: Unit, staff: StaffMember): Promise<string[]> {
  if (staff.role === 'village') return [];
  const rows = await ownFindings(unit, staff).clearSelect().select('due_on').execute();
  if (rows.length === 0) return [];
  const today = todayIn(unit.clock);
  const overdue = rows.filter(({ due_on }) => due_on !== null && due_on < today).length;
  return [T.findingLine(rows.length, overdue)];
}

/** Closes a finding of the member's duty, with what was found in their words. */
export async function settleFinding(
  unit: Unit,
  staff: StaffMember,
  findingId: string,
  { state, text }: Settled,
): Promise<Outcome<{ rule: string }>> {
  const row = await ownFindings(unit, staff).where('id', '=', findingId).executeTakeFirst();
  if (row === undefined) {
    await noteDenied(unit, staff, 'finding');
    return refused('not-found');
  }
  const problem = state === 'explained' ? textProblem(text) : undefined;
  if (problem !== undefined) return refused(problem);
  const household = await unit.db
    .selectFrom('households')
    .select('subject_id')
    .where('id', '=', row.household_id)
    .executeTakeFirstOrThrow();
  const note = text.trim();
  const settled = await unit.db
    .updateTable('findings')
    .set({
      state,
      subject_id: household.subject_id,
      note_sealed:
        note === ''
          ? null
          : await unit.subjects.seal(household.subject_id, note, `findings.note_sealed:${row.id}`),
      resolved_at: unit.clock().toISOString(),
      resolved_by: actorOf(staff),
    })
    .where('id', '=', row.id)
    .where('state', '=', 'open')
    .returning('rule')
    .executeTakeFirst();
  if (settled === undefined) return refused('not-found');
  await unit.audit.append(`household:${row.household_id}`, {
    actor: actorOf(staff),
    action: 'finding-settled',
    detail: { finding: row.id, rule: row.rule, state },
  });
  return { ok: true, rule: row.rule };
}

/** Open findings that a member may see. */
export function ownFindings(unit: Unit, { role, region }: StaffMember) {
  const open = unit.db.selectFrom('findings').selectAll().where('state', '=', 'open');
  switch (role) {
    case 'village':
      return open.where('village', '=', region);
    case 'township':
      return open.where('township', '=', region);
    case 'county':
      return open.where('county', '=', region);
    case 'department':
    case 'supervisor':
      return open.where('id', '=', '');
  }
}

function placeOf(
  { gazetteer, divisions }: RegisterParts,
  row: { county: string; township: string | null; village: string | null },
): string {
  const name = (code: string | null) =>
    code === null ? undefined : gazetteer.place(code as RegionCode)?.name;
  const township = name(row.township);
  if (township === undefined) return divisions.nameOf(row.county as RegionCode);
  const village = name(row.village);
  return township + (village === undefined ? '' : villageName(village));
}
