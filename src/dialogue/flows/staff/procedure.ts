import { dayText, type Outcome, refusalText, type StaffMember } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { caseButtons, staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { fillForm } from './form.ts';
import { lackWords, missingWords } from './lack-words.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';
import { recordReview } from './review.ts';
import { STAFF_TEXTS as S } from './texts.ts';
import { readRefs } from './words.ts';

const PLACE = ['village', 'township', 'county'] as const;
const LOCAL = ['village', 'township'] as const;

/** 张贴 1 2 3: the sheet of one village with its photo. */
async function post(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const { refs, text } = readRefs(scene, given.text);
  if (refs.length === 0 || (text !== '' && !/^(?:公示|贴好?了|已?张?贴)/.test(text))) {
    return scene.say(T.post.which, staffButtons(scene));
  }
  const photoIds = [...scene.state.loosePhotos];
  const outcome = await scene.parts.casework.papers.post(scene.unit, staff, refs, { photoIds });
  if (!refuseWithPhotos(scene, outcome)) return;
  scene.state.loosePhotos = [];
  const day = (of: string) => dayText(of, scene.today);
  const lines = outcome.posted.map(({ receipt, from, to, dueOn }) => {
    const isLate = to !== null && dueOn !== null && to > dueOn;
    const posted = T.post.done(receipt, day(from), to === null ? null : day(to));
    return isLate ? `${posted}${T.post.late(day(dueOn))}` : posted;
  });
  const [only, ...others] = outcome.posted;
  const more = [...(photoIds.length === 0 ? [T.post.noPhoto] : []), T.post.next];
  const isOne = only !== undefined && others.length === 0;
  scene.say([...lines, ...more].join('\n'), isOne ? caseButtons(scene, only) : staffButtons(scene));
}

/** Refuses what could not be done; photos that are gone would be missed by every later try, too. */
function refuseWithPhotos<T extends object>(scene: Scene, outcome: Outcome<T>): outcome is { ok: true } & T {
  if (outcome.ok) return true;
  if (outcome.reason === 'photo-unknown') scene.state.loosePhotos = [];
  refuse(scene, outcome);
  return false;
}

/** 异议 编号: what a villager says against a notice. */
async function protest(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.protest.ask);
  const outcome = await scene.parts.casework.papers.protest(scene.unit, staff, given.ref, given.text);
  if (!outcome.ok && outcome.reason === 'reason-short') {
    return askFor(scene, given, refusalText(outcome.reason));
  }
  if (!outcome.ok) return refuse(scene, outcome);
  const { receipt } = outcome;
  scene.say(T.protest.kept(receipt), protestButtons(receipt));
}

function protestButtons(receipt: string): Button[] {
  return (['settle', 'open'] as const).map((command) => ({
    id: `staff:${command}:${receipt}`,
    label: S.buttons[command],
  }));
}

/** 异议核查 编号 第2条 不成立 words */
async function settle(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const pattern = /^(?:第([\d一二三四五])条)?[\s:：，,]*(不成立|成立)[\s:：，,。]*(.*)$/s;
  const [, nth, word, text = ''] = pattern.exec(given.text.normalize('NFKC')) ?? [];
  if (word === undefined || text === '') return askFor(scene, given, T.settle.ask);
  const number = nth === undefined ? undefined : Number(nth) || '一二三四五'.indexOf(nth) + 1;
  const outcome = await scene.parts.casework.papers.settle(scene.unit, staff, given.ref, {
    upheld: word === '成立',
    text,
    ...(number === undefined ? {} : { which: number }),
  });
  if (!outcome.ok && outcome.reason === 'reason-short') {
    return askFor(scene, given, refusalText(outcome.reason) + T.settle.ask);
  }
  if (!outcome.ok) return refuse(scene, outcome);
  const more = outcome.open === 0 ? [] : [T.settle.more(outcome.open)];
  const lines = [T.settle.done(outcome.receipt, outcome.upheld), ...more];
  scene.say(lines.join('\n'), caseButtons(scene, outcome));
}

/** 先行救助 编号: help first, paperwork after. */
async function aid(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.aid.ask);
  const photoIds = [...scene.state.loosePhotos];
  const { casework } = scene.parts;
  const outcome = await casework.aid(scene.unit, staff, given.ref, { text: given.text, photoIds });
  if (!outcome.ok && outcome.reason === 'reason-short') {
    return askFor(scene, given, refusalText(outcome.reason) + T.aid.ask);
  }
  if (!refuseWithPhotos(scene, outcome)) return;
  scene.state.loosePhotos = [];
  scene.say(T.aid.done(outcome.receipt), caseButtons(scene, outcome));
}

/** 欠缺材料: the green channel's paperwork that is still to come. */
async function lacking(scene: Scene, staff: StaffMember): Promise<void> {
  const cases = await scene.parts.casework.papers.lacking(scene.unit, staff);
  if (cases.length === 0) return scene.say(T.lacking.none, staffButtons(scene));
  const shown = cases.slice(0, LISTED);
  scene.state.listed = shown.map(({ receipt }) => ({ kind: 'case', ref: receipt }));
  const commands = [...new Set(shown.flatMap(({ missing }) => missing.map(({ need }) => need)))];
  const lines = [
    T.lacking.title(cases.length),
    ...shown.map(({ receipt, place, missing }, i) =>
      T.lacking.line(i + 1, receipt, place, missingWords(missing, scene.today)),
    ),
    ...commands.map((need) => T.lacking.command(T.needs[need].command)),
  ];
  scene.say(lines.join('\n'), staffButtons(scene));
}

const LISTED = 20;

/** 代提异议 编号: for a household that came in person. */
async function objectFor(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.objectfor.ask);
  const outcome = await scene.parts.casework.objectFor(scene.unit, staff, given.ref, given.text);
  if (!outcome.ok && outcome.reason === 'reason-short') {
    return askFor(scene, given, refusalText(outcome.reason));
  }
  if (!outcome.ok) return refuse(scene, outcome);
  const lines = [T.objectfor.done(outcome.receipt), ...lackWords(scene, outcome)];
  scene.say(lines.join('\n'), caseButtons(scene, outcome));
}

export const PROCEDURE_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'form',
    words: /^(?:填|改|补)?(?:入户)?核实表/,
    roles: PLACE,
    about: 'case',
    guided: { left: T.left },
    help: T.help.form,
    run: fillForm,
  },
  {
    name: 'review',
    words: /^(?:村级)?(?:民主)?评议(?:记录)?/,
    roles: LOCAL,
    about: 'case',
    help: T.help.review,
    run: recordReview,
  },
  { name: 'post', words: /^张贴(?:公示)?/, roles: LOCAL, about: 'words', help: T.help.post, run: post },
  {
    name: 'settle',
    words: /^(?:公示)?异议核查/,
    roles: PLACE,
    about: 'case',
    help: T.help.settle,
    run: settle,
  },
  {
    name: 'protest',
    words: /^(?:记|公示)?异议/,
    roles: PLACE,
    about: 'case',
    help: T.help.protest,
    run: protest,
  },
  { name: 'aid', words: /^先行救助/, roles: PLACE, about: 'case', help: T.help.aid, run: aid },
  {
    name: 'lacking',
    words: /^(?:欠缺材料|欠材料|缺材料)/,
    roles: PLACE,
    about: 'words',
    help: T.help.lacking,
    run: lacking,
  },
  {
    name: 'objectfor',
    words: /^(?:代提异议|代申请复核|代提复核)/,
    roles: PLACE,
    about: 'case',
    help: T.help.objectfor,
    run: objectFor,
  },
];
