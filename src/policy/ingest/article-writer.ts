import type { Article } from '../corpus/article.ts';
import { chineseNumeral } from './headings.ts';
import type { Paragraph } from './paragraphs.ts';
import { LineNumbers, type Repair, type RepairKind } from './report.ts';
import { responsibleUnitsOf } from './units.ts';

const CONTINUED_MARK = /^[（(](?:上接|紧接|接上)[^）)]*[）)]/;

/** How an article begins. */
export interface Beginning {
  path: string[];
  title: string;
  /** Whether it has text of its own, not a bare heading alone. */
  complete: boolean;
  /** Whether its heading runs in its text, so that a paragraph after the last one may close the document. */
  runsIn: boolean;
}

/** Writes the articles of a document one after another, with the repairs that this takes. */
export class ArticleWriter {
  readonly #document: string;
  readonly #lines: LineNumbers;
  readonly #paths = new Set<string>();
  readonly #articles: Article[] = [];
  readonly #repairs: Repair[] = [];
  #current: { article: Article; complete: boolean; runsIn: boolean } | undefined;

  constructor(document: string, source: string) {
    this.#document = document;
    this.#lines = new LineNumbers(source);
  }

  /** State of the article that is being written; undefined between articles. */
  get current(): { complete: boolean; runsIn: boolean } | undefined {
    return this.#current;
  }

  /** Starts an article; one whose path is taken already is told apart as 之二. */
  start(beginning: Beginning, paragraph: Paragraph): void {
    const path = this.#unused(beginning.path, paragraph);
    const text = paragraph.text.replace(CONTINUED_MARK, '');
    if (text.length < paragraph.text.length) {
      this.note(
        'left-out',
        paragraph,
        `接版标记“${paragraph.text.slice(0, paragraph.text.length - text.length)}”`,
      );
    }
    const article: Article = {
      document: this.#document,
      path,
      title: beginning.title,
      text,
      responsibleUnits: [],
      span: { start: paragraph.start, end: paragraph.end },
    };
    this.#articles.push(article);
    this.#paths.add(path.join('/'));
    this.#current = { article, complete: beginning.complete, runsIn: beginning.runsIn };
  }

  /** Goes on with the article of this path, if there is one. */
  resume(path: readonly string[]): boolean {
    const article = this.#articles.find((each) => each.path.join('/') === path.join('/'));
    if (article !== undefined) this.#current = { article, complete: true, runsIn: false };
    return article !== undefined;
  }

  append(paragraph: Paragraph): void {
    if (this.#current === undefined) return;
    const { article } = this.#current;
    article.text += `\n${paragraph.text}`;
    article.span.start = Math.min(article.span.start, paragraph.start);
    article.span.end = Math.max(article.span.end, paragraph.end);
    this.#current.complete = true;
  }

  /** Ends the current article. */
  close(): void {
    this.#current = undefined;
  }

  /** Takes back the article that was just started. */
  takeBack(): void {
    this.#paths.delete(this.#articles.pop()?.path.join('/') ?? '');
    this.#current = undefined;
  }

  /** Whether the last article has this path. */
  endsWith(path: readonly string[]): boolean {
    return this.#articles.at(-1)?.path.join('/') === path.join('/');
  }

  leaveOut(paragraph: Paragraph, what = '不是条文'): void {
    this.note('left-out', paragraph, `${what}：${paragraph.text.slice(0, 30)}`);
  }

  note(kind: RepairKind, paragraph: Paragraph, note: string): void {
    this.#repairs.push({
      kind,
      offset: paragraph.start,
      line: this.#lines.at(paragraph.start),
      removed: '',
      note,
    });
  }

  finish(): { articles: Article[]; repairs: Repair[] } {
    for (const article of this.#articles) article.responsibleUnits = responsibleUnitsOf(article.text);
    return { articles: this.#articles, repairs: this.#repairs };
  }

  #unused(path: string[], paragraph: Paragraph): string[] {
    let candidate = path;
    for (let n = 2; this.#paths.has(candidate.join('/')); n += 1) {
      candidate = [...path.slice(0, -1), `${path.at(-1)}之${chineseNumeral(n)}`];
    }
    if (candidate !== path) {
      this.note('repeated-number', paragraph, `编号“${path.at(-1)}”重复，这一条记作“${candidate.at(-1)}”`);
    }
    return candidate;
  }
}
