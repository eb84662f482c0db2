import type { Article } from '../corpus/article.ts';
import { ArticleWriter } from './article-writer.ts';
import { ARTICLE_LEVEL, bareNumberingOf, chineseNumeral, type Numbering } from './headings.ts';
import { attachmentOf, isAddressee, isFormula, signatureLines } from './matter.ts';
import { outlineOf } from './outline.ts';
import type { Paragraph } from './paragraphs.ts';
import { type Part, partsOf } from './parts.ts';
import type { Repair } from './report.ts';
import { isInformationLine, isSiteLine } from './site-lines.ts';

/** A heading that is open while its articles are read. */
interface OpenHeading {
  level: number;
  label: string;
  value: number;
  title: string;
  paragraph: Paragraph;
  /** Whether anything stands under it (or it has become an article itself). */
  used: boolean;
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
const CLOSING = /我们|全党全国|让我们/;
/** A heading that says something itself, which headings under it do not make a mere container. */
const STATEMENT = /[，,\d].*[。；;]$|^.{30,}[。；;]$/;
/** What goes on with the article before it, however the document ends: items of a list, notes, units. */
const GOES_ON =
  /^(?:——|—|-|[（(〔【]|[①-⑳⑴-⒇❶-❿·•●○◆■▪►※*]|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,]|注[：:]|(?:责任|牵头|配合)(?:单位|部门)[：:]|[A-Za-z\d０-９]{1,2}[.．、)）])/;
const LONGEST_TITLE = 45;
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
  const writer = new ArticleWriter(document, source);
  const { parts, leftOut } = partsOf(paragraphs);
  for (const { paragraph, what } of leftOut) writer.leaveOut(paragraph, what);
  for (const part of parts) new PartReader(writer, part.prefix).read(part);
  return writer.finish();
}

class PartReader {
  readonly #writer: ArticleWriter;
  readonly #prefix: string[];
  #open: OpenHeading[] = [];

  constructor(writer: ArticleWriter, prefix: string[]) {
    this.#writer = writer;
    this.#prefix = prefix;
  }

  read({ title, paragraphs }: Part): void {
    this.#writer.close();
    const texts = paragraphs.map((p) => p.text);
    const outline = outlineOf(texts);
    const isHeading = (n: Numbering | undefined) => n !== undefined && n.level <= ARTICLE_LEVEL;
    const first = outline.findIndex(isHeading);
    const last = outline.findLastIndex(isHeading);
    const signatures = signatureLines(texts);
    const lines = paragraphs.map((paragraph, i) => ({
      paragraph,
      numbering: outline[i],
      isBack:
        outline[i] === undefined &&
        (signatures.has(i) || isFormula(paragraph.text) || isSiteLine(paragraph.text)),
    }));
    if (first < 0) this.#readUnnumbered(lines, title);
    else this.#readFront(lines.slice(0, first), lines.slice(first));
    for (const [i, line] of lines.entries()) if (first >= 0 && i >= first) this.#readBody(line, i > last);
    this.#settle(Number.NEGATIVE_INFINITY);
  }

