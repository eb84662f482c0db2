import { fontFiles } from './fonts.ts';
import { linesOf } from './lines.ts';

/** A4 in points. */
const PAPER = { width: 595.28, height: 841.89 } as const;

export const COLOURS = { ink: '#1F2A27', muted: '#5B6B66', line: '#8FA09A', ground: '#F0F4F2' } as const;

/** How something is written. */
export interface Style {
  /** Points. */
  size: number;
  bold?: boolean;
  colour?: string;
}

/** Room left free at the edges; points. */
export interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Height of a line, against the size of its letters. */
const LEADING = 1.5;

/** What does not print: control characters, directions, joiners, variants of signs. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Variation_Selector}/gu;
/** In place of a character that the typeface lacks. */
const LACKING = '□';

type Drawing = InstanceType<typeof import('pdfkit')>;

/**
 * Pages being written from top to bottom, and made into one PDF. The same matter gives the same bytes: the time comes in,
 * and nothing is random. Text stays text, to be searched and copied.
 */
export class Sheet {
  readonly #doc: Drawing;
  /** By file, never by a name of ours: under a name pdfkit would read the one given at the start anew each time. */
  readonly #fonts: { regular: string; bold: string };
  readonly #done: Promise<Uint8Array>;
  readonly #widths = new Map<string, number>();
  readonly #drawable: (point: number) => boolean;
  readonly margins: Margins;
  /** Where the next thing stands, from the top of the page; points. */
  y: number;

  private constructor(doc: Drawing, fonts: { regular: string; bold: string }, margins: Margins) {
    this.#doc = doc;
    this.#fonts = fonts;
    this.margins = margins;
    this.y = margins.top;
    this.#drawable = coverage(doc.font(fonts.regular));
    const parts: Uint8Array[] = [];
    this.#done = new Promise((resolve, reject) => {
      doc.on('data', (part: Uint8Array) => parts.push(part));
      doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
      doc.on('error', reject);
    });
    doc.addPage();
  }

  /**
   * A first, empty page. The typefaces (17 MB) are read here and not when the program starts.
   * @param title what a viewer shows in its title bar: nothing personal, since it is not printed and easily forgotten
   */
  static async open(of: { title: string; made: Date; margins: Margins }): Promise<Sheet> {
    const { default: PDFDocument } = await import('pdfkit');
    const { regular, bold } = fontFiles();
    const doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      font: regular,
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: of.title, Creator: '一码通助手', Producer: 'pdfkit', CreationDate: of.made },
    });
    return new Sheet(doc, { regular, bold }, of.margins);
  }

  get left(): number {
    return this.margins.left;
  }
  get width(): number {
    return PAPER.width - this.margins.left - this.margins.right;
  }
  /** The last place on the page where something may end. */
  get bottom(): number {
    return PAPER.height - this.margins.bottom;
  }
  get room(): number {
    return this.bottom - this.y;
  }
  /** From 1. */
  get page(): number {
    return this.#doc.bufferedPageRange().count;
  }

  newPage(): void {
    this.#doc.addPage();
    this.y = this.margins.top;
  }

  /** A new page unless so much still fits on this one; an empty page takes whatever comes. */
  need(height: number): void {
    if (this.room < height && this.y > this.margins.top) this.newPage();
  }

  gap(height: number): void {
    this.y += height;
  }

  lineHeight({ size }: Style): number {
    return size * LEADING;
  }

  /** A text as it can be printed: what has no letter shows as a box, what is no sign at all is left out. */
  plain(text: string): string {
    const clean = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNPRINTABLE, '');
    return [...clean]
      .map((sign) => (sign === '\n' || this.#drawable(sign.codePointAt(0) ?? 0) ? sign : LACKING))
      .join('');
  }

  /** A text in lines of a width. */
  lines(text: string, style: Style, width = this.width): string[] {
    return linesOf(this.plain(text), width, (piece) => this.widthOf(piece, style));
  }

  widthOf(text: string, { size, bold = false }: Style): number {
    let width = 0;
    for (const sign of text) width += this.#widthOfSign(sign, bold);
    return width * size;
  }

  /** Writes one line at a place; nothing moves. */
  put(line: string, x: number, y: number, { size, bold = false, colour = COLOURS.ink }: Style): void {
    if (line.trim() === '') return;
    this.#doc
      .font(bold ? this.#fonts.bold : this.#fonts.regular)
      .fontSize(size)
      .fillColor(colour);
    // A character's middle is 0.38 of its size above the base line; it stands in the middle of the line's height.
    this.#doc.text(line, x, y + size * (LEADING / 2 + 0.38), { lineBreak: false, baseline: 'alphabetic' });
  }

  /** Writes a text over the whole width, on as many pages as it takes. */
  write(text: string, style: Style, { align = 'left' }: { align?: 'left' | 'center' | 'right' } = {}): void {
    for (const line of this.lines(text, style)) {
      this.need(this.lineHeight(style));
      const free = this.width - this.widthOf(line, style);
      const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2;
      this.put(line, this.left + shift, this.y, style);
      this.y += this.lineHeight(style);
    }
  }

  line(x1: number, y1: number, x2: number, y2: number, { colour = COLOURS.line, width = 0.6 } = {}): void {
    this.#doc.lineWidth(width).strokeColor(colour).moveTo(x1, y1).lineTo(x2, y2).stroke();
  }

  fill(x: number, y: number, width: number, height: number, colour: string): void {
    this.#doc.rect(x, y, width, height).fill(colour);
  }

  /** Puts a JPEG or PNG into a box, as large as it fits; false when it is no picture. */
  picture(image: Uint8Array, x: number, y: number, width: number, height: number): boolean {
    try {
      this.#doc.image(Buffer.from(image), x, y, { fit: [width, height], align: 'center', valign: 'center' });
      return true;
    } catch {
      return false;
    }
  }

  /** Goes over all pages once more, to write on them what depends on all of them; then the file is whole. */
  async finish(last: (page: number, of: number) => void): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 1; page <= count; page += 1) {
      this.#doc.switchToPage(page - 1);
      last(page, count);
    }
    this.#doc.end();
    return this.#done;
  }

  #widthOfSign(sign: string, bold: boolean): number {
    const key = `${bold ? 'b' : 'r'}${sign}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width =
        this.#doc
          .font(bold ? this.#fonts.bold : this.#fonts.regular)
          .fontSize(1000)
          .widthOfString(sign) / 1000;
      this.#widths.set(key, width);
    }
    return width;
  }
}

/** The typeface within pdfkit, which its types do not tell of. */
interface Embedded {
  _font?: { font?: { hasGlyphForCodePoint?: (point: number) => boolean } };
}

/** Which characters the typeface has. */
function coverage(doc: Drawing): (point: number) => boolean {
  const font = (doc as unknown as Embedded)._font?.font;
  return (point) => font?.hasGlyphForCodePoint?.(point) ?? true;
}
