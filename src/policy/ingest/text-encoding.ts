import { IngestError, lineOf } from './report.ts';

/** Characters that every Chinese prose has many of; text read in a wrong encoding has hardly any. */
const COMMON = /[的和一是在不了为人有等对]/gu;
const HAN = /[\u4e00-\u9fff]/gu;

/**
 * The text of a file in one of the encodings that Chinese offices use: UTF-8 with or without its mark, UTF-16 with
 * its mark, else GB18030 (and with it GBK and GB2312).
 * @param declared what the file says of itself (a web page's `charset`); bytes that contradict it win
 * @throws IngestError with the line of the first character that cannot be read
 */
export function decodeText(bytes: Uint8Array, file: string, declared?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(decode(bytes, 'utf-16le'), file);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(decode(bytes, 'utf-16be'), file);
  const utf8 = decode(bytes, 'utf-8');
  if (isMostlyUtf8(utf8)) return checked(utf8, file);
  const label = declared === undefined || /^utf-?8$/i.test(declared) ? 'gb18030' : declared;
  const text = checked(decode(bytes, label), file);
  const han = text.match(HAN)?.length ?? 0;
  if (han >= 200 && (text.match(COMMON)?.length ?? 0) < han / 100) {
    throw new IngestError(file, 1, '文字编码认不出来（不是 UTF-8、UTF-16 或 GBK），请另存为 UTF-8');
  }
  return text;
}

function decode(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A few broken characters in a UTF-8 text are reported as such; read as GB18030 all of it would turn to rubbish. */
function isMostlyUtf8(text: string): boolean {
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  return broken === 0 || broken <= (text.match(HAN)?.length ?? 0) / 20;
}

function checked(text: string, file: string): string {
  const broken = text.search(/[\ufffd\u0000]/u);
  if (broken >= 0) {
    const what =
      text[broken] === '\u0000' ? '这不是文字文件' : '有认不出的字（文件可能不完整，或文字编码不对）';
    throw new IngestError(file, lineOf(text, broken), what);
  }
  // Old Macintosh line ends; the others are left as received.
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}
