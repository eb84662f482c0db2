import { dayText, refusalText, type StaffMember, type VillageReview } from '../../../casework/index.ts';
import { readNumber } from '../../../declaration/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { caseButtons } from './buttons.ts';
import type { Act } from './command.ts';
import { readDay } from './form-reading.ts';
import { lackWords } from './lack-words.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';

const COUNT = '(\\d{1,4}|[零一二两三四五六七八九十百]+)';

/** 评议 编号 12人 同意11 不同意1: what is missing is asked for, what was said is kept. */
export async function recordReview(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const before = typeof given.kept?.said === 'string' ? given.kept.said : '';
  const said = [before, given.text].filter((each) => each !== '').join('，');
  const again = { ...given, kept: { said } };
  if (said === '') return askFor(scene, given, T.review.ask);
  const found = readReview(said, scene.today);
  const missing = [
    ...(found.present === undefined ? [T.review.parts.present] : []),
    ...(found.agree === undefined ? [T.review.parts.agree] : []),
  ];
  if (missing.length > 0) return askFor(scene, again, T.review.missing(missing.join('、')));
  const { heldOn = scene.today, present = 0, agree = 0, disagree = 0, remarks } = found;
  // Only where all agreed does the result say itself: no document states a majority.
  const passed = found.passed ?? (agree === present ? true : undefined);
  if (passed === undefined) return askPassed(scene, again);
  const review: VillageReview = { heldOn, present, agree, disagree, passed, remarks };
  const photoIds = [...scene.state.loosePhotos];
  const { papers } = scene.parts.casework;
  const outcome = await papers.review(scene.unit, staff, given.ref, { review, photoIds });
  if (!outcome.ok) {
    if (outcome.reason === 'photo-unknown') scene.state.loosePhotos = [];
    const isSlip = outcome.reason === 'paper-figures' || outcome.reason === 'paper-day';
    return isSlip ? askFor(scene, given, refusalText(outcome.reason)) : refuse(scene, outcome, given.ref);
  }
  scene.state.loosePhotos = [];
  const words = T.review.words(dayText(heldOn, scene.today), present, agree, disagree, passed);
  const lines = [T.review.kept(outcome.receipt, words), ...(passed ? [] : [T.review.failed])];
  scene.say([...lines, ...lackWords(scene, outcome)].join('\n'), caseButtons(scene, outcome));
}

function askPassed(scene: Scene, given: Act): void {
  const choices = [T.buttons.passed, T.buttons.failed].map((label) => ({
    id: `staff:review:${given.ref} ${label}`,
    label,
  }));
  askFor(scene, given, T.review.askPassed, choices);
}

/** Counts, result and day of a meeting; what is none of them is what was said there. */
export function readReview(
  said: string,
  today: string,
): Partial<VillageReview> & Pick<VillageReview, 'remarks'> {
  const { day, rest } = readDay(said, today);
  let left = rest;
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(left);
    if (match === null) return undefined;
    left = left.replace(match[0], ' ');
    return match.slice(1).find((group) => group !== undefined) ?? '';
  };
  const count = (pattern: RegExp) => {
    const written = take(pattern);
    return written === undefined ? undefined : readNumber(written);
  };
  const failed = take(/没有?通过|未通过|不通过/) !== undefined;
  const passed = !failed && take(/一致通过|全票通过|通过/) !== undefined;
  const words = '(?:的|有|：|:)?';
  const disagree = count(
    new RegExp(`(?:不同意|反对)${words}${COUNT}(?:人|票|个|户)?|${COUNT}(?:人|票|个|户)?(?:不同意|反对)`),
  );
  const abstain = count(new RegExp(`弃权${words}${COUNT}(?:人|票|个)?|${COUNT}(?:人|票|个)?弃权`));
  const agree = count(new RegExp(`同意${words}${COUNT}(?:人|票|个|户)?|${COUNT}(?:人|票|个|户)?同意`));
  const all = take(/(?:全部|都|一致|全体)同意/) !== undefined;
  const present = count(
    new RegExp(
      `(?:参加|到会|出席|应到|实到|来了)(?:了|的|有)?${COUNT}(?:个|名|位)?(?:人|代表)?|${COUNT}(?:个|名|位)?(?:人|代表)(?:参加|到会|出席)?`,
    ),
  );
  const agreed =
    agree ?? (all && present !== undefined ? present - (disagree ?? 0) - (abstain ?? 0) : undefined);
  const remarks = left.replace(/^[\s，,。；;、]+|[\s，,。；;、]+$/g, '').replace(/[\s，,]{2,}/g, '，');
  return {
    ...(day === undefined ? {} : { heldOn: day }),
    ...(present === undefined ? {} : { present }),
    ...(agreed === undefined ? {} : { agree: agreed }),
    disagree: disagree ?? 0,
    ...(failed ? { passed: false } : passed ? { passed: true } : {}),
    remarks,
  };
}
