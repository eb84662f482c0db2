import Database from 'libsql';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** Seconds of a slow thumb: for a tap with a look before it, and for a key. */
const TAP = 2;
const KEY = 0.7;
/** Keys for a Chinese character typed by its sound, with the choosing. */
const KEYS_OF_CHARACTER = 3;

/** Somebody who fills in the form with one thumb; counts what it takes. */
export class Thumb {
  readonly #page: Page;
  readonly steps: string[] = [];
  #taps = 0;
  #keys = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Taps the newest button of that name. */
  async tap(name: string): Promise<void> {
    // A tile of the first screen says a few words more than its name.
    const exact = this.#page.getByRole('button', { name, exact: true });
    const button = name === '我要申报' ? this.#page.getByRole('button', { name }) : exact;
    await button.last().click();
    this.didTaps(name, 1);
  }

  /** Types into the open question's field and goes on. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.tap('下一步');
  }

  /** Types into the open question's field. The new question has the focus already: no tap is needed to begin. */
  async type(text: string): Promise<void> {
    await this.#page.locator('.form-step input:not([type=file]), .form-step textarea').last().fill(text);
    const keys = [...text].reduce(
      (sum, each) => sum + (/\p{Script=Han}/u.test(each) ? KEYS_OF_CHARACTER : 1),
      0,
    );
    this.#count(`type ${[...text].length} characters`, 0, keys);
  }

  /** Notes taps that were made outside the page, as in the phone's camera. */
  didTaps(what: string, taps: number): void {
    this.#count(`${taps} tap: ${what}`, taps, 0);
  }

  /** What it took, and how long that is for a slow thumb. */
  total(): { taps: number; keys: number; seconds: number } {
    const seconds = this.#taps * TAP + this.#keys * KEY;
    return { taps: this.#taps, keys: this.#keys, seconds: Math.round(seconds) };
  }

  #count(step: string, taps: number, keys: number): void {
    this.steps.push(step);
    this.#taps += taps;
    this.#keys += keys;
  }
}

/** Waits for the question with these words. */
export async function asked(page: Page, words: string): Promise<void> {
  await page.locator('.form-step:not(.step-past)').filter({ hasText: words }).waitFor();
}

/** How many cases the server has. */
export function casesIn(database: string): number {
  const db = new Database(database, { readonly: true });
  try {
    const row: unknown = db.prepare('select count(*) as n from cases').get();
    return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : Number.NaN;
  } finally {
    db.close();
  }
}

/** A photo as a phone takes it: large, and telling where it was taken. */
export function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a6' } })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
}

/** The receipt that the server has for this session. */
export async function receiptOfServer(page: Page): Promise<string | undefined> {
  const response = await page.request.post(new URL('/api/session', page.url()).href, { data: {} });
  const answer = (await response.json()) as { case?: { receipt: string } };
  return answer.case?.receipt;
}

/** The number that stands on the page, as a screen reader spells it. */
export async function receiptOnPage(page: Page): Promise<string> {
  const spelt = await page.locator('.receipt-number .sr-only').last().textContent();
  return (spelt ?? '').replaceAll(' ', '');
}
