import type { Picture } from './model.ts';
import { COLOURS, type Sheet, type Style } from './sheet.ts';
import { PRINT_TEXTS as T } from './texts.ts';

const CAPTION: Style = { size: 11, colour: COLOURS.muted };
const SPACE = 14;
/** Height of a picture's box; three rows go onto a page. */
const BOX = 176;

/** Pictures, two beside each other, each with what it shows under it. */
export function drawPictures(sheet: Sheet, pictures: readonly Picture[]): void {
  const width = (sheet.width - SPACE) / 2;
  for (let i = 0; i < pictures.length; i += 2) {
    const pair = pictures.slice(i, i + 2);
    const captions = pair.map(({ caption }) => sheet.lines(caption, CAPTION, width));
    const line = sheet.lineHeight(CAPTION);
    const height = BOX + 4 + Math.max(...captions.map(({ length }) => length)) * line;
    sheet.need(height);
    pair.forEach(({ image }, side) => {
      const x = sheet.left + side * (width + SPACE);
      frame(sheet, x, width);
      const isDrawn = image !== undefined && sheet.picture(image, x + 3, sheet.y + 3, width - 6, BOX - 6);
      if (!isDrawn) sheet.put(T.noPicture, x + 10, sheet.y + BOX / 2 - 8, CAPTION);
      captions[side]?.forEach((text, n) => {
        sheet.put(text, x, sheet.y + BOX + 4 + n * line, CAPTION);
      });
    });
    sheet.y += height + 8;
  }
}

function frame(sheet: Sheet, x: number, width: number): void {
  const [top, right, foot] = [sheet.y, x + width, sheet.y + BOX];
  sheet.line(x, top, right, top);
  sheet.line(x, foot, right, foot);
  sheet.line(x, top, x, foot);
  sheet.line(right, top, right, foot);
}
