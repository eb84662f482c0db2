import type { Draft } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { menuButtons, menuView } from './menu.ts';
import { putStep } from './put-step.ts';

/** `here:<code>`: the person picked the township or village where they are. */
export function moveHere(scene: Scene, code: string): void {
  const isForm = scene.state.draft !== undefined && !scene.state.later && scene.mayTakePersonalData;
  const place = servedPlace(scene, code);
  if (place === undefined) {
    scene.say(TEXTS.here.foreign, isForm ? [] : menuButtons(scene));
    if (isForm) putStep(scene, [], true);
    return;
  }
  scene.state.here = place;
  scene.state.county = place.slice(0, 6) as RegionCode;
  delete scene.state.village;
  const name = scene.placeName(place) ?? '';
  const { draft } = scene.state;
  const isKept = draft !== undefined && hasOwnPlace(draft);
  if (draft !== undefined && !isKept && scene.mayTakePersonalData) {
    scene.state.draft = pickedPlace(scene, draft, place);
    scene.state.draftAt = scene.now.toISOString();
  }
  if (isForm) putStep(scene, [isKept ? TEXTS.here.keptInForm : TEXTS.here.setInForm(name)]);
  else scene.say(TEXTS.here.set(name), menuButtons(scene), menuView(scene));
}

/** Whether a household's place was told in words or is another's: where the person is now says nothing about it. */
function hasOwnPlace({ answers: { place, filer = 'self' } }: Draft): boolean {
  return place !== undefined && (place.how === 'text' || filer !== 'self');
}

/** A code of a township or village that this bot serves; undefined for any other, whoever has made it up. */
function servedPlace({ parts }: Scene, code: string): RegionCode | undefined {
  const { gazetteer, settings } = parts;
  if (!/^(?:\d{9}|\d{12})$/.test(code)) return undefined;
  if (settings.region !== '0' && !code.startsWith(settings.region)) return undefined;
  return gazetteer.place(code as RegionCode)?.code;
}

/** The draft with a picked place; of a township its village is still asked for. */
export function pickedPlace(scene: Scene, draft: Draft, code: RegionCode): Draft {
  const isVillage = code.length > 9;
  const township = code.slice(0, 9) as RegionCode;
  const text = scene.parts.gazetteer.place(code)?.name ?? '';
  const place = { township, village: isVillage ? code : null, text, how: 'picked' as const };
  const { browse: _, placeChoices: _c, placeSaid: _s, ...rest } = draft;
  return {
    ...rest,
    answers: { ...draft.answers, place },
    ...(isVillage ? {} : { browse: { within: township, page: 0 } }),
  };
}
