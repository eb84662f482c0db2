import type { Casework } from '../casework/index.ts';
import { openStep, type Reading } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import { ask, showSources } from './flows/ask.ts';
import { askForCase, byReceipt, continueCase } from './flows/cases.ts';
import { continueDraft, eraseButtons, putStep, resume, startDeclaration } from './flows/declare.ts';
import { sayCrisis, urgentNumbers } from './flows/emergency.ts';
import { greetReturning } from './flows/greet.ts';
import { callback, human } from './flows/human.ts';
import { confirmLeaving } from './flows/leave.ts';
import { help, menuButtons, notUnderstood, welcome } from './flows/menu.ts';
import { takePhotos } from './flows/photo.ts';
import { bindStaff, continueStaff, staffCommand } from './flows/staff.ts';
import { submit, submitAgain, takeCounty } from './flows/submit.ts';
import type { Turn } from './message.ts';
import type { Scene } from './scene.ts';
import type { Awaited, State } from './state.ts';
import { TEXTS } from './texts.ts';

/** Replies to one event: what it is, and which flow it belongs to. Everything ends with a way on. */
export async function respond(scene: Scene): Promise<void> {
  await greetReturning(scene);
  const { action, withheld } = scene.payload;
  const hasWords = scene.text !== '' || action !== undefined;
  if (withheld) scene.say(TEXTS.link.withheld);
  await takePhotos(scene, hasWords);
  if (hasWords) await respondToWords(scene);
  else if (scene.replies.length === 0) welcome(scene);
  scene.state.seenAt = scene.now.toISOString();
}

async function respondToWords(scene: Scene): Promise<void> {
  if (await bindStaff(scene)) return;
  if (await staffCommand(scene)) return putAgain(scene);
  const { awaited } = scene.state;
  if (awaited !== undefined && (await continueAwaited(scene, awaited))) return;
  if (isAboutSources(scene)) {
    showSources(scene);
    return putAgain(scene);
  }
  const reading = read(scene);
  if (isFormOpen(scene)) await continueDraft(scene, reading);
  else await respondIdle(scene, reading);
}

/** Whether the message is read as an answer to the form. */
function isFormOpen({ state, mayTakePersonalData }: Scene): boolean {
  return state.draft !== undefined && !state.later && state.awaited === undefined && mayTakePersonalData;
}

/** Wishes that belong to the conversation and not to the form, however long the sentence. */
const WISHES: [NonNullable<Reading['control']>, RegExp][] = [
  ['delete-data', /^(?:我|俺)?(?:要|想)?撤回(?:我的|俺的)?(?:同意|授权)/],
  [
    'human',
    /^(?:我|俺)?(?:要|想|得)?找.{0,3}[镇乡村县](?:里|上)?的?(?:人|干部|领导)$|^(?:我|俺)?(?:要|想)投诉/,
  ],
  ['menu', /^[/／](?:start|menu)/i],
];

/** What the message means: against the open question, or by itself while something else is awaited. */
function read(scene: Scene): Reading {
  const { state, payload, text } = scene;
  const { draft } = state;
  const said = {
    ...(text === '' ? {} : { text }),
    ...(payload.action === undefined ? {} : { action: payload.action }),
  };
  const context = { county: scene.served, now: scene.now, misses: state.misses };
  const { reader } = scene.parts;
  const wish = WISHES.find(([, pattern]) => pattern.test(text.replace(/[。！!]+$/u, '')))?.[0];
  if (wish !== undefined) return { ...NOTHING_FOUND, control: wish };
  if (draft === undefined || !isFormOpen(scene)) {
    // What is added to a case is told like the story of the form: most of it would pass for a question otherwise.
    const isStory = state.awaited?.kind === 'supplement' || state.awaited?.kind === 'objection';
    return reader.read(said, { ...context, step: isStory ? 'story' : null });
  }
  if (payload.edited) {
    // An edited message changes an answer of before, whatever is asked now: it is read as if nothing had been said.
    const edited = reader.read(said, { ...context, step: null });
    if (Object.keys(edited.found).length > 0) return asCorrection(edited);
  }
  return reader.read(said, { ...context, step: openStep(draft), draft });
}

const NOTHING_FOUND: Reading = {
  found: {},
  correction: false,
  question: false,
  urgent: false,
  crisis: false,
  declares: false,
  hardship: false,
};

function asCorrection({ found, urgent, crisis, hardship }: Reading): Reading {
  return { ...NOTHING_FOUND, found, urgent, crisis, hardship, correction: true };
}

/** A message that something waits for; what is not meant for it ends the waiting and is taken as it is. */
async function continueAwaited(scene: Scene, awaited: Awaited): Promise<boolean> {
  const isDone = await continueWith(scene, awaited, read(scene));
  if (isDone) putAgain(scene);
  else delete scene.state.awaited;
  return isDone;
}

/** The open question once more, after something else came between. */
function putAgain(scene: Scene): void {
  if (isFormOpen(scene) && !scene.isStepPut) putStep(scene);
}

