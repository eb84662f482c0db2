import { actorOf, maskName, type StaffMember, todayIn } from '../casework/index.ts';
import type { Cause } from '../declaration/index.ts';
import { type RegionCode, villageName } from '../regions/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import { groupOf, OPEN_STATES, visibleAlerts } from './access.ts';
import type { AlertItem, AlertRow, AlertsParts } from './model.ts';
import type { AlertData } from './reading.ts';
import { LIST_TEXTS as T } from './texts.ts';
import { dataContext } from './writing.ts';

/** A page of a member's list. */
export interface AlertList {
  items: AlertItem[];
  /** All visits and people of the list, and how many of them are late or due today. */
  total: number;
  overdue: number;
  today: number;
}

/** What a list is made from: enough to group and sort; who it is is opened for the page shown alone. */
type Light = Pick<
  AlertRow,
  | 'id'
  | 'household_id'
  | 'subject_id'
  | 'state'
  | 'queue'
  | 'village'
  | 'county'
  | 'cause'
  | 'unit'
  | 'due_on'
  | 'due_provisional'
>;

interface Group {
  rows: [Light, ...Light[]];
  dueOn: string | null;
}

/** The open rows of a member's list, one group a visit, the earliest due first. */
export async function openGroups(unit: Unit, staff: StaffMember): Promise<Group[]> {
  const mine = openRows(unit, staff);
  if (mine === undefined) return [];
  const rows = await mine.execute();
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.state} ${row.queue} ${groupOf(row)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rows: [row], dueOn: row.due_on });
    else {
      group.rows.push(row);
      if (row.due_on !== null && (group.dueOn === null || row.due_on < group.dueOn)) group.dueOn = row.due_on;
    }
  }
  return [...groups.values()].sort((a, b) => order(a).localeCompare(order(b)));
}

function order({ dueOn, rows: [first] }: Group): string {
  return `${dueOn ?? '9999'} ${first.state} ${first.id}`;
}

/** A township's list is its queue, a village's its part of it; the county's what no township can see to. */
function openRows(unit: Unit, staff: StaffMember) {
  const rows = visibleAlerts(unit)
    .select([
      'alerts.id',
      'alerts.household_id',
      'alerts.subject_id',
      'alerts.state',
      'alerts.queue',
      'alerts.village',
      'alerts.county',
      'alerts.cause',
      'alerts.unit',
      'alerts.due_on',
      'alerts.due_provisional',
    ])
    .where('alerts.state', 'in', OPEN_STATES)
    .orderBy('alerts.created_at')
    .orderBy('alerts.row_number');
  switch (staff.role) {
    case 'village':
      return rows
        .where('alerts.queue', '=', staff.region.slice(0, 9))
        .where('alerts.village', '=', staff.region);
    case 'township':
    case 'county':
      return rows.where('alerts.queue', '=', staff.region);
    case 'department':
    case 'supervisor':
      return undefined;
  }
}

/** A page of what a member has to check or to say, names masked. */
export async function mine(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  { from = 0, count = 10 }: { from?: number; count?: number } = {},
): Promise<AlertList> {
  const groups = await openGroups(unit, staff);
  const today = todayIn(unit.clock);
  const shown = groups.slice(from, from + count);
  const cases = await openCases(
    unit,
    staff,
    shown.flatMap(({ rows: [first] }) => first.household_id ?? []),
  );
  const items: AlertItem[] = [];
  for (const { rows } of shown) items.push(await itemOf(parts, unit, rows, cases));
  await unit.audit.append(`staff:${staff.id}`, {
    actor: actorOf(staff),
    action: 'listed',
    detail: { alerts: items.length, purpose: 'alert' },
  });
  return {
    items,
    total: groups.length,
    overdue: groups.filter(({ dueOn }) => dueOn !== null && dueOn < today).length,
    today: groups.filter(({ dueOn }) => dueOn === today).length,
  };
}

