import { divisionOutside, longerTownshipOutside, townshipOutside } from './address-outside.ts';
import type { Token } from './address-parse.ts';
import { joinedTownships } from './between-places.ts';
import type { RegionCode } from './code.ts';
import type { Elsewhere } from './elsewhere.ts';
import { namesOnly } from './everyday-words.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Lexicon, Name } from './lexicon.ts';
import { soundKey } from './likeness.ts';
import { nearNames } from './near-names.ts';
import type { Outcomes, Resolution } from './resolution.ts';
import { type UnknownName, unknownNames } from './unknown-names.ts';

/** What an address is judged against. */
export interface Area {
  code: RegionCode;
  lexicon: Lexicon;
  gazetteer: Gazetteer;
  elsewhere: Elsewhere;
  outcomes: Outcomes;
}

/** A hamlet with a name of its own (李庄洼) is not the village that its name begins with. */
const HAMLET_END = /[村庄寨岗沟店屯营湾坡桥楼寺庙集堂河坪岭坑洼铺坊台塘头家洲畈冲垭坳]$/;
const SCORE = {
  both: 1,
  fullTownship: 0.97,
  township: 0.93,
  village: 0.9,
  near: 0.75,
  part: 0.65,
  several: 0.5,
};

const townshipOf = (code: RegionCode) => code.slice(0, 9) as RegionCode;
const only = <T>(items: Iterable<T>): T | undefined => {
  const [first, ...others] = new Set(items);
  return others.length === 0 ? first : undefined;
};

/** Decides where an address lies, from what was recognised in it. Equal chances are said to be equal. */
export class Judge {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #area: Area;
  readonly #unknown: UnknownName[];
  readonly #counties: Set<string>;

  constructor(text: string, tokens: readonly Token[], area: Area) {
    this.#text = text;
    this.#tokens = namesOnly(text, tokens);
    this.#area = area;
    this.#unknown = unknownNames(text, tokens);
    const named = tokens.filter((token) => token.kind === 'division').flatMap((token) => token.names);
    this.#counties = new Set(named.map((name) => name.code).filter((code) => code.length === 6));
  }

