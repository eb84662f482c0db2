/** An address made uniform, with the place of each character in what was written. */
export interface AddressText {
  text: string;
  /** Index in the original of each character, and of the end. */
  at: number[];
}

const CHINESE_DIGITS = new Map([...'零一二三四五六七八九'].map((char, value) => [char, String(value)]));
CHINESE_DIGITS.set('〇', '0');
const TRADITIONAL = new Map(
  [
    ...'鎮镇鄉乡縣县區区灣湾樓楼莊庄溝沟嶺岭莊庄橋桥馬马陳陈張张楊杨趙赵劉刘東东龍龙門门車车廟庙臺台'.matchAll(
      /../gu,
    ),
  ].map(([pair]) => [pair.charAt(0), pair.charAt(1)]),
);
/** What is no letter, digit or character ends a phrase. */
const BREAK = /[^\p{L}\p{N}]/u;
/** Breaks end a phrase. */
export const PHRASE_END = ' ';

/**
 * Full-width characters as half-width, Chinese digits as digits (so that 三组 is 3组 and 三二五村 is 325村), no space
 * between single characters, one blank for whatever separates phrases.
 * @param joined no space counts, for addresses with spaces inside the names
 */
export function uniform(written: string, joined = false): AddressText {
  let text = '';
  const at: number[] = [];
  let index = 0;
  for (const char of written) {
    const start = index;
    index += char.length;
    for (const { plain, isSpace } of uniformChars(char)) {
      if (isSpace && (joined || isSpacing(written, start))) continue;
      if (plain === PHRASE_END && text.endsWith(PHRASE_END)) continue;
      text += plain;
      at.push(start);
    }
  }
  at.push(written.length);
  return { text, at };
}

interface UniformChar {
  plain: string;
  isSpace: boolean;
}

/** Characters seen, so that a gazetteer's names are read quickly; bounded, since a text may hold any. */
const seen = new Map<string, UniformChar[]>();
const MOST_SEEN = 20_000;

function uniformChars(char: string): UniformChar[] {
  const known = seen.get(char);
  if (known !== undefined) return known;
  const chars = [...char.normalize('NFKC')]
    .map((each) => ({
      plain: BREAK.test(each) ? PHRASE_END : (CHINESE_DIGITS.get(each) ?? TRADITIONAL.get(each) ?? each),
      isSpace: /\s/.test(each),
    }))
    .filter(({ plain }) => plain.length === 1);
  if (seen.size < MOST_SEEN) seen.set(char, chars);
  return chars;
}

/** Whether a space only spreads characters (望 田 镇). */
function isSpacing(written: string, at: number): boolean {
  const before = /\S*$/.exec(written.slice(0, at).trimEnd())?.[0].length ?? 0;
  const after = /^\S*/.exec(written.slice(at).trimStart())?.[0].length ?? 0;
  return before === 1 || after === 1;
}
