import type { Unit } from '../../storage/index.ts';
import { actorOf, findFor, noteDenied } from '../access.ts';
import { attachPhotos, change } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import { onCase } from '../duty.ts';
import { type CaseRow, type Outcome, type Parts, type Refusal, refused, type StaffMember } from '../model.ts';
import { todayIn } from '../procedure/days.ts';
import { textProblem } from '../rules.ts';
import { filingProblem, isPastDay, type Kept, kept as standing } from './filing.ts';
import type { Filed, Notice, VillageReview } from './model.ts';
import { areOwn, copyPhotos, keepPaper, labelPhotos, papersOfKind } from './store.ts';

/** Against slips of the finger: no village's meeting is larger. */
const MOST_PRESENT = 5000;
/** Of one sheet on the wall. */
const MOST_POSTED = 30;

/** 村级评议: what the village's meeting came to. One that did not agree goes on, too: township and county see it. */
export function fileReview(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  given: { review: VillageReview; photoIds?: readonly string[]; seen?: number },
): Promise<Outcome<Kept & { passed: boolean }>> {
  const { review, photoIds = [] } = given;
  return onCase(unit, staff, ref, { action: 'review', seen: given.seen }, async (row) => {
    const problem = (await filingProblem(parts, unit, staff, row, 'review')) ?? reviewProblem(review);
    if (problem !== undefined) return refused(problem);
    if (!isPastDay(unit, row, review.heldOn)) return refused('paper-day');
    if ((await attachPhotos(unit, row, photoIds, { staffId: staff.id })) === undefined)
      return refused('photo-unknown');
    const actor = actorOf(staff);
    const content = { ...review, remarks: review.remarks.trim() };
    const paper = await keepPaper(unit, row, { kind: 'village_review', content, actor });
    await labelPhotos(unit, row, photoIds, { role: 'review', paper });
    const { row: changed } = await change(unit, row, {
      actor,
      action: 'review-filed',
      detail: { stage: row.stage, passed: review.passed, photos: photoIds.length },
      ...(row.stage === 'village_review' ? { set: { handler_id: staff.id } } : {}),
    });
    const outcome = await standing(parts, unit, changed);
    return outcome.ok ? { ...outcome, passed: review.passed } : outcome;
  });
}

function reviewProblem({ present, agree, disagree, remarks }: VillageReview): Refusal | undefined {
  const isCount = (n: number) => Number.isInteger(n) && n >= 0 && n <= MOST_PRESENT;
  if (![present, agree, disagree].every(isCount) || present === 0 || agree + disagree > present) {
    return 'paper-figures';
  }
  return remarks.trim() === '' ? undefined : textProblem(remarks);
}

/** One household of a sheet, as it was put up. */
export type Posted = Kept & Notice;

/**
 * 张贴公示: the sheet hangs from today for the days of the procedure. Several cases of one village may stand on one sheet;
 * then all are posted, or none.
 */
export async function post(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  refs: readonly string[],
  { photoIds = [] }: { photoIds?: readonly string[] } = {},
): Promise<Outcome<{ posted: Posted[] }>> {
  const found: CaseRow[] = [];
  for (const ref of refs.slice(0, MOST_POSTED + 1)) {
    const row = await findFor(unit, staff, ref);
    if (row === undefined) {
      await noteDenied(unit, staff, 'post');
      return refused('not-found');
    }
    if (!found.some(({ id }) => id === row.id)) found.push(row);
  }
  const [first] = found;
  if (first === undefined) return refused('not-found');
  if (found.length > MOST_POSTED) return refused('sheet-full');
  if (found.some(({ village, queue }) => village !== first.village || queue !== first.queue)) {
    return refused('several-villages');
  }
  for (const row of found) {
    const problem = await filingProblem(parts, unit, staff, row, 'posting');
    if (problem !== undefined) return refused(problem);
  }
  if (!(await areOwn(unit, photoIds, staff.id))) return refused('photo-unknown');
  const posted: Posted[] = [];
  for (const [i, { id }] of found.entries()) {
    const ids = i === found.length - 1 ? photoIds : await copyPhotos(unit, photoIds);
    const outcome = await postOne(parts, unit, staff, id, ids);
    // All was checked before anything was written: half a sheet on the wall is none.
    if (!outcome.ok) throw new Error('a checked posting was refused');
    posted.push(outcome);
  }
  return { ok: true, posted };
}

function postOne(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  caseId: string,
  photoIds: readonly string[],
): Promise<Outcome<Posted>> {
  return onCase(unit, staff, caseId, { action: 'post' }, async (row) => {
    if ((await attachPhotos(unit, row, photoIds, { staffId: staff.id })) === undefined)
      return refused('photo-unknown');
    const before = await hanging(unit, row);
    const content = before?.content ?? newNotice(parts, unit, row);
    const { from, to } = content;
    const actor = actorOf(staff);
    const paper = await keepPaper(unit, row, { kind: 'notice', content, actor });
    const kept = (before?.photos ?? []).map(({ id }) => id);
    await labelPhotos(unit, row, [...kept, ...photoIds], { role: 'posting', paper });
    const { row: changed } = await change(unit, row, {
      actor,
      action: 'posted',
      detail: { from, to, photos: photoIds.length },
      ...(row.stage === 'notice' ? { set: { handler_id: staff.id } } : {}),
    });
    const outcome = await standing(parts, unit, changed);
    return outcome.ok ? { ...outcome, ...content } : outcome;
  });
}

function newNotice(parts: Parts, unit: Unit, row: CaseRow): Notice {
  const days = procedureOf(parts, row).rule('notice')?.limit ?? null;
  const from = todayIn(unit.clock);
  return { from, to: days === null ? null : parts.calendar.addWorkdays(from, days).day, days };
}

/** The notice that hangs now: recorded again, with a photo that was forgotten, it keeps its days. */
async function hanging(unit: Unit, row: CaseRow): Promise<Filed<Notice> | undefined> {
  const notices = await papersOfKind(unit, row.id, 'notice');
  const today = todayIn(unit.clock);
  return notices.find(
    ({ replacedAt, at, content }) =>
      replacedAt === null && at >= row.stage_at && (content.to === null || content.to >= today),
  );
}
