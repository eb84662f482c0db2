import { COLOURS, Sheet, type Style } from '../print/sheet.ts';
import { drawTable } from '../print/table.ts';
import { PRINT_TEXTS } from '../print/texts.ts';
import type { NoticeContent, NoticeSheet } from './content.ts';
import { NOTICE_TEXTS as T } from './texts.ts';

/** Twenty millimetres all round: for the eye, the nail and any printer. */
const MARGINS = { top: 62, bottom: 62, left: 60, right: 60 };
const TITLE: Style = { size: 34, bold: true };
const PLACE: Style = { size: 20, colour: COLOURS.muted };
const BODY: Style = { size: 18 };
const STRONG: Style = { size: 18, bold: true };
const SMALL: Style = { size: 16, colour: COLOURS.muted };

/** Draws a public notice as a PDF, one sheet after the other, nothing smaller than 16 pt. Same content, same bytes. */
export async function drawNotice({ sheets, made }: NoticeContent): Promise<Uint8Array> {
  const sheet = await Sheet.open({ title: T.metadata, made: new Date(made), margins: MARGINS });
  /** For each page, its number within its own sheet and how many that has. */
  const pages: { page: number; of: number }[] = [];
  for (const [i, notice] of sheets.entries()) {
    if (i > 0) sheet.newPage();
    const before = sheet.page - 1;
    drawSheet(sheet, notice);
    const of = sheet.page - before;
    for (let page = 1; page <= of; page += 1) pages.push({ page, of });
  }
  return sheet.finish((n) => {
    const { page, of } = pages[n - 1] ?? { page: 1, of: 1 };
    if (of === 1) return;
    const text = PRINT_TEXTS.page(page, of);
    const x = sheet.left + (sheet.width - sheet.widthOf(text, SMALL)) / 2;
    sheet.put(text, x, sheet.bottom + 14, SMALL);
  });
}

function drawSheet(sheet: Sheet, notice: NoticeSheet): void {
  const { intended, steps, households } = notice;
  sheet.write(T.title(intended), TITLE, { align: 'center' });
  sheet.write(notice.place, PLACE, { align: 'center' });
  sheet.gap(18);
  sheet.write(`　　${T.opening(steps.join('、'), intended)}`, BODY);
  sheet.gap(12);
  drawHouseholds(sheet, households);
  sheet.gap(14);
  sheet.write(periodOf(notice), STRONG);
  sheet.gap(8);
  drawWays(sheet, notice);
  drawSeal(sheet, notice);
}

/** The people column is there when anybody was counted: a column of dashes says nothing. */
function drawHouseholds(sheet: Sheet, households: NoticeSheet['households']): void {
  const counted = households.some(({ people }) => people !== undefined);
  const columns = [
    { title: T.number, share: 18, align: 'center' as const },
    { title: T.name, share: 48, align: 'center' as const },
    ...(counted ? [{ title: T.people, share: 34, align: 'center' as const }] : []),
  ];
  const rows = households.map(({ name, people }, i) => [
    String(i + 1),
    name,
    ...(counted ? [people === undefined ? T.unknown : T.peopleCount(people)] : []),
  ]);
  drawTable(sheet, columns, rows, { text: BODY, padding: 7 });
}

function periodOf({ from, to, days, marks }: NoticeSheet): string {
  if (to === null) return T.openPeriod(dayWords(from));
  const why = marks.length === 0 ? '' : `（${marks.join('；')}）`;
  return T.period(dayWords(from), dayWords(to), days, why);
}

function drawWays(sheet: Sheet, { signed, contacts, hours }: NoticeSheet): void {
  // How to object is read as one: it does not go on over a page.
  sheet.need(sheet.lineHeight(BODY) * (3 + contacts.length) + sheet.lineHeight(SMALL) * 2);
  sheet.write(T.object, BODY);
  sheet.write(`· ${T.inPerson(signed)}`, BODY);
  for (const { name, phone } of contacts) sheet.write(`· ${T.phone(name, phone)}`, BODY);
  if (hours !== null) sheet.write(`· ${T.hours(hours)}`, BODY);
  sheet.gap(6);
  sheet.write(T.redacted, SMALL);
}

function drawSeal(sheet: Sheet, { signed, from }: NoticeSheet): void {
  sheet.need(sheet.lineHeight(BODY) * 2 + 30);
  sheet.gap(30);
  sheet.write(T.seal(signed), BODY, { align: 'right' });
  sheet.write(dayWords(from), BODY, { align: 'right' });
}

function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
