import { createRequire } from 'node:module';
import { crc32, deflateRawSync } from 'node:zlib';
import type * as SheetJS from '@e965/xlsx';
import { idCheck } from '../../src/declaration/id-number.ts';

/** The library's build for plain Node, which has the code pages of old files at hand. */
const library: typeof SheetJS = createRequire(import.meta.url)('@e965/xlsx');

export type Written = string | number | boolean | null | SheetJS.CellObject;

export interface Look {
  /** Merged cells, as Excel writes them: `A1:D1`. */
  merges?: string[];
  as?: SheetJS.BookType;
  epoch1904?: boolean;
  /** Cells to set besides, by address. */
  cells?: Record<string, SheetJS.CellObject>;
  hiddenRows?: number[];
  password?: string;
}

/** A workbook of one sheet. */
export function sheet(rows: Written[][], look: Look = {}): Uint8Array {
  return book([{ name: 'Sheet1', rows, look }], look);
}

/** A workbook of several sheets. */
export function book(
  sheets: { name: string; rows: Written[][]; look?: Look; hidden?: boolean }[],
  look: Look = {},
): Uint8Array {
  const made = library.utils.book_new();
  for (const { name, rows, look: own } of sheets) {
    const page = library.utils.aoa_to_sheet(rows);
    if (own?.merges) page['!merges'] = own.merges.map((range) => library.utils.decode_range(range));
    for (const [at, cell] of Object.entries(own?.cells ?? {})) page[at] = cell;
    if (own?.hiddenRows) {
      page['!rows'] = [];
      for (const row of own.hiddenRows) page['!rows'][row - 1] = { hidden: true };
    }
    library.utils.book_append_sheet(made, page, name);
  }
  made.Workbook = {
    ...made.Workbook,
    WBProps: { date1904: look.epoch1904 === true },
    Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden === true ? 1 : 0 })),
  };
  return new Uint8Array(library.write(made, { type: 'buffer', bookType: look.as ?? 'xlsx' }));
}

/** A zip archive of texts; a size that it claims may be a lie, and its sizes may stand where Java's programs put them. */
export function zip(files: Record<string, string | Uint8Array>, claimed?: number, wide = false): Uint8Array {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, written] of Object.entries(files)) {
    const content = Buffer.from(written);
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimed ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const extra = wide ? wideSizes(fields) : Buffer.alloc(0);
    const signed = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
    entries.push(Buffer.concat([signed, fields, tail, Buffer.from(name), extra]));
    bodies.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(entries).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, ...entries, end]));
}

function wideSizes(fields: Buffer): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(fields.readUInt32LE(18)), 4);
  extra.writeBigUInt64LE(BigInt(fields.readUInt32LE(14)), 12);
  fields.fill(0xff, 14, 22);
  fields.writeUInt16LE(extra.length, 24);
  return extra;
}

/** An XLSX file of a sheet's XML as some program writes it, with texts in the cells themselves. */
export function rawSheet(sheetData: string, wide = false, end = '</sheetData></worksheet>'): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${sheetData}${end}`,
  };
  return zip(files, undefined, wide);
}

/** A row of a sheet's XML with texts in its cells. */
export function rawRow(number: number, texts: string[], more = ''): string {
  const cells = texts.map(
    (text, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}${more}</row>`;
}

const gbkCodes = new Map<string, number[]>();

/** Text in GBK, as Excel in China saves CSV. */
export function gbk(text: string): Uint8Array {
  if (gbkCodes.size === 0) {
    const decoder = new TextDecoder('gbk');
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        const letter = decoder.decode(Uint8Array.of(high, low));
        if ([...letter].length === 1) gbkCodes.set(letter, [high, low]);
      }
    }
  }
  return Uint8Array.from(
    [...text].flatMap((letter) =>
      letter < '\u0080' ? [letter.charCodeAt(0)] : (gbkCodes.get(letter) ?? [63]),
    ),
  );
}

export function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}

/** Text in UTF-16, low byte first, with or without its mark. */
export function utf16(text: string, mark = true): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'));
}

/** The n-th invented person's ID number: of no real area's register, with a right check digit. */
export function idOf(n: number): string {
  const digits = `411024${1950 + (n % 50)}0101${String(100 + n).padStart(3, '0')}`;
  return digits + idCheck(digits);
}
