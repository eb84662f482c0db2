import { type CaseView, isOpen, refusalText } from '../../casework/index.ts';
import { findReceipt, type Reading } from '../../declaration/index.ts';
import { CASE_TEXTS as T } from '../case-texts.ts';
import type { Button } from '../message.ts';
import type { Scene } from '../scene.ts';
import type { Awaited, CaseRef } from '../state.ts';
import { TEXTS } from '../texts.ts';
import { status } from './case-view.ts';
import { menuButtons } from './menu.ts';
import { isRemark } from './remark.ts';
import { sayHeld } from './rights-view.ts';

type Wish = 'status' | 'supplement' | 'withdraw' | 'objection' | 'rights';

/** Wrong receipts that one chat may try within an hour. */
const MOST_WRONG = 5;
const HOUR = 3_600_000;
const ASK: Button = { id: 'ask', label: TEXTS.buttons.ask };
const DECLARE: Button = { id: 'declare', label: TEXTS.buttons.declare };
const HUMAN: Button = { id: 'human', label: TEXTS.buttons.human };

/** Somebody wants something about a case: their own of this chat, or one by receipt and phone. */
export async function askForCase(scene: Scene, wish: Exclude<Wish, 'rights'>): Promise<void> {
  if (scene.text !== '' && findReceipt(scene.text) !== undefined) return byReceipt(scene, wish);
  const own = await ownCases(scene, wish);
  if (own.length === 0) {
    scene.state.awaited = { kind: 'receipt', wish };
    return scene.say([T.none, T.askReceipt, T.receiptLost].join('\n'), [HUMAN]);
  }
  if (wish === 'status') {
    for (const view of own) sayStatus(scene, view);
    return;
  }
  if (wish === 'objection' && own.every(({ stage }) => isOpen(stage))) {
    return scene.say(T.notDecided, own.slice(0, 1).flatMap(viewButtons));
  }
  const [only, ...others] = own;
  if (only !== undefined && others.length === 0) return begin(scene, wish, only);
  scene.state.awaited = { kind: 'which-case', wish };
  scene.say(
    T.which,
    own.map(({ id, receipt }) => ({ id: `case:${id}`, label: receipt })),
  );
}

/** Cases of this chat that the wish can be about, the newest first. */
async function ownCases(scene: Scene, wish: Exclude<Wish, 'rights'>): Promise<CaseView[]> {
  const views = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const fitting = views.filter(({ stage }) => {
    if (wish === 'status') return true;
    return wish === 'objection' ? !isOpen(stage) && stage !== 'withdrawn' : isOpen(stage);
  });
  // A wish that fits no case is refused with its reason, not by asking for a receipt.
  return (fitting.length > 0 ? fitting : views).slice(0, 8);
}

function sayStatus(scene: Scene, view: CaseView): void {
  const { text, shown } = status(scene, view);
  scene.say(text, viewButtons(view), { view: shown });
}

function viewButtons(view: CaseView): Button[] {
  if (view.stage === 'withdrawn') return [DECLARE, HUMAN];
  if (!isOpen(view.stage)) {
    const objection = { id: 'objection', label: TEXTS.buttons.objection };
    return [objection, ...(view.stage === 'not_included' ? [ASK] : []), HUMAN];
  }
  return [
    { id: 'supplement', label: TEXTS.buttons.supplement },
    { id: 'withdraw', label: TEXTS.buttons.withdraw },
    HUMAN,
  ];
}

async function begin(
  scene: Scene,
  wish: Exclude<Wish, 'status' | 'rights'>,
  { id, receipt }: CaseView,
): Promise<void> {
  const of = { id, receipt };
  scene.state.awaited = { kind: wish, of };
  const { loosePhotos } = scene.state;
  const told = toldBefore(scene);
  if (wish === 'supplement' && (loosePhotos.length > 0 || told !== '')) {
    // Sent or told before it was said what for.
    scene.state.loosePhotos = [];
    delete scene.state.hardship;
    await addToCase(scene, id, told, loosePhotos);
  } else if (wish === 'supplement') scene.say(T.askSupplement(receipt), doneButton());
  else if (wish === 'objection') scene.say(T.askObjection(receipt), [HUMAN]);
  else {
    scene.say(T.askWithdraw(receipt), withdrawButtons());
  }
}

