import { type Divisions, parseRegion } from '../../regions/index.ts';
import type { DocumentMetadata } from '../corpus/document.ts';
import { jurisdictionOf } from './draft-place.ts';
import { type Head, headOf } from './draft-title.ts';
import { isDateLine } from './matter.ts';
import { IngestError } from './report.ts';
import type { StatedFacts } from './source.ts';

/** What the person who adds a document says of it; it goes before what the text says. */
export interface MetadataHints {
  title?: string | undefined;
  number?: string | undefined;
  issued?: string | undefined;
  jurisdiction?: string | undefined;
  /** How the document was received, as `source` of its metadata. */
  source: string;
}

const NUMBER = /([\u4e00-\u9fff]{2,12})\s*[〔[［【（(]\s*(\d{4})\s*[〕\]］】）)]\s*第?\s*(\d{1,4})\s*号/;
const DATE = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/;
const CHINESE_DATE =
  /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/;
/** Lines at the end of a text among which its date stands. */
const LAST_LINES = 12;
/**
 * Drafts a document's metadata from its text. What the text does not state stays absent.
 * @throws IngestError when the place it binds or its title cannot be told
 */
export function draftMetadata(
  text: string,
  file: string,
  divisions: Divisions,
  hints: MetadataHints,
  facts: StatedFacts = {},
): DocumentMetadata {
  const head = headOf(text);
  const title = hints.title ?? plainTitle(head.title ?? facts.title);
  if (title === undefined || title.length < 4)
    throw new IngestError(file, 1, '看不出文件标题，请用 --title 写明');
  const tail = lastLines(text);
  const printed = numberIn(head.lines);
  const number = hints.number ?? printed ?? facts.number;
  const issuer = issuerOf(head, title, tail) ?? facts.issuer;
  const issued = hints.issued ?? dateOf(head.lines, tail) ?? dayOf(facts.issued ?? '');
  const year = issued === undefined ? /[〔[［【（(](\d{4})/.exec(number ?? '')?.[1] : undefined;
  return {
    title,
    ...(number === undefined ? {} : { number }),
    ...(number !== undefined && printed === undefined && hints.number === undefined
      ? { numberSource: '网页信息栏，正文未印文号' }
      : {}),
    ...(issuer === undefined ? {} : { issuer }),
    jurisdiction:
      hints.jurisdiction === undefined
        ? jurisdictionOf(issuer, title, file, divisions)
        : parseRegion(hints.jurisdiction),
    ...(issued === undefined ? {} : { issued }),
    ...(year === undefined ? {} : { issuedYear: Number(year) }),
    validity: validityOf(title, text, Number(issued?.slice(0, 4) ?? year ?? 2025)),
    source: hints.source,
  };
}

function lastLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim());
  return lines.filter((line) => line !== '').slice(-LAST_LINES);
}

/** `鄢政办〔2024〕3号` on a line of its own before the text; numbers of documents cited in it do not count. */
function numberIn(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const bare = line.replaceAll(' ', '');
    if (/[，。；《]/.test(bare) || bare.length > 40) continue;
    const match = NUMBER.exec(bare);
    if (match !== null) return match[0];
  }
  return undefined;
}

/** The date printed near the head or at the end, on a line that says nothing else. */
function dateOf(head: readonly string[], tail: readonly string[]): string | undefined {
  const own = (lines: readonly string[]) => lines.map((line) => line.replaceAll(' ', '')).filter(isDateLine);
  // What is passed or approved on a day is not yet issued; an imprint is dated after the document.
  const dates = [...own(head), ...own(tail)];
  const issue = dates.find((line) => !/印发$/.test(line)) ?? dates[0];
  return issue === undefined ? undefined : dayOf(issue);
}

