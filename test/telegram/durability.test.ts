import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Inbound } from '../../src/dialogue/message.ts';
import { BotApiServer } from '../bot-api/server.ts';
import type { Update } from '../bot-api/shapes.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Bot, until } from './bot.ts';

const database = sqliteDatabase();
let server: BotApiServer;
const bots: Bot[] = [];

const open = async (
  change: (bot: Bot) => void = () => {},
  storage?: Awaited<ReturnType<typeof database.open>>,
) => {
  const bot = new Bot({ server, storage: storage ?? (await database.open()) });
  change(bot);
  bots.push(bot);
  return bot.start();
};

beforeEach(async () => {
  server = await BotApiServer.start();
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await server.stop();
});

test('an update is confirmed only after it is recorded', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const person = server.person(1001);
  person.says('第一句');
  const bot = await open((one) => {
    one.dialogue.beforeReceive = () => held;
  });
  // Long enough for Telegram to be asked again, with the offset as it is.
  await until(() => server.called('getUpdates').length >= 3);
  expect(server.pending).toHaveLength(1);
  expect(bot.dialogue.recorded).toEqual([]);
  release();
  await person.sees('听到：第一句');
  await until(() => server.pending.length === 0);
});

test('what could not be recorded is tried again until it can, in order', async () => {
  let failures = 4;
  const person = server.person(1001);
  const bot = await open((one) => {
    one.dialogue.beforeReceive = async () => {
      if (failures-- > 0) throw new Error('disk full 张三');
    };
  });
  person.says('一');
  person.says('二');
  await person.sees('听到：二');
  expect(person.hears()).toEqual(['听到：一', '听到：二']);
  expect(bot.logged).toContain('稍后重试');
  expect(bot.logged).not.toContain('张三');
});

test('stopped before it is recorded, it comes again to the next process', async () => {
  const storage = await database.open();
  const person = server.person(1001);
  const first = await open((one) => {
    one.dialogue.beforeReceive = async () => {
      throw new Error('no');
    };
  }, storage);
  person.says('别丢了');
  await until(() => first.logged.includes('没存下') && server.called('getUpdates').length >= 3);
  await first.stop();
  expect(server.pending).toHaveLength(1);
  await open(undefined, storage);
  await person.sees('听到：别丢了');
  expect(person.hears()).toHaveLength(1);
});

test('recorded but not worked when the process ended: worked by the next', async () => {
  const storage = await database.open();
  const person = server.person(1001);
  const first = await open((one) => {
    one.dialogue.beforeWork = async () => {
      throw new Error('killed');
    };
  }, storage);
  person.says('我要申报');
  await until(() => server.pending.length === 0);
  expect(person.hears()).toEqual([]);
  await first.stop();
  await open(undefined, storage);
  await person.sees('听到：我要申报');
});

test('an update that comes twice is worked once', async () => {
  const storage = await database.open();
  const person = server.person(1001);
  const bot = await open(undefined, storage);
  person.says('只算一次');
  await until(() => server.pending.length === 1 || bot.dialogue.recorded.length === 1);
  await person.sees('只算一次');
  const id = Number(bot.dialogue.recorded[0]?.eventId.split('.')[1]);
  const again: Update = {
    update_id: id,
    message: {
      message_id: 1,
      from: person.user,
      chat: { id: 1001, type: 'private' },
      date: 1,
      text: '只算一次',
    },
  };
  await bot.stop();
  server.repeat(again);
  server.repeat(again);
  const next = await open(undefined, storage);
  await until(() => server.pending.length === 0);
  person.says('再来');
  await person.sees('再来');
  expect(person.hears()).toEqual(['听到：只算一次', '听到：再来']);
  expect(next.dialogue.recorded).toHaveLength(1);
});

test('one slow chat holds up no other, and keeps its own order', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await open((one) => {
    one.dialogue.beforeReceive = async ({ userId, text }: Inbound) => {
      if (userId === '1' && text === '慢') await held;
    };
  });
  const slow = server.person(1);
  const quick = server.person(2);
  slow.says('慢');
  slow.says('后');
  for (let i = 0; i < 3; i++) {
    quick.says(`快${i}`);
    await quick.sees(`听到：快${i}`);
  }
  expect(slow.hears()).toEqual([]);
  expect(server.pending.map(({ message }) => message?.text)).toEqual(expect.arrayContaining(['慢', '后']));
  release();
  await slow.sees('听到：后');
  expect(slow.hears()).toEqual(['听到：慢', '听到：后']);
  await until(() => server.pending.length === 0);
});

test('two chats of fifty messages each, at once: every answer once and in order', async () => {
  await open();
  const people = [server.person(1), server.person(2)];
  const wanted = Array.from({ length: 50 }, (_, i) => `听到：第${i}句`);
  for (let i = 0; i < 50; i++) for (const person of people) person.says(`第${i}句`);
  for (const person of people) {
    await person.sees('第49句', 20_000);
    expect(person.hears()).toEqual(wanted);
  }
});

test('an update of a shape unknown to us stops nothing', async () => {
  const person = server.person(1001);
  person.says('之前');
  // Telegram adds kinds of its own; a broken one must be passed over as well.
  const broken = { update_id: 700_000_500, message: { text: 5 } } as unknown as Update;
  server.repeat(broken);
  const bot = await open();
  await person.sees('之前');
  await until(() => server.pending.length === 0);
  expect(bot.logged).toContain('看不懂');
});

test('one that can never be stored is passed over after many tries, once others succeed', async () => {
  const bot = await open((one) => {
    one.dialogue.beforeReceive = async ({ text }) => {
      if (text === '毒') throw new Error('cannot');
    };
  });
  server.person(1).says('毒');
  const other = server.person(2);
  other.says('好');
  await other.sees('好');
  await until(() => bot.logged.includes('已跳过'), 15_000);
  await until(() => server.pending.length === 0);
});
