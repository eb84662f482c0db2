import { actorOf, dayText, type StaffMember, todayIn } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { chainOf, findFor, siblingsOf } from './access.ts';
import { dueColumns } from './due.ts';
import { dataOf } from './lists.ts';
import { type AlertOutcome, type AlertRow, type AlertsParts, LONGEST, refusedFor } from './model.ts';
import { tellOfOne } from './notices.ts';
import { NOTICES } from './texts.ts';
import { noteContext } from './writing.ts';

/** Where an alert went. */
export interface HandedOn {
  queue: RegionCode;
  dueOn: string | null;
}

/**
 * 转: the household is not of this queue. A village gives it to its township, a township to the county, which alone
 * assigns it to another township: so that nothing wanders between townships unseen.
 * @param to the township that it belongs to, as far as the member knows, or the county's code
 */
export async function handOn(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { to, reason }: { to: RegionCode; reason: string },
): Promise<AlertOutcome<{ handed: HandedOn }>> {
  const row = await findFor(unit, staff, ref, 'hand-on-alert');
  if (row === undefined) return refusedFor('not-found');
  if (row.state === 'doubtful') return refusedFor('who-first');
  if (row.state !== 'pending' && row.state !== 'unmatched') return refusedFor('settled');
  if ([...reason].length > LONGEST) return refusedFor('text-long');
  const county = row.county as RegionCode;
  const isTownship = to.length === 9 && to.startsWith(county) && parts.gazetteer.place(to) !== undefined;
  if (to !== county && !isTownship) return refusedFor('no-such-queue');
  const rows = await siblingsOf(unit, row);
  if (staff.role === 'county') {
    if (to === row.queue || to === county) return refusedFor('same-queue');
    return assign(parts, unit, staff, rows, to);
  }
  if (staff.role === 'village') {
    return giveUp(unit, staff, rows, { queue: row.queue as RegionCode, words: reason });
  }
  if (to === row.queue) return refusedFor('same-queue');
  const name = to === county ? '' : (parts.gazetteer.place(to)?.name ?? '');
  const words = [name, reason].filter((part) => part !== '').join('：');
  return giveUp(unit, staff, rows, { queue: county, words });
}

/** The county says which township has to check. */
async function assign(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  rows: readonly AlertRow[],
  to: RegionCode,
): Promise<AlertOutcome<{ handed: HandedOn }>> {
  const [first] = rows;
  if (first === undefined) return refusedFor('not-found');
  const county = first.county as RegionCode;
  const due = dueColumns(parts, unit, county);
  const own = (await dataOf(unit, first))?.village ?? null;
  await unit.audit.append(chainOf(first), {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'alert', alert: first.id },
  });
  const village = own?.startsWith(to) === true ? own : null;
  await unit.db
    .updateTable('alerts')
    .set({ state: 'pending', queue: to, village, note_sealed: null, ...due })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const seq = await record(unit, staff, first, rows.length, to);
  const day = due.due_on === null ? null : dayText(due.due_on, todayIn(unit.clock));
  await tellOfOne(
    unit,
    { county, queue: to, village, cause: `alert:${first.id}:${seq}`, exceptStaff: staff.id },
    NOTICES.handed(first.unit, day),
  );
  return { ok: true, handed: { queue: to, dueOn: due.due_on } };
}

/** Back to the office above, with what is known of where it belongs. */
async function giveUp(
  unit: Unit,
  staff: StaffMember,
  rows: readonly AlertRow[],
  { queue, words }: { queue: RegionCode; words: string },
): Promise<AlertOutcome<{ handed: HandedOn }>> {
  const [first] = rows;
  if (first === undefined) return refusedFor('not-found');
  const toCounty = queue === first.county;
  for (const { id, subject_id, household_id } of rows) {
    await unit.db
      .updateTable('alerts')
      .set({
        state: toCounty && household_id === null ? 'unmatched' : 'pending',
        queue,
        village: null,
        note_sealed: words === '' ? null : await unit.subjects.seal(subject_id, words, noteContext(id)),
        ...(toCounty ? { due_on: null, due_provisional: 0 } : {}),
      })
      .where('id', '=', id)
      .execute();
  }
  const seq = await record(unit, staff, first, rows.length, queue);
  await tellOfOne(
    unit,
    {
      county: first.county as RegionCode,
      queue,
      village: null,
      cause: `alert:${first.id}:${seq}`,
      exceptStaff: staff.id,
    },
    toCounty ? NOTICES.back(first.unit) : NOTICES.fromVillage(first.unit),
  );
  return { ok: true, handed: { queue, dueOn: toCounty ? null : first.due_on } };
}

function record(
  unit: Unit,
  staff: StaffMember,
  row: AlertRow,
  rows: number,
  to: RegionCode,
): Promise<number> {
  return unit.audit.append(chainOf(row), {
    actor: actorOf(staff),
    action: 'alert-handed-on',
    detail: { alert: row.id, from: row.queue, to, rows },
  });
}
