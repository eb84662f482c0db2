import { placeOf } from '../../dialogue/index.ts';
import { type Divisions, type Gazetteer, NATION, type RegionCode, villageName } from '../../regions/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Place, PlacesAnswer } from './wire.ts';

interface Parts {
  storage: Storage;
  gazetteer: Gazetteer;
  divisions: Divisions;
  /** Division served. */
  region: RegionCode;
}

/** The places of the area served: to be picked from, and where a conversation's person is. */
export class Places {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The division served. */
  get region(): Place {
    const { divisions, region } = this.#parts;
    return { code: region, name: divisions.nameOf(region) };
  }

  /** Whether a code lies in the area served and is known. */
  serves(code: RegionCode): boolean {
    const { gazetteer, region } = this.#parts;
    return (region === NATION || code.startsWith(region)) && gazetteer.place(code) !== undefined;
  }

  /** Counties of what is wider, townships of a county, villages of a township; undefined outside the area served. */
  within(code: RegionCode): PlacesAnswer | undefined {
    const { gazetteer, region } = this.#parts;
    if (code === region && code.length < 6) {
      const counties = gazetteer.counties().filter((county) => this.serves(county.code));
      return { within: this.region, places: counties };
    }
    if (!this.serves(code) || code.length > 9) return undefined;
    const places =
      code.length === 6
        ? gazetteer.townshipsOf(code)
        : gazetteer
            .villagesOf(code)
            .map((village) => ({ code: village.code, name: villageName(village.name) }));
    return { within: { code, name: this.#name(code) }, places };
  }

  /** Code of the place known of a conversation's person. */
  of(conversationId: string): Promise<RegionCode | undefined> {
    return placeOf(this.#parts.storage.reading, conversationId);
  }

  /** A place with its name; null where it is not known. */
  named(code: string | null | undefined): Place | null {
    if (code === null || code === undefined) return null;
    if (this.#parts.gazetteer.place(code as RegionCode) === undefined) return null;
    return { code, name: this.#name(code as RegionCode) };
  }

  /** 望田镇武岗村; with the county in front where several are served. */
  #name(code: RegionCode): string {
    const { gazetteer, region } = this.#parts;
    const county = gazetteer.place(code.slice(0, 6) as RegionCode)?.name ?? '';
    if (code.length === 6) return county;
    const township = gazetteer.place(code.slice(0, 9) as RegionCode)?.name ?? '';
    const village = code.length === 12 ? villageName(gazetteer.place(code)?.name ?? '') : '';
    return `${region.length < 6 ? county : ''}${township}${village}`;
  }
}
