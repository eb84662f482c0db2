import { uniform } from './address-text.ts';
import type { RegionCode } from './code.ts';
import type { Divisions } from './divisions.ts';
import type { Gazetteer } from './gazetteer.ts';
import { shapeKey, soundKey, soundKeys } from './likeness.ts';
import { type Form, townshipForms, villageForms } from './place-names.ts';

/** A name that an area's places are called by. */
export interface Name {
  kind: 'division' | 'township' | 'village';
  code: RegionCode;
  /** As it is written in a uniform address. */
  text: string;
  short: boolean;
}

/** How a stretch of text matches a name. */
export type Likeness = 'same' | 'sound' | 'shape';

const DIVISION_TAIL =
  /(?:自治区|地区|省|市|(?:[满回苗壮瑶畲]族|土家族|朝鲜族|蒙古族)*自治[县州]|县|区|盟|州)$/;
const COUNTY_TAILS = ['县', '市', '区'];

/** Every name of an area's townships and villages and of the divisions they lie in, found by writing, sound or shape. */
export class Lexicon {
  readonly #same = new Map<string, Name[]>();
  readonly #sound = new Map<string, Name[]>();
  readonly #shape = new Map<string, Name[]>();
  readonly names: Name[] = [];
  longest = 0;

  /** @param counties the counties of the area; `area` their code, with the divisions above it */
  constructor(gazetteer: Gazetteer, divisions: Divisions, area: RegionCode, counties: readonly RegionCode[]) {
    for (const code of new Set([area, ...counties].flatMap(upward))) this.#addDivision(code, divisions);
    for (const county of counties) {
      for (const township of gazetteer.townshipsOf(county)) {
        this.#addAll('township', township.code, townshipForms(township.name));
        for (const village of gazetteer.villagesOf(township.code)) {
          this.#addAll('village', village.code, villageForms(village.name));
        }
      }
    }
    for (const { code, oldName } of gazetteer.oldNames) {
      if (!counties.some((county) => code.startsWith(county))) continue;
      if (code.length === 6) this.#add({ kind: 'division', code, text: oldName, short: false });
      else this.#addAll('township', code, townshipForms(oldName));
    }
  }

  /** Names that a stretch is, or is taken for; each likeness on its own. */
  find(likeness: Likeness, key: string): readonly Name[] {
    const map = likeness === 'same' ? this.#same : likeness === 'sound' ? this.#sound : this.#shape;
    return map.get(key) ?? [];
  }

  #addDivision(code: RegionCode, divisions: Divisions): void {
    const name = divisions.nameOf(code);
    const core = name.replace(DIVISION_TAIL, '');
    const tails = code.length === 6 ? COUNTY_TAILS : code.length === 4 ? ['市', '地区'] : ['省'];
    const texts = core.length >= 2 ? [name, core, ...tails.map((tail) => core + tail)] : [name];
    if (/自治县$/.test(name)) texts.push(`${core}自治县`);
    for (const text of new Set(texts))
      this.#add({ kind: 'division', code, text: uniform(text).text, short: text === core });
  }

  #addAll(kind: Name['kind'], code: RegionCode, forms: readonly Form[]): void {
    for (const { text, short } of forms) this.#add({ kind, code, text: uniform(text).text, short });
  }

  #add(name: Name): void {
    this.names.push(name);
    this.longest = Math.max(this.longest, name.text.length);
    push(this.#same, name.text, name);
    for (const key of new Set(soundKeys(name.text))) push(this.#sound, key, name);
    push(this.#shape, shapeKey(name.text), name);
  }
}

/** The keys of a text under which a lexicon is searched. */
export function keysOf(text: string): Record<Likeness, string> {
  return { same: text, sound: soundKey(text), shape: shapeKey(text) };
}

function upward(code: RegionCode): RegionCode[] {
  return [2, 4, 6]
    .filter((digits) => digits <= code.length)
    .map((digits) => code.slice(0, digits) as RegionCode);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
