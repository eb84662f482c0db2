import { noteDenied, type Person, personOf, type StaffMember, sees } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import type { AlertRow } from './model.ts';

/** States in which something is to be done. */
export const OPEN_STATES = ['pending', 'doubtful', 'unmatched'] as const;

/** Alerts of finished imports: what is being written is nobody's to see. */
export function visibleAlerts({ db }: Pick<Unit, 'db'>) {
  return db
    .selectFrom('alerts')
    .innerJoin('imports', 'imports.id', 'alerts.import_id')
    .where('imports.state', '=', 'done');
}

/** What makes rows one visit: the household, else the person that nobody knows yet. */
export function groupOf({ household_id, subject_id }: Pick<AlertRow, 'household_id' | 'subject_id'>): string {
  return household_id ?? subject_id;
}

/**
 * An alert that the member may see, as they see cases, by id; an attempt at any other is recorded and looks like one that
 * is not. Departments hear of theirs through the feedback.
 */
export async function findFor(
  unit: Unit,
  staff: StaffMember,
  ref: string,
  action: string,
): Promise<AlertRow | undefined> {
  const row = await visibleAlerts(unit)
    .selectAll('alerts')
    .where('alerts.id', '=', ref.trim())
    .executeTakeFirst();
  if (row !== undefined && sees(staff, row)) return row;
  await noteDenied(unit, staff, action);
  return undefined;
}

/** The rows that are one visit with a row, in the same state and queue. */
export async function siblingsOf(unit: Unit, row: AlertRow): Promise<AlertRow[]> {
  const rows = visibleAlerts(unit)
    .selectAll('alerts')
    .where('alerts.county', '=', row.county)
    .where('alerts.queue', '=', row.queue)
    .where('alerts.state', '=', row.state)
    .orderBy('alerts.created_at')
    .orderBy('alerts.row_number')
    .orderBy('alerts.id');
  return row.household_id === null
    ? rows.where('alerts.subject_id', '=', row.subject_id).where('alerts.household_id', 'is', null).execute()
    : rows.where('alerts.household_id', '=', row.household_id).execute();
}

/** The audit chain that what is read or done of a person stands in. */
export function chainOf({ household_id, county }: Pick<AlertRow, 'household_id' | 'county'>): string {
  return household_id === null ? `alerts:${county}` : `household:${household_id}`;
}

/** Who stands for a household on record; undefined where none is known, or it was erased. The caller audits. */
export async function headOf(unit: Unit, householdId: string | null): Promise<Person | undefined> {
  if (householdId === null) return undefined;
  const household = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', householdId)
    .executeTakeFirst();
  return household === undefined ? undefined : personOf(unit, household);
}
