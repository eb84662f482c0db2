import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answered, Failure } from '../../src/channels/web/wire.ts';
import { storeFile } from '../../src/dialogue/files.ts';
import { findConversation } from '../../src/dialogue/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { post, upkeep } from '../../src/storage/index.ts';
import { Site, type Visitor } from './site.ts';

const SHEET = new TextEncoder().encode('姓名\n欧阳翠花\n');
const PDF = new TextEncoder().encode('%PDF-1.7 档案');

let site: Site;
let cadre: Visitor;
beforeAll(async () => {
  site = await Site.open();
  cadre = await bound();
});
afterAll(() => site.close());

/** A member of staff at the page. */
async function bound(): Promise<Visitor> {
  const { storage, engine } = site.town;
  const { code } = await storage.transaction((unit) =>
    engine.staff.add(unit, { name: '李干部', role: 'township', region: parseRegion('411024104') }),
  );
  const visitor = site.visitor();
  expect(await visitor.open()).not.toHaveProperty('staff');
  expect(await visitor.tells(`绑定 ${code}`)).toMatchObject({ staff: true });
  expect(await visitor.open()).toMatchObject({ staff: true });
  return visitor;
}

const send = (
  visitor: Visitor,
  name: string,
  body: Uint8Array<ArrayBuffer>,
  id = visitor.nextId(),
  headers = {},
) =>
  visitor.fetch(`/api/files?${new URLSearchParams({ id, name })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-csrf': visitor.csrf, ...headers },
    body,
  });

/** Gives a visitor a file, as a flow does. */
async function give(visitor: Visitor, name: string, mime = 'application/pdf', bytes = PDF): Promise<string> {
  return site.town.storage.transaction(async (unit) => {
    const id = (await findConversation(unit, 'web', visitor.session)) ?? '';
    const { subject_id: subject } = await unit.db
      .selectFrom('conversations')
      .select('subject_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const file = await storeFile(unit, { id, subject }, 'out', { name, mime, bytes });
    await post(unit, { conversationId: id, subjectId: subject }, `test:${file.id}`, { text: '给您', file });
    return file.id;
  });
}

const kept = async () => site.town.storage.reading.db.selectFrom('files').select('id').execute();

test('a cadre’s spreadsheet is taken once however often it is sent, and stands in the history', async () => {
  const first = await send(cadre, '名单.csv', SHEET, 'sheet-0001');
  expect(first.status).toBe(200);
  const { replies } = (await first.json()) as Answered;
  expect(replies.length).toBeGreaterThan(0);
  const again = (await (await send(cadre, '名单.csv', SHEET, 'sheet-0001')).json()) as Answered;
  expect(again.replies.map(({ id }) => id)).toEqual(replies.map(({ id }) => id));
  expect(await kept()).toHaveLength(1);
  const { history } = await cadre.open();
  expect(history.find(({ from, id }) => from === 'me' && id === 'sheet-0001')?.text).toBe(
    '发了文件：名单.csv',
  );
});

test('nobody else’s, nothing else, nothing larger, and not from another page', async () => {
  const resident = site.visitor();
  await resident.open();
  await resident.says('你好');
  const before = (await kept()).length;
  const large = new Uint8Array(20 * 1024 * 1024 + 1);
  const tries: [Promise<Response>, number, string][] = [
    [send(resident, '名单.csv', SHEET), 415, 'unsupported'],
    [send(site.visitor(), '名单.csv', SHEET), 401, 'session'],
    [send(cadre, '名单.txt', SHEET), 415, 'unsupported'],
    [send(cadre, '', SHEET), 400, 'bad-request'],
    [send(cadre, '名单.csv', SHEET, '!'), 400, 'bad-request'],
    [send(cadre, '名单.csv', large), 413, 'too-large'],
    [send(cadre, '名单.csv', SHEET, cadre.nextId(), { 'x-csrf': 'forged' }), 403, 'csrf'],
    [send(cadre, '名单.csv', SHEET, cadre.nextId(), { origin: 'https://evil.example' }), 403, 'origin'],
  ];
  for (const [sent, status, code] of tries) {
    const response = await sent;
    const failure = (await response.json()) as Failure;
    expect([response.status, failure.code]).toEqual([status, code]);
    expect(failure.error).toMatch(/^\p{Script=Han}[^a-zA-Z]+。$/u);
  }
  expect(await kept()).toHaveLength(before);
  expect(site.logged).not.toContain('名单');
});

test('a file is given to its own session alone, to be kept by nobody on the way', async () => {
  const id = await give(cadre, '王家"档案.pdf');
  const [message] = (await cadre.waiting()).slice(-1);
  expect(message?.file).toEqual({ id, name: '王家"档案.pdf', mime: 'application/pdf', bytes: PDF.length });
  const response = await cadre.fetch(`/api/files/${id}`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''${encodeURIComponent('王家"档案.pdf')}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
  const other = await bound();
  for (const path of [`/api/files/${id}`, '/api/files/invented']) {
    const refused = await other.fetch(path);
    expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining('没有这个文件')]);
  }
  expect((await site.visitor().fetch(`/api/files/${id}`)).status).toBe(401);
});

test('after a day it is over: said in Chinese, and shown so in the history', async () => {
  const id = await give(cadre, '照片1.jpg', 'image/jpeg');
  site.wait(86_401);
  const over = await cadre.fetch(`/api/files/${id}`);
  expect([over.status, await over.text()]).toEqual([410, '这个文件过期了，请回到对话里再要一次。']);
  const { history } = await cadre.open();
  expect(history.at(-1)).toMatchObject({ text: '给您', file: { name: '照片1.jpg', gone: true } });
  await upkeep(site.town.storage, '2026-11-24');
  expect(await kept()).toHaveLength(1);
  expect((await cadre.open()).history.at(-1)?.file?.gone).toBe(true);
});

test('who leaves their post at the page has nothing left there', async () => {
  const id = await give(cadre, '名单.xlsx');
  expect(await cadre.tells('解除绑定')).not.toHaveProperty('staff');
  expect((await cadre.fetch(`/api/files/${id}`)).status).toBe(404);
  expect(await kept()).toEqual([]);
});
