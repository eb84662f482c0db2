import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeFile } from '../../src/dialogue/files.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { post } from '../../src/storage/index.ts';
import type {} from '../storage/postgres-server.ts';
import { Site } from '../web/site.ts';
import { openBrowser, openPhone } from './browser.ts';
import { expectAccessible, expectReadable } from './checks.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-page-'));
let site: Site;
let browser: Browser;
beforeAll(async () => {
  const { buildPage } = (await import(new URL('../../scripts/build-page.mjs', import.meta.url).href)) as {
    buildPage: (root: string, folder: string) => Promise<void>;
  };
  await buildPage(fileURLToPath(new URL('../..', import.meta.url)), folder);
  [site, browser] = await Promise.all([Site.open({ pageFolder: folder }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives the cadre's page a picture, as a flow does. */
async function givePicture(name: string): Promise<void> {
  const red = { width: 40, height: 20, channels: 3, background: '#c00' } as const;
  const bytes = new Uint8Array(await sharp({ create: red }).jpeg().toBuffer());
  await site.town.storage.transaction(async (unit) => {
    const { id, subject_id: subject } = await unit.db
      .selectFrom('conversations')
      .select(['id', 'subject_id'])
      .where('staff_id', 'is not', null)
      .executeTakeFirstOrThrow();
    const file = await storeFile(unit, { id, subject }, 'out', { name, mime: 'image/jpeg', bytes });
    await post(unit, { conversationId: id, subjectId: subject }, 'test:picture', { text: '给您', file });
  });
}

it('a cadre sends a spreadsheet, by hand again where the signal failed, and sees and saves what is given', async () => {
  const { storage, engine } = site.town;
  const { code } = await storage.transaction((unit) =>
    engine.staff.add(unit, { name: '李干部', role: 'township', region: parseRegion('411024104') }),
  );
  const page = await openPhone(browser, site.url);
  page.setDefaultTimeout(10_000);
  const attach = (name: string) => page.getByRole('button', { name, exact: true }).waitFor();
  await attach('发照片');
  await page.locator('#words').fill(`绑定 ${code}`);
  await page.locator('#words').press('Enter');
  await attach('发照片或表格');

  const ids: string[] = [];
  await page.route('**/api/files?*', (route) => {
    ids.push(new URL(route.request().url()).searchParams.get('id') ?? '');
    return ids.length === 1 ? route.abort() : route.continue();
  });
  const sheet = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名\n欧阳翠花\n') };
  await page.locator('input[type=file]').setInputFiles(sheet);
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.locator('.mine:has-text("名单.csv") + .ours').waitFor();
  expect(await page.locator('.mine').filter({ hasText: '名单.csv' }).count()).toBe(1);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  expect(await storage.reading.db.selectFrom('files').select('id').execute()).toHaveLength(1);

  await givePicture('照片1.jpg');
  const picture = page.locator('img.given');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  await expectReadable(page);
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /照片1/ }).click();
  expect((await saved).suggestedFilename()).toBe('照片1.jpg');

  await storage.transaction(({ db }) => db.deleteFrom('files').execute());
  await page.reload();
  await page.getByText('照片1.jpg（已过期，请再要一次）').waitFor();
  await page.context().close();
});
