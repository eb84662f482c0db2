import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { askChoice, showSources } from './ask.ts';
import { moveHere } from './here.ts';
import { putAgain } from './put-step.ts';
import { takeVote } from './vote.ts';

/**
 * Obeys a button that stands beside the conversation: a vote, a question that was offered, what an answer rests on, the
 * chip with the place. It answers nothing that was asked: the open question stays. False when the button is another.
 */
export async function obeyBeside(scene: Scene): Promise<boolean> {
  const [kind = '', ...rest] = (scene.payload.action ?? '').split(':');
  const said = rest.join(':');
  switch (kind) {
    case 'vote':
      await takeVote(scene, said);
      break;
    case 'choice':
      delete scene.state.awaited;
      await askChoice(scene, said, scene.isFormOpen);
      break;
    case 'rephrase':
      delete scene.state.awaited;
      scene.say(TEXTS.vote.rephrase);
      break;
    case 'sources':
      showSources(scene);
      break;
    case 'here':
      delete scene.state.awaited;
      moveHere(scene, said);
      break;
    default:
      return false;
  }
  goOnFromAnswer(scene);
  putAgain(scene);
  return true;
}

/** Such a button comes between no question and what follows up on it. */
function goOnFromAnswer({ state, now }: Scene): void {
  const { asked, seenAt } = state;
  if (asked !== undefined && asked.at === seenAt) state.asked = { ...asked, at: now.toISOString() };
}
