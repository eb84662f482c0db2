const FONT_SIZE = 16;
const LEFT = 80;
const TOP = 750;
const LINE = 28;
const LINES = 22;
const COLUMNS = 27;

/** A text as a PDF's string of UCS-2. */
export function ucs2(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/**
 * A PDF of one page in a Chinese font that is named, not embedded, as older programs write it.
 * @param lines strings of the font's encoding in hexadecimal, as `<b0a1>`
 * @param encoding name of the font's character map
 */
export function pdfOf(lines: readonly string[], encoding: string): Uint8Array {
  return pdf([lines.map((line, i) => shown(line, LEFT, TOP - i * LINE))], encoding);
}

/** Paragraphs as an office program prints them: first lines indented, lines filled, pages numbered. */
export function printed(paragraphs: readonly string[]): Uint8Array {
  const lines = paragraphs.flatMap((paragraph) => {
    const [first = '', ...rest] = `　　${paragraph}`.match(new RegExp(`.{1,${COLUMNS}}`, 'gu')) ?? [];
    return [
      { text: first.slice(2), left: LEFT + 2 * FONT_SIZE },
      ...rest.map((text) => ({ text, left: LEFT })),
    ];
  });
  const pages: string[][] = [];
  for (let at = 0; at < lines.length; at += LINES) {
    const number = shown(ucs2(`— ${pages.length + 1} —`), 280, 50);
    const page = lines.slice(at, at + LINES);
    pages.push([...page.map(({ text, left }, i) => shown(ucs2(text), left, TOP - i * LINE)), number]);
  }
  return pdf(pages, 'UniGB-UCS2-H');
}

function shown(text: string, x: number, y: number): string {
  return `BT /F1 ${FONT_SIZE} Tf ${x} ${y} Td ${text} Tj ET`;
}

function pdf(pages: readonly (readonly string[])[], encoding: string): Uint8Array {
  const font = 3 + pages.length * 2;
  const numbers = pages.map((_, i) => 3 + i * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${numbers.map((n) => `${n} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    ...pages.flatMap((lines, i) => {
      const content = lines.join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${4 + i * 2} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${encoding} /DescendantFonts [${font + 1} 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor ${font + 2} 0 R /DW 1000 >>`,
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + end, 'latin1');
}
