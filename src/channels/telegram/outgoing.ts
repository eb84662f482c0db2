import type { InlineKeyboardButton } from 'telegraf/types';
import type { Button, Reply } from '../../dialogue/index.ts';
import { TEXTS } from './texts.ts';

/** Telegram's limits. */
const MOST_CHARACTERS = 4096;
const MOST_UNDER_FILE = 1024;
const MOST_DATA_BYTES = 64;

/** How wide the labels of a row may be, by how many share it (a Chinese character counts 2). */
const ROW_WIDTHS: readonly { buttons: number; width: number }[] = [
  { buttons: 3, width: 10 },
  { buttons: 2, width: 17 },
];

/**
 * The messages that a reply becomes: cut at the end of a paragraph, line or sentence, buttons under the last. A file comes
 * last, with the words under it where they are short enough.
 */
export function splitReply({ text, buttons = [], file }: Reply): Reply[] {
  const texts = splitText(text.trim());
  if (file !== undefined) {
    const under = texts.length === 1 && text.trim().length <= MOST_UNDER_FILE ? (texts.pop() ?? '') : '';
    const last = { text: under, file, ...(buttons.length === 0 ? {} : { buttons }) };
    return [...texts.map((part) => ({ text: part })), last];
  }
  if (texts.length === 0 && buttons.length > 0) texts.push(TEXTS.choose);
  return texts.map((part, i) =>
    i === texts.length - 1 && buttons.length > 0 ? { text: part, buttons } : { text: part },
  );
}

function splitText(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > MOST_CHARACTERS) {
    const end = endOfPart(rest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts.filter((part) => part !== '');
}

/** Where to cut: the last good place in the second half of what fits, else between two whole characters. */
function endOfPart(text: string): number {
  const window = text.slice(0, MOST_CHARACTERS);
  for (const mark of ['\n\n', '\n', '。', '；', '，', ' ']) {
    const at = window.lastIndexOf(mark);
    if (at >= MOST_CHARACTERS / 2) return at + mark.length;
  }
  const code = window.charCodeAt(MOST_CHARACTERS - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
}

/** The buttons in rows, short labels beside each other; an id that Telegram would refuse is told and left out. */
export function keyboardOf(buttons: Button[], leftOut: (button: Button) => void): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  let room = 0;
  let widest = 0;
  for (const button of buttons) {
    if (Buffer.byteLength(button.id) > MOST_DATA_BYTES || button.id === '') {
      leftOut(button);
      continue;
    }
    const width = widthOf(button.label);
    const row = rows.at(-1);
    // Votes stand apart from the ways on.
    const isApart = isVote(button.id) !== isVote(lastOf(row));
    const fits =
      !isApart && room > (row?.length ?? 0) && Math.max(width, widest) <= widthFor((row?.length ?? 0) + 1);
    if (row !== undefined && fits) {
      row.push({ text: button.label, callback_data: button.id });
      widest = Math.max(widest, width);
    } else {
      rows.push([{ text: button.label, callback_data: button.id }]);
      room = ROW_WIDTHS.find((one) => width <= one.width)?.buttons ?? 1;
      widest = width;
    }
  }
  return rows;
}

function isVote(id: string): boolean {
  return id.startsWith('vote:');
}

function lastOf(row: InlineKeyboardButton[] | undefined): string {
  const last = row?.at(-1);
  return last !== undefined && 'callback_data' in last ? last.callback_data : '';
}

function widthFor(buttons: number): number {
  return ROW_WIDTHS.find((one) => one.buttons === buttons)?.width ?? 0;
}

function widthOf(label: string): number {
  let width = 0;
  for (const character of label) width += /[\u0020-\u007e]/.test(character) ? 1 : 2;
  return width;
}
