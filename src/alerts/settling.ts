import { actorOf, type Casework, type StaffMember } from '../casework/index.ts';
import { type Answers, type Cause, newDraft } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { chainOf, findFor, headOf, siblingsOf } from './access.ts';
import { dataOf, placeName } from './lists.ts';
import {
  type AlertOutcome,
  type AlertRow,
  type AlertState,
  type AlertsParts,
  LONGEST,
  refusedFor,
  type Settled,
  type Verdict,
} from './model.ts';
import type { AlertData } from './reading.ts';
import { sealFor } from './recognising.ts';
import { STORY } from './texts.ts';
import { noteContext } from './writing.ts';

const STATES = { clear: 'clear', risk: 'case', gone: 'gone' } as const satisfies Record<
  Verdict['outcome'],
  AlertState
>;

/**
 * The verdict at the door, for all rows of the household. A risk opens a case or joins the household's open one; the same
 * verdict again changes nothing.
 */
export async function settle(
  { parts, casework }: { parts: AlertsParts; casework: Pick<Casework, 'submit'> },
  unit: Unit,
  staff: StaffMember,
  ref: string,
  verdict: Verdict,
): Promise<AlertOutcome<{ settled: Settled }>> {
  const row = await findFor(unit, staff, ref, 'settle-alert');
  if (row === undefined) return refusedFor('not-found');
  const { outcome } = verdict;
  if (row.state === STATES[outcome]) return { ok: true, settled: await before(unit, staff, row, outcome) };
  if (row.state === 'doubtful') return refusedFor('who-first');
  if (row.state === 'unmatched' || (row.state === 'pending' && row.queue === row.county)) {
    return refusedFor('place-needed');
  }
  // Who pressed the wrong button, or was called back, can still report a hardship; a case is ended by its own ways.
  const isMended = outcome === 'risk' && (row.state === 'clear' || row.state === 'gone');
  if (row.state !== 'pending' && !isMended) return refusedFor('settled');
  const text = verdict.text.trim();
  if (outcome === 'risk' && text === '') return refusedFor('text-empty');
  if ([...text].length > LONGEST) return refusedFor('text-long');
  const rows = await siblingsOf(unit, row);
  if (outcome === 'risk') {
    if (await isErased(unit, row)) return refusedFor('erased');
    await unit.audit.append(chainOf(row), {
      actor: actorOf(staff),
      action: 'read',
      detail: { purpose: 'alert-case', alert: row.id, rows: rows.length },
    });
    const settled = await openCase({ parts, casework }, unit, staff, rows, { ...verdict, text });
    return { ok: true, settled };
  }
  for (const each of rows) await close(unit, staff, each, { state: STATES[outcome], text, caseId: null });
  await record(unit, staff, row, { outcome, rows: rows.length });
  return { ok: true, settled: { outcome, rows: rows.length } };
}

/** Whether whom the alert is of has had their data erased: nothing can be filed for them any more. */
async function isErased(unit: Unit, { subject_id }: AlertRow): Promise<boolean> {
  const subject = await unit.db
    .selectFrom('subjects')
    .select('wrapped_key')
    .where('id', '=', subject_id)
    .executeTakeFirst();
  return (subject?.wrapped_key ?? null) === null;
}

async function before(
  unit: Unit,
  staff: StaffMember,
  row: AlertRow,
  outcome: Verdict['outcome'],
): Promise<Settled> {
  const receipt = row.case_id === null ? undefined : await receiptFor(unit, staff, row.case_id);
  return { outcome, rows: 0, again: true, ...(receipt === undefined ? {} : { receipt }) };
}

