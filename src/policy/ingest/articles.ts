import type { Article } from '../corpus/article.ts';
import { ARTICLE_LEVEL, bareNumberingOf, chineseNumeral, type Numbering } from './headings.ts';
import { attachmentOf, isAddressee, isFormula, signatureLines } from './matter.ts';
import { outlineOf } from './outline.ts';
import type { Paragraph } from './paragraphs.ts';
import { type Part, partsOf } from './parts.ts';
import { lineOf, type Repair, type RepairKind } from './report.ts';
import { isInformationLine, isSiteLine } from './site-lines.ts';
import { responsibleUnitsOf } from './units.ts';

/** A heading that is open while its articles are read. */
interface OpenHeading {
  level: number;
  label: string;
  value: number;
  title: string;
}

/** A paragraph of a part as its outline and its surroundings show it. */
interface Line {
  paragraph: Paragraph;
  numbering: Numbering | undefined;
  /** Signature, date, imprint or a website's line. */
  isBack: boolean;
}

const PROSE = /[，,。；;：:]/;
const PROMULGATION = /(?:印发|转发|批转)给?(?:你们|《)|现将《/;
const CONTINUED = /^[（(](?:上接|紧接|接上)/;
const CONTINUED_MARK = /^[（(](?:上接|紧接|接上)[^）)]*[）)]/;
const CLOSING = /我们|全党全国|让我们/;
/** What goes on with the article before it, however the document ends: items of a list, notes, units. */
const GOES_ON =
  /^(?:——|—|-|[（(〔【]|[①-⑳⑴-⒇❶-❿·•●○◆■▪►※*]|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,]|注[：:]|(?:责任|牵头|配合)(?:单位|部门)[：:]|[A-Za-z\d０-９]{1,2}[.．、)）])/;
/** Longest document without any number that is one article. */
const ONE_ARTICLE = 600;

/**
 * Builds the articles of one document from its paragraphs: covering notice, preface, numbered articles, lead
 * paragraphs under a heading, last paragraph and closing, attachments.
 */
export function articlesOf(
  document: string,
  source: string,
  paragraphs: readonly Paragraph[],
): { articles: Article[]; repairs: Repair[] } {
  const builder = new ArticleBuilder(document, source);
  const { parts, leftOut } = partsOf(paragraphs);
  for (const { paragraph, what } of leftOut) builder.leaveOut(paragraph, what);
  for (const part of parts) builder.readPart(part);
  return builder.finish();
}

class ArticleBuilder {
  readonly #document: string;
  readonly #source: string;
  readonly #articles: Article[] = [];
  readonly #repairs: Repair[] = [];
  #prefix: string[] = [];
  #open: OpenHeading[] = [];
  #current: { article: Article; complete: boolean; runsIn: boolean } | undefined;

  constructor(document: string, source: string) {
    this.#document = document;
    this.#source = source;
  }

  readPart({ prefix, title, paragraphs }: Part): void {
    this.#prefix = prefix;
    this.#open = [];
    this.#current = undefined;
    const texts = paragraphs.map((p) => p.text);
    const outline = outlineOf(texts);
    const isHeading = (n: Numbering | undefined) => n !== undefined && n.level <= ARTICLE_LEVEL;
    const first = outline.findIndex(isHeading);
    const last = outline.findLastIndex(isHeading);
    const signatures = signatureLines(texts);
    const lines = paragraphs.map((paragraph, i) => ({
      paragraph,
      numbering: outline[i],
      isBack: signatures.has(i) || isFormula(paragraph.text) || isSiteLine(paragraph.text),
    }));
    if (first < 0) this.#readUnnumbered(lines, title);
    else this.#readFront(lines.slice(0, first), lines.slice(first));
    for (const [i, line] of lines.entries()) if (first >= 0 && i >= first) this.#readBody(line, i > last);
  }

