import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegram } from 'telegraf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BotApiServer } from './server.ts';

let server: BotApiServer;
async function post(method: string, body: object = {}, token = server.token) {
  const isForm = body instanceof FormData || body instanceof URLSearchParams;
  const response = await fetch(`${server.url}/bot${token}/${method}`, {
    method: 'POST',
    ...(isForm ? { body } : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { ok: boolean; result?: unknown };
  return { status: response.status, ...answer };
}

beforeEach(async () => {
  server = await BotApiServer.start();
});
afterEach(() => server.stop());

test('a wrong token, a wrong method, a wrong path', async () => {
  expect(await post('getMe', {}, '1:wrong')).toEqual({
    status: 401,
    ok: false,
    error_code: 401,
    description: 'Unauthorized',
  });
  expect(await post('getmE')).toMatchObject({ ok: true, result: { is_bot: true } });
  expect(await post('brewCoffee')).toMatchObject({ status: 404, description: 'Not Found: method not found' });
  expect((await fetch(`${server.url}/else`)).status).toBe(404);
});

test('parameters come as JSON, urlencoded, multipart or in the address', async () => {
  const person = server.person(5);
  person.says('在吗');
  await post('sendMessage', { chat_id: 5, text: '一' });
  await post('sendMessage', new URLSearchParams({ chat_id: '5', text: '二' }));
  const form = new FormData();
  form.set('chat_id', '5');
  form.set('text', '三');
  await post('sendMessage', form);
  await fetch(`${server.url}/bot${server.token}/sendMessage?chat_id=5&text=${encodeURIComponent('四')}`);
  expect(person.hears()).toEqual(['一', '二', '三', '四']);
});

test('an update is forgotten only when a higher offset is asked for', async () => {
  const person = server.person(5);
  person.says('甲');
  person.says('乙');
  const telegram = new Telegram(server.token, { apiRoot: server.url });
  const first = await telegram.getUpdates(0, 100, 0, undefined);
  expect(first).toHaveLength(2);
  expect(await telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(2);
  const id = first[0]?.update_id ?? 0;
  expect(await telegram.getUpdates(0, 100, id + 1, undefined)).toHaveLength(1);
  expect(server.pending).toHaveLength(1);
});

test('long polling waits for the next message, or for its time to be up', async () => {
  const waiting = post('getUpdates', { timeout: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.person(5).says('来了');
  expect(((await waiting).result as unknown[]).length).toBe(1);
  await post('getUpdates', { offset: (server.pending[0]?.update_id ?? 0) + 1 });
  expect((await post('getUpdates', { timeout: 1 })).result).toEqual([]);
});

test('only kinds that were asked for, from then on', async () => {
  const person = server.person(5);
  await post('getUpdates', { allowed_updates: ['message'] });
  const id = person.says('张三');
  person.edits(id, '张三丰');
  const { result } = await post('getUpdates');
  expect(result).toHaveLength(1);
});

test('a second poller ends the first; a webhook ends polling', async () => {
  const first = post('getUpdates', { timeout: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = post('getUpdates', { timeout: 5 });
  expect(await first).toMatchObject({
    status: 409,
    description: expect.stringContaining('other getUpdates'),
  });
  await post('setWebhook', { url: 'http://127.0.0.1:1/none' });
  expect(await second).toMatchObject({ status: 409, description: expect.stringContaining('setWebhook') });
  expect(await post('getUpdates')).toMatchObject({
    status: 409,
    description: expect.stringContaining('webhook'),
  });
  await post('deleteWebhook');
  expect(await post('getUpdates')).toMatchObject({ ok: true });
});

test('a webhook gets the secret, and the same update until it says 2xx, in order within a chat', async () => {
  const seen: { secret: unknown; text: string }[] = [];
  const hook = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const text = JSON.parse(body).message.text;
    seen.push({ secret: request.headers['x-telegram-bot-api-secret-token'], text });
    response.writeHead(seen.length < 3 ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
    const person = server.person(5);
    person.says('早先的');
    await post('setWebhook', { url, secret_token: 's3cret-x' });
    person.says('后来的');
    const end = Date.now() + 5_000;
    while (server.pending.length > 0 && Date.now() < end) await new Promise((r) => setTimeout(r, 10));
    expect(seen.map(({ text }) => text)).toEqual(['早先的', '早先的', '早先的', '后来的']);
    expect(seen.every(({ secret }) => secret === 's3cret-x')).toBe(true);
    expect(await post('getWebhookInfo')).toMatchObject({
      result: { url, pending_update_count: 0, last_error_message: expect.stringContaining('500') },
    });
  } finally {
    hook.close();
  }
});

test('what Telegram refuses to send', async () => {
  const person = server.person(5);
  const send = (extra: object) => post('sendMessage', { chat_id: 5, text: '好', ...extra });
  expect(await send({})).toMatchObject({ status: 400, description: 'Bad Request: chat not found' });
  person.says('在吗');
  expect(await send({ text: ' ' })).toMatchObject({ description: 'Bad Request: message text is empty' });
  expect(await send({ text: '长'.repeat(4097) })).toMatchObject({
    description: 'Bad Request: message is too long',
  });
  const button = (callback_data: string) => ({
    reply_markup: { inline_keyboard: [[{ text: '按', callback_data }]] },
  });
  expect(await send(button('汉'.repeat(22)))).toMatchObject({
    description: 'Bad Request: BUTTON_DATA_INVALID',
  });
  expect(await send(button('x'.repeat(64)))).toMatchObject({ ok: true });
  person.blocks();
  expect(await send({})).toMatchObject({
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  expect(await post('setMyCommands', { commands: [{ command: '申报', description: '申报' }] })).toMatchObject(
    {
      description: 'Bad Request: BOT_COMMAND_INVALID',
    },
  );
});

test('editing, deleting and answering a press', async () => {
  const person = server.person(5);
  person.says('在吗');
  const telegram = new Telegram(server.token, { apiRoot: server.url });
  const sent = await telegram.sendMessage(5, '选一个', {
    reply_markup: { inline_keyboard: [[{ text: '本人', callback_data: 'filer:self' }]] },
  });
  const query = person.presses('本人');
  expect(person.toast(query)).toBeUndefined();
  await telegram.answerCbQuery(query, '好');
  expect(person.toast(query)).toBe('好');
  await expect(telegram.answerCbQuery(query)).rejects.toThrow('query is too old');
  await telegram.editMessageText(5, sent.message_id, undefined, '选好了');
  await expect(telegram.editMessageText(5, sent.message_id, undefined, '选好了')).rejects.toThrow(
    'not modified',
  );
  expect(person.screen().at(-1)).toMatchObject({ text: '选好了', buttons: [], edited: true });
  await telegram.deleteMessage(5, sent.message_id);
  expect(person.screen()).toHaveLength(1);
});

test('photos both ways, and the 20 MB that a bot may download', async () => {
  const person = server.person(5);
  person.sendsPhoto([new Uint8Array([1]), new Uint8Array([1, 2, 3])], { caption: '药费单' });
  const telegram = new Telegram(server.token, { apiRoot: server.url });
  const [update] = await telegram.getUpdates(0, 1, 0, undefined);
  const photo =
    update !== undefined && 'message' in update && 'photo' in update.message && update.message.photo;
  if (photo === false || photo === undefined) throw new Error('no photo came');
  const link = await telegram.getFileLink(photo.at(-1)?.file_id ?? '');
  expect(new Uint8Array(await (await fetch(link)).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  await telegram.sendPhoto(5, { source: Buffer.from([9, 9]) }, { caption: '二维码' });
  expect(person.hears()).toEqual(['二维码']);
  person.sendsDocument({
    bytes: new Uint8Array(1),
    name: 'a.jpg',
    mime: 'image/jpeg',
    claimedSize: 20 * 1024 * 1024 + 1,
  });
  const large = await telegram.getUpdates(0, 10, (update?.update_id ?? 0) + 1, undefined);
  const document = JSON.stringify(large).match(/"file_id":"([^"]+)"/)?.[1] ?? '';
  await expect(telegram.getFile(document)).rejects.toThrow('file is too big');
});

test('failures on demand', async () => {
  const person = server.person(5);
  person.says('在吗');
  server.fail({ method: 'sendMessage', how: { kind: 'error', code: 429, retryAfter: 7 } });
  expect(await post('sendMessage', { chat_id: 5, text: '一' })).toEqual({
    status: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
  server.fail({ method: 'sendMessage', how: { kind: 'cut after' } });
  await expect(post('sendMessage', { chat_id: 5, text: '二' })).rejects.toThrow();
  server.fail({ method: 'sendMessage', how: { kind: 'cut before' } });
  await expect(post('sendMessage', { chat_id: 5, text: '三' })).rejects.toThrow();
  expect(person.hears()).toEqual(['二']);
});
