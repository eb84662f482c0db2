import { type RegionCode, villageName } from '../regions/index.ts';
import type { RegisterParts } from './model.ts';

/** Where a household of a sheet lives, as far as its names are known. */
export interface Where {
  township: RegionCode | null;
  village: RegionCode | null;
  /** A name that is none of the county's, as it was written. */
  unknown?: string;
}

interface Township {
  code: RegionCode;
  villages: Map<string, RegionCode | null>;
}

/**
 * The townships and villages of one county by name, for sheets: names are written out there, so that only the words of
 * their kind may differ (望田 for 望田镇, 晋庄 or 晋庄村 for 晋庄村委会). A name that two places share is neither.
 */
export class SheetPlaces {
  readonly #county: RegionCode;
  readonly #countyName: string;
  readonly #townships = new Map<string, Township | null>();
  readonly #villages = new Map<string, RegionCode | null>();
  readonly #found = new Map<string, Where>();

  constructor({ gazetteer, divisions }: Pick<RegisterParts, 'gazetteer' | 'divisions'>, county: RegionCode) {
    this.#county = county;
    this.#countyName = gazetteer.place(county)?.name ?? divisions.nameOf(county);
    for (const { code, name } of gazetteer.townshipsOf(county)) {
      const township: Township = { code, villages: new Map() };
      put(this.#townships, core(name, TOWNSHIP), township);
      for (const village of gazetteer.villagesOf(code)) {
        const key = villageKey(village.name);
        put(township.villages, key, village.code);
        put(this.#villages, key, village.code);
      }
    }
  }

  /** Whether a row's county is this one; a blank says nothing against it. */
  isOurs(county: string): boolean {
    const said = plain(county);
    return said === '' || said === this.#county || core(said, COUNTY) === core(this.#countyName, COUNTY);
  }

  find(township: string, village: string): Where {
    const key = `${township}\n${village}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const where = this.#look(plain(township), plain(village));
    this.#found.set(key, where);
    return where;
  }

  #look(township: string, village: string): Where {
    if (township === '') {
      const code = village === '' ? null : (this.#villages.get(villageKey(village)) ?? null);
      const of = code === null ? null : (code.slice(0, 9) as RegionCode);
      return { township: of, village: code, ...unknown(village !== '' && code === null, village) };
    }
    const found = this.#townships.get(core(township, TOWNSHIP)) ?? undefined;
    if (found === undefined) return { township: null, village: null, unknown: township };
    const code = village === '' ? null : (found.villages.get(villageKey(village)) ?? null);
    return {
      township: found.code,
      village: code,
      ...unknown(village !== '' && code === null, `${township}${village}`),
    };
  }
}

const COUNTY = /(?:县|市|区|旗)$/;
const TOWNSHIP = /(?:街道办事处|街道办|街道|办事处|镇|乡)$/;
const VILLAGE = /(?:村|社区|居委会|大队)$/;

function unknown(is: boolean, name: string): Pick<Where, 'unknown'> {
  return is ? { unknown: name } : {};
}

/** Two places of one name leave it meaning none. */
function put<T>(names: Map<string, T | null>, name: string, value: T): void {
  names.set(name, names.has(name) ? null : value);
}

function villageKey(name: string): string {
  return core(villageName(plain(name)), VILLAGE);
}

function core(name: string, kind: RegExp): string {
  const short = name.replace(kind, '');
  return short.length >= 2 ? short : name;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}
