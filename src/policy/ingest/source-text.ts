import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { IngestError } from './report.ts';
import type { SourceText } from './source.ts';
import { decodeText } from './text-encoding.ts';

/** Largest file taken, in bytes. */
const MAX_BYTES = 20 * 1024 * 1024;

type Reader = (bytes: Uint8Array, file: string) => SourceText | Promise<SourceText>;
/** The libraries behind the readers are loaded when a document of their kind comes; answering never needs them. */
const html: Reader = async (bytes, file) => (await import('./html-source.ts')).htmlSource(bytes, file);
const READERS: Record<string, Reader> = {
  '.txt': (bytes, file) => ({ text: plainText(bytes, file), warnings: [], facts: {} }),
  '.html': html,
  '.htm': html,
  '.docx': async (bytes, file) => (await import('./docx-source.ts')).docxSource(bytes, file),
  '.pdf': async (bytes, file) => (await import('./pdf-source.ts')).pdfSource(bytes, file),
};
const ADVICE: Record<string, string> = {
  '.doc': '旧版 Word 文件请另存为 .docx',
  '.wps': 'WPS 文件请另存为 .docx',
  '.rtf': '请另存为 .docx',
  '.ofd': 'OFD 文件请另存为 PDF',
  '.mht': '请把网页另存为 .html',
  '.mhtml': '请把网页另存为 .html',
};

/** Endings of the files that {@link readSourceText} takes, the plainest first. */
export const SOURCE_ENDINGS: readonly string[] = Object.keys(READERS);

/**
 * The text of a document received as TXT, HTML, DOCX or PDF.
 * @param input path of the file, or its bytes
 * @param name the file's name, by whose ending it is read; the path's own when absent
 * @throws IngestError naming the file (and line) when it cannot be read
 */
export async function readSourceText(input: string | Uint8Array, name?: string): Promise<SourceText> {
  const file = name ?? (typeof input === 'string' ? basename(input) : '');
  const ending = extname(file).toLowerCase();
  const read = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
  if (read === undefined) {
    const advice = Object.hasOwn(ADVICE, ending) ? `；${ADVICE[ending]}` : '';
    throw new IngestError(
      file,
      undefined,
      `不认识的文件种类，收 TXT、HTML、DOCX、PDF（${SOURCE_ENDINGS.join(' ')}）${advice}`,
    );
  }
  const bytes = typeof input === 'string' ? readBytes(input, file) : input;
  if (bytes.length > MAX_BYTES) throw tooLarge(file, bytes.length);
  if (bytes.length === 0) throw new IngestError(file, undefined, '文件是空的');
  const source = await read(bytes, file);
  if (source.text.trim() === '') throw new IngestError(file, undefined, '文件里没有文字');
  return source;
}

function readBytes(path: string, file: string): Uint8Array {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new IngestError(path, undefined, '找不到这个文件');
  if (size > MAX_BYTES) throw tooLarge(file, size);
  return readFileSync(path);
}

function tooLarge(file: string, size: number): IngestError {
  return new IngestError(
    file,
    undefined,
    `文件太大（${Math.ceil(size / 1024 / 1024)} MB），最大 ${MAX_BYTES / 1024 / 1024} MB`,
  );
}

/** A text file that is in truth another kind is named for what it is. */
function plainText(bytes: Uint8Array, file: string): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const kind = head.startsWith('%PDF')
    ? 'PDF'
    : head.startsWith('PK\u0003\u0004')
      ? 'DOCX 或压缩包'
      : undefined;
  if (kind !== undefined) throw new IngestError(file, 1, `这不是文字文件，是 ${kind}，请改好后缀再收`);
  return decodeText(bytes, file).replace(/^\ufeff/, '');
}
