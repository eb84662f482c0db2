import type { Place } from '../../../channels/web/wire.ts';
import { session } from '../api.ts';

export type Here = Place;

/** Where the person is, as far as the page knows; not before the server answered once. */
export function hereNow(): Here | null {
  return session.value?.place ?? null;
}
