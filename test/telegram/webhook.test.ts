import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BotApiServer } from '../bot-api/server.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Bot, until } from './bot.ts';

const SECRET = 'a-secret_of-the-test';
const database = sqliteDatabase();
let server: BotApiServer;
let bot: Bot;
let url: string;

/** A port that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeEach(async () => {
  server = await BotApiServer.start();
  const port = await freePort();
  url = `http://127.0.0.1:${port}/telegram/hook`;
  const webhook = { url, port, host: '127.0.0.1', secret: SECRET };
  bot = new Bot({ server, storage: await database.open(), telegram: { webhook } });
  await bot.start();
});
afterEach(async () => {
  await bot.stop();
  await server.stop();
});

const update = (text: string, id = 1) => ({
  update_id: id,
  message: {
    message_id: 1,
    from: { id: 66, is_bot: false, first_name: '冒充' },
    chat: { id: 66, type: 'private' },
    date: 1,
    text,
  },
});

const post = (body: string, headers: Record<string, string> = {}, address = url) =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const signed = { 'x-telegram-bot-api-secret-token': SECRET };

test('messages come by webhook and are answered; nothing polls', async () => {
  expect(server.webhook?.settings).toMatchObject({ url, secret: SECRET });
  const person = server.person(1);
  person.says('你好');
  await person.sees('听到：你好');
  await until(() => server.pending.length === 0);
  expect(server.called('getUpdates')).toEqual([]);
});

test('without the right secret nothing is taken', async () => {
  const body = JSON.stringify(update('假的'));
  expect((await post(body)).status).toBe(401);
  expect((await post(body, { 'x-telegram-bot-api-secret-token': `${SECRET}x` })).status).toBe(401);
  expect((await post(body, { 'x-telegram-bot-api-secret-token': '' })).status).toBe(401);
  expect((await post(body, signed, url.replace('/hook', '/other'))).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
  expect(bot.dialogue.recorded).toEqual([]);
  expect((await post(body, signed)).status).toBe(200);
  expect(bot.dialogue.recorded).toHaveLength(1);
});

test('a body that is no update or too large is refused', async () => {
  expect((await post('{"update_id":', signed)).status).toBe(400);
  expect((await post('{"message":{}}', signed)).status).toBe(400);
  expect((await post('null', signed)).status).toBe(400);
  expect((await post(JSON.stringify(update('长'.repeat(600_000))), signed)).status).toBe(413);
  expect(bot.dialogue.recorded).toEqual([]);
});

test('a chunked body that never says how long it is, is cut at the limit', async () => {
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  });
  const answer = fetch(url, {
    method: 'POST',
    headers: signed,
    body: endless,
    duplex: 'half',
  } as RequestInit);
  // Either the refusal is read or the connection is closed on the sender.
  expect(await answer.then(({ status }) => status).catch(() => 413)).toBe(413);
  expect((await post(JSON.stringify(update('还在')), signed)).status).toBe(200);
});

test('200 only after recording: what fails is posted again by Telegram', async () => {
  let failures = 2;
  bot.dialogue.beforeReceive = async () => {
    if (failures-- > 0) throw new Error('no');
  };
  const person = server.person(1);
  person.says('别丢');
  await person.sees('听到：别丢');
  expect(person.hears()).toHaveLength(1);
  expect(server.webhook?.lastError?.message).toContain('500');
});

test('the same update posted many times at once is worked once', async () => {
  const body = JSON.stringify(update('一次', 9));
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async () => (await post(body, signed)).status),
  );
  expect(statuses).toEqual(Array(8).fill(200));
  expect(bot.dialogue.recorded).toHaveLength(1);
});

test('order within a chat, chats side by side', async () => {
  const people = [server.person(1), server.person(2)];
  for (let i = 0; i < 20; i++) for (const person of people) person.says(`第${i}句`);
  for (const person of people) {
    await person.sees('第19句', 20_000);
    expect(person.hears()).toEqual(Array.from({ length: 20 }, (_, i) => `听到：第${i}句`));
  }
});

test('stopping leaves the webhook: what comes meanwhile waits at Telegram', async () => {
  await bot.stop();
  const person = server.person(1);
  person.says('等等我');
  await until(() => server.webhook?.lastError !== undefined);
  expect(server.pending).toHaveLength(1);
});
