import { type Casework, isOpen } from '../casework/index.ts';
import { openStep, type Reading } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { obeyBeside } from './flows/answer-buttons.ts';
import { ask, showSources } from './flows/ask.ts';
import { askForCase, byReceipt, continueCase } from './flows/cases.ts';
import { continueDraft, eraseButtons } from './flows/declare.ts';
import { sayCrisis, urgentNumbers, withDanger } from './flows/emergency.ts';
import { refuseForm, takeForm } from './flows/form-sent.ts';
import { greetReturning } from './flows/greet.ts';
import { callback, human } from './flows/human.ts';
import { confirmLeaving } from './flows/leave.ts';
import { help, menuButtons, menuView, notUnderstood, welcome } from './flows/menu.ts';
import { takePhotos } from './flows/photo.ts';
import { putAgain } from './flows/put-step.ts';
import { rightsTurn, takeCorrection } from './flows/rights.ts';
import { answerService } from './flows/service.ts';
import { takeFiles } from './flows/staff/files.ts';
import { takeLocation } from './flows/staff/location.ts';
import { bindStaff, continueStaff, staffCommand } from './flows/staff/staff.ts';
import { resume, startDeclaration } from './flows/start.ts';
import { submit, submitAgain, takeCounty } from './flows/submit.ts';
import type { Turn } from './message.ts';
import { isAboutSources, respondElsewhere } from './respond-elsewhere.ts';
import type { Scene } from './scene.ts';
import { serviceTopic } from './service-topics.ts';
import type { Awaited, State } from './state.ts';
import { TEXTS } from './texts.ts';
import { wishIn } from './wishes.ts';

/** Replies to one event: what it is, and which flow it belongs to. Everything ends with a way on. */
export async function respond(scene: Scene): Promise<void> {
  await greetReturning(scene);
  const { action, withheld, attachmentProblem, form, formProblem } = scene.payload;
  const hasWords = scene.text !== '' || action !== undefined;
  if (withheld) scene.say(TEXTS.link.withheld);
  if (scene.mayTakePersonalData) await takePhotos(scene, hasWords);
  else if (attachmentProblem !== undefined && !withheld) scene.say(TEXTS.link.wordsOnly);
  takeLocation(scene);
  if (hasWords && !scene.mayTakePersonalData) await respondElsewhere(scene, () => read(scene));
  else if (form !== undefined) await takeForm(scene, form);
  else if (formProblem === true) refuseForm(scene);
  else if (await takeFiles(scene)) putAgain(scene);
  else if (hasWords) await respondToWords(scene);
  else if (scene.replies.length === 0) welcome(scene);
  scene.state.seenAt = scene.now.toISOString();
}

async function respondToWords(scene: Scene): Promise<void> {
  if (await bindStaff(scene)) return;
  if (await staffCommand(scene)) return putAgain(scene);
  if (await obeyBeside(scene)) return;
  if (await rightsTurn(scene)) return putAgain(scene);
  const { awaited } = scene.state;
  if (awaited !== undefined && (await continueAwaited(scene, awaited))) return;
  if (isAboutSources(scene)) {
    showSources(scene);
    return putAgain(scene);
  }
  const reading = read(scene);
  if (scene.isFormOpen) await continueDraft(scene, reading);
  else await respondIdle(scene, reading);
}

/** What the message means, with the danger that its words tell. */
function read(scene: Scene): Reading {
  return withDanger(readWords(scene), scene.text);
}

/** Against the open question, or by itself while something else is awaited. */
function readWords(scene: Scene): Reading {
  const { state, payload, text } = scene;
  const { draft } = state;
  const said = {
    ...(text === '' ? {} : { text }),
    ...(payload.action === undefined ? {} : { action: payload.action }),
  };
  const context = { county: scene.served, now: scene.now, misses: state.misses };
  const { reader } = scene.parts;
  const wish = wishIn(text, scene.isFormOpen || state.awaited !== undefined);
  if (wish !== undefined) return { ...NOTHING_FOUND, control: wish };
  if (draft === undefined || !scene.isFormOpen) {
    // What is added to a case is told like the story of the form: most of it would pass for a question otherwise.
    const isStory = state.awaited?.kind === 'supplement' || state.awaited?.kind === 'objection';
    return reader.read(said, { ...context, step: isStory ? 'story' : null });
  }
  if (payload.edited) {
    // An edited message changes an answer of before, whatever is asked now: it is read as if nothing had been said.
    const edited = reader.read(said, { ...context, step: null });
    if (Object.keys(edited.found).length > 0) return asCorrection(edited);
  }
  const answer = reader.read(said, { ...context, step: openStep(draft), draft });
  // What the form cannot take may be a question about this service (你们上班时间).
  const isRead = answer.problem === undefined || Object.keys(answer.found).length > 0;
  return isRead || serviceTopic(text) === undefined ? answer : { ...NOTHING_FOUND, question: true };
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
  const reading = read(scene);
  const isStory = awaited.kind === 'supplement' || awaited.kind === 'objection';
  if (isStory && reading.crisis) sayCrisis(scene);
  else if (isStory && reading.urgent) scene.say(urgentNumbers(scene.text));
  const isDone = await continueWith(scene, awaited, reading);
  if (isDone) putAgain(scene);
  else delete scene.state.awaited;
  return isDone;
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
    case 'correction':
      return takeCorrection(scene, awaited.of, reading);
    default:
      return continueCase(scene, awaited, reading);
  }
}

