import { dayText, refusalText } from '../../casework/index.ts';
import type { Reading } from '../../declaration/index.ts';
import type { ConsentScope } from '../../rights/index.ts';
import type { Button } from '../message.ts';
import { RIGHTS_TEXTS as T } from '../rights-texts.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { menuButtons } from './menu.ts';
import { keepingLines, sayHeld } from './rights-view.ts';
import { type RightsWish, rightsWish } from './rights-words.ts';

const HUMAN: Button = { id: 'human', label: TEXTS.buttons.human };
const ERASE_CHAT: Button = { id: 'delete-data', label: T.buttons.eraseChat };
const WITHDRAW: Button = { id: 'withdraw', label: T.buttons.withdraw };

type Step = RightsWish | 'checks' | 'sensitive' | 'erasecase' | 'keep';

/**
 * What somebody wants to know of their data or have done with it, by words or by a button under what was told. A chat is
 * answered for households that it is of. False when the message is something else.
 */
export async function rightsTurn(scene: Scene): Promise<boolean> {
  const pressed = /^rights:([a-z]+):(.+)$/.exec(scene.payload.action ?? '');
  if (pressed !== null) {
    delete scene.state.awaited;
    await take(scene, pressed[1] as Step, pressed[2] ?? '');
    return true;
  }
  // In a form the same words are answers to it, or corrections.
  const wish = scene.isFormOpen ? undefined : rightsWish(scene.text);
  if (wish === undefined || scene.staff !== undefined) return false;
  const own = await scene.parts.rights.households(scene.unit, scene.conversation.id);
  // Without a case there is nothing but the chat to take consent back for: it is deleted.
  if (own.length === 0 && wish === 'consent') return false;
  delete scene.state.awaited;
  const [only, ...others] = own;
  if (only === undefined) {
    scene.state.awaited = { kind: 'receipt', wish: 'rights' };
    scene.say(T.none, [HUMAN]);
  } else if (others.length === 0) await take(scene, wish, only.caseId);
  else {
    const choices = own.map(({ caseId, receipt }) => ({ id: `rights:${wish}:${caseId}`, label: receipt }));
    scene.say(T.which, choices);
  }
  return true;
}

async function take(scene: Scene, step: Step, caseId: string): Promise<void> {
  switch (step) {
    case 'held':
      return sayHeld(scene, caseId);
    case 'copy':
      return ask(scene, caseId, { kind: 'copy' }, T.copyAsked, T.copyAgain);
    case 'correct':
      return askCorrection(scene, caseId);
    case 'consent':
      return askConsent(scene, caseId);
    case 'checks':
      return withdrawConsent(scene, caseId, 'data-checks');
    case 'sensitive':
      return withdrawConsent(scene, caseId, 'sensitive');
    case 'keep':
      return scene.say(T.consentKept, menuButtons(scene));
    case 'erase':
      return tellErasure(scene, caseId);
    case 'erasecase':
      return ask(scene, caseId, { kind: 'erase' }, T.eraseAsked, T.eraseAgain);
    default:
      return scene.say(TEXTS.menu, menuButtons(scene));
  }
}

/** Hands a request in, and says by when there will be an answer. */
async function ask(
  scene: Scene,
  caseId: string,
  wish: { kind: 'copy' | 'correct' | 'erase'; words?: string },
  asked: string,
  again: string,
): Promise<void> {
  const outcome = await scene.parts.rights.ask(scene.unit, caseId, scene.conversation.id, wish);
  if (!outcome.ok) {
    // A button of before: how it stands has changed since.
    if (outcome.reason === 'archive-keeps' || outcome.reason === 'still-open')
      return tellErasure(scene, caseId);
    return scene.say(outcome.reason === 'not-found' ? T.notFound : refusalText(outcome.reason), [HUMAN]);
  }
  const { repeated, dueOn, sample } = outcome;
  const by = sample ? T.about : T.by;
  const when = dueOn === null ? '' : by(dayText(dueOn, scene.today));
  scene.say((repeated ? again : asked) + when, menuButtons(scene));
}

/** Whether the chat may ask anything of this case, before it is asked what. */
async function isOwn(scene: Scene, caseId: string): Promise<boolean> {
  const known = await scene.parts.rights.keeping(scene.unit, caseId, scene.conversation.id);
  if (!known.ok) scene.say(T.notFound, [HUMAN]);
  return known.ok;
}

async function askCorrection(scene: Scene, caseId: string): Promise<void> {
  if (!(await isOwn(scene, caseId))) return;
  scene.state.awaited = { kind: 'correction', of: caseId };
  scene.say(T.askCorrect, [HUMAN]);
}

/** What is wrong, in the resident's words; false when the message is something else. */
export async function takeCorrection(scene: Scene, caseId: string, reading: Reading): Promise<boolean> {
  const { control, question, declares, crisis } = reading;
  if (control === 'no' || control === 'cancel' || control === 'back') {
    delete scene.state.awaited;
    scene.say(T.correctDropped, menuButtons(scene));
    return true;
  }
  if (scene.text === '' || control !== undefined || question || declares || crisis) return false;
  delete scene.state.awaited;
  await ask(scene, caseId, { kind: 'correct', words: scene.text }, T.correctAsked, T.correctAgain);
  return true;
}

async function askConsent(scene: Scene, caseId: string): Promise<void> {
  if (!(await isOwn(scene, caseId))) return;
  scene.say(T.consentAsk, [
    { id: `rights:checks:${caseId}`, label: T.buttons.checks },
    { id: `rights:sensitive:${caseId}`, label: T.buttons.sensitive },
    { id: `rights:keep:${caseId}`, label: T.buttons.keep },
  ]);
}

async function withdrawConsent(scene: Scene, caseId: string, scope: ConsentScope): Promise<void> {
  const { rights } = scene.parts;
  const outcome = await rights.withdrawConsent(scene.unit, caseId, scene.conversation.id, scope);
  if (!outcome.ok) return scene.say(T.notFound, [HUMAN]);
  const { repeated, openCase } = outcome;
  const said = {
    'data-checks': repeated ? T.checksAgain : T.checksDone,
    sensitive: repeated ? T.sensitiveAgain : T.sensitiveDone,
  };
  const lines = [said[scope], ...(openCase ? [T.stillOpen] : [])];
  scene.say(lines.join('\n'), [...(openCase ? [WITHDRAW] : []), ...menuButtons(scene)]);
}

/** What can be deleted at once, what is kept until when, and what may go earlier. */
async function tellErasure(scene: Scene, caseId: string): Promise<void> {
  const known = await scene.parts.rights.keeping(scene.unit, caseId, scene.conversation.id);
  if (!known.ok) return scene.say(T.notFound, [HUMAN]);
  const { keeping } = known;
  const { why, until, onRequest } = keeping;
  const mayGo = why === 'archive' && (onRequest || (until !== null && until <= scene.today));
  const lines = [
    T.eraseWhat,
    T.eraseCase + keepingLines(scene, keeping).join(''),
    ...(why === 'open' ? [T.eraseOpen] : []),
  ];
  scene.say(lines.join('\n'), [
    ERASE_CHAT,
    ...(why === 'open' ? [WITHDRAW] : []),
    ...(mayGo ? [{ id: `rights:erasecase:${caseId}`, label: T.buttons.eraseCase }] : []),
    HUMAN,
  ]);
}
