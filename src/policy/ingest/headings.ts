/**
 * Numbered headings of Chinese official documents, in the order that GB/T 9704 gives them:
 * 一、 › （一） › 1. › （1） ›①, with 第一章 / 第一条 of regulations beside them.
 */
export interface Numbering {
  level: number;
  /** The label of the article path: `二`, `（一）`, `14`, `第三条`. */
  label: string;
  value: number;
  /** Characters that the number takes up at the start of the paragraph. */
  length: number;
  /** Whether the usual mark after the number is missing (`14大力发展庭院经济`). */
  bare: boolean;
}

/** Deepest level that is an article of its own; （1） and ① stay inside their article. */
export const ARTICLE_LEVEL = 3;

const DIGITS = '零一二三四五六七八九';

/** Value of a Chinese numeral below one thousand; NaN when it is none. */
export function chineseNumber(text: string): number {
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const value = DIGITS.indexOf(character);
    if (value >= 0) digit = value;
    else if (character === '十') {
      total += (digit === 0 ? 1 : digit) * 10;
      digit = 0;
    } else if (character === '百') {
      total += digit * 100;
      digit = 0;
    } else return Number.NaN;
  }
  return total + digit;
}

const NUMERAL = '[零一二三四五六七八九十百]{1,5}';
const STYLES: { level: number; pattern: RegExp; label: (number: string) => string; chinese: boolean }[] = [
  {
    level: 0,
    pattern: new RegExp(`^第(${NUMERAL})[编章]`),
    label: (number) => `第${number}章`,
    chinese: true,
  },
  { level: 3, pattern: new RegExp(`^第(${NUMERAL})条`), label: (number) => `第${number}条`, chinese: true },
  // 一、二、三产业 is a list, not a heading.
  {
    level: 1,
    pattern: new RegExp(`^(${NUMERAL})[、．.](?!${NUMERAL}[、级类])`),
    label: (number) => number,
    chinese: true,
  },
  {
    level: 2,
    pattern: new RegExp(`^[（(](${NUMERAL})[）)][、.．]?`),
    label: (number) => `（${number}）`,
    chinese: true,
  },
  { level: 3, pattern: /^(\d{1,2})[.．、](?!\d)/, label: (number) => number, chinese: false },
  { level: 4, pattern: /^[（(](\d{1,2})[）)]/, label: (number) => `（${number}）`, chinese: false },
];

/** The number that a paragraph starts with, if it starts with one in the usual form. */
export function numberingOf(paragraph: string): Numbering | undefined {
  for (const { level, pattern, label, chinese } of STYLES) {
    const match = pattern.exec(paragraph);
    const number = match?.[1];
    if (match === null || number === undefined) continue;
    const value = chinese ? chineseNumber(number) : Number(number);
    if (!Number.isFinite(value) || value === 0) continue;
    return { level, label: label(number), value, length: match[0].length, bare: false };
  }
  return undefined;
}

/**
 * An Arabic number without its dot, accepted only where it is the number that must come next and no unit of
 * measure follows (`14大力发展…` after 13, but never `30种大病…`).
 */
export function bareNumberingOf(paragraph: string, expected: number): Numbering | undefined {
  const match = /^(\d{1,2})(?=[\u4e00-\u9fff])(?![年月日个种项户人元万亿条岁类天倍次名家村级])/.exec(
    paragraph,
  );
  if (match?.[1] === undefined || Number(match[1]) !== expected) return undefined;
  return { level: 3, label: match[1], value: expected, length: match[1].length, bare: true };
}
