import type { Token } from './address-parse.ts';
import { PHRASE_END } from './address-text.ts';
import { numberAt } from './address-words.ts';
import { isBetween, isChoice, joins } from './between-places.ts';
import type { RegionCode } from './code.ts';
import { everydaySort, namesOnly } from './everyday-words.ts';
import {
  isElsewhereInLife,
  isInstitution,
  isNamed,
  isOfFamily,
  isOfOthers,
  isProxy,
  type Wording,
  wordingOf,
} from './place-wording.ts';

/** A stretch of running text that says where somebody lives. */
export interface PlaceSpan {
  start: number;
  end: number;
  /** How sure it is that the household lives there. */
  weight: number;
}

const WEIGHT = { far: 1, passing: 2, village: 2, township: 3, home: 4, pair: 4 };
/** How the name of a hamlet that is not in the gazetteer ends. */
const HAMLET =
  /^(?!的|那|这|街上|镇上|集上)[^ 俺我咱他她]{1,5}?[村庄寨岗沟店屯营湾坡桥楼寺庙集堂河坪岭坑洼铺坊台塘头家洲畈冲垭坳社组](?=的|滴|人|那|这| |\d|$)/;
/** … and of most villages, unlike that of a person or a thing. */
const NATURAL = /[村庄寨岗沟店屯营湾坡桥楼寺庙集堂河坪岭坑洼铺台塘洲畈冲垭坳]$/;
/** Words that may stand within a place: 望田镇下面的蔺庄. */
const WITHIN = /^(?:的|那边|那边的|那|那儿|下面|下边|底下|里|里头|这边|管)$/;
/** A township elsewhere, whose name is not known here. */
const TOWN = /^[^ ]{2,5}?(?:镇|乡|街道)/;
const KIND_WORD = /^(?:镇|乡|村|街道|社区)/;

/**
 * The places named in running text, the surest first. An ordinary word or a person's name that is also a village's is
 * none without wording that makes it one.
 */
export function placeSpans(text: string, all: readonly Token[]): PlaceSpan[] {
  const spans = groupsOf(text, namesOnly(text, all)).map((group) => spanOf(text, group));
  return spans.filter((span) => span !== undefined).sort((a, b) => b.weight - a.weight || a.start - b.start);
}

/**
 * The text with blanks for the places where the household does not live: where somebody works or is in hospital, an
 * office, the house of kin. None when only these are named.
 */
export function withoutOthers(text: string, all: readonly Token[]): string | undefined {
  const groups = groupsOf(text, namesOnly(text, all));
  const others = groups
    .map((group) => surroundings(text, group))
    .filter((around) => around !== undefined)
    .filter((around) => isOfNoHousehold(text, around) || isOffice(around));
  if (others.length === 0 || others.length === groups.length) return undefined;
  return others.reduce((rest, { start, end }) => blanked(rest, start, end), text);
}

/** The tokens of each place: names that follow one another, or of which one lies in the other. */
function groupsOf(text: string, tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    if (!isPlace(tokens[first])) continue;
    let last = first;
    for (let next = nextPlace(text, tokens, last); next !== undefined; next = nextPlace(text, tokens, last)) {
      last = next;
    }
    groups.push(tokens.slice(first, last + 1).filter(isPlace));
    first = last;
  }
  return groups;
}

/** Whether a township's office is named, and not as a landmark of a home. */
function isOffice({ before, after }: Surroundings): boolean {
  return isInstitution(after) && wordingOf(before, after) !== 'home';
}

function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + PHRASE_END.repeat(end - start) + text.slice(end);
}

type Place = 'division' | 'township' | 'village' | 'elsewhere';

function isPlace(token: Token | undefined): token is Token & { kind: Place } {
  return token !== undefined && ['division', 'township', 'village', 'elsewhere'].includes(token.kind);
}

/** The next token that still belongs to the place: right after it, after 的, or after a comma when it lies within. */
function nextPlace(text: string, tokens: readonly Token[], last: number): number | undefined {
  let at = last + 1;
  while (tokens[at]?.kind === 'word' && (WITHIN.test(slice(text, tokens[at])) || joins(text, tokens[at])))
    at += 1;
  const next: Token | undefined = tokens[at];
  if (isPlace(next)) return at;
  const beyond = tokens[at + 1];
  if (next?.kind !== 'end') return undefined;
  // 望田，还是大马
  if (isChoice(text, beyond) && isPlace(tokens[at + 2])) return at + 2;
  return isPlace(beyond) && agree(tokens[last], beyond) ? at + 1 : undefined;
}