  judge(): Resolution {
    const { outcomes } = this.#area;
    const away = divisionOutside(this.#text, this.#tokens);
    if (away !== undefined) return outcomes.outside(away.code);
    const joined = joinedTownships(this.#text, this.#tokens);
    const townships = joined.length > 0 ? joined : this.#tokensOf('township');
    if (townships.length > 0) return this.#withTownship(townships);
    const other = townshipOutside(this.#text, this.#tokens, this.#area);
    if (other !== undefined) return outcomes.outside(other);
    const near = this.#nearTownships();
    if (near.length > 0) return this.#withNearTownship(near);
    const villages = this.#tokensOf('village');
    if (villages.length > 0) return this.#withVillage(villages);
    return this.#withNothing();
  }

  /** Places named, in the county named if one is; a place of exactly that name before one of which it is a part. */
  #codes(token: Token): RegionCode[] {
    const inCounty = (name: Name) => this.#counties.size === 0 || this.#counties.has(name.code.slice(0, 6));
    const names = token.names.filter(inCounty);
    const whole = names.filter((name) => !name.short);
    const codes = [...new Set((whole.length > 0 ? whole : names).map((name) => name.code))];
    const spoken = this.#text.slice(token.core, token.end);
    if (codes.length === 1 || spoken === '') return codes;
    if (token.kind !== 'village') {
      const written = codes.filter((code) => this.#nameOf(code) === this.#slice(token));
      return written.length > 0 ? written : codes;
    }
    // Within a township 前进村 and 前进社区 are two places; elsewhere an 居委会 may be called either.
    const kind = spoken.startsWith('村') ? /村(?:民委员会|委会)$/ : /居委会|居民委员会|社区/;
    const isOfKind = (code: RegionCode) => kind.test(this.#nameOf(code));
    const better = new Set(codes.filter(isOfKind).map(townshipOf));
    return codes.filter((code) => isOfKind(code) || !better.has(townshipOf(code)));
  }

  /** Tokens of a kind, the surest only: written as it should be before alike, with its 镇 or 村 before without. */
  #tokensOf(kind: 'township' | 'village'): Token[] {
    const all = this.#tokens.filter((token) => token.kind === kind && this.#codes(token).length > 0);
    const same = all.filter((token) => token.likeness === 'same');
    const sure = same.length > 0 ? same : all;
    const full = sure.filter((token) => token.full);
    return full.length > 0 ? full : sure;
  }

  #withTownship(tokens: readonly Token[]): Resolution {
    const { outcomes, gazetteer } = this.#area;
    const longer = longerTownshipOutside(this.#text, tokens, this.#area);
    if (longer !== undefined) return outcomes.outside(longer);
    const townships = [...new Set(tokens.flatMap((token) => this.#codes(token)))];
    const isSame = tokens.some((token) => token.likeness === 'same');
    // Of two names that only sound like ours neither makes the other sure.
    const villages = this.#tokens.filter(
      (token) => token.kind === 'village' && (isSame || token.likeness === 'same'),
    );
    const holding = townships.filter((code) =>
      villages.some((token) => this.#within(token, code).length > 0),
    );
    const township = only(holding) ?? only(townships);
    if (township === undefined) {
      return outcomes.ambiguous(holding.length > 1 ? holding : townships, SCORE.several);
    }
    const isHeld = holding.length > 0;
    if (
      !isSame &&
      !isHeld &&
      tokens.some((token) => gazetteer.townshipsNamed(this.#slice(token)).length > 0)
    ) {
      return outcomes.ambiguous([township], SCORE.several);
    }
    const full = tokens.some((token) => token.full);
    const namesakes = full || isHeld ? [] : this.#namesakes(tokens, township);
    if (namesakes.length > 0) return outcomes.ambiguous([township, ...namesakes], SCORE.several);
    const alone = !isSame ? SCORE.near : full ? SCORE.fullTownship : SCORE.township;
    return this.#inTownship(township, isHeld && isSame ? SCORE.both : alone);
  }

  /** Villages of other townships that are called as the township is without its 镇. */
  #namesakes(tokens: readonly Token[], township: RegionCode): RegionCode[] {
    return tokens
      .flatMap((token) => this.#area.lexicon.find('same', this.#slice(token)))
      .filter((name) => name.kind === 'village' && !name.short && !name.code.startsWith(township))
      .map((name) => name.code);
  }

  /** The village within a township that is clear; without one the township is still clear. */
  #inTownship(township: RegionCode, score: number): Resolution {
    const { outcomes } = this.#area;
    const tokens = this.#tokens.filter((token) => token.kind === 'village');
    for (const likeness of ['same', 'sound', 'shape'] as const) {
      for (const isFull of [true, false]) {
        const here = tokens.filter((token) => token.likeness === likeness && token.full === isFull);
        const codes = here.map((token) => this.#within(token, township)).filter((each) => each.length > 0);
        const first = codes[0];
        if (first !== undefined) return outcomes.resolved(township, only(first) ?? null, score, first);
      }
    }
    const near = this.#nearVillages(township);
    const contrary = near.length > 0 ? undefined : this.#contrary(tokens);
    if (contrary !== undefined) return outcomes.ambiguous([township, contrary], SCORE.several);
    const hasOther = tokens.some((token) => token.likeness === 'same');
    return outcomes.resolved(township, hasOther ? null : (only(near) ?? null), score, near);
  }

  /** Villages of a township that a token names. */
  #within(token: Token, township: RegionCode): RegionCode[] {
    return this.#codes(token).filter((code) => code.startsWith(township));
  }

  /** The one village of exactly this name, when it lies in another township than the one named. */
  #contrary(tokens: readonly Token[]): RegionCode | undefined {
    const first = tokens.find((token) => token.likeness === 'same');
    return first === undefined ? undefined : only(this.#codes(first));
  }

  /** Villages of a township that come near what was written but not recognised, or sound like it. */
  #nearVillages(township: RegionCode): RegionCode[] {
    const villages = this.#area.lexicon.names.filter(
      (name) => name.kind === 'village' && name.code.startsWith(township),
    );
    const written = this.#unknown
      .filter((name) => name.level === 'village' || (name.level === undefined && name.text.length > 1))
      .map((name) => name.text);
    for (const text of written) {
      const starts = villages.filter(
        (name) => text.startsWith(name.text) && text.length > name.text.length + 1,
      );
      const near = starts.length > 0 ? starts : nearNames(text, villages, 'village');
      if (near.length > 0) return [...new Set(near.map((name) => name.code))];
    }
    for (const token of this.#tokens.filter((each) => each.kind === 'village')) {
      const sound = soundKey(this.#text.slice(token.start, token.core));
      const alike = this.#area.lexicon.find('sound', sound).filter((name) => name.code.startsWith(township));
      if (alike.length > 0) return [...new Set(alike.map((name) => name.code))];
    }
    return [];
  }

  /** Townships that come near a name written with 镇 or 乡. */
  #nearTownships(): RegionCode[] {
    const townships = this.#area.lexicon.names.filter((name) => name.kind === 'township');
    const written = this.#unknown.filter((name) => name.level === 'township');
    const near = written.flatMap((name) => nearNames(name.text, townships, 'township'));
    return [...new Set(near.map((name) => name.code))].filter(
      (code) => this.#counties.size === 0 || this.#counties.has(code.slice(0, 6)),
    );
  }

  #withNearTownship(townships: readonly RegionCode[]): Resolution {
    const tokens = this.#tokens.filter((token) => token.kind === 'village');
    const holding = townships.filter((code) => tokens.some((token) => this.#within(token, code).length > 0));
    const township = only(holding) ?? only(townships);
    if (township === undefined) return this.#area.outcomes.ambiguous(townships, SCORE.several);
    return this.#inTownship(township, holding.length > 0 ? SCORE.near : SCORE.part);
  }

  #withVillage(tokens: readonly Token[]): Resolution {
    const { outcomes, elsewhere, code: area } = this.#area;
    const villages = [...new Set(tokens.flatMap((token) => this.#codes(token)))];
    const township = only(villages.map(townshipOf));
    const isNear = tokens.every((token) => token.likeness !== 'same');
    const isOtherPlace = tokens.every(
      (token) => !token.full && elsewhere.named(this.#text.slice(token.start, token.end), area).length > 0,
    );
    const isOtherTownship = this.#unknown.some((name) => name.level === 'township');
    if (township === undefined || isOtherPlace || isOtherTownship) {
      return outcomes.ambiguous(villages, isNear ? SCORE.part / 2 : SCORE.several);
    }
    return outcomes.resolved(township, only(villages) ?? null, isNear ? SCORE.near : SCORE.village, villages);
  }

  /** Nothing was recognised: a part of a name stands for it when one place only has it. */
  #withNothing(): Resolution {
    const { outcomes, lexicon } = this.#area;
    const isOtherTownship = this.#unknown.some((name) => name.level === 'township');
    for (const name of this.#unknown) {
      if (name.level === 'township' || (name.text.length < 2 && name.level === undefined)) continue;
      const kinds = name.level === 'village' ? ['village'] : ['township', 'village'];
      const names = lexicon.names.filter((each) => kinds.includes(each.kind));
      const near = nearNames(name.text, names, 'village').filter(
        (each) => this.#counties.size === 0 || this.#counties.has(each.code.slice(0, 6)),
      );
      const codes = [...new Set(near.map((each) => each.code))];
      const township = only(codes.map(townshipOf));
      if (codes.length === 0) continue;
      if (township === undefined || isOtherTownship) return outcomes.ambiguous(codes, SCORE.part / 2);
      const village = only(codes);
      const isVillage = village !== undefined && village.length > 9;
      // A part of a name (栗园 for 前栗园) is enough when hardly anything is left out.
      return outcomes.resolved(township, isVillage ? village : null, SCORE.part, codes);
    }
    // The county's name alone may be its seat's: 新宾 is also 新宾镇.
    const seats = this.#tokens
      .filter((token) => token.kind === 'division')
      .flatMap((token) => lexicon.find('same', this.#slice(token)))
      .filter((name) => name.kind === 'township')
      .map((name) => name.code);
    const begun = [...seats, ...this.#unknown.flatMap((unknown) => this.#begunBy(unknown))];
    return begun.length > 0 ? outcomes.ambiguous(begun, SCORE.part / 2) : outcomes.unresolved();
  }

  /** Places whose name begins a stretch that goes on otherwise (陶岔渠首): asked about. */
  #begunBy(unknown: UnknownName): RegionCode[] {
    const names = this.#area.lexicon.names.filter(
      (name) => name.kind !== 'division' && !name.short && unknown.text.startsWith(name.text),
    );
    const isHamlet = unknown.level !== undefined || HAMLET_END.test(unknown.text);
    return isHamlet || unknown.text.length < 4 ? [] : names.map((name) => name.code);
  }

  #nameOf(code: RegionCode): string {
    return this.#area.gazetteer.place(code)?.name ?? '';
  }

  #slice(token: Token): string {
    return this.#text.slice(token.start, token.end);
  }
}
