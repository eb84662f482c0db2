import type { Name } from './lexicon.ts';
import { shapeKey, soundKey } from './likeness.ts';

/** How far names are sought: a village's name must not be stretched as far as one of the few townships'. */
export type Reach = 'township' | 'village';

const SIDES = '东西南北前后上下大小老新中';
/** What must be left of a name for a part of it to stand for it. */
const PART = 0.6;

/**
 * Names that a stretch of text comes close to: a part of the name (杜郎 for 前杜郎), a character left out, doubled or
 * swapped; for a township of three characters or more also one wrong. Only those that come closest.
 */
export function nearNames(written: string, names: readonly Name[], reach: Reach): Name[] {
  if (written.length === 0) return [];
  let closest = 0;
  let found: Name[] = [];
  for (const name of names) {
    const score = areAlike(written, name.text) ? 5 : nearness(written, name.text, reach);
    if (score === 0 || score < closest) continue;
    if (score > closest) found = [];
    closest = score;
    found.push(name);
  }
  return found;
}

function nearness(written: string, name: string, reach: Reach): number {
  if (name.length === written.length + 1) {
    if (name.endsWith(written) && SIDES.includes(name.charAt(0))) return 4;
    if (written.length < 2) return 0;
    if (written.length / name.length >= PART && lacksOne(written, name)) return 3;
  }
  if (name.length > written.length && name.includes(written) && written.length / name.length >= PART)
    return 3;
  if (written.length === name.length + 1 && name.length >= 3 && lacksOne(name, written)) return 3;
  if (written.length !== name.length || written.length < 2) return 0;
  const different = [...name].flatMap((char, index) => (char === written.charAt(index) ? [] : [index]));
  const [first = 0, second = 0] = different;
  const isSwapped =
    different.length === 2 &&
    second === first + 1 &&
    name.charAt(first) === written.charAt(second) &&
    name.charAt(second) === written.charAt(first);
  if (isSwapped && name.length >= 3) return 2;
  return reach === 'township' && different.length === 1 && name.length >= 3 ? 1 : 0;
}

/** Whether `shorter` is `longer` without one of its characters. */
function lacksOne(shorter: string, longer: string): boolean {
  let at = 0;
  while (at < shorter.length && shorter.charAt(at) === longer.charAt(at)) at += 1;
  return shorter.slice(at) === longer.slice(at + 1);
}

/** Whether each character is the same, sounds the same or looks the same (大胡 for 太湖). */
function areAlike(written: string, name: string): boolean {
  if (written.length !== name.length) return false;
  const [sound, shape] = [soundKey(written), shapeKey(written)];
  const [soundOfName, shapeOfName] = [soundKey(name), shapeKey(name)];
  return [...name].every(
    (char, index) =>
      char === written.charAt(index) ||
      sound.charAt(index) === soundOfName.charAt(index) ||
      shape.charAt(index) === shapeOfName.charAt(index),
  );
}
