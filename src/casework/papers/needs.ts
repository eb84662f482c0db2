import type { Unit } from '../../storage/index.ts';
import { procedureOf } from '../clock.ts';
import { objectedAt } from '../duty.ts';
import type { CaseRow, Parts, Refusal } from '../model.ts';
import { shanghaiDay } from '../procedure/days.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { isOpen, type Stage } from '../procedure/stage.ts';
import type { MissingPaper, PaperKind, PaperNeed } from './model.ts';
import { isFiledSince } from './store.ts';

/** The stage whose work a paper is. */
export const HOME: Readonly<Record<PaperNeed, Stage>> = {
  finding: 'verification',
  form: 'verification',
  review: 'village_review',
  posting: 'notice',
};

const KIND: Readonly<Record<Exclude<PaperNeed, 'finding'>, PaperKind>> = {
  form: 'verification',
  review: 'village_review',
  posting: 'notice',
};

/** Why a stage cannot be left without a paper. */
export const LACKING: Readonly<Record<PaperNeed, Refusal>> = {
  finding: 'no-verification',
  form: 'no-form',
  review: 'no-review',
  posting: 'no-posting',
};

interface Line {
  stage: Stage;
  entered_at: string;
  left_at: string | null;
}

/** What the present stage wants before it is left, in the county's order; nothing once a case is decided. */
export async function neededOf(parts: Parts, unit: Unit, row: CaseRow): Promise<PaperNeed[]> {
  if (!isOpen(row.stage as Stage)) return [];
  const wanted = procedureOf(parts, row).rule(row.stage as Stage)?.papers ?? [];
  return lackingOf(unit, row, wanted, await linesOf(unit, row.id));
}

/** The same with what the decision will want: so that it is told before the case lies with the county. */
export async function stillNeeded(parts: Parts, unit: Unit, row: CaseRow): Promise<PaperNeed[]> {
  if (!isOpen(row.stage as Stage)) return [];
  const procedure = procedureOf(parts, row);
  const stages = [row.stage as Stage, ...procedure.order.filter((stage) => procedure.canDecide(stage))];
  const wanted = new Set(stages.flatMap((stage) => procedure.rule(stage)?.papers ?? []));
  return lackingOf(unit, row, [...wanted], await linesOf(unit, row.id));
}

/** What stages behind were left without, which only the green channel allows; none where no support follows any more. */
export async function missingOf(parts: Parts, unit: Unit, row: CaseRow): Promise<MissingPaper[]> {
  const stage = row.stage as Stage;
  const isWanted = isOpen(stage) || stage === 'included' || stage === 'support';
  if (row.urgent !== 1 || !isWanted) return [];
  const lines = await linesOf(unit, row.id);
  const procedure = procedureOf(parts, row);
  const missing = new Map<PaperNeed, MissingPaper>();
  for (const { left, at } of behind(procedure, lines, stage)) {
    const wanted = procedure.rule(left)?.papers ?? [];
    for (const need of await lackingOf(unit, row, wanted, lines)) {
      if (missing.has(need)) continue;
      const { papers } = procedure.waits;
      const due = papers === null ? null : parts.calendar.addWorkdays(shanghaiDay(new Date(at)), papers);
      missing.set(need, { need, dueOn: due?.day ?? null, provisional: due?.provisional === true });
    }
  }
  return [...missing.values()];
}

/** The stages that this round of the procedure has gone beyond, with when each was last left. */
function behind(procedure: Procedure, lines: readonly Line[], stage: Stage): { left: Stage; at: string }[] {
  const last = lines.findLastIndex((line) => isOpen(line.stage));
  const first = lines.slice(0, last + 1).findLastIndex((line) => !isOpen(line.stage)) + 1;
  const round = lines.slice(first, last + 1);
  const order: readonly Stage[] = procedure.order;
  const reached = isOpen(stage) ? order.indexOf(stage) : order.length;
  return order.slice(0, reached).flatMap((left) => {
    const at = round.findLast((line) => line.stage === left)?.left_at;
    return at === undefined || at === null ? [] : [{ left, at }];
  });
}

async function lackingOf(
  unit: Unit,
  row: CaseRow,
  wanted: readonly PaperNeed[],
  lines: readonly Line[],
): Promise<PaperNeed[]> {
  const lacking: PaperNeed[] = [];
  for (const need of wanted) if (!(await isOnFile(unit, row, need, lines))) lacking.push(need);
  return lacking;
}

/**
 * Whether a paper is there. What was done before a case was sent back to do it again, or before an objection, does not
 * count; the form of income and spending holds until an objection, for a case sent back has not changed its figures.
 */
async function isOnFile(unit: Unit, row: CaseRow, need: PaperNeed, lines: readonly Line[]): Promise<boolean> {
  if (need === 'form') {
    return isFiledSince(unit, row.id, KIND.form, (await objectedAt(unit, row.id)) ?? row.opened_at);
  }
  const since = enteredLast(lines, HOME[need]) ?? row.opened_at;
  if (need !== 'finding') return isFiledSince(unit, row.id, KIND[need], since);
  const note = await unit.db
    .selectFrom('case_notes')
    .select('id')
    .where('case_id', '=', row.id)
    .where('kind', '=', 'verification')
    .where('created_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return note !== undefined;
}

/** When a case last came into a stage; a pause or another queue within it begins no new one. */
function enteredLast(lines: readonly Line[], stage: Stage): string | undefined {
  const last = lines.findLastIndex((line) => line.stage === stage);
  const before = lines.slice(0, last + 1).findLastIndex((line) => line.stage !== stage);
  return last < 0 ? undefined : lines[before + 1]?.entered_at;
}

/** Whether a paper is on file for the present round. */
export async function has(unit: Unit, row: CaseRow, need: PaperNeed): Promise<boolean> {
  return isOnFile(unit, row, need, await linesOf(unit, row.id));
}

async function linesOf(unit: Unit, caseId: string): Promise<Line[]> {
  // What a merge ended and its undoing took up again was never interrupted.
  const rows = await unit.db
    .selectFrom('case_stages')
    .select(['stage', 'entered_at', 'left_at'])
    .where('case_id', '=', caseId)
    .where('stage', '!=', 'withdrawn')
    .orderBy('position')
    .execute();
  return rows.map((line) => ({ ...line, stage: line.stage as Stage }));
}
