import type { Article } from '../corpus/article.ts';
import { ARTICLE_LEVEL, bareNumberingOf, chineseNumber, type Numbering, numberingOf } from './headings.ts';
import type { Paragraph } from './paragraphs.ts';
import { lineOf, type Repair, type RepairKind } from './report.ts';
import { responsibleUnitsOf } from './units.ts';

/** A heading that is open while its articles are read. */
interface OpenHeading {
  level: number;
  label: string;
  value: number;
  title: string;
}

const PROSE = /[，,。；;：:]/;
const ADDRESSEE = /^.{0,40}(?:各|有关|直属|县|市|区|镇|乡|单位|部门).{0,60}[：:]$/;
const PROMULGATION = /(?:印发|转发)给?(?:你们|《)|现将《/;
const CONTINUED = /^[（(](?:上接|紧接|接上)/;
const BACK_MATTER =
  /^[（(]此件|^附件?[：:\d一二三]|^抄送|^主题词|^联系人|^新华社.{2,12}电$|^[^，。；]{2,30}(?:办公室|委员会|人民政府|领导小组|局)$|^[^，。；]{0,20}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$/;
const CLOSING = /我们|全党全国|让我们/;

/**
 * Builds the articles of one document from its paragraphs: covering notice, preface, numbered articles, lead
 * paragraphs under a heading, last paragraph and closing.
 */
export function articlesOf(
  document: string,
  source: string,
  paragraphs: readonly Paragraph[],
): { articles: Article[]; repairs: Repair[] } {
  const builder = new ArticleBuilder(document, source);
  const firstHeading = paragraphs.findIndex((p) => numberingOf(p.text) !== undefined);
  const front = firstHeading < 0 ? paragraphs : paragraphs.slice(0, firstHeading);
  const body = firstHeading < 0 ? [] : paragraphs.slice(firstHeading);
  const lastHeading = body.findLastIndex((p) => numberingOf(p.text) !== undefined);
  builder.readFront(front, body);
  for (const [i, paragraph] of body.entries()) builder.readBody(paragraph, i > lastHeading);
  return builder.finish();
}

class ArticleBuilder {
  readonly #document: string;
  readonly #source: string;
  readonly #articles: Article[] = [];
  readonly #repairs: Repair[] = [];
  #open: OpenHeading[] = [];
  #current: { article: Article; complete: boolean } | undefined;

  constructor(document: string, source: string) {
    this.#document = document;
    this.#source = source;
  }

  /** Title block, covering notice and preface: everything before the first numbered heading. */
  readFront(front: readonly Paragraph[], body: readonly Paragraph[]): void {
    let group: Paragraph[] = [];
    const flush = () => {
      if (group.some((p) => !ADDRESSEE.test(p.text))) {
        const isNotice = group.some((p) => PROMULGATION.test(p.text));
        this.#start([isNotice ? '印发通知' : '前言'], isNotice ? '印发通知' : '前言', group[0]);
        for (const paragraph of group.slice(1)) this.#append(paragraph);
      }
      group = [];
    };
    for (const paragraph of front) {
      if (CONTINUED.test(paragraph.text)) {
        flush();
        this.#startTruncated(paragraph, body);
      } else if (PROSE.test(paragraph.text) && !BACK_MATTER.test(paragraph.text)) group.push(paragraph);
      else flush();
    }
    flush();
    this.#current = undefined;
  }

  /** One paragraph from the first numbered heading on; `trailing` after the last numbered one. */
  readBody(paragraph: Paragraph, trailing: boolean): void {
    const numbering = this.#numbering(paragraph);
    if (numbering !== undefined && numbering.level <= ARTICLE_LEVEL) this.#heading(paragraph, numbering);
    else if (BACK_MATTER.test(paragraph.text)) this.#leaveOut(paragraph);
    else if (trailing && this.#current?.complete && !/^(?:——|[（(〔])/.test(paragraph.text))
      this.#last(paragraph);
    else if (this.#current === undefined) this.#lead(paragraph);
    else this.#append(paragraph);
  }

  finish(): { articles: Article[]; repairs: Repair[] } {
    for (const article of this.#articles) article.responsibleUnits = responsibleUnitsOf(article.text);
    return { articles: this.#articles, repairs: this.#repairs };
  }

  #numbering(paragraph: Paragraph): Numbering | undefined {
    const usual = numberingOf(paragraph.text);
    if (usual !== undefined) return usual;
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
    const title = (end < 0 ? rest : rest.slice(0, end)).trim();
    this.#open.push({ level: numbering.level, label: numbering.label, value: numbering.value, title });
    this.#current = undefined;
    const runsIn = end >= 0 && end < rest.length - 1;
    // A bare section heading (一、总体要求) is no article; what stands under it is. A lower one opens its article.
    if (runsIn || numbering.level >= 2) this.#start(this.#path(), title, paragraph, runsIn);
  }

  #lead(paragraph: Paragraph): void {
    if (this.#open.length === 0) this.#leaveOut(paragraph);
    else this.#start(this.#path(), this.#open.at(-1)?.title ?? '', paragraph);
  }

  #last(paragraph: Paragraph): void {
    const isClosing = CLOSING.test(paragraph.text);
    const section = this.#open[0]?.label;
    const path = isClosing ? ['结语'] : section === undefined ? ['末段'] : [section, '末段'];
    if (this.#articles.at(-1)?.path.join() === path.join()) this.#append(paragraph);
    else this.#start(path, isClosing ? '结语' : '末段', paragraph);
  }

  /** Text that starts in the middle ("上接第一版"): its heading is inferred from the next ones. */
  #startTruncated(paragraph: Paragraph, body: readonly Paragraph[]): void {
    const next = body.map((p) => numberingOf(p.text)).filter((n) => n !== undefined);
    const sibling = next[0];
    const section = next.find((n) => n.level === 1);
    if (sibling?.level === 2 && section !== undefined && section.value > 1 && sibling.value > 1) {
      const sectionLabel = chineseNumeral(section.value - 1);
      const label = `（${chineseNumeral(sibling.value - 1)}）`;
      this.#open = [{ level: 1, label: sectionLabel, value: section.value - 1, title: '' }];
      this.#start([sectionLabel, label], '', paragraph);
      this.#note('inferred-heading', paragraph, `原件残缺，按后面的编号推定为 ${sectionLabel}${label}`);
    } else this.#start(['前言'], '前言', paragraph);
  }

  #path(): string[] {
    return this.#open.map((h) => h.label);
  }

  #start(path: string[], title: string, paragraph: Paragraph | undefined, complete = true): void {
    if (paragraph === undefined) return;
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
    this.#current = { article, complete };
  }

  #append(paragraph: Paragraph): void {
    if (this.#current === undefined) return;
    const { article } = this.#current;
    article.text += `\n${paragraph.text}`;
    article.span.end = paragraph.end;
    this.#current.complete = true;
  }

  #leaveOut(paragraph: Paragraph): void {
    this.#note('left-out', paragraph, `不是条文：${paragraph.text.slice(0, 30)}`);
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

const CONTINUED_MARK = /^[（(](?:上接|紧接|接上)[^）)]*[）)]/;

function chineseNumeral(value: number): string {
  for (const tens of ['', '十', '二十', '三十', '四十', '五十']) {
    for (const unit of ['', ...'一二三四五六七八九']) {
      if (chineseNumber(tens + unit) === value && tens + unit !== '') return tens + unit;
    }
  }
  return String(value);
}
