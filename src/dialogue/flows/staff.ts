import type { StaffMember } from '../../casework/index.ts';
import type { Scene } from '../scene.ts';
import { STAFF_TEXTS as T } from '../staff-texts.ts';
import type { Awaited } from '../state.ts';
import { recent } from './cases.ts';
import { startDeclaration } from './declare.ts';
import { act } from './staff-actions.ts';
import { staffButtons, staffHelp } from './staff-help.ts';
import { showQueue, showTasks } from './staff-view.ts';
import { isCommand, readCommand, readRef, type StaffCommand } from './staff-words.ts';

/** Wrong codes that one chat may try within an hour. */
const MOST_WRONG = 5;

/** 绑定 CODE: makes this chat a staff member's; false when the message is something else. */
export async function bindStaff(scene: Scene): Promise<boolean> {
  const match = /^[/／]?(?:绑定|bind)[\s:：]*(.*)$/is.exec(scene.text);
  if (match === null) return false;
  const code = match[1]?.trim() ?? '';
  // 绑定低保卡要啥 is a question.
  if (/[\u4e00-\u9fff]/.test(code)) return false;
  if (code === '') {
    scene.state.awaited = { kind: 'binding-code' };
    scene.say(T.askCode);
  } else await tryCode(scene, code);
  return true;
}

async function tryCode(scene: Scene, code: string): Promise<void> {
  const { state, unit, parts, conversation } = scene;
  delete state.awaited;
  state.wrongCodes = recent(scene, state.wrongCodes);
  if (state.wrongCodes.length >= MOST_WRONG) return scene.say(T.tooManyCodes);
  const member = await parts.staff.bind(unit, conversation.id, code);
  if (member === undefined) {
    state.wrongCodes.push(scene.now.toISOString());
    return scene.say(T.wrongCode);
  }
  scene.staff = member;
  state.wrongCodes = [];
  state.listed = [];
  scene.say(T.bound(member.name, T.roles[member.role], placeOf(scene, member)), staffButtons(scene));
}

function placeOf(scene: Scene, { region, unit }: StaffMember): string {
  return (scene.placeName(region) ?? scene.parts.divisions.nameOf(region)) + (unit ?? '');
}

/** A bound cadre's command, typed or by a button; false when the message is something else. */
export async function staffCommand(scene: Scene): Promise<boolean> {
  const said = commandOf(scene);
  if (said === undefined) return false;
  if (scene.staff === undefined) {
    // 打开, 任务, 帮助 … from a resident are words; these two are nothing else than commands.
    if (said.command !== 'queue' && said.command !== 'take') return false;
    scene.say(T.bindFirst);
    return true;
  }
  if (said.command === 'help' && scene.state.draft !== undefined && !scene.state.later) return false;
  delete scene.state.awaited;
  await obey(scene, scene.staff, said.command, said.rest);
  return true;
}

function commandOf(scene: Scene): { command: StaffCommand; rest: string } | undefined {
  const [, name = '', ref = ''] = /^staff:([a-z]+)(?::(.*))?$/.exec(scene.payload.action ?? '') ?? [];
  if (isCommand(name)) return { command: name, rest: ref };
  return scene.text === '' ? undefined : readCommand(scene.text);
}

async function obey(scene: Scene, staff: StaffMember, command: StaffCommand, rest: string): Promise<void> {
  switch (command) {
    case 'help':
      return staffHelp(scene);
    case 'unbind':
      return unbind(scene);
    case 'queue':
      return staff.role === 'department' ? showTasks(scene) : showQueue(scene);
    case 'tasks':
      return showTasks(scene);
  }
  if (!scene.mayTakePersonalData) return scene.say(T.notHere, staffButtons(scene));
  if (command === 'declare') return declareForOthers(scene);
  const ref = readRef(scene, rest);
  if (ref === undefined) return scene.say(T.whichCase, staffButtons(scene));
  await act(scene, staff, { command, ref: ref.ref, text: ref.text });
}

/** 代报: a declaration that this cadre files for a household. */
async function declareForOthers(scene: Scene): Promise<void> {
  const { reader } = scene.parts;
  const context = { step: 'filer' as const, county: scene.served, now: scene.now, misses: 0 };
  const reading = reader.read({ action: 'filer:cadre' }, context);
  const found = { ...reading.found, filer: 'cadre' as const, filerName: scene.staff?.name ?? '' };
  await startDeclaration(scene, { ...reading, found });
}

async function unbind(scene: Scene): Promise<void> {
  await scene.parts.staff.unbind(scene.unit, scene.conversation.id);
  scene.staff = undefined;
  scene.state.listed = [];
  scene.say(T.unbound);
}

/** A message that a command of before waits for: its reason, or the binding code. */
export async function continueStaff(
  scene: Scene,
  awaited: Extract<Awaited, { kind: 'binding-code' | 'staff' }>,
): Promise<boolean> {
  if (scene.text === '') return false;
  if (awaited.kind === 'binding-code') {
    if (!/^[A-Za-z0-9-]{4,40}$/.test(scene.text)) return false;
    await tryCode(scene, scene.text);
    return true;
  }
  if (scene.staff === undefined || !isCommand(awaited.command)) return false;
  if (/^(?:取消|返回|算了)[。！!]*$/.test(scene.text)) {
    delete scene.state.awaited;
    scene.say(T.dropped, staffButtons(scene));
    return true;
  }
  delete scene.state.awaited;
  await act(scene, scene.staff, { command: awaited.command, ref: awaited.subject, text: scene.text });
  return true;
}
