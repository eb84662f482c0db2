/** The parts of a DOM element that reading its text takes. */
export interface Element {
  readonly nodeType: number;
  readonly localName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Element>;
  readonly children: Iterable<Element>;
  readonly parentNode: Element | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

/** A paragraph of a page, with how much of it is links. */
export interface Line {
  text: string;
  /** Share of its characters that stand in links, 0 to 1. */
  links: number;
}

/** What stands between the cells of a table's row. */
export const CELL = ' | ';

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;
const SKIPPED = new Set(
  'script style noscript template head select button input textarea iframe object svg canvas video audio map nav footer aside'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article blockquote body caption center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary details table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** Longest cell of a table that holds data; a longer one is a page laid out by a table. */
const CELL_LIMIT = 400;

/**
 * The paragraphs of an element in reading order: block elements and `<br>` part them, a table gives one line a row,
 * ordered lists get the numbers that a browser shows.
 */
export function linesOf(root: Element): { lines: Line[]; numbered: number } {
  const reader = new LineReader();
  reader.read(root);
  return reader.finish();
}

class LineReader {
  readonly #lines: Line[] = [];
  #text = '';
  #linked = 0;
  #numbered = 0;

  read(node: Element, inLink = false, inPre = false): void {
    if (node.nodeType === TEXT_NODE) {
      this.#add(node.textContent ?? '', inLink, inPre);
      return;
    }
    if (node.nodeType !== ELEMENT_NODE || SKIPPED.has(node.localName) || isHidden(node)) return;
    if (node.localName === 'br') this.#flush();
    else if (node.localName === 'table' && isData(node)) this.#readRows(node);
    else if (node.localName === 'ol') this.#readList(node, inLink);
    else {
      const isBlock = BLOCKS.has(node.localName);
      if (isBlock) this.#flush();
      const link = inLink || (node.localName === 'a' && node.getAttribute('href') !== null);
      for (const child of node.childNodes) this.read(child, link, inPre || node.localName === 'pre');
      if (isBlock) this.#flush();
    }
  }

  finish(): { lines: Line[]; numbered: number } {
    this.#flush();
    return { lines: this.#lines, numbered: this.#numbered };
  }

  #add(text: string, inLink: boolean, inPre: boolean): void {
    const parts = inPre ? text.split('\n') : [text.replace(/\s*\n\s*/gu, ' ')];
    parts.forEach((part, i) => {
      if (i > 0) this.#flush();
      const words = part.replace(/[\s\u00a0]+/gu, ' ');
      this.#text += words;
      if (inLink) this.#linked += words.trim().length;
    });
  }

  #flush(): void {
    const text = this.#text.trim();
    if (text !== '') this.#lines.push({ text, links: Math.min(1, this.#linked / text.length) });
    this.#text = '';
    this.#linked = 0;
  }

  #readRows(table: Element): void {
    this.#flush();
    for (const row of table.querySelectorAll('tr')) {
      const cells = cellsOf(row).map((cell) => linesOf(cell).lines);
      const filled = cells.filter((lines) => lines.length > 0);
      if (filled.length === 0) continue;
      const all = filled.flat();
      const characters = all.reduce((sum, line) => sum + line.text.length, 0);
      const linked = all.reduce((sum, line) => sum + line.text.length * line.links, 0);
      const text = cells.map((lines) => lines.map((line) => line.text).join(' ')).join(CELL);
      this.#lines.push({
        text: filled.length === 1 ? text.replaceAll(CELL, ' ').trim() : text,
        links: linked / characters,
      });
    }
  }

  #readList(list: Element, inLink: boolean): void {
    this.#flush();
    let number = Number(list.getAttribute('start') ?? 1) - 1;
    for (const item of list.children) {
      if (item.localName !== 'li') continue;
      number = Number(item.getAttribute('value') ?? number + 1);
      const isTyped = /^\s*(?:[（(]?[\d一二三四五六七八九十]+[、.．）)]|[①-⑳])/u.test(item.textContent ?? '');
      if (!isTyped && (item.textContent ?? '').trim() !== '') {
        this.#text = `${number}.`;
        this.#numbered += 1;
      }
      for (const child of item.childNodes) this.read(child, inLink);
      this.#flush();
    }
  }
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter((cell) => cell.localName === 'td' || cell.localName === 'th');
}

/** Whether a table shows data (rows of short cells) rather than lays out a page. */
function isData(table: Element): boolean {
  if ([...table.querySelectorAll('table')].length > 0) return false;
  const rows = [...table.querySelectorAll('tr')].map(cellsOf);
  if (!rows.some((cells) => cells.length > 1)) return false;
  return rows.flat().every((cell) => (cell.textContent ?? '').trim().length <= CELL_LIMIT);
}

function isHidden(element: Element): boolean {
  if (element.getAttribute('hidden') !== null) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '');
}