  finish(): { articles: Article[]; repairs: Repair[] } {
    for (const article of this.#articles) article.responsibleUnits = responsibleUnitsOf(article.text);
    return { articles: this.#articles, repairs: this.#repairs };
  }

  leaveOut(paragraph: Paragraph, what = '不是条文'): void {
    this.#note('left-out', paragraph, `${what}：${paragraph.text.slice(0, 30)}`);
  }

  /** Title block, covering notice and preface: everything before the first numbered heading. */
  #readFront(front: readonly Line[], body: readonly Line[]): void {
    let group: Paragraph[] = [];
    const flush = () => {
      if (group.some((p) => !isAddressee(p.text))) this.#startFront(group);
      group = [];
    };
    for (const { paragraph, isBack } of front) {
      const { text } = paragraph;
      const isSite = isBack || isInformationLine(text) || attachmentOf(text) !== undefined;
      if (isSite) this.leaveOut(paragraph);
      if (CONTINUED.test(text)) {
        flush();
        this.#startTruncated(paragraph, body);
      } else if (PROSE.test(text) && !isSite) group.push(paragraph);
      else flush();
    }
    flush();
    this.#current = undefined;
  }

  #startFront(group: readonly Paragraph[]): void {
    const name = group.some((p) => PROMULGATION.test(p.text)) ? '印发通知' : '前言';
    const path = this.#prefix.includes(name) ? this.#prefix : [...this.#prefix, name];
    const same = this.#articles.find((article) => article.path.join() === path.join());
    if (same === undefined) this.#start(path, name, group[0]);
    else this.#current = { article: same, complete: true, runsIn: false };
    for (const paragraph of same === undefined ? group.slice(1) : group) this.#append(paragraph);
  }

