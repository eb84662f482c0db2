import { type RegionCode, villageName } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';

/** As many as anybody visits between two messages; more is a list ticked off unseen or a slip. */
export const MOST_AT_ONCE = 50;

/** Whom a message about a visit is about, and the words after it. */
export type Target =
  | { kind: 'numbers'; numbers: number[]; rest: string }
  | { kind: 'too-many' }
  | { kind: 'id'; id: string; rest: string }
  | { kind: 'name'; name: string; rest: string };

/** A number, or from one to another; behind it a blank or mark, the end, or the word that all is well. */
const NUMBERS =
  /^(?:第(\d{1,4})(?:户|号|家)?|(\d{1,4})(?:[-~到至](\d{1,4}))?)(?=$|[\s、,，;；:：。.!！]|没|无|不在|正常|都|全|挺|一切|好|ok)(?!\.\d)/i;
const BETWEEN = /^[\s、,，;；:：和及]+/;

/** Reads whom a visit was to: 3, 3 5-9, 第3户, a household's id, or a name. Undefined when it is nobody. */
export function readTarget(scene: Scene, said: string): Target | undefined {
  const [, id, behind = ''] = /^([a-z0-9]{24})(?![a-z0-9])(.*)$/s.exec(said) ?? [];
  if (id !== undefined) return { kind: 'id', id, rest: behind.trim() };
  return readNumbers(said) ?? readName(scene, said);
}

function readNumbers(said: string): Extract<Target, { kind: 'numbers' | 'too-many' }> | undefined {
  const numbers = new Set<number>();
  let rest = said;
  for (;;) {
    // Digits and dashes alone are made plain, each for one: the cadre's words stay as they were written.
    const plain = rest.replace(/[０-９－～—–]/g, (sign) =>
      /[—–]/.test(sign) ? '-' : sign.normalize('NFKC'),
    );
    const match = NUMBERS.exec(plain);
    if (match === null) break;
    const [whole, nth, from, to] = match;
    const first = Number(nth ?? from);
    const last = to === undefined ? first : Number(to);
    if (Math.abs(last - first) >= MOST_AT_ONCE) return { kind: 'too-many' };
    for (let n = Math.min(first, last); n <= Math.max(first, last); n += 1) numbers.add(n);
    rest = rest.slice(whole.length).replace(BETWEEN, '');
  }
  if (numbers.size === 0) return undefined;
  if (numbers.size > MOST_AT_ONCE) return { kind: 'too-many' };
  return { kind: 'numbers', numbers: [...numbers], rest: rest.replace(/^[。.!！]+/, '').trim() };
}

/** 王建国家 没事: a name stands alone before a blank or mark, and begins as names do. */
function readName(scene: Scene, said: string): Target | undefined {
  const [, word, behind = ''] = /^([\p{Script=Han}·•]{2,15})(?:[\s，,：:。、]+(.*))?$/su.exec(said) ?? [];
  const name = word?.replace(/(?<=..)(?:家里?|户)$/u, '') ?? '';
  const context = { step: 'name' as const, county: scene.served, now: scene.now, misses: 0 };
  if (name === '' || scene.parts.reader.read({ text: name }, context).found.name === undefined)
    return undefined;
  return { kind: 'name', name, rest: behind.trim() };
}

/** The village that a text begins with, among those of a division of this county, and the rest of it. */
export function readVillage(
  scene: Scene,
  division: RegionCode,
  said: string,
): { village: RegionCode; rest: string } | undefined {
  const [, code, after = ''] = /^(\d{12})(?!\d)(.*)$/s.exec(said) ?? [];
  if (code !== undefined) return { village: code as RegionCode, rest: after.trim() };
  const { gazetteer } = scene.parts;
  const townships =
    division.length === 6 ? gazetteer.townshipsOf(division) : [{ code: division.slice(0, 9) as RegionCode }];
  let best: { village: RegionCode; said: string } | undefined;
  for (const { code: township } of townships) {
    for (const { code: village, name } of gazetteer.villagesOf(township)) {
      const spoken = villageName(name);
      const named = [name, spoken, spoken.replace(/(?:村|社区)$/, '')].find(
        (each) => each.length >= 2 && said.startsWith(each),
      );
      if (named !== undefined && named.length > (best?.said.length ?? 0)) best = { village, said: named };
    }
  }
  if (best === undefined) return undefined;
  const rest = said.slice(best.said.length);
  // 任庄 is a village; 任庄生 a man.
  return /^(?:$|[\s，,：:。、])/.test(rest)
    ? { village: best.village, rest: rest.replace(/^[\s，,：:。、]+/, '').trim() }
    : undefined;
}
