import { recordVote, VOTES } from '../question-log.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { menuButtons } from './menu.ts';

const T = TEXTS.vote;

/** `up:<question>`: what somebody thinks of an answer. Of a question that is not theirs nothing is kept. */
export async function takeVote(scene: Scene, said: string): Promise<void> {
  const [kind = '', ...rest] = said.split(':');
  const vote = VOTES.find((each) => each === kind);
  const isOwn = vote !== undefined && (await recordVote(scene, rest.join(':'), vote));
  if (!isOwn) return scene.say(T.gone, scene.state.draft === undefined ? menuButtons(scene) : []);
  const onward = [
    { id: 'rephrase', label: TEXTS.buttons.rephrase },
    { id: 'human', label: TEXTS.buttons.human },
  ];
  scene.say(T.thanks[vote], vote === 'up' ? [] : onward);
}