  /** Title block, covering notice and preface: everything before the first numbered heading. */
  #readFront(front: readonly Line[], body: readonly Line[]): void {
    let group: Paragraph[] = [];
    const flush = () => {
      if (group.some((p) => !isAddressee(p.text))) this.#writeFront(group);
      group = [];
    };
    for (const { paragraph, isBack } of front) {
      const { text } = paragraph;
      const isSite = isBack || isInformationLine(text) || attachmentOf(text) !== undefined;
      if (isSite) this.#writer.leaveOut(paragraph);
      if (CONTINUED.test(text)) {
        flush();
        this.#startTruncated(paragraph, body);
      } else if (PROSE.test(text) && !isSite) group.push(paragraph);
      else flush();
    }
    flush();
    this.#writer.close();
  }

  #writeFront([first, ...rest]: readonly Paragraph[]): void {
    if (first === undefined) return;
    const name = [first, ...rest].some((p) => PROMULGATION.test(p.text)) ? '印发通知' : '前言';
    const path = this.#prefix.includes(name) ? this.#prefix : [...this.#prefix, name];
    if (this.#writer.resume(path)) this.#writer.append(first);
    else this.#start(path, name, first);
    for (const paragraph of rest) this.#writer.append(paragraph);
  }

  /** A document or an attachment without numbers: one article, or one a paragraph where that would be long. */
  #readUnnumbered(lines: readonly Line[], title: string): void {
    const isOwn = this.#prefix.length > 0;
    const start = lines.findIndex(
      ({ paragraph: { text } }) => PROSE.test(text) && !isAddressee(text) && !isInformationLine(text),
    );
    const kept = lines.slice(isOwn ? 0 : Math.max(0, start)).filter(({ paragraph, isBack }) => {
      if (isBack) this.#writer.leaveOut(paragraph);
      return !isBack && !isAddressee(paragraph.text);
    });
    if (start < 0 && !isOwn) return;
    const size = kept.reduce((sum, { paragraph }) => sum + paragraph.text.length, 0);
    const isNotice = size <= ONE_ARTICLE && kept.some(({ paragraph }) => PROMULGATION.test(paragraph.text));
    const isWhole = isOwn || size <= ONE_ARTICLE;
    const name = isNotice ? '印发通知' : '正文';
    const firstLine = kept[0]?.paragraph.text ?? '';
    const headline = isOwn && firstLine.length <= 40 && !PROSE.test(firstLine) ? firstLine : '';
    let number = 0;
    for (const { paragraph } of kept) {
      if (this.#writer.current !== undefined && (isWhole || !PROSE.test(paragraph.text))) {
        this.#writer.append(paragraph);
        continue;
      }
      number += 1;
      const path = isOwn ? this.#prefix : [isWhole ? name : `第${chineseNumeral(number)}段`];
      this.#start(path, title || headline || name, paragraph);
    }
  }

  /** One paragraph from the first numbered heading on; `trailing` after the last numbered one. */
  #readBody({ paragraph, numbering: usual, isBack }: Line, trailing: boolean): void {
    const { current } = this.#writer;
    const numbering = usual ?? this.#bareNumbering(paragraph);
    const mayClose = trailing && current?.runsIn && numbering === undefined && !GOES_ON.test(paragraph.text);
    if (numbering !== undefined && numbering.level <= ARTICLE_LEVEL) this.#heading(paragraph, numbering);
    else if (isBack) this.#writer.leaveOut(paragraph);
    else if (mayClose) this.#last(paragraph);
    else if (current === undefined) this.#lead(paragraph);
    else this.#writer.append(paragraph);
  }

  #bareNumbering(paragraph: Paragraph): Numbering | undefined {
    const last = this.#open.at(-1);
    if (last?.level !== ARTICLE_LEVEL || !this.#writer.current?.complete) return undefined;
    const bare = bareNumberingOf(paragraph.text, last.value + 1);
    if (bare !== undefined) this.#writer.note('missing-dot', paragraph, `编号“${bare.label}”后缺少标点`);
    return bare;
  }

  #heading(paragraph: Paragraph, numbering: Numbering): void {
    this.#settle(numbering.level);
    const before = this.#open.findLast((h) => h.level === numbering.level);
    this.#open = this.#open.filter((h) => h.level < numbering.level);
    if (before !== undefined && numbering.value > before.value + 1) {
      this.#writer.note('numbering-gap', paragraph, `编号从“${before.label}”跳到“${numbering.label}”`);
    }
    const isRepeated = before?.value === numbering.value;
    const label = isRepeated ? `${numbering.label}之二` : numbering.label;
    if (isRepeated) {
      this.#writer.note('repeated-number', paragraph, `编号“${numbering.label}”重复，这一条记作“${label}”`);
    }
    const rest = paragraph.text.slice(numbering.length);
    const end = rest.search(/[。：:；;]/);
    const title = titleOf(rest, end, numbering);
    const isClause = numbering.style === 'clause';
    const runsIn = isClause || (end >= 0 && end < rest.length - 1);
    // A bare section heading (一、总体要求) is no article; what stands under it is. A lower one opens its article.
    const isArticle = runsIn || numbering.level >= 2;
    for (const heading of this.#open) heading.used = true;
    this.#open.push({
      level: numbering.level,
      label,
      value: numbering.value,
      title,
      paragraph,
      used: isArticle,
    });
    this.#writer.close();
    if (isArticle) this.#start(this.#path(), title, paragraph, runsIn, runsIn && !isClause);
  }

  /**
   * Settles the heading that is open when another of some level follows: with nothing under it but lower headings it
   * is a container, no article, unless it is a sentence; with nothing under it at all it is an article itself.
   */
  #settle(level: number): void {
    const open = this.#open.at(-1);
    if (open === undefined) return;
    const isContainer = level > open.level && !STATEMENT.test(open.paragraph.text);
    if (isContainer && this.#writer.current?.complete === false) this.#writer.takeBack();
    if (!isContainer && !open.used) {
      open.used = true;
      this.#start(this.#path(), open.title, open.paragraph, false);
    }
  }

  #lead(paragraph: Paragraph): void {
    const open = this.#open.at(-1);
    if (open === undefined) {
      this.#writer.leaveOut(paragraph);
      return;
    }
    open.used = true;
    this.#start(this.#path(), open.title, paragraph, true, false);
  }

  #last(paragraph: Paragraph): void {
    const isClosing = CLOSING.test(paragraph.text);
    const section = this.#open[0]?.label;
    const name = isClosing ? '结语' : '末段';
    const path = [...this.#prefix, ...(isClosing || section === undefined ? [] : [section]), name];
    if (this.#writer.endsWith(path)) this.#writer.append(paragraph);
    else this.#start(path, name, paragraph);
  }

  /** Text that starts in the middle ("上接第一版"): its heading is inferred from the next ones. */
  #startTruncated(paragraph: Paragraph, body: readonly Line[]): void {
    const next = body.map(({ numbering }) => numbering).filter((n) => n !== undefined);
    const sibling = next[0];
    const section = next.find((n) => n.level === 1);
    if (sibling?.level !== 2 || section === undefined || section.value < 2 || sibling.value < 2) {
      this.#start([...this.#prefix, '前言'], '前言', paragraph);
      return;
    }
    const label = chineseNumeral(section.value - 1);
    const ownLabel = `（${chineseNumeral(sibling.value - 1)}）`;
    this.#open = [{ level: 1, label, value: section.value - 1, title: '', paragraph, used: true }];
    this.#start([label, ownLabel], '', paragraph);
    this.#writer.note('inferred-heading', paragraph, `原件残缺，按后面的编号推定为 ${label}${ownLabel}`);
  }

  #path(): string[] {
    return [...this.#prefix, ...this.#open.map((h) => h.label)];
  }

  #start(path: string[], title: string, paragraph: Paragraph, complete = true, runsIn = complete): void {
    this.#writer.start({ path, title, complete, runsIn }, paragraph);
  }
}

/**
 * The heading's words; of a regulation's article only those it is given in brackets (`第三条（适用范围）…`), of an
 * article that is one long sentence its first part.
 */
function titleOf(rest: string, end: number, numbering: Numbering): string {
  if (numbering.style === 'clause') return /^[（(【〔]([^）)】〕]{2,20})[）)】〕]/.exec(rest)?.[1] ?? '';
  const title = (end < 0 ? rest : rest.slice(0, end)).trim();
  if (title.length <= LONGEST_TITLE) return title;
  const part = title.split(/[，,]/)[0] ?? '';
  return part.length <= LONGEST_TITLE ? part : '';
}
