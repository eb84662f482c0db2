import { ARTICLE_LEVEL, type Numbering, type NumberStyle, numberingOf } from './headings.ts';

/** Items up to this long, under words that announce a list, are a list inside their article. */
const SHORT_ITEM = 60;
/** Items that end in ； are one sentence with what announces them, up to this average length. */
const LONG_ITEM = 120;
/** The level of a numbered paragraph that stays inside its article. */
const INSIDE = ARTICLE_LEVEL + 1;

/**
 * The numbered paragraphs of one part of a document, with the level that each has *there*: regulations keep （一）
 * inside their 第一条, some documents put 1. above （一）, and short items under `…：` are a list, no articles.
 */
export function outlineOf(texts: readonly string[]): (Numbering | undefined)[] {
  const numberings = withDecimals(
    texts,
    // （一）申报→（二）核实→（三）审核 draws the steps, it heads none.
    texts.map((text) => (/[→⇒➔]/.test(text) ? undefined : numberingOf(text))),
  );
  const found = numberings.filter((n) => n !== undefined);
  const levels = levelsOf(found);
  const outline = numberings.map((n) =>
    n === undefined ? undefined : { ...n, level: levels.get(n.style) ?? n.level },
  );
  return withListsInside(texts, outline);
}

function levelsOf(found: readonly Numbering[]): Map<NumberStyle, number> {
  const levels = new Map<NumberStyle, number>();
  const clauses = found.filter((n) => n.style === 'clause');
  if (clauses.length >= 2) {
    const firstClause = found.findIndex((n) => n.style === 'clause');
    const before = new Set(found.slice(0, firstClause).map((n) => n.style));
    for (const style of ['chinese', 'chinese-bracketed', 'arabic'] as const)
      if (!before.has(style)) levels.set(style, INSIDE);
    return levels;
  }
  swapIfInverted(found, levels, 'chinese', 'chinese-bracketed');
  swapIfInverted(found, levels, 'chinese-bracketed', 'arabic');
  if (!found.some((n) => n.style === 'chinese-bracketed')) swapIfInverted(found, levels, 'chinese', 'arabic');
  return levels;
}

/**
 * `1. （一）（二） 2. （一）（二）`: the usually lower style counts on over the document while the usually higher one
 * starts anew under each of it.
 */
function swapIfInverted(
  found: readonly Numbering[],
  levels: Map<NumberStyle, number>,
  higher: NumberStyle,
  lower: NumberStyle,
): void {
  const both = found.filter((n) => n.style === higher || n.style === lower);
  const highs = both.filter((n) => n.style === higher);
  const lows = both.filter((n) => n.style === lower);
  const startsAnew = highs.filter((n) => n.value === 1).length >= 2;
  const countsOn = lows.length >= 2 && lows.every((n, i) => n.value === i + 1);
  const opensUnder = both.every((n, i) => n.style === lower || n.value !== 1 || both[i - 1]?.style === lower);
  if (both[0]?.style !== lower || !startsAnew || !countsOn || !opensUnder) return;
  const level = Math.min(...highs.map((n) => levels.get(n.style) ?? n.level));
  levels.set(lower, level);
  levels.set(higher, level + 1);
}

/** `1 总则 / 1.1 编制目的 / 1.1.1 …`, the outline of emergency plans; a lone 1.1 is a figure. */
function withDecimals(
  texts: readonly string[],
  numberings: (Numbering | undefined)[],
): (Numbering | undefined)[] {
  const decimals = texts.map((text) =>
    /^(\d{1,2}(?:\.\d{1,2}){1,3})[.．、]? ?(?=[\u4e00-\u9fff《“ⅠⅡⅢⅣⅤ])(?![万亿元个倍年米公平吨千百级])/.exec(
      text,
    ),
  );
  if (decimals.filter((match) => match !== null).length < 3) return numberings;
  return texts.map((text, i) => {
    const label = decimals[i]?.[1];
    const depth = label?.split('.').length ?? 1;
    const chapter = label === undefined ? /^(\d{1,2})[.．、]? ?(?=[\u4e00-\u9fff]{2,15}$)/.exec(text) : null;
    const number = label ?? chapter?.[1];
    if (number === undefined) return numberings[i];
    return {
      style: 'arabic',
      level: depth,
      label: number,
      value: Number(number.split('.').at(-1)),
      length: (decimals[i] ?? chapter)?.[0].length ?? number.length,
      bare: false,
    };
  });
}

/** Marks the items of short lists as standing inside their article. */
function withListsInside(
  texts: readonly string[],
  outline: (Numbering | undefined)[],
): (Numbering | undefined)[] {
  const result = [...outline];
  outline.forEach((first, at) => {
    if (first?.value !== 1 || first.level < 2 || first.level > ARTICLE_LEVEL || first.style === 'clause')
      return;
    const run = runFrom(outline, at);
    const end = endOfRun(outline, run.at(-1) ?? at);
    const hasHeadingsUnder = (outline[end]?.level ?? 0) > first.level;
    if (run.length >= 2 && !hasHeadingsUnder && isList(texts, run, end, texts[at - 1])) {
      for (const i of run) result[i] = { ...(outline[i] ?? first), level: INSIDE };
    }
  });
  return result;
}

/** Indices of a heading and its following siblings, while nothing higher or lower comes between. */
function runFrom(outline: readonly (Numbering | undefined)[], at: number): number[] {
  const first = outline[at];
  const run = [at];
  for (let i = at + 1; i < outline.length && first !== undefined; i += 1) {
    const next = outline[i];
    if (next === undefined) continue;
    if (next.style !== first.style || next.value !== run.length + 1) break;
    run.push(i);
  }
  return run;
}

/** The index after a run: of the next heading that is no list's item, or after the item itself. */
function endOfRun(outline: readonly (Numbering | undefined)[], last: number): number {
  const next = outline.findIndex((n, i) => i > last && n !== undefined && n.level <= ARTICLE_LEVEL);
  return next < 0 ? last + 1 : next;
}

function isList(
  texts: readonly string[],
  run: readonly number[],
  end: number,
  lead: string | undefined,
): boolean {
  const items = run.map((from, i) => texts.slice(from, run[i + 1] ?? Math.min(end, from + 1)).join(''));
  const total = items.reduce((sum, item) => sum + item.length, 0);
  const isOneSentence = items.slice(0, -1).every((item) => /[；;]$/.test(item));
  if (isOneSentence) return total / items.length <= LONG_ITEM;
  return /[：:]$/.test(lead ?? '') && items.every((item) => item.length <= SHORT_ITEM);
}
