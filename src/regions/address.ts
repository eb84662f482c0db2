import { hasMoved, withoutDenied, withoutPast } from './address-clauses.ts';
import { Judge } from './address-judge.ts';
import { parse } from './address-parse.ts';
import { PHRASE_END, uniform } from './address-text.ts';
import { ancestors, parseRegion, type RegionCode } from './code.ts';
import type { Divisions } from './divisions.ts';
import { Elsewhere } from './elsewhere.ts';
import type { EntryCodes } from './entry-codes.ts';
import type { Gazetteer } from './gazetteer.ts';
import { Lexicon } from './lexicon.ts';
import { type PlaceSpan, placeSpans, withoutOthers } from './place-finder.ts';
import { Outcomes, type Resolution } from './resolution.ts';

/** An address to route. */
interface AddressRequest {
  /** The county or prefecture served, 2 to 6 digits; trailing zeros are allowed. */
  county: RegionCode;
  address?: string;
  /** A village's code of 12 digits (or its township's of 9), a signed entry code, or a village's name. */
  village?: string;
}

/** Lexicons kept: a county or prefecture is served as a rule, the whole nation in a benchmark. */
const KEPT = 48;
/** An address is shorter; a story is not read to its end. */
const LONGEST_ADDRESS = 200;
const LONGEST_STORY = 2000;

interface Served {
  code: RegionCode;
  lexicon: Lexicon;
  outcomes: Outcomes;
}

/** Finds the township, and the village where it can, of an address as people write or say it. */
export class AddressResolver {
  readonly #gazetteer: Gazetteer;
  readonly #divisions: Divisions;
  readonly #entries: Pick<EntryCodes, 'verify'> | undefined;
  readonly #served = new Map<RegionCode, Served>();
  readonly #elsewhere: Elsewhere;

  /** @param entries verifies signed entry codes given as a village; without it they count as unknown */
  constructor(gazetteer: Gazetteer, divisions: Divisions, entries?: Pick<EntryCodes, 'verify'>) {
    this.#gazetteer = gazetteer;
    this.#divisions = divisions;
    this.#entries = entries;
    this.#elsewhere = new Elsewhere(divisions, gazetteer.oldNames);
  }

  /** Resolves an address as a whole: `望田镇蔺庄村3组`, `蔺庄`, or a village's code, which goes before the address. */
  resolve(request: AddressRequest): Resolution {
    const served = this.#area(request.county);
    const village = request.village?.trim() ?? '';
    const code = codeOf(village) ?? this.#entries?.verify(village);
    if (code !== undefined) {
      const resolution = this.#byCode(code, served);
      if (resolution.status !== 'unresolved') return resolution;
    }
    const isName = village !== '' && code === undefined && !/^v?\d/i.test(village);
    const written = [request.address?.trim() ?? '', isName ? village : '']
      .filter((each) => each !== '')
      .join('，');
    const pasted = codeOf(written);
    if (pasted !== undefined) return this.#byCode(pasted, served);
    const resolution = this.#judge(written, served, false);
    const isSpread = resolution.status === 'unresolved' && /\S\s+\S/.test(written);
    return isSpread ? this.#judge(written, served, true) : resolution;
  }

