import type { Browser, Page } from 'playwright-core';
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

describe('without signal', () => {
  test('a form goes on where the signal was lost, is kept sealed, and is filed once', async () => {
    const page = await openPhone(browser, web.url);
    page.setDefaultTimeout(10_000);
    const thumb = new Thumb(page);
    await workerReady(page);
    await thumb.tap('我要申报');
    await asked(page, '您是给谁报困难');
    await thumb.tap('给自己家报');
    await asked(page, '要您同意两件事');
    await thumb.tap('都同意');
    await asked(page, '您叫什么名字');
    await thumb.answer('王建国');
    await asked(page, '身份证号是多少');

    await page.context().setOffline(true);
    await thumb.answer(ID);
    const form = page.locator('.local-form');
    await form.waitFor();
    // Nothing is asked again: neither what the server has, nor the answer that could not be sent.
    await asked(page, '打哪个电话');
    await thumb.answer('1380000123');
    expect(await form.getByRole('alert').textContent()).toContain('11 位');
    await thumb.answer('13800001234');
    await asked(page, '哪个乡镇');
    await expectReadable(page);
    await expectAccessible(page);

    await page.reload();
    await asked(page, '哪个乡镇');
    await thumb.tap('望田镇');
    await asked(page, '哪个村');
    await thumb.answer('武岗村');
    await asked(page, '家里难在哪里');
    await thumb.tap('生病花钱多');
    await thumb.tap('选好了');
    await asked(page, '出了什么事');
    await thumb.answer('老伴去年得病，借了钱');
    await asked(page, '有病历');
    const photo = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() };
    await page.locator('.photo-field input[capture]').last().setInputFiles(photo);
    await page.locator('.photo-row.kept').waitFor();
    await thumb.tap('没有照片');

    const review = await page.locator('.form-review').textContent();
    expect(review).toContain('没有信号，先存在手机里，有信号就自动交');
    expect(review).toContain('110105********002X');
    expect(review).toContain('1 张');
    const kept = await bytesKept(page);
    expect(kept.records).toBeGreaterThan(0);
    for (const word of ['王建国', ID, '13800001234', '老伴']) expect(kept.text).not.toContain(word);

    await thumb.tap('确认提交');
    await page.locator('.offline-item').filter({ hasText: '申报未发出' }).waitFor();
    await page.reload();
    await page.locator('.offline-item').filter({ hasText: '申报未发出' }).waitFor();
    const row = page.locator('.offline-item').filter({ hasText: '申报' });
    await row.getByRole('button', { name: '看看' }).click();
    expect(await row.textContent()).toContain('138****1234');
    expect(casesIn(web.database)).toBe(0);

    // The server gets it, and its answer is lost on the way: sent once more, it is the same case.
    let lost = 0;
    await page.context().route('**/api/messages', async (route) => {
      if (lost > 0 || route.request().postData()?.includes('"form"') !== true) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.context().setOffline(false);
    await page.locator('.receipt-number').waitFor();
    expect(lost).toBe(1);
    expect(await page.locator('.receipt-number').count()).toBe(1);
    expect(await receiptOnPage(page)).toBe(await receiptOfServer(page));
    expect(casesIn(web.database)).toBe(1);
    await page.locator('.offline').waitFor({ state: 'detached' });
    expect(await page.locator('.receipt-number').count()).toBe(1);
    // It stands under what I sent.
    expect(await page.locator('.mine').last().textContent()).toContain('我在手机上填好的申报');
    // No question of the form stays open beside it.
    await expect.poll(() => page.locator('.form-step:not(.step-past)').count()).toBe(0);
    expect((await bytesKept(page)).records).toBe(0);
    await page.context().close();
  });

  test('the page opens, takes a whole form, changes and erases it, and keeps no answer of the server', async () => {
    const page = await openPhone(browser, web.url, { width: 320 });
    page.setDefaultTimeout(10_000);
    const thumb = new Thumb(page);
    await workerReady(page);
    const cached = await page.evaluate(async () => {
      const requests = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(cached.filter((path) => path.startsWith('/api/'))).toEqual(['/api/form']);

    await page.context().setOffline(true);
    await page.reload();
    await thumb.tap('我要申报');
    await asked(page, '您是给谁报困难');
    await thumb.tap('替邻居乡亲报');
    await asked(page, '请先跟他说一声');
    await thumb.tap('不同意');
    await page.getByText('刚才说的个人情况都没有留在手机里').waitFor();
    await thumb.tap('替邻居乡亲报');
    await asked(page, '要您同意两件事');
    await thumb.tap('只同意登记');
    await asked(page, '要帮的那一家');
    await thumb.answer('12345');
    expect(await page.locator('.local-form').getByRole('alert').textContent()).toContain('人名里不能有数字');
    await thumb.answer('李大山');
    await thumb.tap('跳过（不在手边）');
    await asked(page, '打哪个电话');
    await thumb.tap('返回');
    await asked(page, '身份证号是多少');
    await thumb.tap('跳过（不在手边）');
    await asked(page, '打哪个电话');
    await thumb.tap('没有电话');
    await thumb.tap('不知道在哪');
    await thumb.tap('残疾');
    await thumb.tap('选好了');
    await asked(page, '出了什么事');
    await thumb.tap('跳过');
    await asked(page, '有病历');
    await thumb.tap('没有照片');
    await page.locator('.form-review').waitFor();
    await expectReadable(page);
    await thumb.tap('确认提交');
    await page.locator('.offline-item').waitFor();
    await expectReadable(page);
    await expectAccessible(page);

    await thumb.tap('修改');
    await page.getByRole('button', { name: '修改户主' }).click();
    await thumb.answer('李小山');
    await page.locator('.form-review').filter({ hasText: '李小山' }).waitFor();
    await thumb.tap('不填了，删掉');
    await page.locator('.local-form').waitFor({ state: 'detached' });
    expect((await bytesKept(page)).records).toBe(0);
    await page.context().close();
  });

  test('a browser that stores nothing keeps it in memory and says so', async () => {
    const page = await openPhone(browser, 'about:blank', { serviceWorkers: 'block' });
    page.setDefaultTimeout(10_000);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new Error('private');
        },
      });
    });
    const questions = page.waitForResponse('**/api/form');
    await page.goto(web.url);
    await questions;
    const thumb = new Thumb(page);
    await thumb.tap('我要申报');
    await asked(page, '您是给谁报困难');
    await page.context().setOffline(true);
    await thumb.tap('给自己家报');
    await page.locator('.local-form').waitFor();
    await page.getByText('请先别关这一页').waitFor();
    await page.context().close();
  });
});

/** The page is kept for times without signal. */
async function workerReady(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** What the device's store holds, its bytes read as text. */
function bytesKept(page: Page): Promise<{ records: number; text: string }> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('yimatong');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<{ sealed: ArrayBuffer }[]>((resolve, reject) => {
      const request = database.transaction('kept').objectStore('kept').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    const words = rows.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.sealed));
    return { records: rows.length, text: words.join('\n') };
  });
}
