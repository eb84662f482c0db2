import { chinese, drawSection } from '../print/blocks.ts';
import type { Block, Section } from '../print/model.ts';
import { COLOURS, Sheet, type Style } from '../print/sheet.ts';
import { drawTable } from '../print/table.ts';
import { PRINT_TEXTS } from '../print/texts.ts';
import type { FileContent } from './content.ts';
import { timeWords } from './reading.ts';
import { forPaper } from './seen.ts';
import { FILE_TEXTS as T } from './texts.ts';

/** Wider on the left, where the file is bound. */
const MARGINS = { top: 56, bottom: 62, left: 72, right: 50 };
const TITLE: Style = { size: 26, bold: true };
const SUBTITLE: Style = { size: 13, colour: COLOURS.muted };
const COVER: Style = { size: 13 };
const BODY: Style = { size: 11 };
const STRONG: Style = { size: 11, bold: true };
const FOOT: Style = { size: 9, colour: COLOURS.muted };

/** Draws a household's file as a PDF: cover with contents, then its parts in order. Same content, same bytes. */
export async function drawFile(content: FileContent): Promise<Uint8Array> {
  const { receipt, printed } = content;
  const made = new Date(printed.at);
  const sheet = await Sheet.open({ title: T.metadata(receipt), made, margins: MARGINS });
  const contentsAt = drawCover(sheet, content);
  sheet.newPage();
  const pages: number[] = [];
  for (const [i, section] of content.sections.entries()) {
    const drawn = await scaled(section);
    pages.push(drawSection(sheet, i + 1, drawn));
  }
  const foot = T.foot(receipt, printed.by, timeWords(printed.at));
  return sheet.finish((page, of) => {
    if (page === 1) drawContents(sheet, contentsAt, content.sections, pages);
    drawFoot(sheet, foot, PRINT_TEXTS.page(page, of));
  });
}

/** @returns where the contents stand */
function drawCover(sheet: Sheet, { cover, erased, full }: FileContent): number {
  sheet.gap(20);
  sheet.write(T.title, TITLE, { align: 'center' });
  sheet.gap(2);
  sheet.write(T.subtitle, SUBTITLE, { align: 'center' });
  sheet.gap(16);
  const columns = [
    { title: '', share: 28 },
    { title: '', share: 72 },
  ];
  if (erased) {
    sheet.write(T.erased, { ...STRONG, size: 13 });
    sheet.gap(8);
  }
  drawTable(sheet, columns, cover, { text: COVER, padding: 4, named: true });
  sheet.gap(10);
  sheet.write(T.secret, STRONG);
  sheet.write(full ? T.full : T.masked, BODY);
  sheet.gap(12);
  return sheet.y;
}

/** The contents in two columns: they are written last, when it is known on which page a part begins. */
function drawContents(
  sheet: Sheet,
  top: number,
  sections: readonly Section[],
  pages: readonly number[],
): void {
  sheet.put(PRINT_TEXTS.contents, sheet.left, top, { ...STRONG, size: 13 });
  const rows = Math.ceil(sections.length / 2);
  const line = sheet.lineHeight(BODY);
  const width = (sheet.width - 24) / 2;
  sections.forEach(({ title }, i) => {
    const x = sheet.left + (i < rows ? 0 : width + 24);
    const y = top + 24 + (i % rows) * line;
    const page = PRINT_TEXTS.onPage(pages[i] ?? 0);
    sheet.put(`${chinese(i + 1)}、${title}`, x, y, BODY);
    sheet.put(page, x + width - sheet.widthOf(page, BODY), y, BODY);
  });
}

function drawFoot(sheet: Sheet, left: string, right: string): void {
  const y = sheet.bottom + 16;
  sheet.line(sheet.left, y, sheet.left + sheet.width, y);
  const place = sheet.left + sheet.width - sheet.widthOf(right, FOOT);
  // An office of a long name is cut before it runs into the page's number.
  const [fitting = ''] = sheet.lines(left, FOOT, place - sheet.left - 12);
  sheet.put(fitting, sheet.left, y + 4, FOOT);
  sheet.put(right, place, y + 4, FOOT);
}

/** One part with its photos made small; one after the other, since each unpacks to many times its size. */
async function scaled(section: Section): Promise<Section> {
  const blocks: Block[] = [];
  for (const block of section.blocks) {
    if (block.kind !== 'pictures') {
      blocks.push(block);
      continue;
    }
    const pictures = [];
    for (const { caption, image } of block.pictures) {
      pictures.push({ caption, image: image === undefined ? undefined : await forPaper(image) });
    }
    blocks.push({ kind: 'pictures', pictures });
  }
  return { ...section, blocks };
}
