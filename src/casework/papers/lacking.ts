import type { SelectQueryBuilder } from 'kysely';
import type { Schema, Unit } from '../../storage/index.ts';
import type { Parts, StaffMember } from '../model.ts';
import { placeName } from '../places.ts';
import type { MissingPaper } from './model.ts';
import { missingOf } from './needs.ts';

/** A case of the green channel whose paperwork is still to come. Holds nothing of the person. */
export interface Lacking {
  caseId: string;
  receipt: string;
  place: string;
  missing: MissingPaper[];
}

type Member = Pick<StaffMember, 'role' | 'region'>;

/** What is lacking in the urgent cases that a member sees, the earliest due first. */
export async function lackingIn(parts: Parts, unit: Unit, staff: Member): Promise<Lacking[]> {
  const urgent = unit.db
    .selectFrom('cases')
    .selectAll()
    .where('urgent', '=', 1)
    .where('stage', 'not in', ['received', 'not_included', 'risk_removed', 'withdrawn'])
    .orderBy('opened_at')
    .orderBy('id');
  const rows = await within(urgent, staff).execute();
  const found: Lacking[] = [];
  for (const row of rows) {
    const missing = await missingOf(parts, unit, row);
    if (missing.length > 0) {
      found.push({ caseId: row.id, receipt: row.receipt, place: placeName(parts, row), missing });
    }
  }
  return found.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)) || a.receipt.localeCompare(b.receipt));
}

/** The earliest day; what has none comes last. */
function dueOf({ missing }: Lacking): string {
  return missing.map(({ dueOn }) => dueOn ?? '9').sort()[0] ?? '9';
}

/** The cases that a member sees, as `sees` has it. */
function within<Row>(
  cases: SelectQueryBuilder<Schema, 'cases', Row>,
  { role, region }: Member,
): SelectQueryBuilder<Schema, 'cases', Row> {
  if (role === 'county') return cases.where('county', '=', region);
  if (role === 'township') return cases.where('queue', '=', region);
  return cases.where('queue', '=', region.slice(0, 9)).where('village', '=', region);
}
