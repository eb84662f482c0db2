import type { Token } from './address-parse.ts';

/** A stretch of an address that names a place nobody here knows by that name. */
export interface UnknownName {
  text: string;
  level: 'township' | 'village' | undefined;
  start: number;
  end: number;
}

const UNIT =
  /([^ ]*?)(街道办事处|街道办|街道|办事处|镇|乡|社区居委会|社区|村民委员会|居民委员会|村委会|居委会|大队|村|$)/g;
const TOWNSHIP_WORD = /^(?:镇|乡|街道|办事处)/;
/** Not a name: 本镇, 俺们乡. */
const NAMELESS = /^(?:[本全这那该各同我俺咱他她你的是在]|我们|俺们|咱们|一个|哪个)*$/;

/** The stretches of characters that were not recognised, cut at 镇, 乡 and 村. */
export function unknownNames(text: string, tokens: readonly Token[]): UnknownName[] {
  const found: UnknownName[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const first = tokens[index];
    if (first?.kind !== 'unknown') continue;
    let last = first;
    while (tokens[index + 1]?.kind === 'unknown') {
      index += 1;
      last = tokens[index] ?? last;
    }
    found.push(...unitsOf(text, first.start, last.end, tokens[index + 1]));
  }
  return found;
}

function unitsOf(text: string, start: number, end: number, next: Token | undefined): UnknownName[] {
  const units: UnknownName[] = [];
  for (const unit of text.slice(start, end).matchAll(UNIT)) {
    const [whole, core = '', kind = ''] = unit;
    if (whole === '' || NAMELESS.test(core)) continue;
    const from = start + unit.index;
    const to = from + whole.length;
    const isBeforeTownship =
      kind === '' && to === end && next?.kind === 'word' && TOWNSHIP_WORD.test(text.slice(next.start));
    const level =
      TOWNSHIP_WORD.test(kind) || isBeforeTownship ? 'township' : kind === '' ? undefined : 'village';
    units.push({ text: core, level, start: from, end: to });
  }
  return units;
}