  /** A document or an attachment without numbers: one article, or one a paragraph where that would be long. */
  #readUnnumbered(lines: readonly Line[], title: string): void {
    const isOwn = this.#prefix.length > 0;
    const start = lines.findIndex(
      ({ paragraph: { text } }) => PROSE.test(text) && !isAddressee(text) && !isInformationLine(text),
    );
    const kept = lines.slice(isOwn ? 0 : Math.max(0, start)).filter(({ paragraph, isBack }) => {
      if (isBack) this.leaveOut(paragraph);
      return !isBack && !isAddressee(paragraph.text);
    });
    if (kept.length === 0 || (start < 0 && !isOwn)) return;
    const size = kept.reduce((sum, { paragraph }) => sum + paragraph.text.length, 0);
    const isNotice = size <= ONE_ARTICLE && kept.some(({ paragraph }) => PROMULGATION.test(paragraph.text));
    const isWhole = isOwn || size <= ONE_ARTICLE;
    const name = isNotice ? '印发通知' : '正文';
    let number = 0;
    for (const { paragraph } of kept) {
      if (this.#current !== undefined && (isWhole || !PROSE.test(paragraph.text))) this.#append(paragraph);
      else {
        number += 1;
        this.#start(
          isOwn ? this.#prefix : [isWhole ? name : `第${chineseNumeral(number)}段`],
          title || name,
          paragraph,
        );
      }
    }
  }

  /** One paragraph from the first numbered heading on; `trailing` after the last numbered one. */
  #readBody({ paragraph, numbering: usual, isBack }: Line, trailing: boolean): void {
    const numbering = usual ?? this.#bareNumbering(paragraph);
    if (numbering !== undefined && numbering.level <= ARTICLE_LEVEL) this.#heading(paragraph, numbering);
    else if (isBack) this.leaveOut(paragraph);
    else if (trailing && this.#current?.runsIn && numbering === undefined && !GOES_ON.test(paragraph.text))
      this.#last(paragraph);
    else if (this.#current === undefined) this.#lead(paragraph);
    else this.#append(paragraph);
  }

  #bareNumbering(paragraph: Paragraph): Numbering | undefined {
    const last = this.#open.at(-1);
    if (last?.level !== ARTICLE_LEVEL || !this.#current?.complete) return undefined;
    const bare = bareNumberingOf(paragraph.text, last.value + 1);
    if (bare !== undefined) this.#note('missing-dot', paragraph, `编号“${bare.label}”后缺少标点`);
    return bare;
  }

  #heading(paragraph: Paragraph, numbering: Numbering): void {
    // A heading with nothing under it but lower headings is a container, no article.
    if (this.#current?.complete === false && numbering.level > (this.#open.at(-1)?.level ?? 0))
      this.#articles.pop();
    const before = this.#open.findLast((h) => h.level === numbering.level);
    this.#open = this.#open.filter((h) => h.level < numbering.level);
    if (before !== undefined && numbering.value > before.value + 1) {
      this.#note('numbering-gap', paragraph, `编号从“${before.label}”跳到“${numbering.label}”`);
    }
    const rest = paragraph.text.slice(numbering.length);
    const end = rest.search(/[。：:；;]/);
    const title = titleOf(rest, end, numbering);
    this.#open.push({ level: numbering.level, label: numbering.label, value: numbering.value, title });
    this.#current = undefined;
    const runsIn = numbering.style === 'clause' || (end >= 0 && end < rest.length - 1);
    // A bare section heading (一、总体要求) is no article; what stands under it is. A lower one opens its article.
    if (runsIn || numbering.level >= 2) this.#start(this.#path(), title, paragraph, runsIn);
  }

  #lead(paragraph: Paragraph): void {
    if (this.#open.length === 0) this.leaveOut(paragraph);
    else this.#start(this.#path(), this.#open.at(-1)?.title ?? '', paragraph);
  }

  #last(paragraph: Paragraph): void {
    const isClosing = CLOSING.test(paragraph.text);
    const section = this.#open[0]?.label;
    const name = isClosing ? '结语' : '末段';
    const path = [...this.#prefix, ...(isClosing || section === undefined ? [] : [section]), name];
    if (this.#articles.at(-1)?.path.join() === path.join()) this.#append(paragraph);
    else this.#start(path, name, paragraph, true, true);
  }

  /** Text that starts in the middle ("上接第一版"): its heading is inferred from the next ones. */
  #startTruncated(paragraph: Paragraph, body: readonly Line[]): void {
    const next = body.map(({ numbering }) => numbering).filter((n) => n !== undefined);
    const sibling = next[0];
    const section = next.find((n) => n.level === 1);
    if (sibling?.level === 2 && section !== undefined && section.value > 1 && sibling.value > 1) {
      const sectionLabel = chineseNumeral(section.value - 1);
      const label = `（${chineseNumeral(sibling.value - 1)}）`;
      this.#open = [{ level: 1, label: sectionLabel, value: section.value - 1, title: '' }];
      this.#start([sectionLabel, label], '', paragraph);
      this.#note('inferred-heading', paragraph, `原件残缺，按后面的编号推定为 ${sectionLabel}${label}`);
    } else this.#start([...this.#prefix, '前言'], '前言', paragraph);
  }

  #path(): string[] {
    return [...this.#prefix, ...this.#open.map((h) => h.label)];
  }

  #start(
    wanted: string[],
    title: string,
    paragraph: Paragraph | undefined,
    complete = true,
    runsIn = complete,
  ): void {
    if (paragraph === undefined) return;
    const path = this.#unused(wanted, paragraph);
    const article: Article = {
      document: this.#document,
      path,
      title,
      text: paragraph.text.replace(CONTINUED_MARK, ''),
      responsibleUnits: [],
      span: { start: paragraph.start, end: paragraph.end },
    };
    if (article.text.length < paragraph.text.length) {
      this.#note(
        'left-out',
        paragraph,
        `接版标记“${paragraph.text.slice(0, paragraph.text.length - article.text.length)}”`,
      );
    }
    this.#articles.push(article);
    this.#current = { article, complete, runsIn };
  }

  /** A number printed twice still names two articles: the second is 之二. */
  #unused(path: string[], paragraph: Paragraph): string[] {
    const isUsed = (candidate: string[]) =>
      this.#articles.some((article) => article.path.join('/') === candidate.join('/'));
    let candidate = path;
    for (let n = 2; isUsed(candidate); n += 1)
      candidate = [...path.slice(0, -1), `${path.at(-1)}之${chineseNumeral(n)}`];
    if (candidate !== path) {
      const open = this.#open.at(-1);
      if (open !== undefined && open.label === path.at(-1)) open.label = candidate.at(-1) ?? open.label;
      this.#note('repeated-number', paragraph, `编号“${path.at(-1)}”重复，这一条记作“${candidate.at(-1)}”`);
    }
    return candidate;
  }

  #append(paragraph: Paragraph): void {
    if (this.#current === undefined) return;
    const { article } = this.#current;
    article.text += `\n${paragraph.text}`;
    article.span.end = paragraph.end;
    this.#current.complete = true;
  }

  #note(kind: RepairKind, paragraph: Paragraph, note: string): void {
    this.#repairs.push({
      kind,
      offset: paragraph.start,
      line: lineOf(this.#source, paragraph.start),
      removed: '',
      note,
    });
  }
}

/** The heading's words; of a regulation's article only those it is given in brackets (`第三条（适用范围）…`). */
function titleOf(rest: string, end: number, numbering: Numbering): string {
  if (numbering.style === 'clause') return /^[（(【〔]([^）)】〕]{2,20})[）)】〕]/.exec(rest)?.[1] ?? '';
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}
