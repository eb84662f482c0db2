import { actorOf, personOf, type StaffMember } from '../casework/index.ts';
import type { Cause } from '../declaration/index.ts';
import type { Candidate } from '../register/index.ts';
import type { Unit } from '../storage/index.ts';
import { chainOf, findFor, headOf, OPEN_STATES, siblingsOf } from './access.ts';
import { dataOf, itemOf, openCases, placeName } from './lists.ts';
import {
  type AlertFile,
  type AlertOutcome,
  type AlertRow,
  type AlertsParts,
  type Choice,
  refusedFor,
} from './model.ts';
import type { AlertData } from './reading.ts';
import { LIST_TEXTS as T } from './texts.ts';
import { noteContext } from './writing.ts';

/** One visit opened: who, where, what was reported. Recorded. */
export async function open(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
): Promise<AlertOutcome<{ alert: AlertFile }>> {
  const row = await findFor(unit, staff, ref, 'open-alert');
  if (row === undefined) return refusedFor('not-found');
  // With the visit made nobody needs to read what the department told any more.
  if (!OPEN_STATES.some((state) => state === row.state)) return refusedFor('settled');
  const siblings = await siblingsOf(unit, row);
  const [first = row, ...others] = siblings;
  const cases = await openCases(unit, staff, first.household_id === null ? [] : [first.household_id]);
  const item = await itemOf(parts, unit, [first, ...others], cases);
  const datas: { row: AlertRow; data: AlertData | undefined }[] = [];
  for (const each of [first, ...others]) datas.push({ row: each, data: await dataOf(unit, each) });
  const person = datas.find(({ data }) => data !== undefined)?.data;
  await unit.audit.append(chainOf(first), {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'alert', alert: first.id, rows: datas.length },
  });
  const head = (await headOf(unit, first.household_id))?.name;
  const suggestion = await unit.subjects.open(first.subject_id, first.note_sealed, noteContext(first.id));
  return {
    ok: true,
    alert: {
      ...item,
      person: {
        name: person?.name ?? T.erased,
        ...(person?.idNumber === undefined ? {} : { idNumber: person.idNumber }),
        ...(person?.phone === undefined ? {} : { phone: person.phone }),
      },
      ...(head === undefined || head === '' || head === person?.name ? {} : { head }),
      ...(person?.place === undefined ? {} : { address: person.place }),
      reported: datas.map(({ row: of, data }) => reportedOf(of, data)),
      choices: first.state === 'doubtful' ? await choicesOf(parts, unit, staff, [first, ...others]) : [],
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  };
}

function reportedOf({ unit, cause, row_number }: AlertRow, data: AlertData | undefined) {
  return {
    unit,
    cause: cause as Cause,
    row: row_number,
    ...(data?.what === undefined ? {} : { what: data.what }),
    ...(data?.amount === undefined ? {} : { amount: data.amount }),
    ...(data?.date === undefined ? {} : { date: data.date }),
  };
}

/** Whom the rows may be; each household looked at is recorded in its own chain. */
async function choicesOf(
  parts: AlertsParts,
  unit: Unit,
  staff: StaffMember,
  rows: readonly AlertRow[],
): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const { householdId, why } of candidatesOf(rows)) {
    const household = await unit.db
      .selectFrom('households')
      .selectAll()
      .where('id', '=', householdId)
      .executeTakeFirst();
    if (household === undefined) continue;
    const person = await personOf(unit, household);
    await unit.audit.append(`household:${householdId}`, {
      actor: actorOf(staff),
      action: 'read',
      detail: { purpose: 'alert-matching', alert: rows[0]?.id ?? '' },
    });
    const place = placeName(parts, household.township ?? household.county, household.village);
    choices.push({ householdId, name: person?.name ?? T.erased, place, why: T.choices[why] });
  }
  return choices;
}

/** The candidates of rows of one person, each once, the likeliest first. */
export function candidatesOf(rows: readonly Pick<AlertRow, 'candidates_json'>[]): Candidate[] {
  const all = rows.flatMap(({ candidates_json }) =>
    candidates_json === null ? [] : (JSON.parse(candidates_json) as Candidate[]),
  );
  const best = new Map<string, Candidate>();
  for (const each of all.sort((a, b) => b.score - a.score)) {
    if (!best.has(each.householdId)) best.set(each.householdId, each);
  }
  return [...best.values()];
}
