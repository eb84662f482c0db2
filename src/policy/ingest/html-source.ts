import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { squeeze } from '../corpus/article.ts';
import { type Element, type Line, linesOf } from './html-lines.ts';
import { IngestError } from './report.ts';
import { isInformationLine, isSiteLine } from './site-lines.ts';
import type { SourceText, StatedFacts } from './source.ts';
import { decodeText } from './text-encoding.ts';

/** Share of the main text that an element must hold to be its frame. */
const FRAME = 0.9;
/** Least share of a page's prose that Readability must have found; less, and it took a part for the whole. */
const TRUSTED = 0.6;
const PROSE = /[，。；]/;
const NESTING =
  /<(\/?)(div|span|table|ul|ol|section|article|main|center|font|form|b|strong|blockquote|dl)\b[^<>]*?(\/?)>/gi;
/** The readers recurse, and take the square of the depth; pages have some thirty levels. */
const DEEPEST = 500;

interface Page {
  body: Element;
  /** Reads what the page says of itself in `<meta>` or elsewhere, by selector. */
  all(selector: string): Element[];
  readable(): string | undefined;
}

/**
 * The text of a web page without the site round it.
 * @throws IngestError when there is none
 */
export function htmlSource(bytes: Uint8Array, file: string): SourceText {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const html = decodeText(bytes, file, declared);
  if (depthOf(html) > DEEPEST) throw new IngestError(file, undefined, '网页嵌套太深，读不了');
  return readPage(html, file);
}

/** How deep the page's elements stand in one another; those whose end tag HTML lets one leave out are not counted. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, end, , isClosed] of html.matchAll(NESTING)) {
    depth = Math.max(0, depth + (end === '/' ? -1 : isClosed === '/' ? 0 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function readPage(html: string, file: string): SourceText {
  const page = parsePage(html);
  const { lines, numbered } = linesOf(frameOf(page));
  const everything = linesOf(page.body).lines.map((line) => line.text);
  const { kept, dropped } = withoutSite(lines);
  if (!kept.some((line) => PROSE.test(line))) {
    throw new IngestError(
      file,
      undefined,
      '网页里没有找到正文（内容可能要靠脚本显示，请另存完整网页或复制成 TXT）',
    );
  }
  const facts = factsOf(page, everything);
  const text = withTitle(kept, facts.title, everything);
  const warnings: string[] = [];
  if (dropped.length > 0)
    warnings.push(`去掉了网页的菜单、分享、信息栏等 ${dropped.length} 行：${sample(dropped)}`);
  if (numbered > 0) warnings.push(`网页自动编号的列表有 ${numbered} 项，编号是按列表补上的，请对照原网页`);
  return { text: `${text.join('\n\n')}\n`, warnings, facts };
}

/** A page whose markup lacks `<html>` or `<body>` is read too. */
function parsePage(html: string): Page {
  const clean = html.replace(/^\s*<\?xml[^>]*\?>/i, '');
  const inner = clean.replace(/<!doctype[^>]*>/i, '').replace(/<\/?html[^>]*>/gi, '');
  const head = /<head[\s>][\s\S]*?<\/head>/i.exec(inner)?.[0] ?? '';
  const whole = /<body[\s>]/i.test(clean)
    ? clean
    : `<!doctype html><html>${head || '<head></head>'}<body>${inner.replace(head, '')}</body></html>`;
  const parse = () => parseHTML(whole).document;
  const document = parse();
  return {
    body: document.body as unknown as Element,
    all: (selector) => [...(document.querySelectorAll(selector) as unknown as Iterable<Element>)],
    readable: () => new Readability(parse(), { charThreshold: 200 }).parse()?.content ?? undefined,
  };
}

/**
 * The innermost element of the page that holds what Readability takes for its text. Readability itself drops short
 * lines, tables and repeated titles; the element has them all.
 */
function frameOf(page: Page): Element {
  const content = page.readable();
  const found =
    content === undefined ? [] : textLines(parsePage(content).body).filter((line) => line.length >= 10);
  const size = found.reduce((sum, line) => sum + line.length, 0);
  const prose = linesOf(page.body).lines.filter(
    (line) => PROSE.test(line.text) && line.links < 0.5 && line.text.length >= 15,
  );
  const proseSize = prose.reduce((sum, line) => sum + squeeze(line.text).length, 0);
  if (size === 0 || size < proseSize * TRUSTED) return withoutHeader(page);
  let frame = page.body;
  for (;;) {
    const inner = [...frame.children].find((child) => held(child, found) >= size * FRAME);
    if (inner === undefined) return frame;
    frame = inner;
  }
}

