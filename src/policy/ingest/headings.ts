/**
 * Numbered headings of Chinese official documents, in the order that GB/T 9704 gives them:
 * 一、 › （一） › 1. › （1） › ①, with 第一章 / 第一节 / 第一条 of regulations beside them.
 */
export interface Numbering {
  style: NumberStyle;
  /** Depth by the usual order; a document that nests otherwise is understood in `outline.ts`. */
  level: number;
  /** The label of the article path: `二`, `（一）`, `14`, `第三条`. */
  label: string;
  value: number;
  /** Characters that the number takes up at the start of the paragraph. */
  length: number;
  /** Whether the usual mark after the number is missing (`14大力发展庭院经济`). */
  bare: boolean;
}

export type NumberStyle =
  | 'part'
  | 'chapter'
  | 'division'
  | 'clause'
  | 'roman'
  | 'chinese'
  | 'chinese-bracketed'
  | 'arabic'
  | 'arabic-bracketed';

/** Deepest level that is an article of its own; （1） and ① stay inside their article. */
export const ARTICLE_LEVEL = 3;

const DIGITS = '零一二三四五六七八九';
const ROMAN = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ', 'Ⅸ', 'Ⅹ'];
const ROMAN_LETTERS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

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

/** A number below one hundred in Chinese numerals: 十二, 二十. */
export function chineseNumeral(value: number): string {
  const tens = Math.floor(value / 10);
  if (value <= 0 || tens > 9) return String(value);
  const unit = value % 10 === 0 ? '' : DIGITS[value % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`}${unit}`;
}

/** Value of a number as printed: Chinese, Arabic of either width, Roman. */
function numberValue(number: string): number {
  const arabic = number.normalize('NFKC');
  if (/^\d+$/.test(arabic)) return Number(arabic);
  const roman = Math.max(ROMAN.indexOf(number), ROMAN_LETTERS.indexOf(number));
  return roman >= 0 ? roman + 1 : chineseNumber(number);
}

const NUMERAL = '[零一二三四五六七八九十百]{1,5}';
const ARABIC = '[0-9０-９]{1,2}';
const EITHER = `(${NUMERAL}|${ARABIC})`;

interface Style {
  style: NumberStyle;
  level: number;
  pattern: RegExp;
  label: (number: string, whole: string) => string;
}

const asPrinted = (_: string, whole: string) => whole;
const STYLES: Style[] = [
  { style: 'part', level: -1, pattern: new RegExp(`^第${EITHER}(?:编|部分)`), label: asPrinted },
  { style: 'chapter', level: 0, pattern: new RegExp(`^第${EITHER}章`), label: asPrinted },
  { style: 'division', level: 0.5, pattern: new RegExp(`^第${EITHER}节(?![约省假目])`), label: asPrinted },
  // 第五条第一款、第五条规定的… refer to an article, they do not open it.
  {
    style: 'clause',
    level: 3,
    pattern: new RegExp(`^第${EITHER}条(?![第、，,和及至到规所的之款项或与中])`),
    label: asPrinted,
  },
  {
    style: 'roman',
    level: 0,
    pattern: /^([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|VI{0,3}|I[VX]|I{1,3}|X)[、．.]/,
    label: (number) => number,
  },
  // 一、二、三产业 is a list, not a heading. A blank may stand for the mark where nothing else is on the line.
  {
    style: 'chinese',
    level: 1,
    pattern: new RegExp(`^(${NUMERAL})(?:[、．.](?!${NUMERAL}[、级类])| (?=[^，。；：、]{2,30}$))`),
    label: (number) => number,
  },
  {
    style: 'chinese-bracketed',
    level: 2,
    pattern: new RegExp(`^(?:[（(〔【](${NUMERAL})[）)〕】]|([㈠-㈩]))[、.．]?`),
    label: (number) =>
      `（${/[㈠-㈩]/.test(number) ? chineseNumeral(number.charCodeAt(0) - 0x321f) : number}）`,
  },
  {
    style: 'arabic',
    level: 3,
    pattern: new RegExp(`^(${ARABIC})[.．、](?![0-9０-９])`),
    label: (number) => number.normalize('NFKC'),
  },
  {
    style: 'arabic-bracketed',
    level: 4,
    pattern: new RegExp(`^[（(]?(${ARABIC})[）)](?!号)`),
    label: (number) => `（${number.normalize('NFKC')}）`,
  },
];

/** The number that a paragraph starts with, if it starts with one in the usual form. */
export function numberingOf(paragraph: string): Numbering | undefined {
  for (const { style, level, pattern, label } of STYLES) {
    const match = pattern.exec(paragraph);
    if (match === null) continue;
    const number = match[1] ?? match[2] ?? '';
    const value = /[㈠-㈩]/.test(number) ? number.charCodeAt(0) - 0x321f : numberValue(number);
    if (!Number.isFinite(value) || value === 0) continue;
    return { style, level, label: label(number, match[0]), value, length: match[0].length, bare: false };
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
  return { style: 'arabic', level: 3, label: match[1], value: expected, length: match[1].length, bare: true };
}
