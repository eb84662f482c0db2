import type { Block, Section } from './model.ts';
import { drawPictures } from './pictures.ts';
import { COLOURS, type Sheet, type Style } from './sheet.ts';
import { drawTable, type TableStyle } from './table.ts';
import { PRINT_TEXTS } from './texts.ts';

const TEXT: Style = { size: 11 };
const REMARK: Style = { size: 11, colour: COLOURS.muted };
const HEADING: Style = { size: 12, bold: true };
const SECTION: Style = { size: 14, bold: true };
const TABLE: TableStyle = { text: TEXT, padding: 4 };
const FACT_COLUMNS = [
  { title: '', share: 24 },
  { title: '', share: 76 },
] as const;

/** A numbered part of a file (一、…), with its heading never alone at the foot of a page; returns the page it begins on. */
export function drawSection(sheet: Sheet, number: number, { title, blocks }: Section): number {
  sheet.need(90);
  const { page } = sheet;
  sheet.gap(6);
  sheet.write(`${chinese(number)}、${title}`, SECTION);
  sheet.gap(3);
  if (blocks.length === 0) sheet.write(PRINT_TEXTS.none, TEXT);
  for (const block of blocks) drawBlock(sheet, block);
  sheet.gap(10);
  return page;
}

export function drawBlock(sheet: Sheet, block: Block): void {
  switch (block.kind) {
    case 'heading':
      sheet.need(56);
      sheet.gap(4);
      sheet.write(block.text, HEADING);
      sheet.gap(2);
      break;
    case 'text':
      sheet.write(block.text === '' ? PRINT_TEXTS.none : block.text, TEXT);
      sheet.gap(4);
      break;
    case 'remark':
      sheet.write(block.text, REMARK);
      sheet.gap(4);
      break;
    case 'facts':
      drawTable(sheet, FACT_COLUMNS, block.facts, { ...TABLE, named: true });
      sheet.gap(6);
      break;
    case 'table':
      drawTable(sheet, block.columns, block.rows, TABLE);
      sheet.gap(6);
      break;
    case 'pictures':
      drawPictures(sheet, block.pictures);
  }
}

const DIGITS = '零一二三四五六七八九十';

/** A number up to 99 as Chinese counts its chapters. */
export function chinese(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return DIGITS[ones] ?? '';
  return `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${ones === 0 ? '' : (DIGITS[ones] ?? '')}`;
}
