import type { Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { attachPhotos, change } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import { onCase, placeProblem } from '../duty.ts';
import { type Done, done } from '../handling.ts';
import { type CaseRow, type Outcome, type Parts, refused, type StaffMember } from '../model.ts';
import { placeName } from '../places.ts';
import { addDays, type Day, shanghaiDay, startOfDay, todayIn } from '../procedure/days.ts';
import { textProblem } from '../rules.ts';

/** What a cadre brings back from a supported household. */
export interface FollowUpReport {
  text: string;
  /** Null: nobody was at home. */
  incomeStable: boolean | null;
  photoIds?: readonly string[];
}

type VisitOutcome = 'nothing' | 'found' | 'away';

export type FollowedUp = Done & { nextOn: Day | null };

/** 回访: whoever has the household in sight may go, the village's cadres too. */
export function followUp(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { text, incomeStable, photoIds = [] }: FollowUpReport,
): Promise<Outcome<FollowedUp>> {
  return onCase(unit, staff, ref, { action: 'follow-up' }, async (row) => {
    const problem = (await placeProblem(unit, staff, row)) ?? textProblem(text);
    if (problem !== undefined) return refused(problem);
    if (row.stage !== 'included' && row.stage !== 'support') return refused('not-supported');
    if (row.household_id === null || row.subject_id === null) return refused('not-supported');
    const outcome: VisitOutcome = incomeStable === null ? 'away' : incomeStable ? 'nothing' : 'found';
    if (photoIds.length === 0 && (await isRepeated(unit, staff, row, { outcome, text: text.trim() }))) {
      return { ...done({ row, seq: 0 }), nextOn: await nextFollowUp(parts, unit, row) };
    }
    const photos = await attachPhotos(unit, row, photoIds, { staffId: staff.id });
    if (photos === undefined) return refused('photo-unknown');
    const id = unit.ids();
    await unit.db
      .insertInto('visits')
      .values({
        id,
        sweep_id: null,
        household_id: row.household_id,
        subject_id: row.subject_id,
        village: row.village,
        purpose: 'follow_up',
        outcome,
        case_id: row.id,
        staff_id: staff.id,
        note_sealed: await unit.subjects.seal(row.subject_id, text.trim(), `visits.note_sealed:${id}`),
        place_sealed: null,
        visited_at: unit.clock().toISOString(),
      })
      .execute();
    const changed = await change(unit, row, {
      actor: actorOf(staff),
      action: 'followed-up',
      detail: { stable: incomeStable, photos },
    });
    return { ...done(changed), nextOn: await nextFollowUp(parts, unit, changed.row) };
  });
}

/** Whether the member said the very same today already: a message sent twice is one visit. */
async function isRepeated(
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  said: { outcome: VisitOutcome; text: string },
): Promise<boolean> {
  const today = await unit.db
    .selectFrom('visits')
    .select(['id', 'subject_id', 'note_sealed'])
    .where('case_id', '=', row.id)
    .where('purpose', '=', 'follow_up')
    .where('staff_id', '=', staff.id)
    .where('outcome', '=', said.outcome)
    .where('visited_at', '>=', startOfDay(todayIn(unit.clock)).toISOString())
    .execute();
  for (const { id, subject_id, note_sealed } of today) {
    const text = await unit.subjects.open(subject_id, note_sealed, `visits.note_sealed:${id}`);
    if (text === said.text) return true;
  }
  return false;
}

/** By which day a supported household is to be followed up next; null where nothing is asked for. */
export async function nextFollowUp(parts: Parts, unit: Unit, row: CaseRow): Promise<Day | null> {
  const { days } = procedureOf(parts, row).removal.followUp;
  if (row.stage !== 'support' || days === null) return null;
  const last = await unit.db
    .selectFrom('visits')
    .select(({ fn }) => fn.max('visited_at').as('at'))
    .where('case_id', '=', row.id)
    .where('purpose', '=', 'follow_up')
    .where('outcome', '<>', 'away')
    .executeTakeFirst();
  return addDays(lastOf(row.stage_at, last?.at ?? null), days);
}

/** A supported household whose follow-up is late. */
export interface DueFollowUp {
  receipt: string;
  place: string;
  dueOn: Day;
}

/** The households of a member whose follow-up is due or late, the latest first; nothing personal. */
export async function dueFollowUps(parts: Parts, unit: Unit, staff: StaffMember): Promise<DueFollowUp[]> {
  if (staff.role !== 'village' && staff.role !== 'township' && staff.role !== 'county') return [];
  const { days } = parts.procedures.of(staff.region).removal.followUp;
  if (days === null) return [];
  const today = todayIn(unit.clock);
  const cases = unit.db
    .selectFrom('cases')
    .leftJoin('visits', (join) =>
      join
        .onRef('visits.case_id', '=', 'cases.id')
        .on('visits.purpose', '=', 'follow_up')
        .on('visits.outcome', '<>', 'away'),
    )
    .select(['cases.id', 'cases.receipt', 'cases.queue', 'cases.village', 'cases.stage_at'])
    .select(({ fn }) => fn.max('visits.visited_at').as('last'))
    .where('cases.stage', '=', 'support')
    .groupBy(['cases.id', 'cases.receipt', 'cases.queue', 'cases.village', 'cases.stage_at']);
  const own =
    staff.role === 'village'
      ? cases.where('cases.village', '=', staff.region).where('cases.queue', '=', staff.region.slice(0, 9))
      : cases.where(staff.role === 'township' ? 'cases.queue' : 'cases.county', '=', staff.region);
  return (await own.execute())
    .map((row) => ({
      receipt: row.receipt,
      place: placeName(parts, row),
      dueOn: addDays(lastOf(row.stage_at, row.last), days),
    }))
    .filter(({ dueOn }) => dueOn <= today)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The day from which the next follow-up counts: of the last one, or of coming under support. */
function lastOf(since: string, visited: string | null): Day {
  return shanghaiDay(new Date(visited !== null && visited > since ? visited : since));
}
