import type { StaffMember } from '../../../casework/index.ts';
import { withPost } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';
import type { Awaited, Kept } from '../../state.ts';
import { ask } from '../ask.ts';
import { recent } from '../cases.ts';
import { startDeclaration } from '../start.ts';
import { act } from './actions.ts';
import { staffButtons } from './buttons.ts';
import type { TopicCommand } from './command.ts';
import { staffHelp } from './help.ts';
import { showQueue } from './queue.ts';
import { STAFF_TEXTS as T } from './texts.ts';
import { readTopicCommand, topicCommand } from './topics.ts';
import { showTasks } from './view.ts';
import { type BaseCommand, isCommand, readCommand, readRef } from './words.ts';

/** Wrong codes that one chat may try within an hour. */
const MOST_WRONG = 5;

/** 绑定 CODE: makes this chat a staff member's; false when the message is something else. */
export async function bindStaff(scene: Scene): Promise<boolean> {
  const match = /^[/／]?(?:绑定码?|bind)(?:是|为)?[\s:：]*(.*)$/is.exec(scene.text);
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
  delete state.unfiled;
  const name = scene.mayTakePersonalData ? member.name : '';
  const place = placeOf(scene, member);
  const text =
    member.role === 'supervisor'
      ? T.boundSupervisor(name, place)
      : T.bound(name, withPost(place, T.roles[member.role]));
  scene.say(text, staffButtons(scene));
}

function placeOf(scene: Scene, { region, unit }: StaffMember): string {
  const place = scene.placeName(region) ?? scene.parts.divisions.nameOf(region);
  return unit === null ? place : withPost(place, unit);
}

/** A bound cadre's command, typed or by a button; false when the message is something else. */
export async function staffCommand(scene: Scene): Promise<boolean> {
  const said = commandOf(scene);
  if (said === undefined) return false;
  if (scene.staff === undefined) {
    delete scene.state.unfiled;
    // 打开, 任务, 帮助 … from a resident are words; these two are nothing else than commands.
    if ((said.name !== 'queue' && said.name !== 'take') || isWords(said.rest)) return false;
    scene.say(T.bindFirst);
    return true;
  }
  if (said.name === 'help' && scene.state.draft !== undefined && !scene.state.later) return false;
  if (goesOnWith(scene, said)) return false;
  const kept = keptFor(scene, said);
  delete scene.state.awaited;
  if (said.topic !== undefined) await obeyTopic(scene, scene.staff, said.topic, { rest: said.rest, kept });
  else if (isCommand(said.name)) await obey(scene, scene.staff, said.name, said.rest);
  return true;
}

/** A command's name and what was said behind its words; with its topic, when it is one of a topic. */
interface Said {
  name: string;
  rest: string;
  topic?: TopicCommand;
}

/**
 * 核实，情况属实: the words that were asked for, begun with the command's own word and without a number; or an answer that
 * happens to be another command's word.
 */
function goesOnWith(scene: Scene, { name, rest }: Said): boolean {
  const { awaited } = scene.state;
  if (awaited?.kind !== 'staff' || scene.payload.action !== undefined) return false;
  if (topicCommand(awaited.command)?.answers?.test(scene.text) === true) return true;
  return awaited.command === name && rest !== '' && readRef(scene, rest) === undefined;
}

/** What a command of several steps has put aside, when one of its own buttons is pressed. */
function keptFor({ state, payload }: Scene, { name }: Said): Kept | undefined {
  const { awaited } = state;
  const isOwn = awaited?.kind === 'staff' && awaited.command === name && payload.action !== undefined;
  return isOwn ? awaited.kept : undefined;
}

/** 待办 低保卡: a resident's words, not a cadre's number. */
function isWords(rest: string): boolean {
  return /^[\u4e00-\u9fff]/.test(rest);
}

function commandOf(scene: Scene): Said | undefined {
  const [, name = '', ref = ''] = /^staff:([a-z]+)(?::(.*))?$/s.exec(scene.payload.action ?? '') ?? [];
  const topic = topicCommand(name);
  if (topic !== undefined) return { name, rest: ref, topic };
  if (isCommand(name)) return { name, rest: ref };
  if (scene.text === '') return undefined;
  const ofTopic = readTopicCommand(scene.text);
  if (ofTopic !== undefined)
    return { name: ofTopic.command.name, rest: ofTopic.rest, topic: ofTopic.command };
  const read = readCommand(scene.text);
  return read && { name: read.command, rest: read.rest };
}