/** One visit as a list shows it. */
export async function itemOf(
  parts: AlertsParts,
  unit: Unit,
  rows: readonly [Light, ...Light[]],
  cases: ReadonlyMap<string, string>,
): Promise<AlertItem> {
  const [first] = rows;
  const today = todayIn(unit.clock);
  const data = await firstData(unit, rows);
  const due = rows.reduce((a, b) => (b.due_on !== null && (a.due_on ?? '9999') > b.due_on ? b : a));
  const openCase = first.household_id === null ? undefined : cases.get(first.household_id);
  return {
    ref: first.id,
    kind: first.state === 'doubtful' ? 'doubtful' : first.queue === first.county ? 'unmatched' : 'check',
    name: data === undefined ? T.erased : maskName(data.name),
    place: placeName(parts, first.queue as RegionCode, first.village),
    causes: [...new Set(rows.map(({ cause }) => cause as Cause))],
    units: [...new Set(rows.map(({ unit: department }) => department))],
    rows: rows.length,
    dueOn: due.due_on,
    due: dueText(parts, due, today),
    overdue: due.due_on !== null && due.due_on < today,
    sample: parts.procedures.of(first.county as RegionCode).alerts.sample,
    onRecord: first.household_id !== null,
    ...(openCase === undefined ? {} : { openCase }),
  };
}

async function firstData(unit: Unit, rows: readonly Pick<AlertRow, 'id' | 'subject_id'>[]) {
  const [first] = rows;
  if (first === undefined) return undefined;
  const sealed = await unit.db
    .selectFrom('alerts')
    .select('data_sealed')
    .where('id', '=', first.id)
    .executeTakeFirst();
  return sealed === undefined ? undefined : dataOf(unit, { ...first, ...sealed });
}

/** A row's values; undefined once erased. */
export async function dataOf(
  unit: Unit,
  { id, subject_id, data_sealed }: Pick<AlertRow, 'id' | 'subject_id' | 'data_sealed'>,
): Promise<AlertData | undefined> {
  const json = await unit.subjects.open(subject_id, data_sealed === '' ? null : data_sealed, dataContext(id));
  return json === undefined ? undefined : (JSON.parse(json) as AlertData);
}

/** Receipts of the undecided cases of households, as far as they lie in the member's own queue. */
export async function openCases(
  unit: Unit,
  staff: StaffMember,
  households: readonly string[],
): Promise<Map<string, string>> {
  const receipts = new Map<string, string>();
  for (const chunk of inChunks(households)) {
    const rows = await unit.db
      .selectFrom('cases')
      .select(['household_id', 'receipt'])
      .where('household_id', 'in', chunk)
      .where(staff.role === 'county' ? 'county' : 'queue', '=', staff.region.slice(0, 9))
      .where('decided_at', 'is', null)
      .execute();
    for (const { household_id, receipt } of rows) {
      if (household_id !== null) receipts.set(household_id, receipt);
    }
  }
  return receipts;
}

/** 望田镇晋庄村; the county's name while no township is known. */
export function placeName(
  { gazetteer, divisions }: Pick<AlertsParts, 'gazetteer' | 'divisions'>,
  queue: string,
  village: string | null,
): string {
  const code = queue as RegionCode;
  const name = gazetteer.place(code)?.name ?? divisions.nameOf(code);
  const own = village === null ? undefined : gazetteer.place(village as RegionCode)?.name;
  return own === undefined ? name : name + villageName(own);
}

function dueText(
  { calendar }: Pick<AlertsParts, 'calendar'>,
  { due_on, due_provisional }: Pick<AlertRow, 'due_on' | 'due_provisional'>,
  today: string,
): string {
  if (due_on === null) return T.due.none;
  const mark = due_provisional === 1 ? T.due.provisional : '';
  if (due_on === today) return T.due.today + mark;
  const days = calendar.workdaysBetween(today, due_on);
  return (due_on > today ? T.due.left(days) : T.due.over(-days)) + mark;
}