/** What is to be added, where it came with the wish (补充一下，我儿子也病了) or was told just before the button. */
function toldBefore({ text, state }: Scene): string {
  if (text === '') return state.hardship ?? '';
  return /补充(?:一下|一点|点|情况|材料|说明)?[,，:：、\s]+(.{4,})$/su.exec(text)?.[1] ?? '';
}

function withdrawButtons(): Button[] {
  return [
    { id: 'yes', label: T.yesWithdraw },
    { id: 'no', label: T.noWithdraw },
  ];
}

function doneButton(): Button[] {
  return [{ id: 'done', label: T.doneButton }];
}

/** A receipt number was written, perhaps with the phone's last digits. */
export async function byReceipt(scene: Scene, wish: Wish): Promise<void> {
  const found = findReceipt(scene.text);
  if (found?.receipt === undefined) {
    scene.state.awaited = { kind: 'receipt', wish };
    return scene.say(found?.problem === 'check' ? T.receiptWrong : T.askReceipt, [HUMAN]);
  }
  const own = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const known = own.find(({ receipt }) => receipt === found.receipt);
  if (known !== undefined) return showOrBegin(scene, wish, known);
  if (found.phoneTail !== undefined) return lookUp(scene, wish, found.receipt, found.phoneTail);
  scene.state.awaited = { kind: 'phone-tail', receipt: found.receipt, wish };
  scene.say(T.askTail, [HUMAN]);
}

async function showOrBegin(scene: Scene, wish: Wish, view: CaseView): Promise<void> {
  delete scene.state.awaited;
  if (wish === 'status') sayStatus(scene, view);
  else if (wish === 'rights') await sayHeld(scene, view.id);
  else await begin(scene, wish, view);
}

/** Unknown number, wrong digits and somebody else's case have one answer, and not many tries. */
async function lookUp(scene: Scene, wish: Wish, receipt: string, tail: string): Promise<void> {
  const { state } = scene;
  state.wrongReceipts = recent(scene, state.wrongReceipts);
  if (state.wrongReceipts.length >= MOST_WRONG) {
    delete state.awaited;
    return scene.say(T.tooMany, [HUMAN]);
  }
  const view = await scene.parts.casework.status(scene.unit, receipt, tail, scene.conversation.id);
  if (view !== undefined) return showOrBegin(scene, wish, view);
  state.wrongReceipts.push(scene.now.toISOString());
  state.awaited = { kind: 'receipt', wish };
  scene.say(T.notFound, [{ id: 'status', label: TEXTS.buttons.status }, HUMAN]);
}

/** Times of the last hour. */
export function recent(scene: Scene, times: readonly string[]): string[] {
  const since = scene.now.getTime() - HOUR;
  return times.filter((time) => Date.parse(time) > since);
}

/** A message for which a flow about a case waits; false when it is something else. */
export async function continueCase(scene: Scene, awaited: Awaited, reading: Reading): Promise<boolean> {
  switch (awaited.kind) {
    case 'receipt':
      return awaitedReceipt(scene, awaited.wish, reading);
    case 'phone-tail':
      return awaitedTail(scene, awaited, reading);
    case 'which-case':
      return awaitedChoice(scene, awaited.wish);
    case 'supplement':
      return supplement(scene, awaited.of, reading);
    case 'withdraw':
      return withdraw(scene, awaited.of, reading);
    case 'objection':
      return objection(scene, awaited.of, reading);
    default:
      return false;
  }
}

/** Whether a message is a wish of its own rather than what was asked for. */
function leaves({ control, declares, question, crisis }: Reading): boolean {
  return control !== undefined || declares || question || crisis;
}

async function awaitedReceipt(scene: Scene, wish: Wish, reading: Reading): Promise<boolean> {
  if (findReceipt(scene.text) === undefined) {
    const isNumber = /^[\d\s-]{3,}$/.test(scene.text.normalize('NFKC'));
    if (scene.text === '' || (leaves(reading) && !isNumber)) return false;
    // A number that is no receipt may be the answer to the form that is open.
    const isNear = /(?=.*[a-z])[a-z0-9][a-z0-9 -]{3,}/i.test(scene.text.normalize('NFKC'));
    if (!isNear && (scene.state.draft !== undefined || !/\d/.test(scene.text))) return false;
  }
  await byReceipt(scene, wish);
  return true;
}

