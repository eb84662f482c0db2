import { findReceipt, type Reading } from '../declaration/index.ts';
import { obeyBeside } from './flows/answer-buttons.ts';
import { ask, showSources } from './flows/ask.ts';
import { eraseButtons } from './flows/declare.ts';
import { sayElsewhere, whereElse } from './flows/elsewhere.ts';
import { sayCrisis, urgentNumbers } from './flows/emergency.ts';
import { human } from './flows/human.ts';
import { confirmLeaving } from './flows/leave.ts';
import { help, menuButtons, notUnderstood, welcome } from './flows/menu.ts';
import { rightsWish } from './flows/rights-words.ts';
import { answerService } from './flows/service.ts';
import { bindStaff, continueStaff, staffCommand } from './flows/staff/staff.ts';
import type { Scene } from './scene.ts';
import { TEXTS } from './texts.ts';

/**
 * Replies on a channel that may not carry personal data (`personalData: link`): policy is answered, danger gets its
 * numbers, a person is found, and one's traces are deleted. Whatever belongs to a declaration or a case is neither asked
 * nor told nor remembered, only where it is done. A draft from before the channel was closed lies untouched.
 * @param read what the message means with nothing open
 */
export async function respondElsewhere(scene: Scene, read: () => Reading): Promise<void> {
  if (await bindStaff(scene)) return;
  if (await staffCommand(scene)) return;
  if (await obeyBeside(scene)) return;
  const reading = read();
  if (await continueHere(scene, reading)) return;
  delete scene.state.awaited;
  const wish = rightsWish(scene.text);
  if (wish !== undefined && wish !== 'consent') return sayElsewhere(scene, 'case');
  if (isAboutSources(scene)) return showSources(scene);
  if (reading.crisis) return sayCrisis(scene);
  if (reading.urgent) scene.say(urgentNumbers(scene.text));
  if (reading.control !== undefined) return obey(scene, reading.control);
  if (reading.declares) return sayElsewhere(scene, 'declare');
  if (scene.payload.action === 'ask') return scene.say(TEXTS.ask);
  if (scene.text === '') return welcome(scene);
  if (findReceipt(scene.text)?.receipt !== undefined) return sayElsewhere(scene, 'case');
  if (!reading.urgent && (await answerService(scene, false))) return;
  await answer(scene, reading);
}

/** What may be waited for here: a cadre's binding code, and the word that all is to be deleted. */
async function continueHere(scene: Scene, reading: Reading): Promise<boolean> {
  const { awaited } = scene.state;
  if (awaited?.kind === 'binding-code') return continueStaff(scene, awaited);
  return awaited?.kind === 'delete-data' && confirmLeaving(scene, awaited.kind, reading);
}

/** Whether somebody wants to see what the last answer rests on. */
export function isAboutSources({ payload, text }: Scene): boolean {
  return payload.action === 'sources' || /^(?:看)?(?:来源|依据|原文|依据原文)[。？?！!]?$/.test(text);
}

async function obey(scene: Scene, control: NonNullable<Reading['control']>): Promise<void> {
  scene.state.misses = 0;
  switch (control) {
    case 'declare':
    case 'resume':
    case 'restart':
    case 'submit':
    case 'edit':
      return sayElsewhere(scene, 'declare');
    case 'status':
    case 'supplement':
    case 'withdraw':
    case 'objection':
      return sayElsewhere(scene, 'case');
    case 'delete-data':
      scene.state.awaited = { kind: 'delete-data' };
      return scene.say(TEXTS.erase.confirm, eraseButtons());
    case 'human':
      return human(scene);
    case 'help':
      return help(scene);
    case 'menu':
    case 'greeting':
      return welcome(scene);
    case 'thanks':
      return scene.say(TEXTS.thanks, menuButtons(scene));
    default:
      return scene.say(TEXTS.menu, menuButtons(scene));
  }
}

/** A hardship gets a kind word, what the documents say if that was asked, and where it is declared; the rest is asked. */
async function answer(scene: Scene, reading: Reading): Promise<void> {
  const { hardship, urgent, question, problem } = reading;
  if (!hardship && !urgent) {
    if (problem?.kind === 'senseless' && !question) return notUnderstood(scene);
    scene.state.misses = 0;
    return ask(scene, scene.text);
  }
  scene.state.misses = 0;
  if (!urgent) scene.say(TEXTS.form.hardshipHeard);
  if (question && !urgent) await ask(scene, scene.text, true);
  scene.say(TEXTS.link.hardship(whereElse(scene.parts.settings)), [
    { id: 'ask', label: TEXTS.buttons.ask },
    { id: 'human', label: TEXTS.buttons.human },
  ]);
}
