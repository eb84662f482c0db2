import { createHash } from 'node:crypto';
import { receiptNumber } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { dueColumns, procedureOf } from './clock.ts';
import type { HouseholdRow, Identity } from './households.ts';
import type { CaseRow, Parts, Submission } from './model.ts';
import { isQueueOf } from './places.ts';
import { todayIn } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';

/**
 * Writes a new case: into the queue of its township or, where that is not known, the county's intake; at the first stage
 * of the procedure, whose hash it pins.
 */
export async function insertCase(
  parts: Parts,
  unit: Unit,
  { draft, source }: Submission,
  household: HouseholdRow,
  { county, township, village }: Identity,
): Promise<CaseRow> {
  const routed = (township ?? null) !== null && isQueueOf(parts, county, township as RegionCode);
  const queue = routed ? (township as RegionCode) : county;
  const inside = routed && village?.length === 12 && village.startsWith(queue);
  const procedure = procedureOf(parts, { county });
  const stage: Stage = procedure.order[0] ?? 'received';
  const today = todayIn(unit.clock);
  const due = procedure.dueOf(stage, today, today, parts.calendar);
  const now = unit.clock().toISOString();
  const row = await unit.db
    .insertInto('cases')
    .values({
      id: unit.ids(),
      receipt: receiptNumber(randomBytes(unit)),
      household_id: household.id,
      subject_id: household.subject_id,
      source,
      county,
      queue,
      village: inside ? village : null,
      unrouted: routed ? 0 : 1,
      urgent: draft.urgent ? 1 : 0,
      stage,
      paused_at: null,
      procedure_hash: procedure.hash,
      handler_id: null,
      opened_at: now,
      stage_at: now,
      ...dueColumns(due),
      decided_at: null,
      outcome: null,
      note_sealed: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await unit.db
    .insertInto('case_stages')
    .values({
      case_id: row.id,
      position: 0,
      stage,
      queue,
      entered_at: now,
      left_at: null,
      due_on: row.due_on,
    })
    .execute();
  return row;
}

/** Random bytes out of the unit's ids, so that a test which injects ids gets the same receipts again. */
function randomBytes(unit: Unit): (n: number) => Uint8Array {
  return (n) => createHash('sha256').update(unit.ids()).digest().subarray(0, n);
}
