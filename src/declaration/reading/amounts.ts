const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNIT: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** A number in figures or characters, as a pattern to build others from. */
export const NUMBER =
  '(?:\\d+(?:[.,]\\d+)*|[零〇一二两俩三仨四五六七八九十百千万半几]+)(?:[十百千万亿]+[\\d零一二两三四五六七八九十百千]*)*';

/**
 * Reads a number as people write it: `35000`, `3万5`, `三万五`, `1.5万`, `两千四`, `十几万` (taken as 十万), `万把块`.
 * Undefined when it is none.
 */
export function readNumber(text: string): number | undefined {
  const written = text.replace(/,/g, '').replace(/[几来多把余]/g, '');
  // 五六千: between the two.
  const [, low, high, unit] = /^([一二两三四五六七八])([二三四五六七八九])([十百千万])$/.exec(written) ?? [];
  if (low !== undefined && high !== undefined && unit !== undefined) {
    return (((DIGIT[low] ?? 0) + (DIGIT[high] ?? 0)) / 2) * (UNIT[unit] ?? 1);
  }
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const [token] of written.matchAll(/\d+(?:\.\d+)?|[零〇一二两俩三仨四五六七八九半]|[十百千万亿]/g)) {
    const unit = UNIT[token];
    if (unit === undefined) {
      digit = token === '半' ? 0.5 : (DIGIT[token] ?? Number(token));
      if (token === '零' || token === '〇') lastUnit = 10;
    } else if (unit >= 10_000) {
      total += (section + (digit ?? (section === 0 ? 1 : 0))) * unit;
      section = 0;
      digit = undefined;
      lastUnit = unit;
    } else {
      section += (digit ?? 1) * unit;
      digit = undefined;
      lastUnit = unit;
    }
  }
  if (!/\d|[零〇一二两俩三仨四五六七八九半十百千万]/.test(written)) return undefined;
  // 三万五 is 35 000, 两千四 is 2 400: a last digit without a unit has the next lower one.
  const last = digit === undefined ? 0 : lastUnit > 1 && digit < 10 ? (digit * lastUnit) / 10 : digit;
  return total + section + last;
}
