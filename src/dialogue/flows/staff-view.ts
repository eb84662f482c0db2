import {
  type CaseFile,
  isOpen,
  type QueueItem,
  type TaskItem,
  type TransferItem,
} from '../../casework/index.ts';
import { maskId } from '../../declaration/index.ts';
import type { Button } from '../message.ts';
import type { Scene } from '../scene.ts';
import { STAFF_TEXTS as T } from '../staff-texts.ts';

const SHOWN = 20;
/** Beyond this a list of notes is a file, not a message. */
const NOTES_SHOWN = 6;

/** The cases to work, numbered; the numbers stand for them until the next list. */
export async function showQueue(scene: Scene): Promise<void> {
  const { staff, unit, parts } = scene;
  if (staff === undefined) return;
  const items = await parts.casework.queue(unit, staff);
  const incoming = await parts.casework.incoming(unit, staff);
  const shown = items.slice(0, SHOWN);
  const lines: string[] = [items.length === 0 ? T.queueEmpty : T.queueTitle(items.length)];
  lines.push(...shown.map((item, i) => `${i + 1}. ${itemLine(scene, item)}`));
  if (items.length > SHOWN) lines.push(T.more(items.length - SHOWN));
  if (incoming.length > 0) {
    lines.push(
      T.incomingTitle,
      ...incoming.map((item, i) => `${shown.length + i + 1}. ${transferLine(item)}`),
    );
  }
  scene.state.listed = [
    ...shown.map(({ receipt }) => ({ kind: 'case' as const, ref: receipt })),
    ...incoming.map(({ id }) => ({ kind: 'transfer' as const, ref: id })),
  ];
  scene.say(lines.join('\n'), queueButtons(shown, scene.mayTakePersonalData));
}

function queueButtons(shown: readonly QueueItem[], mayOpen: boolean): Button[] {
  if (!mayOpen) return [];
  return shown
    .slice(0, 8)
    .map(({ receipt }, i) => ({ id: `staff:open:${receipt}`, label: `${T.buttons.open} ${i + 1}` }));
}

function itemLine(scene: Scene, item: QueueItem): string {
  const marks = [
    item.unrouted ? T.unrouted : '',
    item.recheck ? T.recheck : '',
    item.transferring ? T.transferring : '',
    item.mine ? T.mine : item.taken ? T.taken : '',
  ].join('');
  const name = scene.mayTakePersonalData && item.name !== '' ? `${item.name} ` : '';
  const urgent = item.urgent ? T.urgent : '';
  return `${urgent}${item.receipt} ${name}${item.place} ${item.causes.join('、')} ${item.stageLabel} ${item.due}${marks}`;
}

function transferLine(item: TransferItem): string {
  return `${item.urgent ? T.urgent : ''}${item.receipt} ${T.from(item.from)} ${item.causes.join('、')}：${item.reason}`;
}

/** A department's tasks, numbered. */
export async function showTasks(scene: Scene): Promise<void> {
  const { staff, unit, parts } = scene;
  if (staff === undefined) return;
  const tasks = await parts.casework.tasks(unit, staff);
  const shown = tasks.slice(0, SHOWN);
  scene.state.listed = shown.map(({ id }) => ({ kind: 'task', ref: id }));
  const lines = tasks.length === 0 ? [T.tasksEmpty] : [T.tasksTitle(tasks.length)];
  lines.push(...shown.map((task, i) => `${i + 1}. ${taskLine(task)}`));
  scene.say(
    lines.join('\n'),
    scene.mayTakePersonalData
      ? shown
          .slice(0, 8)
          .map(({ id }, i) => ({ id: `staff:reply:${id}`, label: `${T.buttons.reply} ${i + 1}` }))
      : [],
  );
}

export function taskLine(task: TaskItem): string {
  return `${task.urgent ? T.urgent : ''}${task.receipt} ${task.place} ${task.cause} ${task.due}`;
}

/** A whole case, as its cadre needs it at the door: the ID number stays masked in a chat. */
export function fileText(scene: Scene, file: CaseFile): string {
  const { person } = file;
  const lines = [itemLine(scene, { ...file, name: '' })];
  if (person === undefined) lines.push(T.file.erased);
  else {
    lines.push(`${T.file.person}：${person.name}`);
    lines.push(`${T.file.id}：${person.idNumber === undefined ? T.file.none : maskId(person.idNumber)}`);
    lines.push(`${T.file.phone}：${person.phone ?? T.file.none}`);
  }
  for (const { kind, filer, at, answers } of file.declarations) {
    const who = kind === 'supplement' ? T.file.supplement : T.file.filers[filer];
    lines.push(
      '',
      T.file.declared(who, at.slice(0, 10)),
      ...(answers.story === undefined ? [] : [answers.story]),
    );
  }
  if (file.photos.length > 0) lines.push(T.file.photos(file.photos.length));
  for (const note of file.notes.slice(-NOTES_SHOWN)) {
    lines.push(`${note.at.slice(0, 10)} ${T.file.notes[note.kind]}：${note.text}`);
  }
  if (file.tasks.length > 0) {
    lines.push('', T.file.tasks);
    for (const task of file.tasks)
      lines.push(`· ${task.unit}（${task.cause}）：${task.reply ?? T.file.waiting}`);
  }
  return lines.join('\n');
}

/** What can be done next with a case, as buttons. Whether it may be done is decided when it is pressed. */
export function caseButtons(
  scene: Scene,
  item: Pick<QueueItem, 'receipt' | 'stage'> & Partial<Pick<QueueItem, 'unrouted' | 'mine' | 'taken'>>,
): Button[] {
  const button = (command: keyof typeof T.buttons): Button => ({
    id: `staff:${command}:${item.receipt}`,
    label: T.buttons[command],
  });
  const work: Button[] = [button('open')];
  if (item.unrouted === true && scene.staff?.role === 'county') work.push(button('assign'));
  if (item.mine === false && item.taken === false) work.push(button('take'));
  if (item.stage === 'verification') work.push(button('verify'));
  if (item.stage === 'county_decision') work.push(button('decide'));
  else work.push(button('advance'));
  if (isOpen(item.stage)) work.push(button('return'));
  return [...work, { id: 'staff:queue', label: T.buttons.queue }];
}
