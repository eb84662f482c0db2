/** A Word document of plain paragraphs, as small as Word accepts one. */
export function docxOf(paragraphs: readonly string[]): Uint8Array {
  const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${quoted(text)}</w:t></w:r></w:p>`)
    .join('');
  const office = 'http://schemas.openxmlformats.org';
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** A zip archive whose entries are stored, not packed (and carry no checksums, which no reader here asks for). */
export function zipOf(entries: Readonly<Record<string, string>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(content.length, 0);
    sizes.writeUInt32LE(content.length, 4);
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([name.length, 0, 0, 0]),
    ]);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), content);
    directory.push(
      Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
      common,
      Buffer.alloc(10),
      at,
      Buffer.from(name),
    );
    offset += 30 + name.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(entries).length, 4);
  end.writeUInt16LE(Object.keys(entries).length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}