async function continueWith(scene: Scene, awaited: Awaited, reading: Reading): Promise<boolean> {
  switch (awaited.kind) {
    case 'cancel':
    case 'restart':
    case 'delete-data':
      return confirmLeaving(scene, awaited.kind, reading);
    case 'callback':
      return callback(scene, reading.found.phone, ['no', 'none', 'cancel'].includes(reading.control ?? ''));
    case 'county':
      if (!takeCounty(scene)) return false;
      await submit(scene);
      return true;
    case 'binding-code':
    case 'staff':
      return continueStaff(scene, awaited);
    default:
      return continueCase(scene, awaited, reading);
  }
}

function isAboutSources(scene: Scene): boolean {
  return (
    scene.payload.action === 'sources' || /^(?:看)?(?:来源|依据|原文|依据原文)[。？?！!]?$/.test(scene.text)
  );
}

/** A message with no form open. */
async function respondIdle(scene: Scene, reading: Reading): Promise<void> {
  if (reading.crisis) {
    scene.state.hardship = scene.text;
    return sayCrisis(scene);
  }
  if (reading.urgent) scene.say(urgentNumbers(scene.text));
  if (reading.control !== undefined && (await obeyIdle(scene, reading))) return;
  if (reading.declares) return startDeclaration(scene, reading);
  if (scene.state.draft !== undefined && isAnswer(reading)) return resume(scene, reading);
  if (scene.payload.action === 'ask') return scene.say(TEXTS.ask);
  if (scene.text === '') return welcome(scene);
  if (reading.hardship || reading.urgent) return offerDeclaration(scene, reading);
  if (/[a-z\d]/i.test(scene.text) && looksLikeReceipt(scene)) return byReceipt(scene, 'status');
  if (reading.problem?.kind === 'senseless' && !reading.question) return notUnderstood(scene);
  scene.state.misses = 0;
  await ask(scene, scene.text);
}

/** Particulars that belong to the declaration put aside. */
function isAnswer({ found, question }: Reading): boolean {
  return !question && (found.phone ?? found.idNumber ?? found.name ?? found.selfName) !== undefined;
}

function looksLikeReceipt(scene: Scene): boolean {
  const text = scene.text.normalize('NFKC').toUpperCase();
  return (
    /(?:^|[^A-Z0-9])[A-Z0-9]{3}[- ]?[A-Z0-9]{3}[- ]?[A-Z0-9]{3}(?![A-Z0-9])/.test(text) && /[A-Z]/.test(text)
  );
}

/** Obeys a wish; false when it is none outside a form (跳过, 返回 …). */
async function obeyIdle(scene: Scene, reading: Reading): Promise<boolean> {
  const { state } = scene;
  state.misses = 0;
  switch (reading.control) {
    case 'declare':
      await startDeclaration(scene, reading);
      return true;
    case 'resume':
      if (state.draft === undefined) scene.say(TEXTS.menu, menuButtons(scene));
      else await resume(scene, undefined);
      return true;
    case 'restart':
      if (state.draft === undefined) await startDeclaration(scene, undefined);
      else {
        state.awaited = { kind: 'restart' };
        scene.say(TEXTS.form.restartAsk, [
          { id: 'yes', label: TEXTS.form.yesRestart },
          { id: 'no', label: TEXTS.form.goOn },
        ]);
      }
      return true;
    case 'status':
    case 'supplement':
    case 'withdraw':
    case 'objection':
      await askForCase(scene, reading.control);
      return true;
    case 'human':
      await human(scene);
      return true;
    case 'help':
      help(scene);
      return true;
    case 'menu':
    case 'greeting':
      welcome(scene);
      return true;
    case 'thanks':
      scene.say(TEXTS.thanks, menuButtons(scene));
      return true;
    case 'submit':
      if (await submitAgain(scene)) return true;
      scene.say(TEXTS.menu, menuButtons(scene));
      return true;
    case 'delete-data':
      state.awaited = { kind: 'delete-data' };
      scene.say(TEXTS.erase.confirm, eraseButtons());
      return true;
    default:
      // 返回, 跳过, 好的, 没有 … mean nothing with nothing open.
      scene.say(TEXTS.menu, menuButtons(scene));
      return true;
  }
}

/** A hardship told by the way: what the documents say of it, and the offer to declare it. */
async function offerDeclaration(scene: Scene, reading: Reading): Promise<void> {
  const { state } = scene;
  const before = state.hardship === undefined ? '' : `${state.hardship}\n`;
  state.hardship = `${before}${scene.text}`.slice(-2000);
  state.misses = 0;
  if (!reading.urgent) await ask(scene, scene.text, true);
  const text = reading.urgent ? TEXTS.urgent.offer : TEXTS.form.hardshipOffer;
  scene.say(text, [
    { id: 'declare', label: TEXTS.buttons.declare },
    { id: 'human', label: TEXTS.buttons.human },
  ]);
}

/** Where the conversation stands, for who drives it: the open question and the case declared in it. */
export async function standing(
  unit: Unit,
  casework: Casework,
  conversationId: string,
  state: State,
): Promise<Pick<Turn, 'step' | 'case'>> {
  const [newest] = await casework.casesOf(unit, conversationId);
  const { draft, later } = state;
  return {
    step: draft === undefined || later ? null : openStep(draft),
    ...(newest === undefined
      ? {}
      : { case: { receipt: newest.receipt, stage: newest.stage, township: newest.township } }),
  };
}
