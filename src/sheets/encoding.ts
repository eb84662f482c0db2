import { refuse } from './refuse.ts';

/** The text of a file, whatever encoding it is in: by its mark, else UTF-8, UTF-16, GB 18030 (which GBK is part of). */
export function decodeText(bytes: Uint8Array): string {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return utf8(bytes.subarray(3));
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes.subarray(2));
  const wide = unmarkedWide(bytes);
  if (wide !== undefined) return decode(wide, bytes);
  if (binary(bytes)) refuse('not-a-table');
  return utf8(bytes);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return brokenUtf8(bytes) ? refuse('encoding', rowOfBreak(bytes)) : decode('gb18030', bytes);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse('encoding');
  }
}

/**
 * Whether it is UTF-8 with a few broken letters, as of a file cut in the middle. Read as GBK it would give wrong
 * letters without any error.
 */
function brokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  const foreign = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return broken * 2 < foreign;
}

function rowOfBreak(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\n|\r/).length;
}

/** UTF-16 without a mark: every line end has a zero byte beside it. */
function unmarkedWide(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  if (start.includes(Buffer.from([0x0d, 0, 0x0a, 0])) || start.includes(Buffer.from([0x2c, 0]))) {
    return start.indexOf(0) % 2 === 1 ? 'utf-16le' : 'utf-16be';
  }
  return undefined;
}

/** Whether there are bytes that no text has. */
function binary(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, 65_536)
    .some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));
}
