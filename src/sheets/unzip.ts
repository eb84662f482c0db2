import { crc32, inflateRawSync } from 'node:zlib';
import type { UnpackedZip } from './library.ts';
import { refuse } from './refuse.ts';

/** What one file in the archive may come to, and what all that is kept may; a zip bomb ends here. */
const LARGEST_PART = 320 * 2 ** 20;
const LARGEST_KEPT = 100 * 2 ** 20;
const MOST_ENTRIES = 5000;
/** From here on empty cells are left out before the sheet is read. */
const LARGE_SHEET = 8 * 2 ** 20;
const CHUNK = 2 ** 20;
/** Stands where a number is too long for its field, or is said to be. */
const NOT_HERE = 0xffff_ffff;

interface Entry {
  name: string;
  method: number;
  locked: boolean;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Names of the files in a zip archive. */
export function zipNames(bytes: Buffer): string[] {
  return directory(bytes).map((entry) => entry.name);
}

/**
 * Unpacks what of a workbook is read: sheets, texts, number formats. Pictures, drawings, pivot tables, macros and comments
 * are left out. Sizes are held to while unpacking, whatever the archive claims.
 */
export function unpackWorkbook(bytes: Buffer): UnpackedZip {
  const zip: UnpackedZip = { FullPaths: [], FileIndex: [] };
  let kept = 0;
  for (const entry of directory(bytes)) {
    if (!isRead(entry.name)) continue;
    if (entry.locked) refuse('encrypted');
    const content = withoutEmptyCells(entry.name, unpack(bytes, entry));
    kept += content.length;
    if (kept > LARGEST_KEPT) refuse('too-large');
    zip.FullPaths.push(entry.name);
    zip.FileIndex.push({ name: entry.name, type: 2, content });
  }
  return zip;
}

function isRead(name: string): boolean {
  if (!/\.(xml|rels|bin)$/i.test(name)) return false;
  return !/(^|\/)(drawings|media|charts|theme|pivot\w*|printersettings|externallinks|ctrlprops|activex|comments\w*|threadedcomments|calcchain|vbaproject|docprops|customxml|xmlmaps|queryTables)[^/]*(\/|\.(xml|bin)$)/i.test(
    name,
  );
}

function directory(bytes: Buffer): Entry[] {
  const { count, start } = directoryPlace(bytes);
  if (count > MOST_ENTRIES) refuse('too-large');
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) refuse('damaged');
    const extra = at + 46 + bytes.readUInt16LE(at + 28);
    const end = extra + bytes.readUInt16LE(at + 30);
    if (end > bytes.length) refuse('damaged');
    const wide = wideNumbers(bytes.subarray(extra, end));
    const number = (place: number) => {
      const short = bytes.readUInt32LE(at + place);
      return short === NOT_HERE ? (wide.shift() ?? refuse('damaged')) : short;
    };
    entries.push({
      name: bytes.toString('utf8', at + 46, extra).replaceAll('\\', '/'),
      locked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      // In this order: so the long numbers stand in the extra field.
      size: number(24),
      packed: number(20),
      offset: number(42),
    });
    at = end + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function directoryPlace(bytes: Buffer): { count: number; start: number } {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) return refuse('damaged');
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  if (count !== 0xffff && start !== NOT_HERE) return { count, start };
  const wide = bytes.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'));
  if (wide < 0 || wide + 56 > bytes.length) return refuse('damaged');
  return { count: Number(bytes.readBigUInt64LE(wide + 32)), start: Number(bytes.readBigUInt64LE(wide + 48)) };
}

/** The 64-bit numbers that Java's programs write into the extra field, however small the file is. */
function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: field.length >> 3 }, (_, i) => Number(field.readBigUInt64LE(i * 8)));
  }
  return [];
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  if (entry.size > LARGEST_PART) refuse('too-large');
  const { offset } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) refuse('damaged');
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(from, from + entry.packed);
  const content = entry.method === 0 ? packed : inflated(packed, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) refuse('damaged');
  return content;
}

function inflated(packed: Buffer, entry: Entry): Buffer {
  if (entry.method !== 8) return refuse('other-format');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    return refuse('damaged');
  }
}

/**
 * Somebody who formats whole columns makes a million empty cells. What has no value is left out of a large sheet, piece by
 * piece, so that the whole never is one text in memory.
 */
function withoutEmptyCells(name: string, content: Buffer): Buffer {
  if (content.length < LARGE_SHEET || !/worksheets\/[^/]+\.xml$/i.test(name)) return content;
  const pieces: Buffer[] = [];
  for (let from = 0; from < content.length; ) {
    // Pieces end with a row, so that nothing is cut in two.
    const next = content.indexOf('<row', Math.min(from + CHUNK, content.length));
    const to = next < 0 ? content.length : next;
    const text = content
      .toString('latin1', from, to)
      .replace(/<c (?=[^<>]*\br=")[^<>]*\/>/g, '')
      .replace(/<row (?=[^<>]*\br=")(?:[^<>]*\/>|[^<>]*>\s*<\/row>)/g, '');
    pieces.push(Buffer.from(text, 'latin1'));
    from = to;
  }
  return Buffer.concat(pieces);
}
