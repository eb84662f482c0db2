import type { Storage, Unit } from '../../storage/index.ts';
import { hold } from '../access.ts';
import { lastNote } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import type { CaseRow, Parts } from '../model.ts';
import { tellHousehold } from '../notices.ts';
import { type Day, shanghaiDay } from '../procedure/days.ts';
import { RESIDENT } from '../texts.ts';

/** The audit log keeps that an applicant was reminded: once for each time that papers were asked for. */
const ACTION = 'applicant-reminded';

/** Cases whose applicant was asked to bring something and has not for as long as the county lets it wait. */
export async function waitingApplicants(parts: Parts, unit: Unit, today: Day): Promise<string[]> {
  const rows = await unit.db
    .selectFrom('cases')
    .selectAll()
    .where('decided_at', 'is', null)
    .where('paused_at', 'is not', null)
    .orderBy('paused_at')
    .execute();
  const due: string[] = [];
  for (const row of rows) {
    if (isWaiting(parts, row, today) && !(await wasReminded(unit, row))) due.push(row.id);
  }
  return due;
}

/**
 * Reminds the household's chats of what is missing, in its own transaction: whoever is first does it.
 * @returns the conversations that were written to
 */
export function remindApplicant(
  parts: Parts,
  storage: Storage,
  caseId: string,
  today: Day,
): Promise<string[]> {
  return storage.transaction(async (unit) => {
    const row = await hold(unit, caseId);
    if (row === undefined || !isWaiting(parts, row, today) || (await wasReminded(unit, row))) return [];
    const missing = await lastNote(unit, row.id, 'return');
    const seq = await unit.audit.append(row.id, {
      actor: 'system',
      action: ACTION,
      detail: { since: row.paused_at, day: today },
    });
    if (missing === undefined) return [];
    const text = RESIDENT.waiting(row.receipt, missing);
    await tellHousehold(unit, { row, seq }, text, { offers: ['supplement', 'status'] });
    const told = await unit.db
      .selectFrom('case_followers')
      .select('conversation_id')
      .where('case_id', '=', row.id)
      .where('standing', '=', 'household')
      .execute();
    return told.map(({ conversation_id }) => conversation_id);
  });
}

function isWaiting(parts: Parts, row: CaseRow, today: Day): boolean {
  const wait = procedureOf(parts, row).waits.supplement;
  if (row.paused_at === null || row.decided_at !== null || wait === null) return false;
  return parts.calendar.workdaysBetween(shanghaiDay(new Date(row.paused_at)), today) >= wait;
}

async function wasReminded(unit: Unit, row: CaseRow): Promise<boolean> {
  const entry = await unit.db
    .selectFrom('audit')
    .select('seq')
    .where('chain', '=', row.id)
    .where('action', '=', ACTION)
    .where('at', '>=', row.paused_at ?? '')
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}
