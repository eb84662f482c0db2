import { inChunks, type Unit } from '../../storage/index.ts';
import type { CaseRow } from '../model.ts';
import type { Day } from '../procedure/days.ts';
import type { Escalated } from './model.ts';

/** The audit log keeps that a case was escalated: it is part of the case's record, and the memory of the reminders. */
const ACTION = 'escalated';

/** What is escalated once: a stage with its due day. One that was put off and is missed again is told again. */
export function keyOf({ id, stage, due_on }: Pick<CaseRow, 'id' | 'stage' | 'due_on'>): string {
  return `${id} ${stage} ${due_on}`;
}

/**
 * Which of some cases were escalated on an earlier day. What was escalated today is not among them: the day's messages may
 * not all be written yet.
 */
export async function escalationsBefore(
  unit: Unit,
  cases: readonly Pick<CaseRow, 'id' | 'due_on'>[],
  today: Day,
): Promise<Set<string>> {
  const overdue = cases.filter(({ due_on }) => due_on !== null && due_on < today).map(({ id }) => id);
  const known = await escalationsOf(unit, overdue);
  return new Set(known.filter(({ day }) => day < today).map(({ key }) => key));
}

/** Records that cases were escalated, each once, in the transaction that writes the message of it. */
export async function recordEscalations(
  unit: Unit,
  escalated: readonly Escalated[],
  day: Day,
): Promise<void> {
  const ids = escalated.map(({ caseId }) => caseId);
  const known = new Set((await escalationsOf(unit, ids)).map(({ key }) => key));
  for (const { caseId, stage, dueOn } of escalated) {
    if (known.has(keyOf({ id: caseId, stage, due_on: dueOn }))) continue;
    await unit.audit.append(caseId, { actor: 'system', action: ACTION, detail: { stage, due: dueOn, day } });
  }
}

async function escalationsOf(unit: Unit, caseIds: readonly string[]): Promise<{ key: string; day: Day }[]> {
  const found: { key: string; day: Day }[] = [];
  for (const chunk of inChunks(caseIds)) {
    const rows = await unit.db
      .selectFrom('audit')
      .select(['chain', 'detail_json'])
      .where('chain', 'in', chunk)
      .where('action', '=', ACTION)
      .execute();
    for (const { chain, detail_json } of rows) {
      const { stage, due, day } = JSON.parse(detail_json) as { stage: string; due: Day; day: Day };
      found.push({ key: keyOf({ id: chain, stage, due_on: due }), day });
    }
  }
  return found;
}
