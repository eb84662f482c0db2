import type { Reading } from '../../declaration/index.ts';
import { forget } from '../forget.ts';
import { dropPhotos } from '../photo-store.ts';
import type { Scene } from '../scene.ts';
import { newState } from '../state.ts';
import { TEXTS } from '../texts.ts';
import { dropDraft, eraseButtons } from './declare.ts';
import { menuButtons } from './menu.ts';
import { putStep } from './put-step.ts';
import { isRemark } from './remark.ts';
import { startDeclaration } from './start.ts';

const F = TEXTS.form;
/** The words on the button, which some type instead of pressing it. */
const YES = { cancel: F.yesCancel, restart: F.yesRestart, 'delete-data': TEXTS.erase.yes };

/** The answer to "really?" before something is thrown away; false when the message is something else. */
export async function confirmLeaving(
  scene: Scene,
  kind: 'cancel' | 'restart' | 'delete-data',
  reading: Reading,
): Promise<boolean> {
  const { control } = reading;
  const typed = kind === 'delete-data' ? scene.text.replace(/[。！!了吧]+$/u, '') : '';
  const isYes =
    control === 'yes' ||
    control === 'submit' ||
    control === kind ||
    scene.text === YES[kind] ||
    /^(?:确认|确定)?删(?:除|掉)?$/.test(typed);
  if (isYes) {
    delete scene.state.awaited;
    if (kind === 'delete-data') await eraseAll(scene);
    else await dropThen(scene, kind);
    return true;
  }
  if (control === 'no' || control === 'back' || control === 'resume' || /^(?:先)?(?:不|别)删/.test(typed)) {
    delete scene.state.awaited;
    if (kind === 'delete-data')
      scene.say(TEXTS.erase.kept, scene.state.draft === undefined ? menuButtons(scene) : []);
    if (scene.state.draft !== undefined && scene.mayTakePersonalData)
      putStep(scene, kind === 'delete-data' ? [] : [F.kept]);
    return true;
  }
  if (kind !== 'delete-data' || !isRemark(scene, reading)) return false;
  scene.say(TEXTS.erase.again, eraseButtons());
  return true;
}

async function dropThen(scene: Scene, kind: 'cancel' | 'restart'): Promise<void> {
  const { draft } = scene.state;
  if (draft !== undefined) await dropDraft(scene, draft);
  if (kind === 'restart') return startDeclaration(scene, undefined);
  await dropPhotos(scene.unit, scene.state.loosePhotos);
  scene.state.loosePhotos = [];
  scene.say(F.cancelled, menuButtons(scene));
}

/** Forgets drafts, photos and the chat itself. What is filed stays, as the archive rules have it. */
async function eraseAll(scene: Scene): Promise<void> {
  const conversation = await forget(scene.unit, scene.conversation, scene.actor);
  const { wrongCodes, wrongReceipts, county, village } = scene.state;
  scene.conversation = conversation;
  // Wrong tries are kept: otherwise deleting would be a way around the limit. They hold times only.
  scene.state = {
    ...newState(),
    wrongCodes,
    wrongReceipts,
    ...(county === undefined ? {} : { county }),
    ...(village === undefined ? {} : { village }),
  };
  scene.say(TEXTS.erase.done, menuButtons(scene));
}
