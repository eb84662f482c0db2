import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniform } from './address-text.ts';
import { parseRegion, type RegionCode } from './code.ts';

/** A county (6 digits), township (9) or village (12). */
export interface Place {
  code: RegionCode;
  name: string;
}

/** An earlier name that people still use. */
export interface OldName {
  code: RegionCode;
  oldName: string;
}

/** The gazetteer cannot be read. */
export class GazetteerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GazetteerError';
  }
}

/** Townships of counties that are not served, only to recognise them. */
const NEIGHBOURS = 'neighbours.csv';
const RENAMED = 'renamed.csv';
const TOWNSHIP_DIGITS = 9;

interface County {
  name: string;
  townships: Place[];
  villages: Map<string, Place[]>;
}

/**
 * The townships and villages of the counties served. A county's lines are kept as text until it is asked for, so that
 * the whole nation loads in a moment and a county that nobody names costs its text only.
 */
export class Gazetteer {
  readonly #texts: Map<string, string>;
  readonly #parsed = new Map<string, County>();
  readonly #neighbours: readonly Place[];
  readonly oldNames: readonly OldName[];
  #byName: Map<string, RegionCode[]> | undefined;

  /**
   * @param text lines `code,name` of counties, townships and villages; each county's lines stand together
   * @param neighbours townships of counties that are not served
   */
  constructor(text: string, neighbours: readonly Place[] = [], oldNames: readonly OldName[] = []) {
    this.#texts = byCounty(text);
    this.#neighbours = neighbours;
    this.oldNames = oldNames;
  }

  /**
   * Reads the files that `scripts/build-gazetteer.ts` writes.
   * @param folder `corpus/gazetteer`
   * @throws GazetteerError in the operator's words
   */
  static load(folder: string): Gazetteer {
    let files: string[];
    try {
      files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
    } catch {
      throw new GazetteerError(`读不到地名库文件夹 ${folder}`);
    }
    const read = (file: string) => {
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r', '');
      return text.endsWith('\n') ? text : `${text}\n`;
    };
    const has = (file: string) => files.includes(file);
    const served = files.filter((file) => file !== NEIGHBOURS && file !== RENAMED).sort();
    if (served.length === 0) throw new GazetteerError(`地名库文件夹 ${folder} 里没有地名文件`);
    const renamed = has(RENAMED) ? places(read(RENAMED)) : [];
    return new Gazetteer(
      served.map(read).join(''),
      has(NEIGHBOURS) ? places(read(NEIGHBOURS)) : [],
      renamed.map(({ code, name }) => ({ code, oldName: name })),
    );
  }

  /** The counties served, in code order. */
  counties(): Place[] {
    return [...this.#texts.keys()].sort().map((code) => ({
      code: code as RegionCode,
      name: this.#county(code)?.name ?? code,
    }));
  }

  /** Codes of the counties served. */
  countyCodes(): RegionCode[] {
    return [...this.#texts.keys()] as RegionCode[];
  }

  /** Whether a county is served: its townships and villages are known. */
  knows(county: RegionCode): boolean {
    return this.#texts.has(county);
  }

  /** The county, township or village of a code. */
  place(code: RegionCode): Place | undefined {
    const county = this.#county(code.slice(0, 6));
    if (county === undefined) return undefined;
    if (code.length === 6) return { code, name: county.name };
    const siblings =
      code.length === TOWNSHIP_DIGITS
        ? county.townships
        : county.villages.get(code.slice(0, TOWNSHIP_DIGITS));
    return siblings?.find((place) => place.code === code);
  }

  /** A county's townships in code order. */
  townshipsOf(county: RegionCode): Place[] {
    return [...(this.#county(county)?.townships ?? [])];
  }

  /** A township's villages in code order. */
  villagesOf(township: RegionCode): Place[] {
    return [...(this.#county(township.slice(0, 6))?.villages.get(township) ?? [])];
  }

  /** Townships of exactly this official name anywhere that is known, neighbouring counties included. */
  townshipsNamed(name: string): readonly RegionCode[] {
    this.#byName ??= this.#indexTownships();
    return this.#byName.get(uniform(name).text) ?? [];
  }

  #indexTownships(): Map<string, RegionCode[]> {
    const index = new Map<string, RegionCode[]>();
    const add = (code: RegionCode, name: string) => {
      const key = uniform(name).text;
      index.set(key, [...(index.get(key) ?? []), code]);
    };
    for (const text of this.#texts.values()) {
      for (const [, code = '', name = ''] of text.matchAll(/^(\d{9}),(.*)$/gm)) add(code as RegionCode, name);
    }
    for (const { code, name } of this.#neighbours) add(code, name);
    return index;
  }

  #county(code: string): County | undefined {
    const known = this.#parsed.get(code);
    if (known !== undefined) return known;
    const text = this.#texts.get(code);
    if (text === undefined) return undefined;
    const county: County = { name: code, townships: [], villages: new Map() };
    for (const place of places(text)) {
      if (place.code.length === 6) county.name = place.name;
      else if (place.code.length === TOWNSHIP_DIGITS) county.townships.push(place);
      else {
        const township = place.code.slice(0, TOWNSHIP_DIGITS);
        const villages = county.villages.get(township);
        if (villages === undefined) county.villages.set(township, [place]);
        else villages.push(place);
      }
    }
    this.#parsed.set(code, county);
    return county;
  }
}

/** Cuts lines into one text a county, without reading every line. Lines that are no place (headings) fall out. */
function byCounty(text: string): Map<string, string> {
  const texts = new Map<string, string>();
  let start = 0;
  let county = '';
  const flush = (end: number) => {
    if (/^\d{6}$/.test(county)) texts.set(county, (texts.get(county) ?? '') + text.slice(start, end));
  };
  for (let at = 0; at < text.length; ) {
    const here = text.slice(at, at + 6);
    if (here !== county) {
      flush(at);
      county = here;
      start = at;
    }
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : newline + 1;
  }
  flush(text.length);
  return texts;
}

function places(text: string): Place[] {
  const found: Place[] = [];
  for (const line of text.split('\n')) {
    const comma = line.indexOf(',');
    const code = line.slice(0, comma);
    if (/^\d{6,12}$/.test(code)) found.push({ code: parseRegion(code), name: line.slice(comma + 1).trim() });
  }
  return found;
}
