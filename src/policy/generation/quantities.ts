/** A figure with its unit, or a cadence, as it stands in a text. */
export interface Quantity {
  /** In the base unit: 5万元 is 50000 元, 六成 is 60 %. */
  value: number;
  unit: string;
  start: number;
  end: number;
}

const DIGITS: Record<string, number> = {
  ...{
    零: 0,
    〇: 0,
    一: 1,
    二: 2,
    两: 2,
    俩: 2,
    双: 2,
    三: 3,
    仨: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
  },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 幺: 1 },
};
const SCALES: Record<string, number> = {
  ...{ 十: 10, 拾: 10, 廿: 20, 卅: 30, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 10_000, 亿: 100_000_000 },
};

/** Characters by which a numeral is spelt out. */
export const NUMERALS = '零〇一二两俩三仨四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾佰仟廿卅幺';

const UNITS: readonly [RegExp, string, number?][] = [
  [/^(?:块钱|块|元)/, '元'],
  [/^%/, '%'],
  [/^个百分点/, '百分点'],
  [/^成(?![员果本效立就])/, '%', 10],
  [/^倍/, '倍'],
  [/^个?工作日/, '工作日'],
  [/^(?:天|日(?!常))/, '日'],
  [/^个月/, '个月'],
  [/^月(?![报通])/, '月'],
  [/^周?岁/, '岁'],
  [/^(?:周年|年)/, '年'],
  [/^个?季度/, '季度'],
  [/^(?:周|个?星期|个?礼拜)/, '周'],
  [/^个?小时/, '小时'],
  [/^(?:人|名|位)/, '人'],
  [/^(?:种|类|样)/, '种'],
  [/^(?:次|遍|趟|回)/, '次'],
  [/^[户项个级亩张份套条所家批号期度道重档轮口斤只头台]/, ''],
];
const SCALED = /^(?:万|亿|千|百)/;

/** All figures of a text in their order: `6月`, `50%`, `百分之五十`, `5万元`, `三十种`; a spelt one needs a unit. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  const pattern = new RegExp(
    `百分之([\\d.]+|[${NUMERALS}]+)|\\d+(?:\\.\\d+)?|[${NUMERALS}]+(?:点[${NUMERALS}]+)?`,
    'g',
  );
  for (const match of text.matchAll(pattern)) {
    const [whole, percent] = match;
    const start = match.index;
    if (percent !== undefined) {
      found.push({ value: worthOf(percent), unit: '%', start, end: start + whole.length });
      continue;
    }
    const isSpelt = !/\d/.test(whole);
    const after = text.slice(start + whole.length);
    const scale = isSpelt ? undefined : SCALED.exec(after)?.[0];
    const { unit, factor, length } = unitAt(after.slice(scale?.length ?? 0));
    const value = worthOf(whole) * (SCALES[scale ?? ''] ?? 1) * factor;
    if (isSpelt && unit === undefined) continue;
    if (Number.isNaN(value)) continue;
    const end = start + whole.length + (scale?.length ?? 0) + length;
    found.push({ value, unit: unit ?? '', start, end });
  }
  return found;
}

function unitAt(text: string): { unit: string | undefined; factor: number; length: number } {
  for (const [pattern, unit, factor = 1] of UNITS) {
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) return { unit: unit === '' ? match : unit, factor, length: match.length };
  }
  return { unit: undefined, factor: 1, length: 0 };
}

/** What a numeral is worth, in figures or spelt (`一千五百`, `七千五`, `二〇二三`, `半`); NaN for none. */
function worthOf(numeral: string): number {
  if (/^[\d.]+$/.test(numeral)) return Number(numeral);
  const [whole = '', fraction] = numeral.split('点');
  if (fraction !== undefined) {
    const digits = [...fraction].map((sign) => DIGITS[sign] ?? Number.NaN).join('');
    return Number(`${worthOf(whole)}.${digits}`);
  }
  if (whole === '半') return 0.5;
  if ([...whole].every((sign) => sign in DIGITS))
    return Number([...whole].map((sign) => DIGITS[sign]).join(''));
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let last = 1;
  for (const sign of whole) {
    const scale = SCALES[sign];
    if (scale === undefined) {
      digit = DIGITS[sign];
      if (digit === undefined) return Number.NaN;
      continue;
    }
    if (scale >= 10_000) {
      total = (total + section + (digit ?? 0)) * scale;
      section = 0;
    } else section += (digit ?? 1) * scale;
    last = sign === '廿' || sign === '卅' ? 10 : scale;
    digit = undefined;
  }
  // 七千五 is 7500.
  const isShort = digit !== undefined && last >= 100 && !whole.includes('零');
  return total + section + (digit ?? 0) * (isShort ? last / 10 : 1);
}

/** Whether two figures are the same amount of the same thing. */
export function isSame(a: Quantity, b: Quantity): boolean {
  return a.unit === b.unit && Math.abs(a.value - b.value) < 1e-9;
}

const CADENCES = /每天|每周|每月|每季度|每半年|每年|半年(?!总结)|逐年|逐月/g;

/** How often something happens, in the words of `comparable`. */
export function cadencesIn(text: string): string[] {
  return (text.match(CADENCES) ?? []).map((cadence) => (cadence === '半年' ? '每半年' : cadence));
}

const BEFORE: readonly [RegExp, Side][] = [
  [/(?:不低于|不少于|不小于|至少|最少|起码|满|(?<!不)(?:超过|高于|大于))[^,;。]{0,2}$/, 'up'],
  [/(?:不超过|不高于|不大于|至多|最多|最高|不足|不满|不到|(?<!不)(?:低于|少于|小于))[^,;。]{0,2}$/, 'down'],
  [/(?:后|过了)$/, 'after'],
];
const AFTER: readonly [RegExp, Side][] = [
  [/^[^,;。\d]{0,2}以上/, 'up'],
  [/^[^,;。\d]{0,2}(?:以下|以内|之内)|^内/, 'down'],
  [/^(?:之|以)?后/, 'after'],
];

/** Which side of a figure is meant (不低于50% is `up`). */
export type Side = 'up' | 'down' | 'after' | 'exact';

/** The side of each figure of a text, in their order; a list (`不低于50%、75%`) has the side of its first. */
export function sidesIn(text: string, quantities: readonly Quantity[]): Side[] {
  const sides: Side[] = [];
  quantities.forEach(({ start, end, unit }, i) => {
    const before = text.slice(Math.max(0, start - 6), start);
    const after = text.slice(end, end + 5);
    const previous = quantities[i - 1];
    const isListed =
      previous !== undefined && previous.unit === unit && /^[、和及]+$/.test(text.slice(previous.end, start));
    const own = [...BEFORE.filter(([p]) => p.test(before)), ...AFTER.filter(([p]) => p.test(after))][0]?.[1];
    sides.push(own ?? (isListed ? (sides[i - 1] ?? 'exact') : 'exact'));
  });
  return sides;
}
