import { type Done, dayText, type Outcome, refusalText, type StaffMember } from '../../../casework/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { caseButtons, isOfPost, offeredButtons, staffButtons } from './buttons.ts';
import type { Act } from './command.ts';
import { lackWords } from './lack-words.ts';
import { STAFF_TEXTS as T } from './texts.ts';
import { fileText, taskLine } from './view.ts';
import { type BaseCommand, readStage, readTownship } from './words.ts';

/** A command of the case itself. */
type CaseAct = Act & { command: BaseCommand };

/** Does what a cadre commands. Whether they may is decided by the casework room alone. */
export async function act(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  const { unit, parts } = scene;
  const { casework } = parts;
  const { command, ref, text } = given;
  switch (command) {
    case 'open':
      return staff.role === 'department' ? openTask(scene, staff, ref) : openCase(scene, staff, ref);
    case 'take':
    case 'takeover': {
      const over = command === 'takeover' ? { over: true as const } : undefined;
      return tell(scene, given, await casework.take(unit, staff, ref, over), ({ receipt }) =>
        T.done.take(receipt),
      );
    }
    case 'resume': {
      const outcome = await casework.resume(unit, staff, ref, text === '' ? undefined : text);
      return tell(scene, given, outcome, ({ receipt }) => T.done.resume(receipt));
    }
    case 'advance': {
      const outcome = await casework.advance(unit, staff, ref, text === '' ? {} : { note: text });
      return tell(scene, given, outcome, ({ receipt, stage, early }) =>
        [
          T.done.advance(receipt, stageLabel(scene, staff, stage)),
          ...(early === true ? [T.done.early] : []),
        ].join(''),
      );
    }
    case 'giveback': {
      const ways = (['return', 'sendback'] as const).map((way) => ({
        id: `staff:${way}:${ref}`,
        label: T.buttons[way],
      }));
      return scene.say(T.whichReturn, ways);
    }
    case 'sendback':
      return sendBack(scene, staff, given);
    case 'recall':
      return tell(scene, given, await casework.recall(unit, staff, ref), ({ receipt }) =>
        T.done.recall(receipt),
      );
    case 'same':
      return tell(scene, given, await casework.merge(unit, staff, ref), ({ receipt }) =>
        T.done.merge(receipt),
      );
    case 'different':
      return tell(scene, given, await casework.keepApart(unit, staff, ref), ({ receipt }) =>
        T.done.apart(receipt),
      );
    case 'accept':
      return tell(scene, given, await casework.accept(unit, staff, ref), ({ receipt }) =>
        T.done.accept(receipt),
      );
    case 'verify':
      return verify(scene, staff, given);
    case 'return': {
      if (text === '') return askFor(scene, given, T.askText.return);
      const outcome = await casework.returnForCompletion(unit, staff, ref, text);
      return tell(scene, given, outcome, ({ receipt }) => T.done.return(receipt));
    }
    case 'reject': {
      if (text === '') return askFor(scene, given, T.askText.reject);
      const outcome = await casework.reject(unit, staff, ref, text);
      if (!outcome.ok) return refuse(scene, outcome);
      return scene.say(T.done.reject(outcome.receipt), staffButtons(scene));
    }
    case 'transfer':
    case 'assign':
      return handOn(scene, staff, given);
    case 'decide':
      return decide(scene, staff, given);
    case 'reply':
      return reply(scene, staff, given);
  }
}

/** What was done, by when the step is due, and what comes next. */
function tell(
  scene: Scene,
  { ref }: CaseAct,
  outcome: Outcome<Done>,
  text: (done: Done) => string,
  next?: string,
): void {
  if (!outcome.ok) {
    refuse(scene, outcome, ref);
    return;
  }
  const { receipt, dueOn } = outcome;
  const hint = next ?? nextStep(scene, outcome);
  const lines = [
    text(outcome),
    ...(dueOn === null ? [] : [T.due(dayText(dueOn, scene.today))]),
    ...(hint === undefined ? [] : [hint.replaceAll('编号', receipt)]),
    ...lackWords(scene, outcome, { hinted: hint !== undefined }),
  ];
  scene.say(lines.join('\n'), caseButtons(scene, outcome));
}

/** What the case needs now, where it is this cadre's to do; undefined while it waits for papers or another office. */
function nextStep({ staff }: Scene, { stage, paused }: Done): string | undefined {
  if (staff === undefined || paused) return undefined;
  if (stage === 'county_decision') return isOfPost(staff, stage) ? T.next.decide : T.next.county_decision;
  if (!isOfPost(staff, stage)) return undefined;
  return Object.entries(T.next).find(([each]) => each === stage)?.[1];
}

