import { actorOf, createHousehold, type StaffMember } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { chainOf, findFor, siblingsOf } from './access.ts';
import { forgetUnused } from './claiming.ts';
import { dueColumns, NO_DUE } from './due.ts';
import { dataOf } from './lists.ts';
import { type AlertOutcome, type AlertRow, type AlertsParts, refusedFor } from './model.ts';
import { candidatesOf } from './opened.ts';
import { dataContext } from './writing.ts';

/** What a person was said to be: a household of the choices, none of them, or one that is not on record yet. */
export type WhoItIs = { householdId: string } | 'none' | 'new';

/** What a verdict on who somebody is came to. */
export interface Recognised {
  rows: number;
  /** Queue that has to check now; the county's while no township is known. */
  queue: RegionCode;
  village: string | null;
  dueOn: string | null;
}

/** 认人: a human says who it is. All open rows of the person go with it. */
export async function recognise(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  who: WhoItIs,
): Promise<AlertOutcome<{ recognised: Recognised }>> {
  const row = await findFor(unit, staff, ref, 'match-alert');
  if (row === undefined) return refusedFor('not-found');
  if (row.state !== 'doubtful') return refusedFor('not-doubtful');
  const rows = await siblingsOf(unit, row);
  const data = await dataOf(unit, row);
  await unit.audit.append(chainOf(row), {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'alert-matching', alert: row.id },
  });
  const place = { township: data?.township ?? null, village: data?.village ?? null };
  if (who === 'none') {
    const queue = (place.township ?? row.county) as RegionCode;
    const recognised = await release(parts, unit, rows, { queue, village: place.village });
    await record(unit, staff, row, { verdict: 'none', rows: rows.length, queue });
    return { ok: true, recognised };
  }
  let householdId: string;
  if (who === 'new') {
    const township = place.township ?? (row.queue === row.county ? null : row.queue);
    if (township === null || data === undefined) return refusedFor('place-needed');
    const household = await createHousehold(unit, {
      county: row.county as RegionCode,
      name: data.head ?? data.name,
      idNumber: data.head === undefined ? data.idNumber : data.headId,
      phone: data.phone,
      township: township as RegionCode,
      village: place.village,
    });
    householdId = household.id;
  } else {
    if (!candidatesOf(rows).some((each) => each.householdId === who.householdId)) {
      return refusedFor('no-such-choice');
    }
    householdId = who.householdId;
  }
  const recognised = await giveTo(parts, unit, rows, householdId, place);
  const known = { ...row, household_id: householdId };
  await record(unit, staff, known, {
    verdict: who === 'new' ? 'new' : 'household',
    rows: rows.length,
    queue: recognised.queue,
  });
  return { ok: true, recognised };
}

async function record(
  unit: Unit,
  staff: StaffMember,
  row: AlertRow,
  detail: { verdict: string; rows: number; queue: string },
): Promise<void> {
  await unit.audit.append(chainOf(row), {
    actor: actorOf(staff),
    action: 'alert-recognised',
    detail: { alert: row.id, ...detail },
  });
}

/** Rows of a person who is none of those on record: to be checked where they are said to live. */
async function release(
  parts: AlertsParts,
  unit: Unit,
  rows: readonly AlertRow[],
  { queue, village }: { queue: RegionCode; village: string | null },
): Promise<Recognised> {
  const county = (rows[0]?.county ?? queue) as RegionCode;
  const placed = queue !== county;
  const due = placed ? dueColumns(parts, unit, county) : NO_DUE;
  for (const { id } of rows) {
    await unit.db
      .updateTable('alerts')
      .set({ state: placed ? 'pending' : 'unmatched', queue, village, candidates_json: null, ...due })
      .where('id', '=', id)
      .execute();
  }
  return { rows: rows.length, queue, village, dueOn: due.due_on };
}

/** Rows become a household's: sealed for it from now on, in its township's list. */
async function giveTo(
  parts: AlertsParts,
  unit: Unit,
  rows: readonly AlertRow[],
  householdId: string,
  place: { township: string | null; village: string | null },
): Promise<Recognised> {
  const { township, village } = await unit.db
    .selectFrom('households')
    .select(['township', 'village'])
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  const county = rows[0]?.county ?? '';
  const queue = (township ?? place.township ?? county) as RegionCode;
  const own = village ?? (queue === place.township ? place.village : null);
  const due = queue === county ? NO_DUE : dueColumns(parts, unit, county as RegionCode);
  await sealFor(unit, rows, householdId);
  await unit.db
    .updateTable('alerts')
    .set({ state: 'pending', queue, village: own, candidates_json: null, ...due })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return { rows: rows.length, queue, village: own, dueOn: due.due_on };
}

/**
 * Seals rows anew for the household that the person turned out to be of: erasing it erases them. The subject that stood
 * for the unknown person goes with the last of its rows.
 */
export async function sealFor(unit: Unit, rows: readonly AlertRow[], householdId: string): Promise<void> {
  const { subject_id: subject } = await unit.db
    .selectFrom('households')
    .select('subject_id')
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  const before = new Set<string>();
  for (const row of rows) {
    if (row.subject_id === subject) continue;
    const data = await dataOf(unit, row);
    before.add(row.subject_id);
    await unit.db
      .updateTable('alerts')
      .set({
        subject_id: subject,
        data_sealed: await unit.subjects.seal(subject, JSON.stringify(data ?? {}), dataContext(row.id)),
        // What was said of the person while nobody knew them was for whoever had to find out.
        note_sealed: null,
      })
      .where('id', '=', row.id)
      .execute();
  }
  await unit.db
    .updateTable('alerts')
    .set({ household_id: householdId })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  await forgetUnused(unit, [...before]);
}
