import { PHRASE_END } from './address-text.ts';
import { numberAt, roadAt, wordAt } from './address-words.ts';
import type { RegionCode } from './code.ts';
import type { Elsewhere } from './elsewhere.ts';
import { keysOf, type Lexicon, type Likeness, type Name } from './lexicon.ts';
import { TOWNSHIP_KIND, VILLAGE_KIND } from './place-names.ts';

/** A stretch of an address that was recognised, or one character that was not. */
export interface Token {
  kind: 'division' | 'township' | 'village' | 'elsewhere' | 'word' | 'end' | 'unknown';
  start: number;
  end: number;
  /** End of the name, before 镇 or 村. */
  core: number;
  names: readonly Name[];
  codes: readonly RegionCode[];
  likeness: Likeness;
  /** Written with 镇, 村 …, or without. */
  full: boolean;
}

/** What surrounds a token decides whether it stands: `bare` places and unknown characters do not touch. */
type Last = 'unknown' | 'bare' | 'far' | 'other';
interface State {
  cost: number;
  from: State | undefined;
  token: Token | undefined;
}

const COST = {
  end: 0,
  word: 0.25,
  // 三二五 and 狮子路 are villages too.
  number: 0.35,
  road: 0.7,
  division: { same: 0.1, sound: 0.6, shape: 0.7 },
  elsewhere: 0.1,
  elsewhereShort: 0.35,
  full: { same: 0.1, sound: 0.8, shape: 0.9 },
  bare: { same: 0.3, sound: 1.2, shape: 1.3 },
  partOfName: 0.2,
  unknown: 1,
} as const;
/** A village's full name right after an unknown character is most often the tail of a longer name (前李庄村). */
const VILLAGE_AFTER_UNKNOWN = 3.5;
const TOWNSHIP_AFTER_UNKNOWN = 1;
const BARE_BESIDE_UNKNOWN = 3;
/** Running text goes on after a place (俺们陶城今年发水), an address does not. */
const PLACE_IN_TEXT = 1.2;
const KIND_SPOKEN = 8;
/** After these a name begins, known or not. */
const END_OF_NAME = '镇乡县市区道';
/** What no village's name goes before. */
const OTHER_KIND = /^(?:镇|乡|街道)/;
/** With one of these a division's name becomes a hamlet's. */
const NATURAL_TAIL = '村庄沟岗店屯营湾坡桥楼寺庙集寨堂河坪岭坑洼';

/**
 * The cheapest reading of an address as names, words and unknown characters.
 * @param isRunning the text is no address but may hold one
 */
export function parse(
  text: string,
  lexicon: Lexicon,
  elsewhere: Elsewhere,
  area: RegionCode,
  isRunning = false,
): Token[] {
  const keys = keysOf(text);
  const best: Map<Last, State>[] = Array.from({ length: text.length + 1 }, () => new Map());
  best[0]?.set('other', { cost: 0, from: undefined, token: undefined });
  for (let at = 0; at < text.length; at += 1) {
    const states = best[at];
    if (states === undefined || states.size === 0) continue;
    for (const { token, cost } of tokensAt(text, at, keys, lexicon, elsewhere, area)) {
      const now = lastOf(token);
      const before = text.charAt(at - 1);
      for (const [last, state] of states) {
        const between =
          isRunning && isPlaceInText(state, token)
            ? PLACE_IN_TEXT
            : betweenCost(last, now, token, before, text.charAt(at));
        const total = state.cost + cost + between;
        const known = best[token.end]?.get(now);
        if (known === undefined || total < known.cost) {
          best[token.end]?.set(now, { cost: total, from: state, token });
        }
      }
    }
  }
  const tokens: Token[] = [];
  let state = [...(best[text.length]?.values() ?? [])].sort((a, b) => a.cost - b.cost)[0];
  while (state?.token !== undefined) {
    tokens.push(state.token);
    state = state.from;
  }
  return tokens.reverse();
}

function lastOf(token: Token): Last {
  if (token.kind === 'unknown') return 'unknown';
  if (token.full) return 'other';
  if (token.kind === 'elsewhere') return 'far';
  return token.kind === 'township' || token.kind === 'village' ? 'bare' : 'other';
}

