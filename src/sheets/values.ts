import { checkId } from '../declaration/index.ts';
import { readDate, readMonth } from './dates.ts';
import type { Cell, FieldKind, ReadValue } from './model.ts';
import { readAmount, readInteger } from './numbers.ts';

/** In characters; a longer story belongs on paper. */
const LONGEST_TEXT = 2000;
const LONGEST_NAME = 40;

/** What people write into a cell that says nothing. */
const NOTHING =
  /^([-—–－_/\\.。、*]+|无|暂无|没有|空|不详|未知|未填|n\/?a|null|none|nil|#n\/a|待补|待核实)$/i;

/**
 * Reads one cell as what its column is for; blank is `null`. `scale` is that of its column: 10 000 where amounts are in 万元.
 * ID numbers come with 18 characters, phones with digits alone (a landline with a dash), the first of several phones,
 * dates as YYYY-MM-DD, months as YYYY-MM, amounts in yuan to the fen. What can be read in two ways is at fault, never guessed.
 */
export function readValue(cell: Cell | undefined, kind: FieldKind, scale = 1): ReadValue {
  if (cell === undefined) return { value: null };
  if (cell.fault !== undefined) return { fault: cell.fault };
  const plain = cell.text.normalize('NFKC').trim();
  if (plain === '' || (kind !== 'text' && kind !== 'yes-no' && NOTHING.test(plain))) return { value: null };
  switch (kind) {
    case 'text':
    case 'place':
      return readText(cell.text);
    case 'name':
      return readName(cell.text);
    case 'id-number':
      return readIdNumber(plain);
    case 'phone':
      return readPhone(plain);
    case 'date':
      return readDate(cell, plain);
    case 'month':
      return readMonth(cell, plain);
    case 'amount':
      return readAmount(plain, scale);
    case 'integer':
      return readInteger(plain);
    case 'yes-no':
      return readYesNo(plain);
  }
}

function readText(text: string): ReadValue {
  if (text.length > LONGEST_TEXT) return { fault: 'too-long' };
  const value = text.replace(/^['‘’]/, '');
  return { value: /^[-—–/\\]+$/.test(value) ? null : value };
}

function readName(written: string): ReadValue {
  const text = written
    .normalize('NFC')
    .replace(/[（(][^（()）]{0,20}[）)]/g, '')
    .replace(/[•‧・･.．●]/g, '·')
    .replace(/^['‘’]/, '');
  const name = /[a-z]/i.test(text) ? text.replace(/\s+/g, ' ').trim() : text.replace(/\s/g, '');
  if (/[*＊×✕某#]/.test(name)) return { fault: 'masked' };
  if (/[、,，;；/]/.test(name)) return { fault: 'several-names' };
  const ok =
    name.length >= 2 &&
    name.length <= LONGEST_NAME &&
    /^[\p{Script=Han}〇·\p{Script=Latin} '-]+$/u.test(name);
  return ok ? { value: name } : { fault: 'name' };
}

function readIdNumber(plain: string): ReadValue {
  const text = plain.replace(/[\s'‘’`"“”-]/g, '').toUpperCase();
  if (text.includes('*')) return { fault: 'masked' };
  const digits = text.replace(/(?<=^\d{17})[×Х✕ΧхХ]$/u, 'X');
  if (/[^\dX]/.test(digits)) return { fault: 'id-other' };
  const own = ofDisability(digits) ?? digits;
  if (own.length !== 18 && own.length !== 15) return { fault: 'id-length' };
  const checked = checkId(own, yearAfterBirth(own));
  if ('id' in checked) return { value: checked.id };
  // The last digits of a number that a spreadsheet cut are zeros.
  return { fault: /000$/.test(own) && own.length === 18 ? 'precision' : 'id-wrong' };
}

/** A disability certificate's number is the ID number with two digits for kind and degree (and B and a count of copies). */
function ofDisability(text: string): string | undefined {
  return /^(\d{17}[\dX])[1-7][1-4]$/.exec(text)?.[1];
}

/** Whether somebody is born yet, or too old, is not for a spreadsheet to say, so that the check is made close to the birth. */
function yearAfterBirth(id: string): Date {
  const year = id.length === 15 ? 1900 + Number(id.slice(6, 8)) : Number(id.slice(6, 10));
  return new Date(Date.UTC(Math.min(Math.max(year, 1850), 2100) + 1, 11, 31));
}

function readPhone(plain: string): ReadValue {
  if (plain.includes('*')) return { fault: 'masked' };
  for (const part of plain.replace(/\([^()\d]*\)/g, '').split(/[/、,;|\n]|或/)) {
    const phone = onePhone(part);
    if (phone !== undefined) return { value: phone };
  }
  const all = onePhone(plain.slice(0, 11));
  return all !== undefined && /^1\d{10}[\s\D]/.test(plain) ? { value: all } : { fault: 'phone' };
}

function onePhone(part: string): string | undefined {
  const text = part.replace(/[^\d+()-]/g, '').replace(/^(\+|00)86-?/, '');
  const digits = text.replace(/\D/g, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return digits;
  const line = /^\(?(0\d{2,3})\)?-?(\d{7,8})$/.exec(text);
  if (line !== null && digits.length >= 11) return `${line[1]}-${line[2]}`;
  return /^[2-8]\d{6,7}$/.test(digits) ? digits : undefined;
}

const YES = /^(是|有|对|y|yes|true|t|1|√|✓|✔|☑|已|享受|已享受|参保|已参保|符合|属实|v)$/i;
const NO = /^(否|无|不是|没有|没|错|n|no|false|f|0|×|✕|✗|✘|x|未|不|未享受|不享受|未参保|不符合|不属实|☐|□)$/i;

function readYesNo(plain: string): ReadValue {
  const text = plain.replace(/\s/g, '');
  if (YES.test(text)) return { value: true };
  if (NO.test(text)) return { value: false };
  return NOTHING.test(text) ? { value: null } : { fault: 'yes-no' };
}