/** Whether of a village and a township on two sides of a comma one lies in the other. */
function agree(one: Token | undefined, other: Token): boolean {
  if (one === undefined) return false;
  const codes = (token: Token): RegionCode[] => token.names.map((name) => name.code);
  return codes(one).some((a) => codes(other).some((b) => a.startsWith(b) || b.startsWith(a)));
}

function spanOf(text: string, group: readonly Token[]): PlaceSpan | undefined {
  const around = surroundings(text, group);
  if (around === undefined || isOfNoHousehold(text, around)) return undefined;
  const weight = weightOf(text, group, around);
  return weight === undefined ? undefined : { start: around.start, end: around.end, weight };
}

interface Surroundings {
  start: number;
  end: number;
  before: string;
  after: string;
}

function surroundings(text: string, group: readonly Token[]): Surroundings | undefined {
  const [start, final] = [group[0]?.start, group.at(-1)];
  if (start === undefined || final === undefined) return undefined;
  const end = final.end + tailLength(text, final);
  return { start, end, before: text.slice(0, start), after: text.slice(end) };
}

/** Whether somebody only works or lies in hospital there, or it is the house of kin for whom nobody files. */
function isOfNoHousehold(text: string, { before, after }: Surroundings): boolean {
  return isElsewhereInLife(before, after) || (isOfOthers(before, after) && !isProxy(text));
}

/** How much speaks for a place; nothing when it may be a word or a person's name. */
function weightOf(
  text: string,
  group: readonly Token[],
  { before, after }: Surroundings,
): number | undefined {
  const wording = wordingOf(before, after);
  const isHome = wording === 'home';
  const own = group.filter((token) => token.kind === 'township' || token.kind === 'village');
  if (own.length === 0)
    return isHome && group.some(({ kind }) => kind === 'elsewhere') ? WEIGHT.far : undefined;
  const isPair = own.some((a) => own.some((b) => a !== b && a.kind !== b.kind && agree(a, b)));
  if (!isHome && !isPair && isNamed(before)) return undefined;
  if (!isHome && own.at(-1)?.kind === 'township' && isInstitution(after)) return undefined;
  const sure = own.filter((token) => token.likeness === 'same');
  const full = sure.filter((token) => token.full);
  const base = full.some((token) => token.kind === 'township')
    ? WEIGHT.township
    : full.length > 0
      ? WEIGHT.village
      : 0;
  const rest = (isPair ? WEIGHT.pair : 0) + (isHome ? WEIGHT.home : 0);
  if (base > 0 || isPair) return base + rest;
  if (isBetween(after) && sure.length > 1) return WEIGHT.home;
  // 俺过世的 only sounds like a village.
  if (isHome && isHomeOf(text, own, after)) return rest;
  return isNamedInPassing(text, own, wording) ? WEIGHT.passing : undefined;
}

/** Whether wording that says where somebody lives makes these a place: not 住车站旁边, not 俺是李家的媳妇. */
function isHomeOf(text: string, own: readonly Token[], after: string): boolean {
  return own.some((token) => {
    if (token.likeness !== 'same' && !token.full) return false;
    const sort = everydaySort(text, token);
    return sort === 'family' ? !isOfFamily(after) : sort !== 'landmark' && sort !== 'pointing';
  });
}

/** Whether a township's bare name, or 蔺庄的 between two commas, is said as a place. */
function isNamedInPassing(text: string, own: readonly Token[], wording: Wording): boolean {
  if (wording === undefined) return false;
  return own.some((token) => {
    const sort = everydaySort(text, token);
    if (token.kind === 'township') {
      const isWritten = token.likeness === 'same' || token.full;
      return isWritten && (sort === undefined || wording === 'of');
    }
    const isNatural = NATURAL.test(text.slice(token.start, token.core));
    return token.likeness === 'same' && sort === undefined && isNatural && wording === 'of';
  });
}

/** What still belongs to the address after its last name: a hamlet, a group, a house number. */
function tailLength(text: string, final: Token): number {
  let end = final.end;
  const kind = final.full ? null : KIND_WORD.exec(text.slice(end));
  if (kind !== null) end += kind[0].length;
  const town = final.kind === 'elsewhere' ? TOWN.exec(text.slice(end)) : null;
  if (town !== null) end += town[0].length;
  const hamlet = HAMLET.exec(text.slice(end));
  if (hamlet !== null) end += hamlet[0].length;
  for (let length = numberAt(text, end); length > 0; length = numberAt(text, end)) {
    if (!/\D$/.test(text.slice(end, end + length))) break;
    end += length;
  }
  return end - final.end;
}

function slice(text: string, token: Token | undefined): string {
  return token === undefined ? '' : text.slice(token.start, token.end);
}
