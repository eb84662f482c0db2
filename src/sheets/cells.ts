import type { Cell } from './model.ts';

/** More than a cell of Excel holds. */
const LONGEST = 32_767;
/** Excel keeps 15 digits of a number; what comes after is lost. */
const FIRST_LOST = 1e15;

/** A cell of written text; undefined where it is blank. */
export function textCell(written: string): Cell | undefined {
  const text = cleanText(written);
  if (text === '') return undefined;
  if (/^[+-]?\d+(?:\.\d+)?e\+?\d+$/i.test(text)) return { text, fault: 'precision' };
  if (text.includes('\ufffd') || text.includes('锟斤拷')) return { text, fault: 'garbled' };
  return { text };
}

/** A cell of a number. */
export function numberCell(number: number): Cell {
  if (Math.abs(number) >= FIRST_LOST) {
    return { text: number.toExponential(5).toUpperCase(), fault: 'precision' };
  }
  const plain = Number(number.toPrecision(15));
  return { text: String(plain), number: plain };
}

/** Without control, direction and zero-width characters; every kind of blank is one kind; outer blanks gone. */
export function cleanText(written: string): string {
  const text = written.length > LONGEST ? written.slice(0, LONGEST) : written;
  if (!/[^\x20-\x7e\u00b7\u2014-\u2026\u3001-\u9fff\uff01-\uff5e]|_x000/i.test(text)) return text.trim();
  return text
    .replace(/_x000[Dd]_/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
      '',
    )
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .trim();
}