function betweenCost(last: Last, now: Last, token: Token, before: string, here: string): number {
  if (last === 'bare' && now === 'unknown') return BARE_BESIDE_UNKNOWN;
  // 扶沟 may be followed by a place there that is not known here, 扶沟庄 is another place.
  if (last === 'far' && now === 'unknown') return NATURAL_TAIL.includes(here) ? BARE_BESIDE_UNKNOWN : 0;
  if (last !== 'unknown') return 0;
  if (now === 'bare' || now === 'far') return BARE_BESIDE_UNKNOWN;
  if (END_OF_NAME.includes(before)) return 0;
  if (token.kind === 'village') return VILLAGE_AFTER_UNKNOWN;
  return token.kind === 'township' ? TOWNSHIP_AFTER_UNKNOWN : 0;
}

/**
 * Whether one of two neighbours is a township as it should be written, or a village right after one, and the other is
 * not known.
 */
function isPlaceInText(state: State, next: Token): boolean {
  const last = state.token;
  if (last === undefined) return false;
  if (last.kind === 'unknown') return isTownshipName(next);
  if (next.kind !== 'unknown') return false;
  const isVillage = last.kind === 'village' && last.likeness === 'same' && !last.full;
  return isTownshipName(last) || (isVillage && state.from?.token?.kind === 'township');
}

function isTownshipName(token: Token): boolean {
  return token.kind === 'township' && token.likeness === 'same' && !token.full;
}

interface Offer {
  token: Token;
  cost: number;
}

function tokensAt(
  text: string,
  at: number,
  keys: Record<Likeness, string>,
  lexicon: Lexicon,
  elsewhere: Elsewhere,
  area: RegionCode,
): Offer[] {
  if (text.charAt(at) === PHRASE_END) return [{ token: plain('end', at, at + 1), cost: COST.end }];
  const offers: Offer[] = [{ token: plain('unknown', at, at + 1), cost: COST.unknown }];
  for (const [length, cost] of [
    [wordAt(text, at), COST.word],
    [numberAt(text, at), COST.number],
    [roadAt(text, at), COST.road],
  ] as const) {
    if (length > 0) offers.push({ token: plain('word', at, at + length), cost });
  }
  for (const likeness of ['same', 'sound', 'shape'] as const) {
    for (let end = Math.min(text.length, at + lexicon.longest); end >= at + 2; end -= 1) {
      const names = lexicon.find(likeness, keys[likeness].slice(at, end));
      if (names.length > 0) offers.push(...namesAt(text, at, end, names, likeness));
    }
  }
  for (let end = Math.min(text.length, at + elsewhere.longest); end >= at + 2; end -= 1) {
    const name = text.slice(at, end);
    const codes = elsewhere.named(name, area);
    if (codes.length === 0) continue;
    const full = /[省市县区州盟]$/.test(name) && name.length > 2;
    const token = { ...plain('elsewhere', at, end), codes, full };
    offers.push({ token, cost: full ? COST.elsewhere : COST.elsewhereShort });
  }
  return offers;
}

/** The names of one stretch as tokens, one a kind, with and without the words of the kind that follow. */
function namesAt(
  text: string,
  at: number,
  core: number,
  names: readonly Name[],
  likeness: Likeness,
): Offer[] {
  const offers: Offer[] = [];
  const offer = (kind: Token['kind'], those: readonly Name[], end: number, full: boolean, cost: number) =>
    offers.push({ token: { ...plain(kind, at, end), core, names: those, full, likeness }, cost });
  for (const kind of ['division', 'township', 'village'] as const) {
    const those = names.filter((name) => name.kind === kind);
    if (those.length === 0) continue;
    if (kind === 'division') {
      offer(kind, those, core, true, COST.division[likeness]);
      continue;
    }
    const part = those.every((name) => name.short) ? COST.partOfName : 0;
    const ending = kind === 'township' ? TOWNSHIP_KIND : VILLAGE_KIND;
    const spoken = ending.exec(text.slice(core, core + KIND_SPOKEN))?.[0] ?? '';
    if (spoken !== '') offer(kind, those, core + spoken.length, true, COST.full[likeness] + part);
    // 太平镇 is not 太平村.
    if (kind === 'village' && OTHER_KIND.test(text.slice(core))) continue;
    // 新村, 工业园: the name has its kind within.
    const within = kind === 'village' ? /村$/ : /[区园厂场]$/;
    const isFull = within.test(text.slice(at, core)) && core - at > 2;
    offer(kind, those, core, isFull, (isFull ? COST.full : COST.bare)[likeness] + part);
  }
  return offers;
}

function plain(kind: Token['kind'], start: number, end: number): Token {
  return { kind, start, end, core: end, names: [], codes: [], likeness: 'same', full: false };
}
