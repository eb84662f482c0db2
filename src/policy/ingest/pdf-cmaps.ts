/**
 * Character maps for PDFs whose Chinese fonts are not embedded (`/GBK-EUC-H`, `/UniGB-UCS2-H`): the PDF then names
 * a map of Adobe's by which codes become glyphs. The library does not ship those maps, and text needs no glyphs, so
 * these map each code to a glyph number of our own that stands for its Unicode character, and back.
 */

/** Glyph numbers above those of Adobe's GB1 collection, so that real ones (which we cannot read) stay unread. */
const FIRST_GLYPH = 31_000;
/** The characters that such documents have, as ranges of Unicode. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0xff],
  [0x2000, 0x27ff],
  [0x2e80, 0x2fdf],
  [0x3000, 0x33ff],
  [0x4e00, 0x9fff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xffef],
];
const UNICODE = /^Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF16)-[HV]$/;
const GBK = /^(?:GBK-EUC|GBKp-EUC|GBK2K|GB-EUC|GBpc-EUC)-[HV]$/;

/** The factory that pdf.js asks for a map by its name. */
export class ChineseCMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    const body = bodyOf(name);
    if (body === undefined) throw new Error(`no character map ${name}`);
    const cMap = `/CIDInit /ProcSet findresource begin\nbegincmap\n/CMapName /${name} def\n/WMode 0 def\n${body}endcmap\n`;
    return { cMapData: new TextEncoder().encode(cMap), isCompressed: false };
  }
}

function bodyOf(name: string): string | undefined {
  if (name === 'Adobe-GB1-UCS2')
    return `${codeSpace('0000', 'ffff')}${block(
      'bfrange',
      glyphRanges((g, from, to) => `<${hex(g)}> <${hex(g + to - from)}> <${hex(from)}>`),
    )}`;
  if (UNICODE.test(name))
    return `${codeSpace('0000', 'ffff')}${block(
      'cidrange',
      glyphRanges((g, from, to) => `<${hex(from)}> <${hex(to)}> ${g}`),
    )}`;
  return GBK.test(name) ? gbkMap() : undefined;
}

/** The ranges cut at multiples of 256, as the maps' syntax wants them. */
function glyphRanges(line: (glyph: number, from: number, to: number) => string): string[] {
  const lines: string[] = [];
  let glyph = FIRST_GLYPH;
  for (const [first, last] of RANGES) {
    for (let from = first; from <= last; from = (from | 0xff) + 1) {
      const to = Math.min(last, from | 0xff);
      lines.push(line(glyph, from, to));
      glyph += to - from + 1;
    }
  }
  return lines;
}

function gbkMap(): string {
  const glyphs = new Map<number, number>();
  let next = FIRST_GLYPH;
  for (const [first, last] of RANGES)
    for (let code = first; code <= last; code += 1) glyphs.set(code, next++);
  const decoder = new TextDecoder('gbk');
  const lines: string[] = [];
  for (let code = 0x20; code < 0x7f; code += 1) lines.push(`<${hex(code, 2)}> ${glyphs.get(code)}`);
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const glyph = glyphs.get(decoder.decode(new Uint8Array([high, low])).codePointAt(0) ?? 0);
      if (low !== 0x7f && glyph !== undefined) lines.push(`<${hex(high * 256 + low)}> ${glyph}`);
    }
  }
  return `2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n${block('cidchar', lines)}`;
}

function codeSpace(from: string, to: string): string {
  return `1 begincodespacerange\n<${from}> <${to}>\nendcodespacerange\n`;
}

function block(kind: string, lines: readonly string[]): string {
  return `${lines.length} begin${kind}\n${lines.join('\n')}\nend${kind}\n`;
}

function hex(value: number, width = 4): string {
  return value.toString(16).padStart(width, '0');
}