  /**
   * A place where somebody lives, named somewhere in running text (`我叫张三，望田镇五里岗的，俺老伴得癌症了`). A township's
   * clinic, a city where one works, an ordinary word or a person that a village shares its name with are none.
   */
  findIn(
    text: string,
    county: RegionCode,
  ): { resolution: Resolution; start: number; end: number } | undefined {
    const served = this.#area(county);
    const { text: plain, at } = uniform(text.slice(0, LONGEST_STORY));
    const affirmed = withoutDenied(plain);
    const now = withoutPast(affirmed);
    const found =
      this.#placeIn(now, served) ??
      (now === affirmed || hasMoved(now) ? undefined : this.#placeIn(affirmed, served));
    if (found === undefined) return undefined;
    return { ...found, start: at[found.start] ?? 0, end: at[found.end] ?? text.length };
  }

  /** The place that the wording makes the surest; of two as sure neither, but a correction goes before what it corrects. */
  #placeIn(plain: string, served: Served) {
    const tokens = parse(plain, served.lexicon, this.#elsewhere, served.code, true);
    let best: (PlaceSpan & { resolution: Resolution }) | undefined;
    for (const span of placeSpans(plain, tokens)) {
      if (best !== undefined && span.weight < best.weight) break;
      const resolution = this.#judge(plain.slice(span.start, span.end), served, false);
      if (resolution.status === 'unresolved') continue;
      if (best === undefined || isCorrected(plain.slice(best.end, span.start)))
        best = { ...span, resolution };
      else best = { ...best, resolution: served.outcomes.either(best.resolution, resolution) };
    }
    return best === undefined ? undefined : { resolution: best.resolution, start: best.start, end: best.end };
  }

  #judge(written: string, served: Served, joined: boolean): Resolution {
    const affirmed = withoutDenied(uniform(written.slice(0, LONGEST_ADDRESS), joined).text);
    const now = withoutPast(affirmed);
    const resolution = this.#judgeText(now, served);
    const isEmpty = now !== affirmed && resolution.status === 'unresolved' && !hasMoved(now);
    return isEmpty ? this.#judgeText(affirmed, served) : resolution;
  }

  #judgeText(text: string, served: Served): Resolution {
    if (text.trim() === '') return served.outcomes.unresolved();
    const elsewhere = this.#elsewhere;
    const tokens = parse(text, served.lexicon, elsewhere, served.code);
    const own = text.includes(PHRASE_END) ? withoutOthers(text, tokens) : undefined;
    if (own !== undefined) {
      const resolution = this.#judgeText(own, served);
      if (resolution.status !== 'unresolved') return resolution;
    }
    return new Judge(text, tokens, { ...served, elsewhere, gazetteer: this.#gazetteer }).judge();
  }

  #byCode(code: RegionCode, served: Served): Resolution {
    if (!code.startsWith(served.code)) {
      return served.outcomes.outside(ancestors(code).find((each) => each.length <= 6));
    }
    const township = code.slice(0, 9) as RegionCode;
    if (this.#gazetteer.place(township) === undefined) return served.outcomes.unresolved();
    const isVillage = code.length === 12 && this.#gazetteer.place(code) !== undefined;
    return served.outcomes.resolved(township, isVillage ? code : null, 1);
  }

  /** The lexicon of a county or of all counties of a prefecture or province; the least used is forgotten. */
  #area(region: RegionCode): Served {
    const code = parseRegion(region).slice(0, 6) as RegionCode;
    const known = this.#served.get(code);
    if (known !== undefined) {
      this.#served.delete(code);
      this.#served.set(code, known);
      return known;
    }
    const counties = this.#gazetteer.countyCodes().filter((county) => county.startsWith(code));
    const served = {
      code,
      lexicon: new Lexicon(this.#gazetteer, this.#divisions, code, counties),
      outcomes: new Outcomes(this.#gazetteer, this.#divisions, code),
    };
    this.#served.set(code, served);
    const oldest = this.#served.keys().next().value;
    if (this.#served.size > KEPT && oldest !== undefined) this.#served.delete(oldest);
    return served;
  }
}

/** Whether what stands between two places takes the first back. */
function isCorrected(between: string): boolean {
  return /不对|错了|说错|写错|打错|更正|改成|应该是/.test(between);
}

/** A township's or village's code written as such. */
function codeOf(text: string): RegionCode | undefined {
  const digits = text.normalize('NFKC').replaceAll(' ', '');
  return /^[1-8]\d{8}(?:\d{3})?$/.test(digits) ? parseRegion(digits) : undefined;
}
