/** No 0 O 1 I L, which are mistaken over the phone. 31 symbols: a prime, so that the check catches what it should. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 9;

/** Gives `n` random bytes. */
export type RandomBytes = (n: number) => Uint8Array;

/** A new receipt number: eight random symbols and a check, as `ABC-DEF-GHJ`. */
export function receiptNumber(random: RandomBytes): string {
  let body = '';
  while (body.length < LENGTH - 1) {
    for (const byte of random(LENGTH)) {
      // 248 = 8 × 31: the bytes above would make some symbols likelier than others.
      if (byte < 248 && body.length < LENGTH - 1) body += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return grouped(body + checkOf(body));
}

/**
 * The check symbol: with weights 1…9 the sum over all nine symbols is 0 modulo 31. Every weight, and every difference of
 * neighbouring weights, has an inverse there, so no single wrong symbol and no swap of neighbours goes unnoticed.
 */
function checkOf(body: string): string {
  const sum = weightedSum(body);
  for (const symbol of ALPHABET) {
    if ((sum + LENGTH * ALPHABET.indexOf(symbol)) % ALPHABET.length === 0) return symbol;
  }
  throw new Error('no check symbol');
}

function weightedSum(symbols: string): number {
  return [...symbols].reduce((sum, symbol, i) => sum + (i + 1) * ALPHABET.indexOf(symbol), 0);
}

function isWhole(symbols: string): boolean {
  return [...symbols].every((symbol) => ALPHABET.includes(symbol)) && weightedSum(symbols) % 31 === 0;
}

function grouped(symbols: string): string {
  return `${symbols.slice(0, 3)}-${symbols.slice(3, 6)}-${symbols.slice(6, 9)}`;
}

export interface ReceiptFound {
  /** As printed: `ABC-DEF-GHJ`. */
  receipt?: string;
  /** `check`: nine characters, but one is wrong; `form`: no receipt number in it. */
  problem?: 'check' | 'form';
  /** Last four digits of the phone, when said with it. */
  phoneTail?: string;
}

/**
 * Finds a receipt number anywhere in a text (`我的回执是 abc def ghj，尾号1234`): lower case, full-width, with blanks or
 * dashes.
 */
export function readReceipt(text: string): ReceiptFound {
  const plain = text.slice(0, 2000).normalize('NFKC').toUpperCase();
  const tail = phoneTail(plain);
  const found = findSymbols(plain);
  if (found === undefined) return { problem: 'form', ...tail };
  if (found.problem !== undefined) return { problem: 'check', ...tail };
  return {
    receipt: grouped(found.symbols),
    ...(tail.phoneTail === undefined ? looseTail(plain, found.end) : tail),
  };
}

/** The receipt number in a text and the phone's last digits beside it; nothing when the text has none. */
export function findReceipt(text: string): ReceiptFound | undefined {
  const found = readReceipt(text);
  return found.problem === 'form' ? undefined : found;
}

interface Symbols {
  symbols: string;
  end: number;
  problem?: 'check';
}

/** Runs of letters and digits, apart from each other by blanks or dashes only, that make nine together. */
function findSymbols(text: string): Symbols | undefined {
  const runs = [...text.matchAll(/[A-Z0-9]+/g)].map((match) => ({ text: match[0], at: match.index }));
  let wrong: Symbols | undefined;
  for (let first = 0; first < runs.length; first += 1) {
    let symbols = '';
    let end = runs[first]?.at ?? 0;
    for (let last = first; last < runs.length && symbols.length < LENGTH; last += 1) {
      const run = runs[last];
      if (run === undefined || !/^[\s\-–—_.·]*$/.test(last === first ? '' : text.slice(end, run.at))) break;
      symbols += run.text;
      end = run.at + run.text.length;
    }
    if (symbols.length !== LENGTH) continue;
    if (isWhole(symbols)) return { symbols, end };
    // Nine digits are an account or a code more often than a misread receipt.
    if (/[A-Z]/.test(symbols)) wrong ??= { symbols, end, problem: 'check' };
  }
  return wrong;
}

function phoneTail(text: string): { phoneTail?: string } {
  const said = /(?:尾号|后四位|末四位|后4位|尾数|手机|电话)[^\d]{0,6}(\d{4})(?!\d)/.exec(text)?.[1];
  if (said !== undefined) return { phoneTail: said };
  const whole = /(?<!\d)1[3-9]\d{5}(\d{4})(?!\d)/.exec(text)?.[1];
  return whole === undefined ? {} : { phoneTail: whole };
}

function looseTail(text: string, from: number): { phoneTail?: string } {
  const digits = /(?<![A-Z0-9])(\d{4})(?![A-Z0-9])/.exec(text.slice(from))?.[1];
  return digits === undefined ? {} : { phoneTail: digits };
}
