import {
  allOf,
  apply,
  back,
  DECLARATION_TEXTS,
  type Draft,
  editMenu,
  type Found,
  hasRefused,
  openStep,
  type Reading,
  type StepId,
  sendOff,
  skip,
} from '../../declaration/index.ts';
import { dropPhotosOf } from '../photo-store.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { ask } from './ask.ts';
import { askForCase } from './cases.ts';
import { sayCrisis, urgentNumbers } from './emergency.ts';
import { human } from './human.ts';
import { help, menuButtons } from './menu.ts';
import { patience, putStep } from './put-step.ts';
import { submit } from './submit.ts';

const F = TEXTS.form;

/** A reading without the wish in it, which is obeyed already. */
export function withoutControl({ control: _, ...reading }: Reading): Reading {
  return reading;
}

/** Works a message while a declaration is open. */
export async function continueDraft(scene: Scene, reading: Reading): Promise<void> {
  const { control } = reading;
  if (control === undefined) return take(scene, reading, []);
  if (Object.keys(reading.found).length > 0) applyFound(scene, reading.found);
  await obey(scene, control, reading);
}

/** What somebody wishes about the form itself. */
async function obey(scene: Scene, control: NonNullable<Reading['control']>, reading: Reading): Promise<void> {
  const draft = scene.state.draft;
  if (draft === undefined) return;
  const step = openStep(draft);
  switch (control) {
    case 'back':
      return move(scene, back(draft), F.first);
    case 'skip':
    case 'none':
      if (reading.question) await ask(scene, scene.text, true);
      return move(scene, skip(draft), F.cannotSkip, reading.note);
    case 'wait':
      return patience(scene, draft);
    case 'cancel':
      scene.state.awaited = { kind: 'cancel' };
      return scene.say(F.cancelAsk, confirmButtons(F.yesCancel, true));
    case 'restart':
      scene.state.awaited = { kind: 'restart' };
      return scene.say(F.restartAsk, confirmButtons(F.yesRestart, false));
    case 'later':
      scene.state.later = true;
      return scene.say(F.later, menuButtons(scene));
    case 'submit':
    case 'yes':
      if (step === 'review') return submit(scene);
      return control === 'submit' ? sendOffEarly(scene, draft) : take(scene, withoutControl(reading), []);
    case 'edit': {
      const { text, buttons } = editMenu(draft);
      return scene.say(text, buttons);
    }
    case 'human':
      await human(scene);
      return putStep(scene, [], true);
    case 'help':
    case 'menu':
      help(scene);
      return putStep(scene, [], true);
    case 'status':
    case 'supplement':
    case 'withdraw':
    case 'objection':
      await askForCase(scene, control);
      return scene.state.awaited === undefined ? putStep(scene, [], true) : undefined;
    case 'delete-data':
      scene.state.awaited = { kind: 'delete-data' };
      return scene.say(TEXTS.erase.confirm, eraseButtons());
    case 'greeting':
    case 'thanks':
      return putStep(scene, [F[control]], true);
    case 'declare':
    case 'resume':
      return putStep(scene, [F.already]);
    case 'no':
      return take(scene, withoutControl(reading), []);
  }
}

export function eraseButtons() {
  return [
    { id: 'yes', label: TEXTS.erase.yes },
    { id: 'no', label: TEXTS.erase.no },
  ];
}

function confirmButtons(yes: string, offersLater: boolean) {
  return [
    { id: 'yes', label: yes },
    ...(offersLater ? [{ id: 'later', label: TEXTS.buttons.later }] : []),
    { id: 'no', label: F.goOn },
  ];
}

function sendOffEarly(scene: Scene, draft: Draft): void {
  const { draft: next, isRefused } = sendOff(draft);
  move(scene, next, '', isRefused ? F.notYet : undefined);
}

function move(scene: Scene, next: Draft | undefined, otherwise: string, note?: string): void {
  if (next !== undefined) {
    keep(scene, next);
    scene.state.misses = 0;
  }
  const said = next === undefined ? otherwise : note;
  putStep(scene, said === undefined ? [] : [said]);
}

function keep(scene: Scene, draft: Draft): void {
  scene.state.draft = draft;
  scene.state.draftAt = scene.now.toISOString();
}

function applyFound(scene: Scene, found: Found): StepId[] {
  const { draft } = scene.state;
  if (draft === undefined) return [];
  const applied = apply(draft, found, scene.now);
  keep(scene, applied.draft);
  return applied.changed;
}

/** Takes all answers of a message, answers its question, and puts what is to be asked next. */
export async function take(scene: Scene, reading: Reading, preface: readonly string[]): Promise<void> {
  const before = scene.state.draft;
  if (before === undefined) return;
  const said = [...preface];
  if (reading.crisis) sayCrisis(scene);
  if (reading.urgent) {
    scene.say(urgentNumbers(scene.text));
    said.push(TEXTS.urgent.kept);
  }
  const aside = reading.question ? { aside: scene.text } : {};
  const changed = applyFound(scene, { ...aside, ...allOf(reading) });
  const draft = scene.state.draft;
  if (draft === undefined) return;
  if (hasRefused(draft)) return refuse(scene, draft);
  if (reading.note !== undefined) said.push(reading.note);
  said.push(...acknowledged(before, changed, reading));
  const hasReply = reading.note !== undefined || reading.question || reading.crisis;
  const isProgress = changed.length > 0 || hasReply || preface.length > 0 || hasMoved(before, draft);
  // A button of an old message is no failure to answer.
  if (isProgress) scene.state.misses = 0;
  else if (scene.payload.action === undefined) scene.state.misses += 1;
  if (reading.question) await ask(scene, scene.text, true);
  if (reading.crisis) said.push(TEXTS.crisisOnward);
  const isAgain = reading.question && preface.length === 0 && !hasMoved(before, draft);
  putStep(scene, said, isAgain, reading.problem?.text);
}

/** Whether the open question is another one, or is put with another list. */
function hasMoved(before: Draft, after: Draft): boolean {
  return (
    openStep(before) !== openStep(after) ||
    JSON.stringify(before.browse) !== JSON.stringify(after.browse) ||
    JSON.stringify(before.placeChoices) !== JSON.stringify(after.placeChoices)
  );
}

/** A word on what was taken, where it is more than the answer to the question put, or another one than before. */
function acknowledged(before: Draft, changed: readonly StepId[], reading: Reading): string[] {
  const named = changed.filter((step) => step !== 'consent' && step !== 'photos');
  if (named.length === 0) return [];
  const fields = named.map((step) => F.fields[step]).join('、');
  if (reading.correction) return [F.corrected(fields)];
  const isTheAnswer = named.length === 1 && named[0] === openStep(before);
  return isTheAnswer ? [] : [F.noted(fields)];
}

/** Without consent nothing is kept; how to apply in person is said. */
async function refuse(scene: Scene, draft: Draft): Promise<void> {
  await dropDraft(scene, draft);
  scene.say(DECLARATION_TEXTS.refused.join('\n'), [
    { id: 'declare', label: TEXTS.buttons.declare },
    { id: 'ask', label: TEXTS.buttons.ask },
    { id: 'human', label: TEXTS.buttons.human },
  ]);
}

/** Drops a draft with its photos and all that was remembered for it. */
export async function dropDraft(scene: Scene, draft: Draft): Promise<void> {
  await dropPhotosOf(scene.unit, draft.id);
  for (const key of ['draft', 'draftAt', 'hardship', 'told', 'awaited'] as const) delete scene.state[key];
  scene.state.later = false;
  scene.state.misses = 0;
}
