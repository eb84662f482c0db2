import { DOMParser } from 'linkedom';
import type { Element } from './html-lines.ts';
import type { Zip } from './zip.ts';

/** How one level of a Word list is numbered. */
interface Level {
  format: string;
  /** `%1、`, `（%2）`, `%1.%2`. */
  text: string;
  start: number;
}

/** A list of the document: the definition it shares counters with, and its levels. */
interface List {
  definition: string;
  levels: Level[];
}

/** A paragraph's own text and the number that Word prints before it (`""` for none). */
export interface NumberedParagraph {
  text: string;
  label: string;
}

/**
 * The number that Word shows before each paragraph, in the order of the document. Such numbers are no text of the
 * file: it only says which list a paragraph is in and how the list's levels are written.
 */
export function numberedParagraphs(zip: Zip, documentPart: string): NumberedParagraph[] {
  const document = parse(zip.text(documentPart));
  if (document === undefined) return [];
  const lists = listsOf(parse(zip.text('word/numbering.xml')));
  const styles = styleNumbering(parse(zip.text('word/styles.xml')));
  const counters = new Map<string, number[]>();
  return all(document, 'w:p').map((paragraph) => {
    const place = ownNumbering(paragraph) ?? styles.get(value(first(paragraph, 'w:pStyle')) ?? '');
    const list = place === undefined ? undefined : lists.get(place.list);
    const text = ownText(paragraph);
    if (place === undefined || list === undefined || text.trim() === '') return { text, label: '' };
    const counted = counters.get(list.definition) ?? [];
    counters.set(list.definition, counted);
    return { text, label: nextLabel(list.levels, counted, place.level) };
  });
}

/** Text of a paragraph without text boxes in it and without what was deleted under track changes. */
function ownText(paragraph: Element): string {
  let text = '';
  const read = (node: Element): void => {
    for (const child of node.children) {
      if (child.localName === 'w:t') text += child.textContent ?? '';
      else if (child.localName !== 'w:p') read(child);
    }
  };
  read(paragraph);
  return text;
}

function nextLabel(levels: readonly Level[], counted: number[], level: number): string {
  const own = levels[level];
  if (own === undefined || own.format === 'bullet' || own.format === 'none') return '';
  counted[level] = (counted[level] ?? own.start - 1) + 1;
  counted.length = level + 1;
  return own.text.replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    return written(counted[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal');
  });
}

/** A number in one of the ways that Word and WPS write them in Chinese documents. */
export function written(value: number, format: string): string {
  if (/^(?:chineseCounting|ideographDigital|japaneseCounting|taiwaneseCounting|koreanCounting)/.test(format))
    return chinese(value);
  if (format === 'ideographTraditional') return '甲乙丙丁戊己庚辛壬癸'[value - 1] ?? String(value);
  if (format === 'chineseLegalSimplified')
    return [...chinese(value)]
      .map((c) => '壹贰叁肆伍陆柒捌玖拾'['一二三四五六七八九十'.indexOf(c)] ?? c)
      .join('');
  if (/^decimalEnclosedCircle/.test(format) && value <= 20) return String.fromCodePoint(0x2460 + value - 1);
  if (format === 'decimalFullWidth')
    return [...String(value)].map((c) => String.fromCodePoint(0xff10 + Number(c))).join('');
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (format === 'upperRoman' || format === 'lowerRoman') {
    const roman = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10] ?? '';
    const upper = `${'X'.repeat(Math.floor(value / 10))}${roman}`;
    return format === 'upperRoman' ? upper : upper.toLowerCase();
  }
  if (format === 'upperLetter' || format === 'lowerLetter') {
    return String.fromCodePoint((format === 'upperLetter' ? 65 : 97) + ((value - 1) % 26));
  }
  return String(value);
}

/** A number below one hundred in Chinese numerals: 十二, 二十. */
export function chinese(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(value / 10);
  if (value <= 0 || tens > 9) return String(value);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[value % 10]}`;
}

function listsOf(numbering: Element | undefined): Map<string, List> {
  const lists = new Map<string, List>();
  if (numbering === undefined) return lists;
  const definitions = new Map<string, Level[]>();
  for (const definition of all(numbering, 'w:abstractNum')) {
    definitions.set(definition.getAttribute('w:abstractNumId') ?? '', levelsOf(definition));
  }
  for (const list of all(numbering, 'w:num')) {
    const id = list.getAttribute('w:numId') ?? '';
    const definition = value(first(list, 'w:abstractNumId')) ?? '';
    const levels = (definitions.get(definition) ?? []).map((level) => ({ ...level }));
    const overrides = all(list, 'w:lvlOverride');
    for (const override of overrides) {
      const at = Number(override.getAttribute('w:ilvl'));
      const start = value(first(override, 'w:startOverride'));
      const level = levels[at];
      if (level !== undefined && start !== undefined) level.start = Number(start);
    }
    // A list whose start is set anew counts for itself.
    lists.set(id, { definition: overrides.length > 0 ? `num ${id}` : definition, levels });
  }
  return lists;
}

function levelsOf(definition: Element): Level[] {
  const levels: Level[] = [];
  for (const level of all(definition, 'w:lvl')) {
    levels[Number(level.getAttribute('w:ilvl'))] = {
      format: value(first(level, 'w:numFmt')) ?? 'decimal',
      text: value(first(level, 'w:lvlText')) ?? '%1.',
      start: Number(value(first(level, 'w:start')) ?? 1),
    };
  }
  return levels;
}

interface Place {
  list: string;
  level: number;
}

function styleNumbering(styles: Element | undefined): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const style of styles === undefined ? [] : all(styles, 'w:style')) {
    const place = ownNumbering(style);
    if (place !== undefined) places.set(style.getAttribute('w:styleId') ?? '', place);
  }
  return places;
}

function ownNumbering(element: Element): Place | undefined {
  const numbering = child(child(element, 'w:pPr'), 'w:numPr');
  const list = numbering === undefined ? undefined : value(first(numbering, 'w:numId'));
  if (numbering === undefined || list === undefined) return undefined;
  return { list, level: Number(value(first(numbering, 'w:ilvl')) ?? 0) };
}

function parse(xml: string | undefined): Element | undefined {
  if (xml === undefined) return undefined;
  return new DOMParser().parseFromString(xml, 'text/xml') as unknown as Element;
}

function all(element: Element, name: string): Element[] {
  return [...element.querySelectorAll(name.replace(':', '\\:'))];
}

function first(element: Element, name: string): Element | undefined {
  return all(element, name)[0];
}

function child(element: Element | undefined, name: string): Element | undefined {
  return element === undefined ? undefined : [...element.children].find((each) => each.localName === name);
}

function value(element: Element | undefined): string | undefined {
  return element?.getAttribute('w:val') ?? undefined;
}
