import type { Token } from './address-parse.ts';
import { numberAt } from './address-words.ts';
import type { RegionCode } from './code.ts';

/** A stretch of running text that says where somebody lives. */
export interface PlaceSpan {
  start: number;
  end: number;
  /** The wording says outright that somebody lives there. */
  isHome: boolean;
}

/** What stands before a place where one lives … */
const HOME =
  /(?:住在?|住址[是为]?|地址[是在为]?|家[在是]|家里?[在是]|老家[在是]?|娘家[在是]?|户口[在是]?|户籍[在是]?|籍贯[是为]?|来自|搬到|位于)$/;
/** … and before one that may also be a name: 俺是蔺庄的, but 我是李庄. */
const FROM = /(?:[俺我咱他她]们?家?是?|是)$/;
const FROM_AFTER = /^(?:的(?!时候)|滴|嘞|哩|人(?!员)|那(?!时|天|年)|这边|村民)/;
const NAME_BEFORE = /(?:叫|姓名[是为：:]?|名字[是叫为]?|户主[是叫]?|大名|姓)$/;
const HOME_AFTER =
  /^(?:(?:那边|那儿|那里|这边|街上)?住|的(?:人|村民|农民|居民|农户|群众)|人(?: |$)|村民|农民)/;
const DENIED = /不(?:是|在|住)?$/;
/** A township's clinic, school or police is not where one lives. */
const INSTITUTION =
  /^(?:中心)?(?:卫生院|医院|中学|小学|初中|高中|派出所|敬老院|养老院|信用社|法庭|司法所|供销社|民政所|邮局|政府(?!旁|附近|边|对面|后|跟前|院|门口))/;
/** How the name of a hamlet that is not in the gazetteer ends. */
const HAMLET =
  /^[^ ]{1,5}?[村庄寨岗沟店屯营湾坡桥楼寺庙集堂河坪岭坑洼铺坊台塘头家洲畈冲垭坳社组](?=的|滴|人|那|这| |\d|$)/;
/** Words that may stand within a place: 望田镇下面的蔺庄. */
const WITHIN = /^(?:的|那边|那边的|那|那儿|下面|下边|底下|里|里头|这边|管)$/;
/** A township elsewhere, whose name is not known here. */
const TOWN = /^[^ ]{2,5}?(?:镇|乡|街道)/;
const KIND_WORD = /^(?:镇|乡|村|街道|社区)/;

/**
 * The places named in running text, the surest first. An ordinary word or a person's name that is also a village's is
 * none without wording that makes it one.
 */
export function placeSpans(text: string, tokens: readonly Token[]): PlaceSpan[] {
  const found: (PlaceSpan & { weight: number })[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    if (!isPlace(tokens[first])) continue;
    let last = first;
    for (let next = nextPlace(text, tokens, last); next !== undefined; next = nextPlace(text, tokens, last)) {
      last = next;
    }
    const group = tokens.slice(first, last + 1).filter(isPlace);
    const span = spanOf(text, group);
    if (span !== undefined) found.push(span);
    first = last;
  }
  return found.sort((a, b) => b.weight - a.weight || a.start - b.start);
}

type Place = 'division' | 'township' | 'village' | 'elsewhere';

function isPlace(token: Token | undefined): token is Token & { kind: Place } {
  return token !== undefined && ['division', 'township', 'village', 'elsewhere'].includes(token.kind);
}

/** The next token that still belongs to the place: right after it, after 的, or after a comma when it lies within. */
function nextPlace(text: string, tokens: readonly Token[], last: number): number | undefined {
  let at = last + 1;
  while (tokens[at]?.kind === 'word' && WITHIN.test(slice(text, tokens[at]))) at += 1;
  const next: Token | undefined = tokens[at];
  if (isPlace(next)) return at;
  const beyond = tokens[at + 1];
  const isPair = next?.kind === 'end' && isPlace(beyond) && agree(tokens[last], beyond);
  return isPair ? at + 1 : undefined;
}

/** Whether of a village and a township on two sides of a comma one lies in the other. */
function agree(one: Token | undefined, other: Token): boolean {
  if (one === undefined) return false;
  const codes = (token: Token): RegionCode[] => token.names.map((name) => name.code);
  return codes(one).some((a) => codes(other).some((b) => a.startsWith(b) || b.startsWith(a)));
}

function spanOf(text: string, group: readonly Token[]): (PlaceSpan & { weight: number }) | undefined {
  const first = group[0];
  const final = group.at(-1);
  if (first === undefined || final === undefined) return undefined;
  const own = group.filter((token) => token.kind === 'township' || token.kind === 'village');
  const end = final.end + tailLength(text, final);
  const before = text.slice(0, first.start);
  const after = text.slice(end);
  if (DENIED.test(before)) return undefined;
  const isHome = HOME.test(before) || HOME_AFTER.test(after) || (FROM.test(before) && FROM_AFTER.test(after));
  const span = { start: first.start, end, isHome };
  if (own.length === 0) {
    const isElsewhere = group.some((token) => token.kind === 'elsewhere');
    return isElsewhere && isHome ? { ...span, weight: 1 } : undefined;
  }
  const isWritten = own.some((token) => token.likeness === 'same' || token.full);
  const full = own.filter((token) => token.full && token.likeness === 'same');
  const isPair = own.some((a) => own.some((b) => a !== b && a.kind !== b.kind && agree(a, b)));
  if (!isHome && !isPair && NAME_BEFORE.test(before)) return undefined;
  if (!isHome && final.kind === 'township' && INSTITUTION.test(text.slice(final.end))) return undefined;
  const evidence = full.some((token) => token.kind === 'township') ? 3 : full.length > 0 ? 2 : 0;
  // 俺过世的 only sounds like a village.
  const isClear = isWritten && (evidence > 0 || isPair || isHome);
  return isClear ? { ...span, weight: evidence + (isPair ? 4 : 0) + (isHome ? 4 : 0) } : undefined;
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
