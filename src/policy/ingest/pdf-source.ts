import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { ChineseCMaps } from './pdf-cmaps.ts';
import { linesOfPage, type PageLine, type Piece, paragraphsOfPages, withoutMargins } from './pdf-lines.ts';
import { IngestError } from './report.ts';
import type { SourceText } from './source.ts';

/** A piece of text of a page; what else pdf.js lists there has no text. */
const TextItem = z.object({
  str: z.string(),
  transform: z.array(z.number()),
  width: z.number(),
  height: z.number(),
});

/** What a font gives for a glyph whose character it does not tell. */
const UNREADABLE = /[\u0000-\u0008\u000e-\u001f\ufffd\ue000-\uf8ff]/gu;
/** Share of such characters from which a text is of no use. */
const MOST_UNREADABLE = 0.05;

/** Where a PDF's last line stands; some programs write a little after it. */
const TAIL = 2048;

/**
 * The text of a PDF, page breaks and wrapped lines mended, page numbers and running heads removed.
 * @throws IngestError when it is damaged, encrypted, or has no text (a scan)
 */
export async function pdfSource(bytes: Uint8Array, file: string): Promise<SourceText> {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (!start.includes('%PDF-')) throw new IngestError(file, undefined, '这不是 PDF 文件');
  if (!Buffer.from(bytes.subarray(-TAIL)).toString('latin1').includes('%%EOF')) {
    throw new IngestError(file, undefined, 'PDF 文件不完整（没有收全或已损坏）');
  }
  const { pages, hasFonts } = await readPages(bytes, file);
  const empty = pages.flatMap((page, i) => (page.length === 0 ? [i + 1] : []));
  if (empty.length === pages.length) {
    throw hasFonts ? noCharacters(file) : new IngestError(file, undefined, '这份 PDF 是扫描图片，没有文字');
  }
  const { pages: kept, removed } = withoutMargins(pages);
  const { paragraphs, tables } = paragraphsOfPages(kept);
  const text = paragraphs.map(plainCharacters).join('\n\n');
  const unreadable = [...text.matchAll(UNREADABLE)];
  const [first] = unreadable;
  if (unreadable.length > text.length * MOST_UNREADABLE) throw noCharacters(file);
  const warnings: string[] = [];
  if (first !== undefined) {
    const before = text.slice(Math.max(0, first.index - 12), first.index).trim();
    warnings.push(`有 ${unreadable.length} 个字认不出，写作□，第一个在“${before}”之后，请对照原件改好`);
  }
  if (removed.length > 0) warnings.push(`去掉了页码、页眉、页脚 ${removed.length} 行`);
  if (empty.length > 0) warnings.push(`第 ${empty.join('、')} 页没有文字（可能是扫描图片），没有收进`);
  if (tables.length > 0) warnings.push(`第 ${tables.join('、')} 页像有表格，按行收进，请对照原件`);
  return { text: `${text.replace(UNREADABLE, '□')}\n`, warnings, facts: {} };
}

function noCharacters(file: string): IngestError {
  return new IngestError(file, undefined, '这份 PDF 的字体没有文字对照表，读不出字，请换一份或另存为 DOCX');
}

async function readPages(
  bytes: Uint8Array,
  file: string,
): Promise<{ pages: PageLine[][]; hasFonts: boolean }> {
  // pdf.js takes the bytes away from their owner, so it gets its own.
  const options = {
    verbosity: 0,
    cMapUrl: 'built-in/',
    CMapReaderFactory: ChineseCMaps,
    useWorkerFetch: false,
  };
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), options);
    const pages: PageLine[][] = [];
    let hasFonts = false;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items, styles } = await page.getTextContent();
      hasFonts ||= Object.keys(styles).length > 0;
      pages.push(linesOfPage(items.flatMap((item: unknown) => pieceOf(item))));
    }
    await pdf.destroy();
    return { pages, hasFonts };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException')
      throw new IngestError(file, undefined, '这份 PDF 加了密码，请去掉密码再收');
    throw new IngestError(file, undefined, 'PDF 文件已损坏，读不了');
  }
}

function pieceOf(item: unknown): Piece[] {
  const { data } = TextItem.safeParse(item);
  if (data === undefined || data.str.trim() === '') return [];
  const [, , skew = 0, scale = 0, x = 0, y = 0] = data.transform;
  return [{ text: data.str, x, y, width: data.width, height: data.height || Math.hypot(skew, scale) || 10 }];
}

/** Radicals that fonts give for the characters that look the same, beside those that Unicode itself equates. */
const RADICALS: Record<string, string> = {
  '⺠': '民',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⺟': '母',
  '⺼': '肉',
  '⻁': '虎',
};

/** `⼯作` as fonts of PDFs write it → `工作`. */
function plainCharacters(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/gu, (radical) => RADICALS[radical] ?? radical.normalize('NFKC'));
}
