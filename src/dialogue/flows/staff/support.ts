import { dayText, type Outcome, type RemovalUnmet, type StaffMember } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { MEASURES_TEXTS as T } from './measures-texts.ts';
import { STAFF_TEXTS as S } from './texts.ts';
import { readRef } from './words.ts';

/** Households in one message. */
const SHOWN = 15;

/** How the income was found, by the word that a report begins with or that a button gives. */
const INCOME: readonly [RegExp, boolean | null][] = [
  [/^(?:家庭)?(?:收入)?(?:不稳|不太稳|没稳|下降|减少|变少)/, false],
  [/^(?:家庭)?(?:收入)?(?:还算?|基本|比较|一直)?(?:稳定|平稳|稳当)/, true],
  [/^(?:没人|没有人|家里没人|没在家|不在家)/, null],
];

function readIncome(text: string): { stable: boolean | null } | undefined {
  const found = INCOME.find(([pattern]) => pattern.test(text));
  return found === undefined ? undefined : { stable: found[1] };
}

/** 回访: the list of what is due, or a report; photos sent before go with it. */
async function followUp(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const { command, kept } = given;
  if (given.ref === '' && given.text === '') return listDue(scene, staff);
  const read = given.ref === '' ? readRef(scene, given.text) : { ref: given.ref, text: given.text };
  if (read === undefined) return scene.say(T.whichFollowUp, staffButtons(scene));
  const { ref, text } = read;
  if (text === '') return askFor(scene, { command, ref }, T.askFollowUp);
  const income = readIncome(text);
  const before = typeof kept?.text === 'string' && kept.ref === ref ? kept.text : '';
  const words = [before, text].filter((part) => part !== '').join('\n');
  if (income === undefined) return askIncome(scene, { command, ref, text: words });
  const outcome = await scene.parts.casework.support.followUp(scene.unit, staff, ref, {
    text: words,
    incomeStable: income.stable,
    photoIds: scene.state.loosePhotos,
  });
  if (outcome.ok || outcome.reason === 'photo-unknown') scene.state.loosePhotos = [];
  if (!outcome.ok) return refuse(scene, outcome);
  const { receipt, nextOn } = outcome;
  const lines = [
    T.followedUp(receipt),
    ...(income.stable === false ? [T.unstable] : []),
    ...(nextOn === null ? [] : [T.nextFollowUp(dayText(nextOn, scene.today))]),
  ];
  scene.say(lines.join(''), ways(receipt));
}

/** The words are put aside; the next message, or a button, says how the income is. */
function askIncome(
  scene: Scene,
  { command, ref, text }: { command: string; ref: string; text: string },
): void {
  const choices = (['stable', 'unstable', 'away'] as const).map((choice) => ({
    id: `staff:${command}:${ref} ${T.buttons[choice]}`,
    label: T.buttons[choice],
  }));
  askFor(scene, { command, ref, kept: { ref, text } }, T.askStable, choices);
}

async function listDue(scene: Scene, staff: StaffMember): Promise<void> {
  const due = await scene.parts.casework.support.dueFollowUps(scene.unit, staff);
  if (due.length === 0) return scene.say(T.noneDue, staffButtons(scene));
  const shown = due.slice(0, SHOWN);
  scene.state.listed = shown.map(({ receipt }) => ({ kind: 'case', ref: receipt }));
  const lines = shown.map(
    ({ receipt, place, dueOn }, i) => `${i + 1}. ${T.dueLine(receipt, place, dayText(dueOn, scene.today))}`,
  );
  scene.say(
    [
      T.dueTitle(due.length),
      ...lines,
      ...(due.length > shown.length ? [T.moreDue(due.length - shown.length)] : []),
      T.askFollowUp,
    ].join('\n'),
    staffButtons(scene),
  );
}

function ways(receipt: string): Button[] {
  return [
    { id: `staff:measures:${receipt}`, label: T.buttons.measures },
    { id: `staff:removerisk:${receipt}`, label: T.buttons.removerisk },
  ];
}