/** `2023年5月29日`, `二〇二三年五月二十九日`, `2023-05-29` → `2023-05-29`; undefined for no such day. */
export function dayOf(text: string): string | undefined {
  const bare = text.replace(/\s+/gu, '');
  const chinese = CHINESE_DATE.exec(bare);
  const arabic = DATE.exec(bare) ?? /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(bare);
  const [year, month, day] =
    chinese === null
      ? (arabic?.slice(1).map(Number) ?? [])
      : [
          Number([...(chinese[1] ?? '')].map(digitOf).join('')),
          numeral(chinese[2] ?? ''),
          numeral(chinese[3] ?? ''),
        ];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

function digitOf(character: string): string {
  const digit = '零一二三四五六七八九'.indexOf(character);
  return String(Math.max(0, digit));
}

function numeral(text: string): number {
  const [tens, units] = text.includes('十') ? text.split('十') : ['0', text];
  const digit = (part: string | undefined, none: number) =>
    part === undefined || part === '' ? none : Number(part === '0' ? 0 : digitOf(part));
  return digit(tens, 1) * 10 + digit(units, 0);
}

/** Who issued it: named before 关于 in the title, in the letterhead (…文件), or in the signature. */
function issuerOf(head: Head, title: string, tail: readonly string[]): string | undefined {
  for (const each of [title, head.notice ?? '']) {
    const before = (each.split('关于')[0] ?? '').replace(/印发[《〈]?$/, '').trim();
    if (each.includes('关于') && isIssuer(before.replaceAll(' ', ''))) return issuers(before);
  }
  const bare = head.lines.map((line) => line.trim());
  const letterhead = bare
    .map((line) => /^(.{3,40}?)文\s*件$/.exec(line)?.[1])
    .find((name) => name !== undefined);
  if (letterhead !== undefined) return issuers(letterhead);
  for (const lines of [bare, tail]) {
    const date = lines.findLastIndex((line) => isDateLine(line.replaceAll(' ', '')) && !/印发$/.test(line));
    const signature = date < 1 ? undefined : lines[date - 1];
    if (signature !== undefined && isIssuer(signature.replaceAll(' ', ''))) return issuers(signature);
  }
  const above = bare.find((line) => isIssuer(line.replaceAll(' ', '')) && line.length <= 40);
  return above === undefined ? undefined : issuers(above);
}

const ISSUER =
  /(?:中共|[省市县区州旗盟镇乡]|国务院|国家|部).{0,40}(?:委|政府|办公室|小组|局|厅|部|会|处|指挥部|中心|院|中央国务院|国务院)$|^中共中央$|^国务院$/;

function isIssuer(name: string): boolean {
  return name.length <= 60 && ISSUER.test(name) && !/[，。；：《》]/.test(name);
}

/** Several names, apart by blanks or run together (`中共中央国务院`), as one list. */
function issuers(names: string): string {
  return names
    .trim()
    .replace(/^(中共中央)\s*(国务院)$/, '$1 $2')
    .replace(
      /(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/gu,
      names.replace(/\S/gu, '').length > 3 ? '' : '、',
    );
}

/** A title as it is quoted: blanks only between the names of issuers. */
function plainTitle(title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const about = title.search(/\s*关于/u);
  const before = about > 0 ? title.slice(0, about).replace(/^中共中央\s*国务院/, '中共中央 国务院') : '';
  return (
    before + title.slice(before === '' ? 0 : about).replace(/(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])/gu, '')
  );
}

function validityOf(title: string, text: string, year: number): DocumentMetadata['validity'] {
  const bare = title.replace(/\s+/gu, '');
  const years = /(20\d{2})年?[-—－–~～至到]+(20\d{2})年?/.exec(bare);
  if (years !== null) return { kind: 'plan', from: Number(years[1]), to: Number(years[2]) };
  const planned = /(20\d{2})年度?/.exec(bare)?.[1];
  if (planned !== undefined && /(?:要点|计划|方案|安排|任务|台账|清单)/.test(bare)) {
    return { kind: 'plan', from: Number(planned), to: Number(planned) };
  }
  // 过渡期 after 2025 looks back on it.
  const isTransition =
    /过渡期(?!结束|后|满)/.test(text) && /2025\s*年/.test(text) && year >= 2020 && year <= 2025;
  return isTransition ? { kind: 'transition', from: 2021, to: 2025 } : { kind: 'open' };
}