function withoutHeader(page: Page): Element {
  for (const header of page.all('header')) if (![...header.querySelectorAll('h1')].length) remove(header);
  return page.body;
}

function remove(element: Element): void {
  (element as Element & { remove(): void }).remove();
}

function textLines(element: Element): string[] {
  return linesOf(element).lines.map((line) => squeeze(line.text));
}

/** How many characters of the lines stand in an element. */
function held(element: Element, lines: readonly string[]): number {
  const text = textLines(element).join('');
  return lines.reduce((sum, line) => sum + (text.includes(line) ? line.length : 0), 0);
}

function withoutSite(lines: readonly Line[]): { kept: string[]; dropped: string[] } {
  const kept: string[] = [];
  const dropped: string[] = [];
  let inFront = true;
  for (const { text, links } of lines) {
    const isLinks = links >= 0.9 && !PROSE.test(text) && !/^附件/.test(text);
    if (isSiteLine(text) || isLinks || (inFront && isInformationLine(text))) dropped.push(text);
    else {
      kept.push(text);
      if (PROSE.test(text) && text.length > 40) inFront = false;
    }
  }
  return { kept, dropped };
}

/** What the page states of the document beside its text: in `<meta>`, a heading or the information table. */
function factsOf(page: Page, everything: readonly string[]): StatedFacts {
  const stated = (label: RegExp) => {
    for (const line of everything.filter((each) => each.length <= 300)) {
      const value = label.exec(line)?.[1]?.trim();
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  };
  const title = titleOf(page);
  const number = stated(
    /(?:发文字号|文\s*号|发文号)[\s：:|]*([^\s|：:，,]{2,20}[〔[［(（]\d{4}[〕\]］)）]\s*第?\d{1,4}号)/,
  );
  const issuer = stated(/(?:发文|制发)(?:机关|机构|单位)[\s：:|]*([^\s|：:，,]{4,40})/);
  const issued = stated(
    /(?:成文|发文|印发)日期[\s：:|]*(\d{4}(?:年|-|\/|\.)\d{1,2}(?:月|-|\/|\.)\d{1,2}日?)/,
  );
  return {
    ...(title === undefined ? {} : { title }),
    ...(number === undefined ? {} : { number }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(issued === undefined ? {} : { issued }),
  };
}

function titleOf(page: Page): string | undefined {
  const meta = page
    .all('meta')
    .find((each) =>
      /^(?:ArticleTitle|og:title)$/i.test(each.getAttribute('name') ?? each.getAttribute('property') ?? ''),
    );
  const name = /(?:关于|方案|意见|办法|细则|通知|要点|规定|计划|规划|措施|公告|决定)/;
  const candidates = [
    meta?.getAttribute('content') ?? '',
    ...page.all('h1, h2').map((each) =>
      linesOf(each)
        .lines.map((line) => line.text)
        .join(''),
    ),
    (page.all('title')[0]?.textContent ?? '').split(/[_|]|\s[-–—]\s?|-(?=[^-]*(?:网|政府|平台)[^-]*$)/)[0] ??
      '',
  ];
  return candidates
    .map((each) => each.replace(/\s+/gu, ' ').trim())
    .find((each) => each.length >= 8 && name.test(each));
}

/** A title that stands on the page above the text's own frame belongs to the text. */
function withTitle(kept: string[], title: string | undefined, everything: readonly string[]): string[] {
  if (title === undefined) return kept;
  const wanted = squeeze(title);
  if (squeeze(kept.slice(0, 20).join('')).includes(wanted)) return kept;
  return squeeze(everything.join('')).includes(wanted) ? [title, ...kept] : kept;
}

function sample(lines: readonly string[]): string {
  const shown = lines.slice(0, 3).map((line) => (line.length > 20 ? `${line.slice(0, 20)}…` : line));
  return `“${shown.join('”“')}”${lines.length > shown.length ? ' 等' : ''}`;
}