/** 风险消除 编号 帮扶|自然 理由 */
async function remove(scene: Scene, staff: StaffMember, { command, ref, text }: Act): Promise<void> {
  const [, word, reason = ''] =
    /^(?:靠)?(帮扶|自然|自己好转)(?:消除|好转)?[\s:：，,。]*(.*)$/s.exec(text) ?? [];
  if (word === undefined || reason === '') return askFor(scene, { command, ref }, T.askRemove);
  const how = word === '帮扶' ? 'support' : 'natural';
  const outcome = await scene.parts.casework.support.remove(scene.unit, staff, ref, { how, reason });
  if (!outcome.ok) return sayUnmet(scene, outcome);
  const { receipt, proposed, open } = outcome;
  const owed = T.openTasks(open.waiting, open.unchecked);
  const lines = [
    proposed ? T.proposedNow(receipt) : T.removed(receipt),
    ...(owed === '' ? [] : [`${owed}，${T.openTasksHint}`]),
  ];
  scene.say(lines.join('\n'), staffButtons(scene));
}

/** Each condition that is not met, with the first day on which it could be. */
function sayUnmet(scene: Scene, outcome: Exclude<Outcome, { ok: true }> | RemovalUnmet): void {
  if (!('problems' in outcome)) {
    refuse(scene, outcome);
    return;
  }
  const lines = outcome.problems.map(({ text, from, sample }, i) => {
    const day = from === null || from <= scene.today ? '' : T.unmetFrom(dayText(from, scene.today));
    return `${i + 1}. ${text}${day}${sample ? T.sample : ''}`;
  });
  scene.say([T.unmet, ...lines].join('\n'), staffButtons(scene));
}

/** 同意消除: the list of what waits, or the word. */
async function confirm(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  if (text === '') return listPending(scene, staff);
  const read = readRef(scene, text);
  if (read === undefined) return listPending(scene, staff);
  const outcome = await scene.parts.casework.support.confirmRemoval(scene.unit, staff, read.ref, read.text);
  if (!outcome.ok) return sayUnmet(scene, outcome);
  const owed = T.openTasks(outcome.open.waiting, outcome.open.unchecked);
  scene.say(
    [T.removed(outcome.receipt), ...(owed === '' ? [] : [`${owed}。`])].join('\n'),
    staffButtons(scene),
  );
}

async function listPending(scene: Scene, staff: StaffMember): Promise<void> {
  const pending = await scene.parts.casework.support.pendingRemovals(scene.unit, staff);
  if (pending.length === 0) return scene.say(T.noPending, staffButtons(scene));
  const shown = pending.slice(0, SHOWN);
  scene.state.listed = shown.map(({ receipt }) => ({ kind: 'case', ref: receipt }));
  const lines = shown.map(({ receipt, place, how }, i) => `${i + 1}. ${T.pendingLine(receipt, place, how)}`);
  const buttons = shown.slice(0, 4).flatMap(({ receipt }, i) => [
    { id: `staff:open:${receipt}`, label: `${S.buttons.open} ${i + 1}` },
    { id: `staff:agreeremoval:${receipt}`, label: `${T.buttons.confirm} ${i + 1}` },
    { id: `staff:declineremoval:${receipt}`, label: `${T.buttons.decline} ${i + 1}` },
  ]);
  scene.say([T.pending(pending.length), ...lines].join('\n'), buttons);
}

async function decline(scene: Scene, staff: StaffMember, { command, ref, text }: Act): Promise<void> {
  if (text === '') return askFor(scene, { command, ref }, T.askDecline);
  const outcome = await scene.parts.casework.support.declineRemoval(scene.unit, staff, ref, text);
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.declined(outcome.receipt), staffButtons(scene));
}

async function restore(scene: Scene, staff: StaffMember, { command, ref, text }: Act): Promise<void> {
  if (text === '') return askFor(scene, { command, ref }, T.askRestore);
  const outcome = await scene.parts.casework.support.returnToMonitoring(scene.unit, staff, ref, text);
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.restored(outcome.receipt), ways(outcome.receipt));
}

export const SUPPORT_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'followup',
    words: /^回访/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.followUp,
    run: followUp,
  },
  {
    name: 'declineremoval',
    words: /^不同意消除/,
    roles: ['county'],
    about: 'case',
    help: T.help.decline,
    run: decline,
  },
  {
    name: 'agreeremoval',
    words: /^(?:同意消除|确认消除)/,
    roles: ['county'],
    about: 'words',
    help: T.help.confirm,
    run: confirm,
  },
  {
    name: 'removerisk',
    words: /^(?:风险消除|消除风险)/,
    roles: ['township', 'county'],
    about: 'case',
    help: T.help.remove,
    run: remove,
  },
  {
    name: 'restore',
    words: /^(?:重新监测|回退监测)/,
    roles: ['township', 'county'],
    about: 'case',
    help: T.help.restore,
    run: restore,
  },
];
