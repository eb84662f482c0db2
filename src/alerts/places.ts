import type { RegionCode } from '../regions/index.ts';
import type { AlertsParts } from './model.ts';

/** Where a row says that somebody lives. `elsewhere`: in another county. */
export interface SheetPlace {
  township: RegionCode | null;
  village: RegionCode | null;
  elsewhere: boolean;
}

/** The place columns of a row, as written. */
export interface WrittenPlace {
  county?: string | undefined;
  township?: string | undefined;
  village?: string | undefined;
  address?: string | undefined;
}

const NOWHERE: SheetPlace = { township: null, village: null, elsewhere: false };
/** Behind the village come group and house number, which differ from row to row. */
const UP_TO_VILLAGE = /^.*(?:村民委员会|居民委员会|村委会|居委会|社区|村)/;

/**
 * Places as sheets write them. Most rows name a township and a village as the gazetteer has them; what does not is worked
 * out once for each wording.
 */
export class SheetPlaces {
  readonly #parts: Pick<AlertsParts, 'gazetteer' | 'places' | 'divisions'>;
  readonly #county: RegionCode;
  readonly #countyName: string;
  readonly #townships: ReadonlyMap<string, RegionCode>;
  readonly #villages = new Map<RegionCode, ReadonlyMap<string, RegionCode>>();
  readonly #known = new Map<string, SheetPlace>();

  constructor(parts: Pick<AlertsParts, 'gazetteer' | 'places' | 'divisions'>, county: RegionCode) {
    this.#parts = parts;
    this.#county = county;
    this.#countyName = parts.divisions.nameOf(county);
    this.#townships = byName(parts.gazetteer.townshipsOf(county), townshipNames);
  }

  /** The township and village of a row, as far as they are sure; nothing is guessed. */
  of(written: WrittenPlace): SheetPlace {
    const [county, township, village, address] = [
      plain(written.county),
      plain(written.township),
      plain(written.village),
      plain(written.address),
    ];
    const exact = this.#exact(county, township, village);
    if (exact !== undefined) return exact;
    const said = [
      county,
      township,
      village,
      village === '' ? (UP_TO_VILLAGE.exec(address)?.[0] ?? address) : '',
    ]
      .join('')
      .slice(0, 120);
    if (said === '') return NOWHERE;
    const known = this.#known.get(said);
    if (known !== undefined) return known;
    const place = this.#resolve(said);
    this.#known.set(said, place);
    return place;
  }

  /** Both columns as the gazetteer has them. */
  #exact(county: string, township: string, village: string): SheetPlace | undefined {
    if (county !== '' && county !== this.#countyName) return undefined;
    const code = this.#townships.get(township);
    if (code === undefined) return undefined;
    if (village === '') return undefined;
    const own = this.#villagesOf(code).get(village);
    return own === undefined ? undefined : { township: code, village: own, elsewhere: false };
  }

  #resolve(address: string): SheetPlace {
    const { places } = this.#parts;
    const found = places.resolve({ county: this.#county, address });
    if (found.status === 'resolved') {
      return { township: found.township, village: found.village, elsewhere: false };
    }
    if (found.status === 'outside') return { ...NOWHERE, elsewhere: true };
    // Two villages of one name in one township: the township is sure.
    const townships = new Set(found.candidates.map(({ code }) => code.slice(0, 9)));
    const [only] = townships;
    return only === undefined || townships.size > 1
      ? NOWHERE
      : { township: only as RegionCode, village: null, elsewhere: false };
  }

  #villagesOf(township: RegionCode): ReadonlyMap<string, RegionCode> {
    const known = this.#villages.get(township);
    if (known !== undefined) return known;
    const villages = byName(this.#parts.gazetteer.villagesOf(township), villageNames);
    this.#villages.set(township, villages);
    return villages;
  }
}

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/\s/g, '');
}

/** Codes by every way of writing a name; one that means two places means none. */
function byName(
  places: readonly { code: RegionCode; name: string }[],
  namesOf: (name: string) => string[],
): Map<string, RegionCode> {
  const codes = new Map<string, RegionCode | undefined>();
  for (const { code, name } of places) {
    for (const each of new Set(namesOf(name))) {
      codes.set(each, codes.has(each) && codes.get(each) !== code ? undefined : code);
    }
  }
  return new Map([...codes].flatMap(([name, code]) => (code === undefined ? [] : [[name, code] as const])));
}

function townshipNames(name: string): string[] {
  return [name, name.replace(/(?:街道办事处|街道|镇|乡)$/, '')];
}

function villageNames(name: string): string[] {
  const bare = name.replace(/(?:村民委员会|居民委员会|村委会|居委会|社区|村)$/, '').replace(/村$/, '');
  return [name, bare, `${bare}村`, `${bare}村委会`, `${bare}村民委员会`];
}