async function awaitedTail(
  scene: Scene,
  { receipt, wish }: { receipt: string; wish: Wish },
  reading: Reading,
): Promise<boolean> {
  if (findReceipt(scene.text)?.receipt !== undefined) {
    await byReceipt(scene, wish);
    return true;
  }
  // The whole number instead of its end, or with 尾号 before it; the last of an ID number may be X.
  const tail = /(\d{3}[\dX])(?![\dX])\D*$/i.exec(scene.text.normalize('NFKC'))?.[1];
  if (tail !== undefined) {
    await lookUp(scene, wish, receipt, tail.toUpperCase());
    return true;
  }
  if (scene.text === '' || leaves(reading) || !/\d/.test(scene.text.normalize('NFKC'))) return false;
  scene.say(T.tailWrong, [HUMAN]);
  return true;
}

async function awaitedChoice(scene: Scene, wish: Exclude<Wish, 'status' | 'rights'>): Promise<boolean> {
  const id = /^case:(.+)$/.exec(scene.payload.action ?? '')?.[1];
  if (id === undefined) return false;
  const own = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const view = own.find((each) => each.id === id);
  if (view === undefined) return false;
  await begin(scene, wish, view);
  return true;
}

async function supplement(scene: Scene, of: { id: string }, reading: Reading): Promise<boolean> {
  const { control } = reading;
  const isDone =
    scene.payload.action === 'done' ||
    /^(?:好了|完了|没有了|没了|就这些|说完了|发完了)[。！!]*$/.test(scene.text);
  if (
    isDone ||
    control === 'none' ||
    control === 'skip' ||
    control === 'submit' ||
    control === 'no' ||
    control === 'cancel'
  ) {
    delete scene.state.awaited;
    scene.say(T.supplementDone, scene.state.draft === undefined ? menuButtons(scene) : []);
    return true;
  }
  if (scene.text === '' || (control !== undefined && control !== 'yes')) return false;
  if (reading.question) return false;
  await addToCase(scene, of.id, scene.text, []);
  return true;
}

/** Adds words or photos to a case from its household's chat. */
export async function addToCase(scene: Scene, id: string, text: string, photos: string[]): Promise<boolean> {
  const { casework } = scene.parts;
  const outcome = await casework.supplement(scene.unit, id, scene.conversation.id, text, photos);
  if (outcome.ok) scene.say(T.supplemented, doneButton());
  else {
    delete scene.state.awaited;
    scene.say(refusalText(outcome.reason), menuButtons(scene));
  }
  return outcome.ok;
}

async function withdraw(scene: Scene, of: CaseRef, reading: Reading): Promise<boolean> {
  const { control } = reading;
  // To "withdraw?" the words that otherwise break something off are a yes.
  const isOff = /^(?:我|俺|我们|家里)?(?:都)?不(?:想|用|要)?(?:再)?(?:办|报|申报|要)了?[。！!]*$/.test(
    scene.text,
  );
  if (!isOff && (control === 'no' || control === 'cancel' || control === 'back')) {
    delete scene.state.awaited;
    scene.say(T.notWithdrawn, menuButtons(scene));
    return true;
  }
  if (!isOff && control !== 'yes' && control !== 'submit' && control !== 'withdraw') {
    if (!isRemark(scene, reading)) return false;
    scene.say(T.askWithdrawAgain, withdrawButtons());
    return true;
  }
  delete scene.state.awaited;
  const outcome = await scene.parts.casework.withdraw(scene.unit, of.id, scene.conversation.id);
  scene.say(outcome.ok ? T.withdrawn : refusalText(outcome.reason), menuButtons(scene));
  return true;
}

async function objection(scene: Scene, of: { id: string }, { control }: Reading): Promise<boolean> {
  if (control === 'cancel' || control === 'back' || control === 'no') {
    delete scene.state.awaited;
    scene.say(T.dropped, menuButtons(scene));
    return true;
  }
  if (scene.text === '' || (control !== undefined && control !== 'objection')) return false;
  const outcome = await scene.parts.casework.object(scene.unit, of.id, scene.conversation.id, scene.text);
  // A reason too short is asked for again; any other refusal ends it.
  if (outcome.ok || outcome.reason !== 'reason-short') delete scene.state.awaited;
  scene.say(outcome.ok ? T.objected : refusalText(outcome.reason), [
    { id: 'status', label: TEXTS.buttons.status },
    HUMAN,
  ]);
  return true;
}
