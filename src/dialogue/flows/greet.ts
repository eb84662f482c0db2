import { openStep } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { dropDraft } from './declare.ts';

const DAY = 86_400_000;
const IDLE_DAYS = 7;
const DRAFT_DAYS = 30;
const F = TEXTS.form;

/** Before anything else: where somebody who comes back had been, and the village whose code they scanned. */
export async function greetReturning(scene: Scene): Promise<void> {
  enterVillage(scene);
  const { state, now } = scene;
  const { draft } = state;
  if (draft === undefined) return;
  const since = (time: string | undefined) =>
    (time === undefined ? 0 : now.getTime() - Date.parse(time)) / DAY;
  if (since(state.draftAt ?? draft.startedAt) > DRAFT_DAYS) {
    await dropDraft(scene, draft);
    return scene.say(F.expired);
  }
  if (scene.mayTakePersonalData && !state.later && since(state.seenAt) >= IDLE_DAYS) {
    scene.say(F.welcomeBack(F.fields[openStep(draft)]));
  }
}

/** A scanned code sets the place; of the declaration too when it has none yet. */
function enterVillage(scene: Scene): void {
  const { entry, text, action } = scene.payload;
  if (entry === undefined || entry === scene.state.village) return;
  const name = scene.placeName(entry);
  if (name === undefined || !entry.startsWith(scene.parts.settings.region.replace(/^0$/, ''))) return;
  scene.state.village = entry;
  delete scene.state.here;
  scene.state.county = entry.slice(0, 6) as typeof entry;
  const { draft } = scene.state;
  if (draft !== undefined && draft.answers.place === undefined) {
    const place = {
      township: entry.slice(0, 9) as RegionCode,
      village: entry,
      text: name,
      how: 'code' as const,
    };
    scene.state.draft = { ...draft, answers: { ...draft.answers, place } };
  }
  // With words besides, the welcome is not said: the village is all that they need to hear.
  if (text !== undefined || (action !== undefined && action !== 'menu'))
    scene.say(TEXTS.welcomeVillage(name));
}
