import type { Unit } from '../../storage/index.ts';
import type { Parts, StaffMember } from '../model.ts';
import { placeName } from '../places.ts';
import type { RemovalHow } from './model.ts';
import { proposalOf } from './removal.ts';

/** A proposed removal. */
export interface PendingRemoval {
  receipt: string;
  place: string;
  how: RemovalHow;
}

/** The proposed removals that wait for this member's office; nothing personal. */
export async function pendingRemovals(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
): Promise<PendingRemoval[]> {
  if (staff.role !== 'county') return [];
  if (parts.procedures.of(staff.region).rule('risk_removed')?.owner !== 'county') return [];
  const cases = await unit.db
    .selectFrom('cases')
    .select(['id', 'receipt', 'queue', 'village', 'stage', 'stage_at'])
    .where('county', '=', staff.region)
    .where('stage', '=', 'support')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_notes')
          .select('case_notes.id')
          .whereRef('case_notes.case_id', '=', 'cases.id')
          .where('case_notes.kind', 'in', ['removal-support', 'removal-natural']),
      ),
    )
    .orderBy('receipt')
    .execute();
  const pending: PendingRemoval[] = [];
  for (const row of cases) {
    const proposal = await proposalOf(unit, row);
    if (proposal === undefined) continue;
    pending.push({ receipt: row.receipt, place: placeName(parts, row), how: proposal.how });
  }
  return pending;
}