/** A case by the ordinary way in, so that a household with an undecided one gets no second. */
async function openCase(
  { parts, casework }: { parts: AlertsParts; casework: Pick<Casework, 'submit'> },
  unit: Unit,
  staff: StaffMember,
  rows: readonly AlertRow[],
  verdict: Verdict,
): Promise<Settled> {
  const [first] = rows;
  if (first === undefined) throw new Error('an alert without its own row');
  const draftId = `alert:${first.id}`;
  const county = first.county as RegionCode;
  const answers = await answersOf(parts, unit, staff, rows, verdict);
  const submitted = await casework.submit(unit, {
    draft: {
      ...newDraft({ id: draftId, county, now: unit.clock() }),
      answers,
      urgent: verdict.urgent === true,
    },
    conversationId: verdict.conversationId ?? null,
    source: 'department',
    staffId: staff.id,
    ...(first.household_id === null ? {} : { householdId: first.household_id }),
  });
  const { case_id, household_id } = await unit.db
    .selectFrom('declarations')
    .select(['case_id', 'household_id'])
    .where('draft_id', '=', draftId)
    .executeTakeFirstOrThrow();
  if (first.household_id !== household_id) await sealFor(unit, rows, household_id);
  for (const { id } of rows) {
    const known = { ...first, id, household_id };
    await close(unit, staff, known, { state: 'case', text: '', caseId: case_id });
  }
  await record(unit, staff, { ...first, household_id }, { outcome: 'risk', rows: rows.length });
  const receipt = await receiptFor(unit, staff, case_id);
  return {
    outcome: 'risk',
    rows: rows.length,
    joined: submitted.kind !== 'opened',
    ...(receipt === undefined ? {} : { receipt }),
  };
}

/** What the cadre files for the household: in its head's name, at the place where the home was checked. */
async function answersOf(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  rows: readonly AlertRow[],
  verdict: Verdict,
): Promise<Answers> {
  const told: { row: AlertRow; data: AlertData | undefined }[] = [];
  for (const row of rows) told.push({ row, data: await dataOf(unit, row) });
  const [first] = rows;
  if (first === undefined) throw new Error('an alert without its own row');
  const data = told.find((each) => each.data !== undefined)?.data;
  const person = await headOf(unit, first.household_id);
  const head = person ?? {
    name: data?.head ?? data?.name ?? '',
    idNumber: data?.head === undefined ? data?.idNumber : data.headId,
    phone: data?.phone,
  };
  const reports = told.map((each) =>
    STORY.report(
      each.row.unit,
      each.row.cause,
      each.data === undefined || each.data.name === head.name ? '' : each.data.name,
      each.data?.what ?? '',
    ),
  );
  const village = first.village?.startsWith(first.queue) ? first.village : null;
  return {
    filer: 'cadre',
    filerName: staff.name,
    name: head.name,
    ...(head.idNumber === undefined ? {} : { idNumber: head.idNumber }),
    ...(head.phone === undefined ? {} : { phone: head.phone }),
    place: {
      township: first.queue as RegionCode,
      village: village as RegionCode | null,
      text: placeName(parts, first.queue, village),
      how: 'picked',
    },
    causes: [...new Set(rows.map(({ cause }) => cause as Cause))],
    story: [...new Set([...reports, verdict.text])].join('\n'),
    photos: [...(verdict.photoIds ?? [])],
  };
}

async function close(
  unit: Unit,
  staff: StaffMember,
  row: AlertRow,
  { state, text, caseId }: { state: AlertState; text: string; caseId: string | null },
): Promise<void> {
  await unit.db
    .updateTable('alerts')
    .set({
      state,
      case_id: caseId,
      settled_at: unit.clock().toISOString(),
      settled_by: staff.id,
      note_sealed: text === '' ? null : await unit.subjects.seal(row.subject_id, text, noteContext(row.id)),
    })
    .where('id', '=', row.id)
    .execute();
}

async function record(
  unit: Unit,
  staff: StaffMember,
  row: AlertRow,
  detail: { outcome: Verdict['outcome']; rows: number },
): Promise<void> {
  await unit.audit.append(chainOf(row), {
    actor: actorOf(staff),
    action: 'alert-settled',
    detail: { alert: row.id, unit: row.unit, cause: row.cause, ...detail },
  });
}

/** The receipt, where the case lies in the member's own queue: another township's is not theirs to know. */
async function receiptFor(unit: Unit, staff: StaffMember, caseId: string): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('cases')
    .select(['receipt', 'queue', 'county'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const isMine =
    staff.role === 'county' ? row.county === staff.region : row.queue === staff.region.slice(0, 9);
  return isMine ? row.receipt : undefined;
}
