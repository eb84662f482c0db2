import type { Scene } from '../../scene.ts';
import { VISIT_TEXTS as T } from './visits-texts.ts';

/** How long a location goes with the next visit; ms. */
const FRESH = 30 * 60_000;

/** Keeps where a cadre is, as their message tells, for the visit that they file next. */
export function takeLocation(scene: Scene): void {
  const { location } = scene.payload;
  if (location === undefined || scene.staff === undefined) return;
  scene.state.location = { ...location, at: scene.now.toISOString() };
  scene.say(T.locationKept);
}

/** The location sent shortly before. It goes with one visit: the next door is another place. */
export function freshLocation({ state, now }: Scene): { latitude: number; longitude: number } | undefined {
  const { location } = state;
  delete state.location;
  if (location === undefined || now.getTime() - Date.parse(location.at) > FRESH) return undefined;
  return { latitude: location.latitude, longitude: location.longitude };
}
