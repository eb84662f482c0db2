import type { Selectable } from 'kysely';
import type { RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import { actorOf, findCase, hold, noteDenied } from './access.ts';
import { addNote, type Changed, change, subjectOf } from './changes.ts';
import { moveTo } from './custody.ts';
import { dutyProblem, isColleagues, onCase, postProblem } from './duty.ts';
import { type Done, done } from './handling.ts';
import {
  type CaseRow,
  type Outcome,
  type Parts,
  type Refusal,
  refused,
  type StaffMember,
  type TransferItem,
} from './model.ts';
import { residentDue, tellHousehold, tellStaff, workersOf } from './notices.ts';
import { isQueueOf, queueName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { reasonProblem } from './rules.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { causesOf } from './views.ts';

type TransferRow = Selectable<Schema['transfers']>;

/** 转办: offers a case to another township or the county's intake. It stays in custody here until the other accepts. */
export function transfer(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { to, reason, seen }: { to: RegionCode; reason: string; seen?: number },
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'transfer', seen }, async (row) => {
    const problem = (await dutyProblem(parts, unit, staff, row)) ?? targetProblem(parts, staff, row, to);
    if (problem !== undefined) return refused(problem);
    const wrong = reasonProblem(reason);
    if (wrong !== undefined) return refused(wrong);
    const id = unit.ids();
    const subject = await subjectOf(unit, row);
    await unit.db
      .insertInto('transfers')
      .values({
        id,
        case_id: row.id,
        from_queue: row.queue,
        to_queue: to,
        reason_sealed: await unit.subjects.seal(subject, reason.trim(), reasonContext(id)),
        requested_by: staff.id,
        requested_at: unit.clock().toISOString(),
        resolved_at: null,
        resolution: null,
        resolved_by: null,
      })
      .execute();
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action: 'transfer-offered',
      detail: { from: row.queue, to },
    });
    const causes = (await causesOf(unit, row.id)).join('、');
    const text = STAFF.incoming(
      row.urgent === 1,
      queueName(parts, row.queue as RegionCode),
      causes,
      row.receipt,
    );
    await tellStaff(unit, changed, workersOf({ ...row, queue: to, village: null }), text, {
      except: { staffId: staff.id },
    });
    return done(changed);
  });
}

function targetProblem(parts: Parts, staff: StaffMember, row: CaseRow, to: RegionCode): Refusal | undefined {
  if (staff.role === 'village') return 'not-allowed';
  if (!isOpen(row.stage as Stage) || row.stage === 'county_decision') return 'wrong-stage';
  if (!isQueueOf(parts, row.county as RegionCode, to)) return 'no-such-queue';
  return to === row.queue ? 'same-queue' : undefined;
}

/** 接收: the case comes into this queue's custody. */
export async function accept(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
): Promise<Outcome<Done>> {
  const offered = await holdOffered(unit, staff, ref, 'accept');
  if (offered === undefined) return refused('transfer-none');
  const { row, offer } = offered;
  await resolve(unit, staff, offer, 'accepted');
  await keepReason(unit, row, offer);
  const changed = await moveTo(parts, unit, staff, row, offer.to_queue as RegionCode, 'transfer-accepted');
  // As it lay with the sender: the village that it leaves hears of it, one that it comes home to does not.
  await tellSender(parts, unit, { row, seq: changed.seq }, offer, STAFF.accepted);
  const place = queueName(parts, offer.to_queue as RegionCode);
  await tellHousehold(
    unit,
    changed,
    RESIDENT.moved(row.receipt, place, residentDue(parts, unit, changed.row)),
  );
  return done(changed);
}

/** 拒收: the case stays where it is. */
export async function reject(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  reason: string,
): Promise<Outcome<Done>> {
  const offered = await holdOffered(unit, staff, ref, 'reject');
  if (offered === undefined) return refused('transfer-none');
  const { row, offer } = offered;
  const wrong = reasonProblem(reason);
  if (wrong !== undefined) return refused(wrong);
  await resolve(unit, staff, offer, 'rejected');
  const actor = actorOf(staff);
  await addNote(unit, row, { kind: 'transfer-rejected', text: reason.trim(), actor });
  const changed = await change(unit, row, {
    actor,
    action: 'transfer-rejected',
    detail: { from: offer.from_queue, to: offer.to_queue },
  });
  await tellSender(parts, unit, changed, offer, STAFF.rejected);
  return done(changed);
}

