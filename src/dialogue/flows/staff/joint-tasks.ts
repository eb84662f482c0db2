import { dayText, type StaffMember, type TaskOfFile } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { MEASURES_TEXTS as T } from './measures-texts.ts';
import { readRef } from './words.ts';

/** Replies in one message. */
const SHOWN = 15;

/** 核查: the replies that wait for it, those of one case, one reply, or what came of looking. */
async function check(scene: Scene, staff: StaffMember, { command, ref, text }: Act): Promise<void> {
  // What was asked for: why a reply did not hold.
  if (ref !== '') return settle(scene, staff, ref, { result: 'redo', text });
  if (text === '') return list(scene, staff);
  const read = readRef(scene, text);
  if (read === undefined) return scene.say(T.whichTask, staffButtons(scene));
  const isTask = /^[a-z0-9]{20,40}$/.test(read.ref);
  if (!isTask) return ofCase(scene, staff, read.ref);
  const [, word, said = ''] = /^(属实|不属实|重办)[\s:：，,。]*(.*)$/s.exec(read.text) ?? [];
  if (word === undefined) return open(scene, staff, read.ref);
  if (word === '属实') return settle(scene, staff, read.ref, { result: 'kept', text: said });
  if (said === '') return askFor(scene, { command, ref: read.ref }, T.askRedo);
  return settle(scene, staff, read.ref, { result: 'redo', text: said });
}

async function list(scene: Scene, staff: StaffMember): Promise<void> {
  const tasks = await scene.parts.casework.uncheckedTasks(scene.unit, staff);
  if (tasks.length === 0) return scene.say(T.noUnchecked, staffButtons(scene));
  const shown = tasks.slice(0, SHOWN);
  scene.state.listed = shown.map(({ id }) => ({ kind: 'task', ref: id }));
  const lines = shown.map(
    ({ receipt, place, unit, cause, repliedOn }, i) =>
      `${i + 1}. ${receipt} ${place} ${unit}（${cause}）${T.replied(dayText(repliedOn, scene.today))}`,
  );
  const buttons = shown.slice(0, 8).map(({ id }, i) => ({
    id: `staff:check:${id}`,
    label: T.buttons.check(i + 1),
  }));
  scene.say([T.unchecked(tasks.length), ...lines].join('\n'), buttons);
}

async function ofCase(scene: Scene, staff: StaffMember, ref: string): Promise<void> {
  const outcome = await scene.parts.casework.tasksOfCase(scene.unit, staff, ref);
  if (!outcome.ok) return refuse(scene, outcome);
  const { receipt, tasks } = outcome;
  if (tasks.length === 0) return scene.say(T.noTasks, staffButtons(scene));
  scene.state.listed = tasks.map(({ id }) => ({ kind: 'task', ref: id }));
  const lines = tasks.map((task, i) => `${i + 1}. ${taskOfFileLine(scene, task)}`);
  const buttons = tasks.flatMap(({ id, state }, i) =>
    state === 'unchecked' ? [{ id: `staff:check:${id}`, label: T.buttons.check(i + 1) }] : [],
  );
  scene.say([T.tasksOf(receipt), ...lines].join('\n'), buttons);
}

/** A joint task with its reply and what came of the check. */
function taskOfFileLine(scene: Scene, task: TaskOfFile): string {
  const again = task.follows === undefined ? '' : T.again;
  const reply =
    task.reply === undefined || task.repliedOn === undefined
      ? ''
      : ` ${T.replied(dayText(task.repliedOn, scene.today))}：${task.reply}`;
  const check = task.check === undefined ? '' : ` ${T.check}：${task.check}`;
  return `${task.unit}（${task.cause}）${again}${T.taskState(task.state)}${reply}${check}`;
}

async function open(scene: Scene, staff: StaffMember, taskId: string): Promise<void> {
  const outcome = await scene.parts.casework.openReply(scene.unit, staff, taskId);
  if (!outcome.ok) return refuse(scene, outcome);
  const { receipt, task } = outcome;
  const line = `${receipt} ${taskOfFileLine(scene, task)}`;
  if (task.state !== 'unchecked') return scene.say(line, staffButtons(scene));
  const buttons: Button[] = [
    { id: `staff:check:${task.id} 属实`, label: T.buttons.kept },
    { id: `staff:check:${task.id} 重办`, label: T.buttons.redo },
  ];
  scene.say(`${line}\n${T.askCheck}`, buttons);
}

async function settle(
  scene: Scene,
  staff: StaffMember,
  taskId: string,
  result: { result: 'kept' | 'redo'; text: string },
): Promise<void> {
  const outcome = await scene.parts.casework.checkTask(scene.unit, staff, taskId, result);
  if (!outcome.ok) return refuse(scene, outcome);
  const said = result.result === 'kept' ? T.checkKept : T.checkRedo;
  scene.say(said(outcome.receipt), [
    { id: 'staff:check', label: T.check },
    { id: `staff:measures:${outcome.receipt}`, label: T.buttons.measures },
  ]);
}

export const CHECK_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'check',
    words: /^核查/,
    roles: ['township', 'county'],
    about: 'words',
    help: T.help.check,
    run: check,
  },
];
