import { readDelimited } from './delimited.ts';
import { decodeText } from './encoding.ts';
import { readBinary, readZipped } from './excel.ts';
import { type Grid, LARGEST_FILE } from './grid.ts';
import { isMarkup, readMarkup } from './markup.ts';
import type { Ignored, Table, Workbook } from './model.ts';
import { refuse } from './refuse.ts';
import { tableOf } from './table.ts';
import { zipNames } from './unzip.ts';

/**
 * Reads a spreadsheet: XLSX, XLSM, XLSB, XLS (and what WPS writes like it), CSV and its kin in the usual encodings, the
 * XML of Excel 2003, HTML tables. What it is tells the content; the name only makes a refusal better.
 *
 * @throws SheetError where the file as a whole cannot be read, or no sheet of it has a header with rows below
 */
export function readWorkbook(bytes: Uint8Array, name = ''): Workbook {
  if (bytes.length === 0) refuse('nothing');
  if (bytes.length > LARGEST_FILE) refuse('too-large');
  const { grids, ignored } = gridsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  const tables: Table[] = [];
  for (const grid of grids) {
    if (grid.rows.length === 0) continue;
    const read = tableOf(grid);
    if ('ignored' in read) ignored.push({ name: grid.name, why: read.ignored });
    else tables.push(read.table);
    grid.rows.length = 0;
  }
  if (tables.length > 0) return { tables, ignored };
  return refuse(ignored.some(({ why }) => why === 'no-header') ? 'no-header' : 'empty');
}

function gridsOf(bytes: Buffer, name: string): { grids: Grid[]; ignored: Ignored[] } {
  const start = bytes.toString('latin1', 0, 8);
  if (start.startsWith('PK')) {
    const names = zipNames(bytes);
    if (names.some((part) => /^xl\/workbook\d*\.(xml|bin)$/i.test(part))) return readZipped(bytes);
    return refuse(refusalOfZip(names));
  }
  if (start === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') {
    if (holds(bytes, 'EncryptedPackage')) refuse('encrypted');
    if (holds(bytes, 'WordDocument') || holds(bytes, 'PowerPoint Document')) refuse('not-a-table');
    return readBinary(bytes);
  }
  // Excel before 1997 wrote its records without a container.
  if (/^\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00/.test(start)) return readBinary(bytes);
  if (/^(Rar!|7z\xbc\xaf|\x1f\x8b)/.test(start)) refuse('archive');
  if (/^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|BM|RIFF|\{\\rtf)/.test(start)) refuse('not-a-table');
  const text = decodeText(bytes);
  if (/^\s*<\?xml[\s\S]{0,2000}urn:schemas-microsoft-com:office:spreadsheet/.test(text)) {
    return /<\/(\w+:)?Workbook>\s*$/.test(text) ? readBinary(bytes) : refuse('damaged');
  }
  if (/^(MIME-Version:|From:|Message-ID:)/i.test(text)) refuse('other-format');
  if (isMarkup(text)) return { grids: readMarkup(text), ignored: [] };
  if (/\.(xlsx|xlsm|xlsb|et|dbf|ods|wks|numbers)$/i.test(name) && !/[,;\t|]/.test(text)) refuse('damaged');
  return { grids: [readDelimited(text)], ignored: [] };
}

function refusalOfZip(names: string[]): 'not-a-table' | 'other-format' | 'archive' {
  if (names.some((part) => /^(word|ppt)\//i.test(part))) return 'not-a-table';
  if (names.some((part) => /^(content\.xml|Index\/Document\.iwa|Index\.zip)$/i.test(part)))
    return 'other-format';
  return 'archive';
}

/** Whether a compound file has a stream of the name; names are written in UTF-16. */
function holds(bytes: Buffer, stream: string): boolean {
  return bytes.includes(Buffer.from(stream, 'utf16le'));
}