/** Takes an offer back, so that a receiver who never answers does not hold the case up. */
export function recall(parts: Parts, unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'recall' }, async (row) => {
    const offer = await pendingOffer(unit, row.id);
    const problem = await postProblem(parts, unit, staff, row);
    if (problem !== undefined && problem !== 'transfer-pending') return refused(problem);
    if (await isColleagues(unit, staff, row)) return refused('taken');
    if (offer === undefined) return refused('transfer-none');
    await resolve(unit, staff, offer, 'rejected');
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action: 'transfer-recalled',
      detail: { from: offer.from_queue, to: offer.to_queue },
    });
    const text = STAFF.recalled(queueName(parts, offer.from_queue as RegionCode), row.receipt);
    await tellStaff(unit, changed, workersOf({ ...row, queue: offer.to_queue, village: null }), text, {
      except: { staffId: staff.id },
    });
    return done(changed);
  });
}

/** Why the case came, for the file: who works it now was not there. */
async function keepReason(unit: Unit, row: CaseRow, { id, reason_sealed, requested_by }: TransferRow) {
  if (row.subject_id === null) return;
  const text = await unit.subjects.open(row.subject_id, reason_sealed, reasonContext(id));
  if (text !== undefined)
    await addNote(unit, row, { kind: 'transfer', text, actor: `staff:${requested_by}` });
}

/** Offers that wait for this queue's answer. Not yet in custody, they show nothing of the person but the reason. */
export async function incoming(parts: Parts, unit: Unit, staff: StaffMember): Promise<TransferItem[]> {
  if (!receives(staff)) return [];
  const rows = await unit.db
    .selectFrom('transfers')
    .innerJoin('cases', 'cases.id', 'transfers.case_id')
    .selectAll('transfers')
    .select(['cases.receipt', 'cases.urgent', 'cases.subject_id'])
    .where('transfers.to_queue', '=', staff.region)
    .where('transfers.resolved_at', 'is', null)
    .orderBy('cases.urgent', 'desc')
    .orderBy('transfers.requested_at')
    .execute();
  const items: TransferItem[] = [];
  for (const { id, case_id, receipt, urgent, subject_id, from_queue, reason_sealed, requested_at } of rows) {
    const reason =
      subject_id === null
        ? undefined
        : await unit.subjects.open(subject_id, reason_sealed, reasonContext(id));
    await unit.audit.append(case_id, {
      actor: actorOf(staff),
      action: 'read',
      detail: { purpose: 'transfer' },
    });
    items.push({
      id,
      receipt,
      from: queueName(parts, from_queue as RegionCode),
      causes: await causesOf(unit, case_id),
      urgent: urgent === 1,
      reason: reason ?? '',
      requestedAt: requested_at,
    });
  }
  return items;
}

function receives(staff: StaffMember): boolean {
  return staff.role === 'township' || staff.role === 'county';
}

/** An offer to this member's queue by its own id, the case's or the receipt, with the case held. */
async function holdOffered(
  unit: Unit,
  staff: StaffMember,
  ref: string,
  action: string,
): Promise<{ row: CaseRow; offer: TransferRow } | undefined> {
  const byId = await unit.db
    .selectFrom('transfers')
    .select('case_id')
    .where('id', '=', ref.trim())
    .executeTakeFirst();
  const caseId = byId?.case_id ?? (await findCase(unit, ref))?.id;
  const mine = async () => {
    const offer = caseId === undefined || !receives(staff) ? undefined : await pendingOffer(unit, caseId);
    return offer?.to_queue === staff.region ? offer : undefined;
  };
  if (caseId !== undefined && (await mine()) !== undefined) {
    const row = await hold(unit, caseId);
    const offer = await mine();
    if (row !== undefined && offer !== undefined) return { row, offer };
  }
  await noteDenied(unit, staff, action);
  return undefined;
}

async function pendingOffer(unit: Unit, caseId: string): Promise<TransferRow | undefined> {
  return unit.db
    .selectFrom('transfers')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
}

async function resolve(
  unit: Unit,
  staff: StaffMember,
  offer: TransferRow,
  resolution: 'accepted' | 'rejected',
): Promise<void> {
  await unit.db
    .updateTable('transfers')
    .set({ resolution, resolved_at: unit.clock().toISOString(), resolved_by: staff.id })
    .where('id', '=', offer.id)
    .execute();
}

async function tellSender(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  offer: TransferRow,
  text: (to: string, receipt: string) => string,
): Promise<void> {
  const sender = workersOf({ ...changed.row, queue: offer.from_queue });
  const words = text(queueName(parts, offer.to_queue as RegionCode), changed.row.receipt);
  await tellStaff(unit, changed, sender, words, { kind: 'sender' });
}

function reasonContext(id: string): string {
  return `transfers.reason_sealed:${id}`;
}
