import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BotApiServer } from '../bot-api/server.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Bot, type BotOptions, until } from './bot.ts';

const database = sqliteDatabase();
let server: BotApiServer;
const bots: Bot[] = [];

const make = async (telegram: NonNullable<BotOptions['telegram']>) => {
  const bot = new Bot({ server, storage: await database.open(), telegram });
  bots.push(bot);
  return bot;
};

beforeEach(async () => {
  server = await BotApiServer.start();
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await server.stop();
});

test('a wrong token is told in the operator’s words, without the token', async () => {
  const token = '7000000001:AAE-another_bot_token_0123456789abcd';
  const bot = await make({ token });
  const error = await bot.channel.start().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({
    name: 'TelegramSetupError',
    message: expect.stringContaining('TELEGRAM_BOT_TOKEN'),
  });
  expect(JSON.stringify([error, String(error), bot.logged])).not.toContain(token.slice(12));
});

test.each(['', 'abc', '7000000001', '123:short', ' 7000000001:AAE-local_test_token_0123456789abcde'])(
  'a token of the wrong form is refused before anything is sent: %j',
  async (token) => {
    await expect(make({ token })).rejects.toThrow('样子不对');
    expect(server.calls).toEqual([]);
  },
);

test('settings that cannot be right', async () => {
  await expect(make({ apiRoot: 'api.telegram.org' })).rejects.toThrow('TELEGRAM_API_ROOT');
  const secret = await make({ webhook: { url: 'https://a.cn/hook', port: 0, secret: '有空 格' } });
  await expect(secret.channel.start()).rejects.toThrow('TELEGRAM_WEBHOOK_SECRET');
  const url = await make({ webhook: { url: '不是网址', port: 0 } });
  await expect(url.channel.start()).rejects.toThrow('TELEGRAM_WEBHOOK_URL');
});

test('a taken port is told', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, resolve));
  const { port } = other.address() as AddressInfo;
  const bot = await make({ webhook: { url: 'https://a.cn/hook', port } });
  await expect(bot.channel.start()).rejects.toThrow(`端口 ${port}`);
  other.close();
});

test('out of reach at the start: the program goes on and connects when it can', async () => {
  server.fail({ method: 'getMe', times: 3, how: { kind: 'cut before' } });
  const bot = await make({});
  expect(await bot.channel.start()).toEqual({ status: 'connecting' });
  await bot.reception.start();
  bot.delivery.start();
  const person = server.person(1);
  person.says('在吗');
  await person.sees('听到：在吗');
  expect(bot.logged).toContain('连不上 Telegram');
  expect(bot.logged).not.toContain(server.token);
});

test('a gateway’s page instead of JSON does not show the token', async () => {
  const bot = await make({});
  await bot.start();
  server.fail({ method: 'sendMessage', how: { kind: 'garbage', status: 404 } });
  server.fail({ method: 'getUpdates', times: 2, how: { kind: 'garbage', status: 403 } });
  const person = server.person(1);
  person.says('在吗');
  await until(() => bot.logged.includes('消息没送出'));
  expect(bot.logged).not.toContain(server.token.slice(11));
});

test('another program polling with the same token is told, and polling goes on when it is gone', async () => {
  const bot = await make({});
  await bot.start();
  await until(() => server.called('getUpdates').length > 0);
  await fetch(`${server.url}/bot${server.token}/getUpdates?timeout=0`);
  await until(() => bot.logged.includes('另一个程序'));
  const person = server.person(1);
  person.says('还在吗');
  await person.sees('听到：还在吗');
});

test('polling takes a webhook away that was left behind, and nothing is lost', async () => {
  await fetch(`${server.url}/bot${server.token}/setWebhook?url=http://127.0.0.1:1/old`);
  const person = server.person(1);
  person.says('早先的');
  const bot = await make({});
  await bot.start();
  await person.sees('听到：早先的');
  expect(server.webhook).toBeUndefined();
});

test('stops within a moment, also while waiting for updates', async () => {
  const bot = await make({});
  await bot.start();
  await until(() => server.called('getUpdates').length > 0);
  const begun = Date.now();
  await bot.stop();
  expect(Date.now() - begun).toBeLessThan(1_000);
});