/** 退回上一环节, or to the earlier stage that the text begins with. */
async function sendBack(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.askText.sendback);
  const { to, rest } = readStage(scene, given.text);
  if (rest === '') return askFor(scene, given, T.askText.sendback);
  const back = { reason: rest, ...(to === undefined ? {} : { to }) };
  const outcome = await scene.parts.casework.sendBack(scene.unit, staff, given.ref, back);
  if (!outcome.ok && outcome.reason === 'reason-short') {
    return askFor(scene, given, refusalText(outcome.reason));
  }
  tell(scene, given, outcome, ({ receipt, stage }) =>
    T.done.sendback(receipt, stageLabel(scene, staff, stage)),
  );
}

function stageLabel(scene: Scene, staff: StaffMember, stage: Done['stage']): string {
  return scene.parts.procedures.of(staff.region).rule(stage)?.label ?? stage;
}

async function openCase(scene: Scene, staff: StaffMember, ref: string): Promise<void> {
  const outcome = await scene.parts.casework.open(scene.unit, staff, ref);
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(fileText(scene, outcome.file), caseButtons(scene, outcome.file));
}

async function openTask(scene: Scene, staff: StaffMember, ref: string): Promise<void> {
  const outcome = await scene.parts.casework.openTask(scene.unit, staff, ref);
  if (!outcome.ok) return refuse(scene, outcome);
  const { task } = outcome;
  const lines = [
    taskLine(task),
    ...(task.withheld === true
      ? [T.file.withheld]
      : [`${T.file.person}：${task.name}`, `${T.file.phone}：${task.phone ?? T.file.none}`]),
    ...(task.before === undefined ? [] : [T.file.before(task.before.reply, task.before.check)]),
  ];
  scene.say(lines.join('\n'), [{ id: `staff:reply:${task.id}`, label: T.buttons.reply }]);
}

/** The photos sent before go with the words. */
async function verify(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.askText.verify);
  const photoIds = scene.state.loosePhotos;
  const outcome = await scene.parts.casework.recordVerification(scene.unit, staff, given.ref, {
    text: given.text,
    photoIds,
  });
  // Photos that are gone would be missed by every later try, too.
  if (outcome.ok || outcome.reason === 'photo-unknown') scene.state.loosePhotos = [];
  tell(scene, given, outcome, ({ receipt }) => T.done.verify(receipt), T.next.verified);
}

/** 转办 and 分派: to another queue of the county. */
async function handOn(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  const { casework } = scene.parts;
  if (given.text === '') {
    return askFor(scene, given, given.command === 'assign' ? T.askText.assign : T.whichPlace);
  }
  const place = readTownship(scene, given.text);
  if (place === undefined) return askFor(scene, given, T.whichPlace);
  if ('several' in place) return askFor(scene, given, T.severalPlaces(place.several.join('、')));
  const { code, name, rest } = place;
  if (given.command === 'assign') {
    const outcome = await casework.assignIntake(scene.unit, staff, given.ref, code);
    if (!outcome.ok) return refuse(scene, outcome);
    return scene.say(T.done.assign(outcome.receipt, name), staffButtons(scene));
  }
  if (rest === '') return askFor(scene, given, `${T.askText.transfer}${T.again(name)}`);
  const outcome = await casework.transfer(scene.unit, staff, given.ref, {
    to: code as RegionCode,
    reason: rest,
  });
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.done.transfer(outcome.receipt, name), offeredButtons(outcome.receipt));
}

async function decide(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  const match = /^(不予?纳入|纳入)(?:监测)?(?:对象|帮扶)*[\s:：，,。]*(.*)$/s.exec(given.text);
  const reason = match?.[2]?.trim() ?? '';
  if (match === null || reason === '') return askFor(scene, given, T.askText.decide);
  const outcome = match[1] === '纳入' ? 'included' : 'not_included';
  const result = await scene.parts.casework.decide(scene.unit, staff, given.ref, { outcome, reason });
  if (!result.ok && result.reason === 'reason-short') {
    return askFor(scene, given, refusalText(result.reason) + T.askText.decide);
  }
  tell(scene, given, result, ({ receipt }) => T.done.decide(receipt, T.outcome[outcome]));
}

async function reply(scene: Scene, staff: StaffMember, given: CaseAct): Promise<void> {
  if (given.text === '') return askFor(scene, given, T.askText.reply);
  const outcome = await scene.parts.casework.replyTask(scene.unit, staff, given.ref, given.text);
  scene.say(outcome.ok ? T.done.reply : refusalText(outcome.reason), staffButtons(scene));
}
