import {
  type CaseFile,
  isOpen,
  type QueueItem,
  shanghaiDay,
  type TaskItem,
} from '../../../casework/index.ts';
import { maskId, type PlaceAnswer } from '../../../declaration/index.ts';
import type { Scene } from '../../scene.ts';
import { paperLines } from './paper-lines.ts';
import { STAFF_TEXTS as T } from './texts.ts';

const SHOWN = 20;
/** Beyond this a list of notes is a file, not a message. */
const NOTES_SHOWN = 6;

/** A case in one line. */
export function itemLine(scene: Scene, item: QueueItem): string {
  const marks = [
    item.unrouted ? T.unrouted : '',
    item.recheck ? T.recheck : '',
    item.suspected ? T.suspected : '',
    item.transferring ? T.transferring : '',
    item.workable || !isOpen(item.stage) ? '' : T.elsewhere,
    item.mine ? T.mine : item.taken ? T.taken : '',
  ].join('');
  const urgent = item.urgent ? T.urgent : '';
  const name = item.name === '' ? '' : `${item.name} `;
  // In a village, the cause alone tells the neighbours who it is.
  const who = scene.mayTakePersonalData ? `${name}${item.place} ${item.causes.join('、')}` : item.place;
  return `${urgent}${item.receipt} ${who} ${item.stageLabel} ${item.due}${marks}`;
}

/** A department's tasks, numbered. */
export async function showTasks(scene: Scene): Promise<void> {
  const { staff, unit, parts } = scene;
  if (staff === undefined) return;
  const tasks = await parts.casework.tasks(unit, staff);
  const shown = tasks.slice(0, SHOWN);
  scene.state.listed = shown.map(({ id }) => ({ kind: 'task', ref: id }));
  const lines = tasks.length === 0 ? [T.tasksEmpty] : [T.tasksTitle(tasks.length)];
  const mayShow = scene.mayTakePersonalData;
  lines.push(...shown.map((task, i) => `${i + 1}. ${taskLine(mayShow ? task : { ...task, place: '' })}`));
  scene.say(
    lines.join('\n'),
    mayShow
      ? shown.slice(0, 8).flatMap(({ id }, i) => [
          { id: `staff:open:${id}`, label: `${T.buttons.open} ${i + 1}` },
          { id: `staff:reply:${id}`, label: `${T.buttons.reply} ${i + 1}` },
        ])
      : [],
  );
}

export function taskLine(task: TaskItem): string {
  const parts = [task.receipt, task.place, task.cause, task.due].filter((part) => part !== '');
  return `${task.urgent ? T.urgent : ''}${parts.join(' ')}${task.again ? T.file.again : ''}`;
}

/** The day of an instant, where the county is. */
function dayOf(at: string): string {
  return shanghaiDay(new Date(at));
}

/** The place in the applicant's own words, unless it was picked or came with a code. */
function placeSaid(place: PlaceAnswer | undefined): string[] {
  const isOwnWords =
    place !== undefined && place.text !== '' && (place.how === 'text' || place.how === 'intake');
  return isOwnWords ? [T.file.placeSaid(place.text)] : [];
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
      T.file.declared(who, dayOf(at)),
      ...placeSaid(answers.place),
      ...(answers.story === undefined ? [] : [answers.story]),
      // Of kin, neighbours and cadres, or the household's second one.
      ...(answers.phone === undefined || answers.phone === person?.phone
        ? []
        : [`${T.file.otherPhone}：${answers.phone}`]),
    );
  }
  if (file.photos.length > 0) lines.push(T.file.photos(file.photos.length));
  for (const note of file.notes.slice(-NOTES_SHOWN)) {
    lines.push(`${dayOf(note.at)} ${T.file.notes[note.kind]}：${note.text}`);
  }
  lines.push(...paperLines(scene, file.papers));
  if (file.tasks.length > 0) {
    lines.push('', T.file.tasks);
    for (const task of file.tasks) {
      const reply = task.reply === undefined ? '' : `：${task.reply}`;
      lines.push(`· ${task.unit}（${task.cause}）${T.file.taskStates[task.state]}${reply}`);
    }
  }
  return lines.join('\n');
}
