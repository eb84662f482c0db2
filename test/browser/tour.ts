/**
 * Takes the pictures of `docs/tour.md` from the real program in a real browser, from the code on the wall to the
 * receipt: `npm run -s tour`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser, openPhone, startWeb } from './browser.ts';
import { asked, Thumb } from './filling.ts';

const SECRET = 'a-secret-for-the-tour-only';
const VILLAGE = '411024104003';
const folder = 'docs/tour';

mkdirSync(folder, { recursive: true });
const web = await startWeb({ ENTRY_SECRET: SECRET });
const browser = await openBrowser();
try {
  const page = await openPhone(browser, await codeOnTheWall(), { height: 720 });
  page.setDefaultTimeout(15_000);
  const thumb = new Thumb(page);
  await page.getByText('我要申报').first().waitFor();
  await picture(page, '2-first-screen');

  await page.getByRole('textbox').last().fill('我妈住院花了好几万咋办');
  await page.getByRole('textbox').last().press('Enter');
  const sources = page.getByText(/^依据 \d+ 条/).last();
  await sources.waitFor();
  await settle(page);
  await picture(page, '3-answer');
  await sources.click();
  await sources.scrollIntoViewIfNeeded();
  await picture(page, '4-sources');

  await page.getByRole('button', { name: '我要申报' }).last().click();
  await asked(page, '您是给谁报困难');
  await picture(page, '5-who-files');
  await thumb.tap('替家人亲戚报');
  await thumb.tap('母亲');
  await asked(page, '要您同意两件事');
  await picture(page, '6-consent');
  await thumb.tap('都同意');
  await fillTheRest(page, thumb);
  await page.locator('.form-review').last().waitFor();
  await settle(page);
  await picture(page, '9-review');
  await thumb.tap('确认提交');
  await page.locator('.receipt-number').waitFor();
  await settle(page);
  await picture(page, '10-receipt');
  await page.locator('.timeline').last().scrollIntoViewIfNeeded();
  await picture(page, '11-next');
} finally {
  await browser.close();
  await web.stop();
}

/** Answers whatever the form still asks: what was told before is not asked again. */
async function fillTheRest(page: Page, thumb: Thumb): Promise<void> {
  const answers: [string, () => Promise<unknown>][] = [
    ['叫什么名字', () => thumb.answer('王秀英')],
    ['身份证号是多少', () => thumb.answer('11010519491231002X')],
    ['打哪个电话', () => thumb.answer('13800001234')],
    ['家里难在哪里', () => chooseCause(page, thumb)],
    ['出了什么事', () => thumb.answer('我妈上个月脑梗住院，花了六万多，借了亲戚四万')],
    ['有病历', () => thumb.tap('没有照片')],
  ];
  for (let n = 0; n < 40 && (await page.locator('.form-review').count()) === 0; n += 1) {
    const shown = (await page.locator('.form-step, .form-review').last().textContent()) ?? '';
    const next = answers.find(([question]) => shown.includes(question));
    // The question before is still there.
    if (next === undefined) {
      await page.waitForTimeout(300);
      continue;
    }
    if (next[0] === '身份证号是多少') await picture(page, '7-id');
    await next[1]();
    await page.waitForTimeout(700);
  }
}

async function chooseCause(page: Page, thumb: Thumb): Promise<void> {
  await thumb.tap('生病花钱多');
  await picture(page, '8-causes');
  await thumb.tap('选好了');
}

/** The code as it is printed; gives the address in it. */
async function codeOnTheWall(): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'yimatong-tour-'));
  const line = execFileSync(
    process.execPath,
    ['scripts/run.mjs', 'cli', 'qr', '--village', VILLAGE, '--out', out],
    { env: { ...process.env, ENTRY_SECRET: SECRET, WEB_URL: 'https://ymt.example.org' }, encoding: 'utf8' },
  );
  const { png, content } = JSON.parse(line) as { png: string; content: string };
  await sharp(png).resize(360).png({ palette: true }).toFile(join(folder, '1-code.png'));
  return content.replace('https://ymt.example.org', web.url);
}

async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(900);
}

/** As small as a picture can be and still be read. */
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  const shot = await page.screenshot();
  await sharp(shot)
    .resize(480)
    .png({ palette: true, colours: 64 })
    .toFile(join(folder, `${name}.png`));
}
