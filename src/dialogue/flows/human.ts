import type { RegionCode } from '../../regions/index.ts';
import { putInOutbox } from '../outbox.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { menuButtons } from './menu.ts';

const H = TEXTS.human;

/** How to reach a person: contacts, and word to the cadres of the place when any of them is on this bot. */
export async function human(scene: Scene): Promise<void> {
  scene.say(waysToReach(scene), scene.state.draft === undefined ? menuButtons(scene) : []);
  if (scene.staff !== undefined) return;
  const place = placeOf(scene);
  const told = await tellStaff(scene, place, 'ask', H.notice(scene.placeName(place) ?? H.somewhere));
  if (told.all === 0) return;
  const office =
    scene.placeName(place.slice(0, 9) as RegionCode) ?? scene.parts.divisions.nameOf(scene.served);
  // A number is asked for only where somebody may be given it.
  if (!scene.mayTakePersonalData || told.open === 0) return scene.say([H.told(office), H.nobody].join('\n'));
  scene.state.awaited = { kind: 'callback' };
  scene.say([H.told(office), H.leavePhone, H.nobody].join('\n'), [{ id: 'no', label: H.noPhone }]);
}

/** Somebody leaves a number to be called back; false when the message is something else. */
export async function callback(
  scene: Scene,
  phone: string | undefined,
  isRefusal: boolean,
): Promise<boolean> {
  if (phone !== undefined) {
    const place = placeOf(scene);
    const name = scene.placeName(place) ?? H.somewhere;
    // Each number is passed on: the first may have been mistyped.
    const passed = await tellStaff(scene, place, `phone:${scene.eventKey}`, H.noticePhone(name, phone));
    delete scene.state.awaited;
    const said = passed.open > 0 ? H.phoneGiven : [H.phoneNotPassed, waysToReach(scene)].join('\n');
    scene.say(said, scene.state.draft === undefined ? menuButtons(scene) : []);
    return true;
  }
  if (/^[\d０-９ \-－]{5,}$/.test(scene.text)) {
    scene.say(H.phoneWrong, [{ id: 'no', label: H.noPhone }]);
    return true;
  }
  delete scene.state.awaited;
  if (!isRefusal) return false;
  scene.say(TEXTS.yesWithoutQuestion, scene.state.draft === undefined ? menuButtons(scene) : []);
  return true;
}

/** Whom a resident can turn to, whether or not a cadre is on this bot. */
export function waysToReach(scene: Scene): string {
  const county = scene.county;
  const contacts = county === undefined ? [] : scene.parts.procedures.of(county).contacts;
  // The national emergency lines are for emergencies; 12345 is named in either text.
  const offices = contacts.filter(({ kind }) => kind === 'office');
  if (offices.length === 0) return H.general;
  return H.configured(offices.map(({ name, phone }) => `· ${name}：${phone}`).join('\n'));
}

function placeOf(scene: Scene): RegionCode {
  const place = scene.state.draft?.answers.place;
  return place?.village ?? place?.township ?? scene.place ?? scene.served;
}

/**
 * Puts a notice to the place's cadres into the outbox, once a day for each person and `kind`. How many get it, and of them
 * by channels that may carry what it says of a person.
 */
async function tellStaff(
  scene: Scene,
  place: RegionCode,
  kind: string,
  text: string,
): Promise<{ all: number; open: number }> {
  const { unit, conversation } = scene;
  const office = place.length >= 9 ? place.slice(0, 9) : place;
  const rows = await unit.db
    .selectFrom('conversations')
    .innerJoin('staff', 'staff.id', 'conversations.staff_id')
    .select(['conversations.id', 'conversations.channel', 'conversations.subject_id'])
    .where('staff.active', '=', 1)
    .where((eb) =>
      eb.or([
        eb.and([eb('staff.region', '=', office), eb('staff.role', 'in', ['township', 'county'])]),
        eb.and([eb('staff.region', '=', place), eb('staff.role', '=', 'village')]),
      ]),
    )
    .execute();
  for (const row of rows) {
    const cause = `human:${conversation.id}:${scene.today}:${kind}:${row.id}`;
    await putInOutbox(unit, { id: row.id, subject: row.subject_id }, cause, { text });
  }
  const { personalData } = scene.parts.settings;
  return { all: rows.length, open: rows.filter(({ channel }) => personalData(channel) === 'allow').length };
}
