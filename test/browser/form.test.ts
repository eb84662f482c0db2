import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPhone, type RunningWeb, startWeb } from './browser.ts';
import { expectAccessible, expectReadable } from './checks.ts';
import { asked, casesIn, phonePhoto, receiptOfServer, receiptOnPage, Thumb } from './filling.ts';

const ID = '11010519491231002X';

let web: RunningWeb;
let browser: Browser;

beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await web?.stop();
});

describe('the declaration on the page', () => {
  test('what is deleted goes from the screen and the phone too', async () => {
    const page = await openPhone(browser, web.url);
    page.setDefaultTimeout(10_000);
    const thumb = new Thumb(page);
    await thumb.tap('我要申报');
    await thumb.tap('给自己家报');
    await thumb.tap('都同意');
    await thumb.answer('赵小梅');
    await asked(page, '身份证号是多少');
    await thumb.type(ID);
    await page.locator('#words').fill('删除我的信息');
    await thumb.tap('发出');
    await thumb.tap('删除');
    await page.getByText('删好了').last().waitFor();
    await expect.poll(() => page.locator('.chat').textContent()).not.toContain('赵小梅');
    expect(await page.locator('.ours').count()).toBe(1);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).toBe('{}');
    await page.context().close();
  });

  test('is filled for the first time at 360 px within two minutes, and filed once', async () => {
    const page = await openPhone(browser, web.url);
    page.setDefaultTimeout(10_000);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/messages')) sent.push(request.postData() ?? '');
    });
    const thumb = new Thumb(page);
    // Who makes mistakes takes longer: what a way without any takes is counted.
    const slip = new Thumb(page);
    await thumb.tap('我要申报');
    await asked(page, '您是给谁报困难');
    await thumb.tap('给自己家报');
    await asked(page, '要您同意两件事');
    expect(await page.locator('.form-step').last().textContent()).toContain('谁能看');
    await thumb.tap('都同意');
    await asked(page, '您叫什么名字');
    await thumb.answer('王建国');
    await asked(page, '身份证号是多少');
    expect(await page.locator('.step-progress').last().textContent()).toBe('第 4 步 · 共 9 步');

    // A wrong last digit is said beside the field, which keeps what was typed and the focus.
    const before = sent.length;
    await slip.answer('110105194912310021');
    const field = page.getByRole('textbox', { name: '户主的身份证号是多少' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    const words = await page
      .locator(
        described
          .split(' ')
          .map((id) => `#${CSS_ID(id)}`)
          .join(','),
      )
      .allTextContents();
    expect(words.join()).toContain('身份证号好像有一位写错了');
    expect(await field.inputValue()).toBe('110105194912310021');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(sent.length).toBe(before);

    // What is typed survives a reload.
    await thumb.type(ID);
    // All 18 digits are in sight, in large type as well.
    const large = page.getByRole('button', { name: '大字' });
    for (const isLarge of ['true', 'false']) {
      await large.click();
      expect(await large.getAttribute('aria-pressed')).toBe(isLarge);
      expect(await field.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
    await page.reload();
    await asked(page, '身份证号是多少');
    expect(await field.inputValue()).toBe(ID);
    await thumb.tap('下一步');
    await asked(page, '打哪个电话');
    expect(await page.getByText(ID).count()).toBe(0);
    await thumb.answer('13800001234');
    await asked(page, '哪个乡镇');
    await thumb.tap('望田镇');
    await asked(page, '哪个村');
    await thumb.tap('先写到乡镇');
    await asked(page, '家里难在哪里');
    await slip.tap('选好了');
    expect(await page.getByRole('alert').filter({ hasText: '至少选一个' }).count()).toBe(1);
    await thumb.tap('生病花钱多');
    await thumb.tap('房子不安全');
    await thumb.tap('选好了');
    await asked(page, '出了什么事');
    expect(sent.filter((body) => body.includes('causes:因病,住房')).length).toBe(1);
    await thumb.answer('老伴去年得病，住院花了五万多，借了钱');
    await asked(page, '有病历');

    await sendsPhotoWithoutItsPlace(page);
    thumb.didTaps('take a photo', 3);
    await thumb.tap('发完了');

    const review = page.locator('.form-review').last();
    await review.waitFor();
    const shown = await review.textContent();
    expect(shown).toContain('110105********002X');
    expect(shown).toContain('138****1234');
    expect(shown).toContain('望田镇');
    expect(shown).toContain('1 张');
    expect(shown).not.toContain(ID);
    await page.getByRole('button', { name: '修改电话' }).click();
    await asked(page, '打哪个电话');
    await slip.answer('13800005678');
    await page.locator('.form-review').filter({ hasText: '138****5678' }).waitFor();

    // Two touches in the same moment, without signal: it waits on the phone, and goes as one when there is one.
    await page.context().setOffline(true);
    const submit = page.getByRole('button', { name: '确认提交' });
    await submit.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    thumb.didTaps('确认提交', 1);
    await page.locator('.offline-item').filter({ hasText: '确认提交未发出' }).waitFor();
    await page.context().setOffline(false);
    await page.locator('.receipt-number').waitFor();
    const submits = sent.filter((body) => body.includes('"action":"submit"'));
    expect(new Set(submits.map((body) => (JSON.parse(body) as { id: string }).id)).size).toBe(1);
    expect(await receiptOnPage(page)).toBe(await receiptOfServer(page));
    expect(casesIn(web.database)).toBe(1);

    const { taps, keys, seconds } = thumb.total();
    process.stdout.write(`${thumb.steps.join('\n')}\n${taps} taps, ${keys} keys: ${seconds} s\n`);
    expect(seconds).toBeLessThanOrEqual(120);

    await keepsReceipt(page);
    await page.context().close();
  });

  test('is filled by keyboard alone at 320 px in large type, readable and accessible all along', async () => {
    const page = await openPhone(browser, web.url, { width: 320 });
    page.setDefaultTimeout(10_000);
    await page.getByRole('button', { name: '大字' }).click();
    const keyboard = new Keyboard(page);
    await keyboard.press('我要申报');
    await asked(page, '您是给谁报困难');
    await expectReadable(page);
    await keyboard.press('替家人亲戚报');
    await asked(page, '是您的什么人');
    await keyboard.press('父亲');
    await asked(page, '要您同意两件事');
    await expectAccessible(page);
    await keyboard.press('只同意登记');
    await asked(page, '户主叫什么名字');
    await keyboard.type('李大山');
    await asked(page, '身份证号是多少');
    await expectReadable(page);
    await keyboard.press('跳过（不在手边）');
    await asked(page, '打哪个电话');
    await keyboard.type('1380000123');
    await expectAccessible(page);
    await keyboard.type('4');
    await asked(page, '哪个乡镇');
    await keyboard.type('柏梁镇');
    await asked(page, '家里难在哪里');
    await keyboard.press('残疾', 'Space');
    await expectReadable(page);
    await expectAccessible(page);
    await keyboard.press('选好了');
    await asked(page, '出了什么事');
    await keyboard.press('跳过');
    await asked(page, '有病历');
    await expectReadable(page);
    await keyboard.press('没有照片');
    await page.locator('.form-review').waitFor();
    await expectReadable(page);
    await expectAccessible(page);
    await keyboard.press('确认提交');
    await page.locator('.receipt-number').waitFor();
    await expectReadable(page);
    await expectAccessible(page);
    await page.context().close();
  });
});

/** A photo of the camera: small and without its place when it leaves the phone, and seen on the page. */
async function sendsPhotoWithoutItsPlace(page: Page): Promise<void> {
  await watchPhotos(page);
  const photo = await phonePhoto();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const camera = page.locator('.photo-field input[capture]').last();
  await camera.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('.photo-row.received img').last().waitFor();
  const sent = await page.evaluate(async () => {
    const bytes = await window.photoSent?.arrayBuffer();
    return bytes === undefined ? [] : [...new Uint8Array(bytes)];
  });
  const { width, height, exif } = await sharp(Buffer.from(sent)).metadata();
  expect({ width, height, exif }).toEqual({ width: 1600, height: 1067, exif: undefined });
}

declare global {
  interface Window {
    /** The photo that left the page last: the browser shows a request's blob to nobody else. */
    photoSent?: Blob;
  }
}

async function watchPhotos(page: Page): Promise<void> {
  await page.evaluate(() => {
    const send = window.fetch;
    window.fetch = (input, init) => {
      if (String(input).startsWith('/api/photos') && init?.body instanceof Blob) window.photoSent = init.body;
      return send(input, init);
    };
  });
}

/** The receipt copied and as a picture. */
async function keepsReceipt(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '复制', exact: true }).click();
  await page.getByText('复制好了').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await receiptOnPage(page));
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成图片' }).click();
  expect((await saved).suggestedFilename()).toBe(`回执-${await receiptOnPage(page)}.png`);
  const picture = page.locator('.receipt-picture');
  await picture.waitFor();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(720);
}

/** Somebody without a pointer. */
class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on by Tab to the button of that name, and presses it. */
  async press(name: string, key = 'Enter'): Promise<void> {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      const focused = await this.#page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLButtonElement) || element.disabled) return '';
        // A tile says a few words more than its name.
        return (element.querySelector('b') ?? element).textContent?.trim() ?? '';
      });
      if (focused === name) return this.#page.keyboard.press(key);
      await this.#page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${name}`);
  }

  /** Types into the field that the new question has put the focus on. */
  async type(text: string): Promise<void> {
    await this.#page.waitForFunction(() => document.activeElement?.closest('.form-step') != null);
    await this.#page.keyboard.insertText(text);
    await this.#page.keyboard.press('Enter');
  }
}

/** Ids that the page makes may hold characters that mean something in a selector. */
function CSS_ID(id: string): string {
  return id.replace(/[^\w-]/g, (character) => `\\${character}`);
}