async function obeyTopic(
  scene: Scene,
  staff: StaffMember,
  topic: TopicCommand,
  { rest, kept: before }: { rest: string; kept: Kept | undefined },
): Promise<void> {
  if (!topic.roles.includes(staff.role)) return scene.say(T.notYours, staffButtons(scene));
  if (!scene.mayTakePersonalData) return scene.say(T.notHere, staffButtons(scene));
  const command = topic.name;
  const kept = before === undefined ? {} : { kept: before };
  if (topic.about === 'words') return topic.run(scene, staff, { command, ref: '', text: rest, ...kept });
  const ref = readRef(scene, rest);
  if (ref === undefined) return scene.say(T.whichCase, staffButtons(scene));
  if (isOfNoList(ref.ref)) return scene.say(T.noNumber(ref.ref.slice(1)), staffButtons(scene));
  return topic.run(scene, staff, { command, ref: ref.ref, text: ref.text, ...kept });
}

async function obey(scene: Scene, staff: StaffMember, command: BaseCommand, rest: string): Promise<void> {
  switch (command) {
    case 'help':
      return staffHelp(scene, rest);
    case 'unbind':
      return unbind(scene);
    case 'queue':
      if (staff.role === 'supervisor') return staffHelp(scene);
      return staff.role === 'department' ? showTasks(scene) : showQueue(scene, staff, rest);
    case 'tasks':
      return showTasks(scene);
  }
  if (!scene.mayTakePersonalData) return scene.say(T.notHere, staffButtons(scene));
  if (command === 'declare') return declareForOthers(scene);
  const ref = readRef(scene, rest);
  if (ref === undefined) return scene.say(T.whichCase, staffButtons(scene));
  if (isOfNoList(ref.ref)) return scene.say(T.noNumber(ref.ref.slice(1)), staffButtons(scene));
  await act(scene, staff, { command, ref: ref.ref, text: ref.text });
}

/** A number that the list shown last does not have: asking for words would only lose them. */
function isOfNoList(ref: string): boolean {
  return ref.startsWith('#');
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
  delete scene.state.unfiled;
  scene.say(T.unbound);
}

/**
 * A policy question in between is answered, and what was asked for is asked again: a household must not read 低保要哪些材料？
 * as what it is missing. Only with its mark: many a finding sounds like a question.
 */
async function answerBetween(scene: Scene): Promise<boolean> {
  if (!/[?？]\s*$/.test(scene.text)) return false;
  const context = { step: null, county: scene.served, now: scene.now, misses: 0 };
  if (!scene.parts.reader.read({ text: scene.text }, context).question) return false;
  await ask(scene, scene.text, true);
  return true;
}

function drop(scene: Scene, { command }: Extract<Awaited, { kind: 'staff' }>): true {
  delete scene.state.awaited;
  scene.say(topicCommand(command)?.guided?.left ?? T.dropped, staffButtons(scene));
  return true;
}

function askedOf(command: string): string {
  return Object.entries(T.askText).find(([each]) => each === command)?.[1] ?? '';
}

/** A message that a command of before waits for: its reason, or the binding code. */
export async function continueStaff(
  scene: Scene,
  awaited: Extract<Awaited, { kind: 'binding-code' | 'staff' }>,
): Promise<boolean> {
  const { action } = scene.payload;
  if (awaited.kind === 'staff' && (action === 'no' || action === 'cancel')) return drop(scene, awaited);
  if (scene.text === '') return false;
  if (awaited.kind === 'binding-code') {
    const code = scene.text.normalize('NFKC');
    if (!/^[A-Za-z0-9\s_–—-]{4,40}[.。,]?$/.test(code)) return false;
    await tryCode(scene, code);
    return true;
  }
  const { staff } = scene;
  const topic = topicCommand(awaited.command);
  if (staff === undefined || (topic === undefined && !isCommand(awaited.command))) return false;
  const isLeft =
    topic?.guided === undefined ? /^(?:取消|返回|算了)[。！!]*$/ : /^(?:取消|算了|先不办)[。！!]*$/;
  if (isLeft.test(scene.text)) return drop(scene, awaited);
  if (await answerBetween(scene)) {
    const { command, subject: ref, kept } = awaited;
    if (topic?.guided !== undefined) {
      await topic.run(scene, staff, { command, ref, text: '', ...(kept === undefined ? {} : { kept }) });
      return true;
    }
    scene.say(T.answerFirst + askedOf(awaited.command), [{ id: 'no', label: T.dropButton }]);
    return true;
  }
  delete scene.state.awaited;
  const { command, subject: ref, kept } = awaited;
  const given = { command, ref, text: scene.text, ...(kept === undefined ? {} : { kept }) };
  if (topic !== undefined) await topic.run(scene, staff, given);
  else if (isCommand(command)) await act(scene, staff, { ...given, command });
  return true;
}
