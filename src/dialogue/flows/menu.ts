import type { Button } from '../message.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import type { View } from '../view.ts';
import { whereElse } from './elsewhere.ts';
import { staffButtons } from './staff/buttons.ts';
import { staffHelp } from './staff/help.ts';

const B = TEXTS.buttons;

/** The ways on that are always there; a declaration begun before comes first. */
export function menuButtons(scene: Scene): Button[] {
  if (scene.staff !== undefined) return staffButtons(scene);
  const begun = scene.state.draft !== undefined && scene.mayTakePersonalData;
  return [
    begun ? { id: 'resume', label: B.resume } : { id: 'declare', label: B.declare },
    ...(begun ? [{ id: 'restart', label: B.restart }] : []),
    { id: 'ask', label: B.ask },
    { id: 'status', label: B.status },
    { id: 'human', label: B.human },
  ];
}

/** Next steps under an answer: no more than a thumb can find. */
export function nextSteps(scene: Scene): Button[] {
  return menuButtons(scene).filter(({ id }) => id !== 'ask' && id !== 'restart');
}

/** That a reply is the menu, for who lays it out; a cadre's has nothing but its buttons. */
export function menuView({ staff, mayTakePersonalData }: Scene): { view?: View } {
  return staff === undefined && mayTakePersonalData ? { view: { kind: 'menu' } } : {};
}

/** Greets somebody and says what can be done here. */
export function welcome(scene: Scene): void {
  if (scene.staff !== undefined) {
    staffHelp(scene);
    return;
  }
  const { divisions } = scene.parts;
  const village = scene.placeName(scene.state.village);
  const place = scene.placeName(scene.place) ?? divisions.nameOf(scene.served);
  if (!scene.mayTakePersonalData) {
    scene.say(TEXTS.link.welcome(place, whereElse(scene.parts.settings)), menuButtons(scene));
    return;
  }
  const lines: string[] = [TEXTS.welcome(place)];
  if (village !== undefined) lines.push(TEXTS.welcomeVillage(village));
  if (scene.state.draft !== undefined) lines.push(TEXTS.resumeOffer);
  scene.say(lines.join('\n'), menuButtons(scene), menuView(scene));
}

export function help(scene: Scene): void {
  if (scene.staff !== undefined) staffHelp(scene);
  else if (scene.mayTakePersonalData) scene.say(TEXTS.help, menuButtons(scene));
  else scene.say(TEXTS.link.help(whereElse(scene.parts.settings)), menuButtons(scene));
}

/** A message that makes no sense, with nothing open: a simpler wording, then a human. */
export function notUnderstood(scene: Scene): void {
  scene.state.misses += 1;
  scene.say(scene.state.misses === 1 ? TEXTS.notUnderstood : TEXTS.notUnderstoodAgain, menuButtons(scene));
}
