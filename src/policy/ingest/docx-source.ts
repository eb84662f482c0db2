import { parseHTML } from 'linkedom';
import mammoth from 'mammoth';
import { type NumberedParagraph, numberedParagraphs } from './docx-numbering.ts';
import { type Element, linesOf } from './html-lines.ts';
import { IngestError } from './report.ts';
import type { SourceText } from './source.ts';
import { Zip, ZipError } from './zip.ts';

const DOCUMENT_PART = /^word\/document\d*\.xml$/;

/** What mammoth's tree has of interest here; it ships no types for it. */
interface Node {
  type: string;
  value?: string;
  numbering?: unknown;
  children?: Node[];
}

/**
 * The text of a Word document, with the numbers that Word gives its paragraphs.
 * @throws IngestError when it is damaged, encrypted, of another kind, or has no text
 */
export async function docxSource(bytes: Uint8Array, file: string): Promise<SourceText> {
  const zip = openZip(bytes, file);
  const part = zip.names.find((name) => DOCUMENT_PART.test(name));
  if (part === undefined) {
    const isSheet = zip.names.some((name) => name.startsWith('xl/'));
    throw new IngestError(
      file,
      undefined,
      isSheet ? '这是 Excel 表格，不是 Word 文件' : '这是压缩包，不是 Word 文件（DOCX）',
    );
  }
  const numbers = new Numbers(readNumbers(zip, part, file));
  let images = 0;
  const { value: html } = await convert(bytes, file, {
    transformDocument: (document: Node) => numbers.write(document),
    convertImage: mammoth.images.imgElement(async () => {
      images += 1;
      return { src: '' };
    }),
  });
  const body = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document
    .body as unknown as Element;
  const footnotes = dropFootnotes(body);
  const { lines } = linesOf(body);
  if (lines.length === 0)
    throw new IngestError(
      file,
      undefined,
      images > 0 ? '这份 DOCX 里只有图片，没有文字' : '这份 DOCX 里没有文字',
    );
  const warnings: string[] = [];
  if (numbers.written > 0) {
    warnings.push(
      `有 ${numbers.written} 段是 Word 自动编号，编号已按 Word 的编号格式补上（${numbers.sample}），请对照原件`,
    );
  }
  if (numbers.lost > 0) warnings.push(`有 ${numbers.lost} 段的自动编号没能补上，请对照原件`);
  if (footnotes > 0) warnings.push(`脚注、尾注 ${footnotes} 条没有收进正文`);
  if (images > 0) warnings.push(`图片 ${images} 张，里面的字没有读`);
  return { text: `${lines.map((line) => line.text).join('\n\n')}\n`, warnings, facts: {} };
}

function openZip(bytes: Uint8Array, file: string): Zip {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new IngestError(
      file,
      undefined,
      isEncrypted ? '这份 Word 文件加了密码，请去掉密码再收' : '这是旧版 Word 文件（.doc），请另存为 .docx',
    );
  }
  if (!head.startsWith('PK')) throw new IngestError(file, undefined, '这不是 Word 文件（DOCX）');
  try {
    return new Zip(bytes);
  } catch (error) {
    if (error instanceof ZipError) throw new IngestError(file, undefined, '文件不完整（没有收全或已损坏）');
    throw error;
  }
}

function readNumbers(zip: Zip, part: string, file: string): NumberedParagraph[] {
  try {
    return numberedParagraphs(zip, part);
  } catch (error) {
    if (error instanceof ZipError) throw new IngestError(file, undefined, '文件已损坏，解不开');
    throw error;
  }
}

async function convert(bytes: Uint8Array, file: string, options: object): Promise<{ value: string }> {
  try {
    return await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { includeEmbeddedStyleMap: false, ...options },
    );
  } catch (error) {
    throw new IngestError(
      file,
      undefined,
      `Word 文件读不了：${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Writes the numbers that Word only shows into mammoth's tree, found by the paragraphs' texts in their order. */
class Numbers {
  readonly #labels = new Map<string, string[]>();
  readonly #samples: string[] = [];
  written = 0;
  lost = 0;

  constructor(paragraphs: readonly NumberedParagraph[]) {
    for (const { text, label } of paragraphs) {
      const labels = this.#labels.get(text) ?? [];
      labels.push(label);
      this.#labels.set(text, labels);
    }
  }

  get sample(): string {
    return this.#samples.slice(0, 3).join('、');
  }

  write(node: Node): Node {
    const children = node.children?.map((child) => this.write(child));
    if (children === undefined) return node;
    if (node.type !== 'paragraph') return { ...node, children };
    const text = textOf(node);
    const label = this.#labels.get(text)?.shift();
    if (label === undefined && node.numbering && text.trim() !== '') this.lost += 1;
    if (!label) return { ...node, numbering: null, children };
    this.written += 1;
    this.#samples.push(`${label}${text.slice(0, 8)}`);
    return {
      ...node,
      numbering: null,
      children: [{ type: 'run', children: [{ type: 'text', value: label }] }, ...children],
    };
  }
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  return (node.children ?? []).map(textOf).join('');
}

/** Takes footnotes and their marks out; left in, a mark would stand inside a sentence that is quoted. */
function dropFootnotes(body: Element): number {
  let notes = 0;
  for (const mark of [...body.querySelectorAll('sup a'), ...body.querySelectorAll('li')]) {
    const id = mark.getAttribute('id') ?? '';
    if (!/^(?:footnote|endnote)/.test(id)) continue;
    if (mark.localName === 'li') notes += 1;
    (mark as Element & { remove(): void }).remove();
  }
  return notes;
}