/** A message with no form open. */
async function respondIdle(scene: Scene, reading: Reading): Promise<void> {
  if (reading.crisis) {
    // Words of despair alone are nobody's declaration; a hardship told with them is.
    if (reading.hardship) remember(scene);
    return sayCrisis(scene);
  }
  if (reading.urgent) scene.say(urgentNumbers(scene.text));
  if (reading.control !== undefined && (await obeyIdle(scene, reading))) return;
  if (reading.declares) return startDeclaration(scene, reading);
  if (scene.state.draft !== undefined && isAnswer(reading)) return resume(scene, reading);
  if (scene.payload.action === 'ask') return scene.say(TEXTS.ask);
  if (scene.text === '') return welcome(scene);
  if ((reading.found.place ?? reading.found.placeChoices) !== undefined)
    scene.state.told = scene.text.slice(0, 500);
  if (!reading.urgent && (await answerService(scene, false))) return;
  if (reading.hardship || reading.urgent || isPoor(scene.text)) return offerDeclaration(scene, reading);
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
      if (state.draft === undefined) scene.say(TEXTS.menu, menuButtons(scene), menuView(scene));
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
      if (await answerService(scene, false)) return true;
      scene.say(TEXTS.thanks, menuButtons(scene));
      return true;
    case 'submit':
      if (await submitAgain(scene)) return true;
      scene.say(TEXTS.menu, menuButtons(scene), menuView(scene));
      return true;
    case 'delete-data':
      state.awaited = { kind: 'delete-data' };
      scene.say(TEXTS.erase.confirm, eraseButtons());
      return true;
    default:
      // 返回, 跳过, 好的, 没有 … mean nothing with nothing open.
      scene.say(TEXTS.menu, menuButtons(scene), menuView(scene));
      return true;
  }
}

/** 家里穷, 日子难: a hardship that names no cause, unless it asks about a programme. */
function isPoor(text: string): boolean {
  return /^(?:我|俺|咱)?们?家?(?:里|中|的)?(?:日子|生活)?.{0,4}(?:很穷|穷|困难|难过|过不下去|苦|没钱)[了啊呀得很的]*[。！!]*$/.test(
    text,
  );
}

/** Keeps a hardship told by the way, for the form. */
function remember({ state, text }: Scene): void {
  const before = state.hardship === undefined ? '' : `${state.hardship}\n`;
  state.hardship = `${before}${text}`.slice(-2000);
}

/** A hardship told by the way: a kind word, what the documents say if that was asked, and the offer to declare it. */
async function offerDeclaration(scene: Scene, reading: Reading): Promise<void> {
  remember(scene);
  scene.state.misses = 0;
  const cases = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const hasOpen = cases.some(({ stage }) => isOpen(stage));
  if (!reading.urgent) {
    scene.say(TEXTS.form.hardshipHeard);
    if (reading.question && !isCry(scene)) await ask(scene, scene.text, true);
  }
  const place = scene.placeName(scene.place?.slice(0, 9) as RegionCode | undefined);
  const offer = reading.urgent ? TEXTS.urgent.offer : TEXTS.form.hardshipOffer(place ?? TEXTS.form.township);
  const { declare, supplement, human: person } = TEXTS.buttons;
  scene.say(hasOpen ? TEXTS.form.hardshipAdd : offer, [
    ...(hasOpen ? [{ id: 'supplement', label: supplement }] : []),
    { id: 'declare', label: declare },
    ...(hasOpen || reading.urgent ? [] : [{ id: 'ask', label: TEXTS.buttons.ask }]),
    { id: 'human', label: person },
  ]);
}

/** `…咋整` after a trouble told asks for help; only what the documents say straight out is an answer to it. */
function isCry(scene: Scene): boolean {
  if (!/(?:咋|怎么)(?:办|整|弄|活|过|治)[呀啊呢哩]?[?？。！!]*$/.test(scene.text)) return false;
  const answer = scene.answerTo(scene.text);
  return answer === 'failed' || answer.status !== 'answered';
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
