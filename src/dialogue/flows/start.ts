import { apply, type Draft, type Found, newDraft, type Reading } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { keepForDraft } from '../photo-store.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { take, withoutControl } from './declare.ts';
import { sayElsewhere } from './elsewhere.ts';
import { pickedPlace } from './here.ts';
import { putStep } from './put-step.ts';

const F = TEXTS.form;

/** Begins a declaration with all that was said so far. */
export async function startDeclaration(scene: Scene, reading: Reading | undefined): Promise<void> {
  if (!scene.mayTakePersonalData) return sayElsewhere(scene, 'declare');
  if (scene.state.draft !== undefined) return resume(scene, reading);
  const remembered = rememberedIn(scene);
  await beginDraft(scene, remembered);
  const preface: string[] = remembered === undefined ? [F.start] : [F.start, F.fromMemory];
  if (reading === undefined) putStep(scene, preface);
  else await take(scene, withoutControl(reading), preface);
}

/** Opens a new draft with the place that is known, what was told before, and the photos that were sent before. */
export async function beginDraft(scene: Scene, remembered?: Found): Promise<Draft> {
  const fresh = newDraft({ id: scene.unit.ids(), county: scene.served, now: scene.now });
  let draft = withKnownPlace(scene, fresh);
  if (remembered !== undefined) draft = apply(draft, remembered, scene.now).draft;
  const { loosePhotos } = scene.state;
  if (loosePhotos.length > 0) {
    await keepForDraft(scene.unit, loosePhotos, draft.id);
    draft = apply(draft, { photos: loosePhotos }, scene.now).draft;
  }
  scene.state = {
    ...scene.state,
    draft,
    draftAt: scene.now.toISOString(),
    later: false,
    misses: 0,
    loosePhotos: [],
  };
  for (const key of ['hardship', 'told', 'awaited', 'filed'] as const) delete scene.state[key];
  return draft;
}

/** The picked place or the village of a scanned code, as the answer to where they live. */
function withKnownPlace(scene: Scene, draft: Draft): Draft {
  const { here, village } = scene.state;
  if (here !== undefined) return pickedPlace(scene, draft, here);
  if (village === undefined) return draft;
  const township = village.slice(0, 9) as RegionCode;
  const place = { township, village, text: scene.placeName(village) ?? '', how: 'code' as const };
  return { ...draft, answers: { ...draft.answers, place } };
}

/** What was told before gives for the form: a hardship, where they live. */
function rememberedIn(scene: Scene): Found | undefined {
  const { hardship, told } = scene.state;
  const read = (text: string) =>
    scene.parts.reader.read({ text }, { step: null, county: scene.served, now: scene.now, misses: 0 });
  const home = told === undefined ? {} : read(told).found;
  if (hardship === undefined) return told === undefined ? undefined : home;
  const reading = read(hardship);
  return {
    ...home,
    ...reading.found,
    story: reading.found.story ?? hardship,
    ...(reading.urgent ? { urgent: true } : {}),
  };
}

/** Takes up a declaration that was put aside. */
export async function resume(scene: Scene, reading: Reading | undefined): Promise<void> {
  const wasAside = scene.state.later;
  scene.state.later = false;
  scene.state.misses = 0;
  const preface = [wasAside ? F.resumed : F.already];
  if (reading === undefined) putStep(scene, preface);
  else await take(scene, withoutControl(reading), preface);
}
