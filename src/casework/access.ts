import { readReceipt } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import type { CaseRow, Refusal, StaffMember } from './model.ts';
import type { Procedure } from './procedure/procedure.ts';
import type { Stage } from './procedure/stage.ts';

/** The stages that a township (and the village cadres under it) works. */
const TOWNSHIP_STAGES: readonly Stage[] = [
  'received',
  'verification',
  'village_review',
  'notice',
  'township_review',
];
const SUPPORT_STAGES: readonly Stage[] = ['included', 'support'];

/**
 * Whether a member's duty covers a case: custody decides for a township, so that a case handed on is out of its sight,
 * and a village cadre sees the own village's part of the township's queue. Supervisors get figures, no cases;
 * departments get tasks.
 */
export function sees(staff: StaffMember, row: Pick<CaseRow, 'county' | 'queue' | 'village'>): boolean {
  switch (staff.role) {
    case 'village':
      return row.village === staff.region && row.queue === staff.region.slice(0, 9);
    case 'township':
      return row.queue === staff.region;
    case 'county':
      return row.county === staff.region;
    case 'department':
    case 'supervisor':
      return false;
  }
}

/** Whether a member's post works the stage that a case they see is in; `undefined` when it does. */
export function mayWork(staff: StaffMember, row: CaseRow, procedure: Procedure): Refusal | undefined {
  const stage = row.stage as Stage;
  if (isIntake(row)) return staff.role === 'county' ? undefined : 'not-allowed';
  if (SUPPORT_STAGES.includes(stage)) {
    return staff.role === 'township' || staff.role === 'county' ? undefined : 'not-allowed';
  }
  if (!TOWNSHIP_STAGES.includes(stage)) return staff.role === 'county' ? undefined : 'not-allowed';
  if (staff.role === 'township') return undefined;
  return staff.role === 'village' && procedure.rule(stage)?.owner === 'village' ? undefined : 'not-allowed';
}

/** The stages of undecided cases that a member's post works. */
export function workedStages(staff: StaffMember, procedure: Procedure): Stage[] {
  if (staff.role === 'township') return [...TOWNSHIP_STAGES];
  if (staff.role === 'village') {
    return TOWNSHIP_STAGES.filter((stage) => procedure.rule(stage)?.owner === 'village');
  }
  return staff.role === 'county' ? ['county_decision'] : [];
}

/** Whether a case lies in its county's intake, its township not known yet. */
export function isIntake(row: Pick<CaseRow, 'queue' | 'county'>): boolean {
  return row.queue === row.county;
}

/** A case by receipt, as typed, or by id. */
export async function findCase(unit: Unit, ref: string): Promise<CaseRow | undefined> {
  const receipt = readReceipt(ref).receipt;
  const cases = unit.db.selectFrom('cases').selectAll();
  const byReceipt =
    receipt === undefined ? undefined : await cases.where('receipt', '=', receipt).executeTakeFirst();
  return byReceipt ?? (await cases.where('id', '=', ref.trim()).executeTakeFirst());
}

/** A case by receipt or id, when it is this member's to see. */
export async function findFor(unit: Unit, staff: StaffMember, ref: string): Promise<CaseRow | undefined> {
  const row = await findCase(unit, ref);
  return row !== undefined && sees(staff, row) ? row : undefined;
}

/**
 * Reads a case and keeps it for this transaction: the row is written, unchanged, which makes a second transaction wait
 * on any database and then see what the first one did.
 */
export async function hold(unit: Unit, caseId: string): Promise<CaseRow | undefined> {
  await unit.db
    .updateTable('cases')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', caseId)
    .execute();
  return unit.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst();
}

/** The same for a member of staff; an attempt at what is not theirs is recorded, and looks like a case that is not. */
export async function holdFor(
  unit: Unit,
  staff: StaffMember,
  ref: string,
  action: string,
): Promise<CaseRow | undefined> {
  const found = await findFor(unit, staff, ref);
  const row = found === undefined ? undefined : await hold(unit, found.id);
  if (row !== undefined && sees(staff, row)) return row;
  await noteDenied(unit, staff, action);
  return undefined;
}

/** An attempt at something that does not exist or is another's is kept under the member's own chain. */
export async function noteDenied(unit: Unit, staff: StaffMember, action: string): Promise<void> {
  await unit.audit.append(`staff:${staff.id}`, {
    actor: actorOf(staff),
    action: 'denied',
    detail: { action },
  });
}

/** The pseudonym under which a member of staff stands in the audit log. */
export function actorOf(staff: Pick<StaffMember, 'id'>): string {
  return `staff:${staff.id}`;
}

export function residentActor(conversationId: string | null): string {
  return conversationId === null ? 'system' : `resident:${conversationId}`;
}
