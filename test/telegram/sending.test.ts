import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyboardOf, splitReply } from '../../src/channels/telegram/outgoing.ts';
import { dropFile, storeFile } from '../../src/dialogue/files.ts';
import type { Reply } from '../../src/dialogue/message.ts';
import { runBundled } from '../bot-api/child.ts';
import type { Person } from '../bot-api/person.ts';
import { BotApiServer } from '../bot-api/server.ts';
import { sqliteDatabase, TEST_KEYS } from '../storage/databases.ts';
import { Bot, until } from './bot.ts';
import { openConversation, putOut } from './echo-dialogue.ts';

const BOT_PROCESS = new URL('./bot-process.ts', import.meta.url);
const database = sqliteDatabase();
let server: BotApiServer;
let person: Person;
const bots: Bot[] = [];

const begin = async (answer?: (text: string) => Reply[], clock = () => new Date(), url?: string) => {
  const storage = await database.open({ clock, ...(url === undefined ? {} : { url }) });
  const reply = answer === undefined ? {} : { answer: ({ text = '' }: { text?: string }) => answer(text) };
  const bot = new Bot({ server, storage, clock, ...reply });
  bots.push(bot);
  await bot.start();
  return { bot, storage };
};

beforeEach(async () => {
  server = await BotApiServer.start();
  person = server.person(1001);
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await server.stop();
});

test('429 is honoured: nothing to this chat until the time is up, others go on', async () => {
  await begin();
  server.fail({ method: 'sendMessage', chat: 1001, how: { kind: 'error', code: 429, retryAfter: 1 } });
  const begun = Date.now();
  person.says('一');
  const other = server.person(1002);
  other.says('别人');
  await other.sees('听到：别人');
  expect(Date.now() - begun).toBeLessThan(900);
  await person.sees('听到：一');
  expect(Date.now() - begun).toBeGreaterThanOrEqual(1_000);
  expect(server.called('sendMessage').filter(({ fields }) => fields.get('chat_id') === '1001')).toHaveLength(
    2,
  );
});

test('a file goes as a document under its name, a picture as a photo; what is gone or refused is told', async () => {
  const { bot, storage } = await begin();
  person.says('要文件');
  await person.sees('听到：要文件');
  const give = async (mime: string, bytes: number, extra: Partial<Reply> = {}, isKept = true) => {
    const id = await storage.transaction(async (unit) => {
      const chat = await openConversation(unit, { channel: 'telegram', userId: '1001' });
      const content = { name: `档案-${bytes}.bin`, mime, bytes: new Uint8Array(bytes) };
      const file = await storeFile(unit, chat, 'out', content);
      if (!isKept) await dropFile(unit, chat.id, file.id);
      await putOut(unit, chat.id, chat.subject, `file:${bytes}`, { text: '给您', file, ...extra });
      return chat.id;
    });
    await bot.delivery.flush(id);
  };
  await give('application/pdf', 1, { buttons: [{ id: 'staff:queue', label: '待办' }] });
  await give('image/jpeg', 2);
  await give('application/pdf', 3, {}, false);
  await give('application/pdf', 4, { text: '长'.repeat(1500) });
  server.fail({ method: 'sendPhoto', how: { kind: 'error', code: 400 } });
  await give('image/jpeg', 5);
  server.fail({ method: 'sendDocument', how: { kind: 'error', code: 413 } });
  await give('application/pdf', 6);
  const seen = person.screen().slice(2);
  expect(seen.map(({ text, file, buttons: under }) => [text.slice(0, 40), file, under.length])).toEqual([
    ['给您', '档案-1.bin', 1],
    ['给您', 'photo', 0],
    ['给您\n文件“档案-3.bin”已过期，请再要一次。', undefined, 0],
    ['长'.repeat(40), undefined, 0],
    ['', '档案-4.bin', 0],
    ['给您', '档案-5.bin', 0],
    ['给您\n文件“档案-6.bin”在这里发不出来，请用网页再要一次。', undefined, 0],
  ]);
  expect(bot.logged).not.toContain('档案-');
});

test('who blocked the bot gets nothing more, and no try is repeated', async () => {
  const { storage } = await begin();
  person.says('我先走了');
  person.blocks();
  const failed = () =>
    storage.reading.db.selectFrom('outbox').selectAll().where('failed_at', 'is not', null).execute();
  await until(async () => (await failed()).length === 1);
  expect((await failed())[0]?.error).toBe('sendMessage: 403 Forbidden: bot was blocked by the user');
  person.blocks(false);
  person.says('又来了');
  await person.sees('听到：又来了');
  expect(person.hears()).toHaveLength(1);
});

test('a long answer comes as several messages, whole and in order, the buttons under the last', async () => {
  const paragraphs = Array.from({ length: 60 }, (_, i) => `第${i}段：${'政策'.repeat(80)}。`);
  await begin(() => [{ text: paragraphs.join('\n\n'), buttons: [{ id: 'menu', label: '回到开头' }] }]);
  person.says('全部念给我听');
  await person.sees('第59段');
  const screen = person.screen().filter(({ from }) => from === 'bot');
  expect(screen.length).toBeGreaterThan(2);
  expect(screen.map(({ text }) => text).join('\n\n')).toBe(paragraphs.join('\n\n'));
  expect(screen.map(({ buttons }) => buttons.length)).toEqual([...Array(screen.length - 1).fill(0), 1]);
});

test('a reply with nothing but buttons still shows them; one with nothing at all blocks nothing', async () => {
  await begin((text) =>
    text === '空' ? [{ text: '' }] : [{ text: ' ', buttons: [{ id: 'yes', label: '是' }] }],
  );
  person.says('空');
  person.says('钮');
  expect(await person.sees('请选择')).toMatchObject({ buttons: [{ id: 'yes', label: '是' }] });
});

test('an id too long for Telegram costs its button, not the message, and the log says so', async () => {
  const buttons = [
    { id: '长'.repeat(22), label: '坏' },
    { id: 'ok', label: '好' },
  ];
  const { bot } = await begin(() => [{ text: '选', buttons }]);
  person.says('来');
  expect((await person.sees('选')).buttons).toEqual([{ id: 'ok', label: '好' }]);
  expect(bot.logged).toContain('64 字节');
});

test('killed after Telegram accepted and before that was recorded: sent again, the same, once the lease is up', async () => {
  const { bot, storage } = await begin();
  await bot.stop();
  const { url } = storage as typeof storage & { url: string };
  const child = await runBundled(BOT_PROCESS, [url, server.url, server.token, '0', TEST_KEYS]);
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  server.fail({ method: 'sendMessage', how: { kind: 'cut after' }, onStrike: () => child.kill('SIGKILL') });
  person.says('回执');
  expect(await ended).toBe('SIGKILL');
  expect(person.hears()).toEqual(['听到：回执']);
  const early = await begin(undefined, undefined, url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(person.hears()).toEqual(['听到：回执']);
  await early.bot.stop();
  await begin(undefined, () => new Date(Date.now() + 61_000), url);
  await until(() => person.hears().length === 2);
  person.says('好了');
  await person.sees('听到：好了');
  expect(person.hears()).toEqual(['听到：回执', '听到：回执', '听到：好了']);
});

test('killed again and again in the middle of it: every message answered, in order, twice at most for each kill', async () => {
  const { storage, bot } = await begin();
  await bot.stop();
  const { url } = storage as typeof storage & { url: string };
  const people = Array.from({ length: 4 }, (_, i) => server.person(2000 + i));
  const kills = 5;
  for (let round = 0; round < kills; round++) {
    const args = [url, server.url, server.token, String(61 * round), TEST_KEYS];
    const child = await runBundled(BOT_PROCESS, args);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const before = people.reduce((sum, one) => sum + one.hears().length, 0);
    for (const one of people) for (let i = 0; i < 10; i++) one.says(`第${round * 10 + i}句`);
    const enough = before + 3 + round * 5;
    await until(() => people.reduce((sum, one) => sum + one.hears().length, 0) >= enough, 15_000);
    child.kill('SIGKILL');
    await ended;
  }
  await begin(undefined, () => new Date(Date.now() + 61_000 * kills), url);
  const wanted = Array.from({ length: kills * 10 }, (_, i) => `听到：第${i}句`);
  for (const one of people) await one.sees(`第${kills * 10 - 1}句`, 20_000);
  let repeated = 0;
  for (const one of people) {
    const heard = one.hears();
    // A repeated message comes right after itself, so dropping repeats must leave exactly what was said.
    expect(heard.filter((text, i) => text !== heard[i - 1])).toEqual(wanted);
    repeated += heard.length - wanted.length;
  }
  expect(repeated).toBeLessThanOrEqual(kills * people.length);
}, 90_000);

test('splitting keeps every word, keeps within the limit and breaks no character', () => {
  const piece = fc.constantFrom('政策', '。', '\n', '\n\n', ' ', '😀', 'abc', '，', '长'.repeat(700));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const parts = splitReply({ text });
      expect(
        parts
          .map((part) => part.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''));
      for (const part of parts) {
        expect(part.text.length).toBeLessThanOrEqual(4096);
        expect(part.text.trim()).toBe(part.text);
        // Half a character would come back as another one.
        expect(Buffer.from(part.text).toString()).toBe(part.text);
      }
    }),
  );
});

test('short labels share a row, long ones have their own', () => {
  const rows = (...labels: string[]) =>
    keyboardOf(
      labels.map((label) => ({ id: label, label })),
      () => {},
    ).map((row) => row.map(({ text }) => text));
  expect(rows('我要申报', '查进度', '找人工')).toEqual([['我要申报', '查进度', '找人工']]);
  expect(rows('是', '否')).toEqual([['是', '否']]);
  expect(rows('村干部或驻村干部', '邻居、亲友', '我')).toEqual([['村干部或驻村干部', '邻居、亲友'], ['我']]);
  expect(rows('同意，只用来办这件事，不给别人看', '不同意')).toEqual([
    ['同意，只用来办这件事，不给别人看'],
    ['不同意'],
  ]);
  expect(rows(...Array.from({ length: 7 }, (_, i) => `村${i}`)).map((row) => row.length)).toEqual([3, 3, 1]);
});

test('votes stand in rows of their own under the ways on', () => {
  const labels = ['看依据', '我要申报', '查进度', '找人工', '有用', '没用', '这不是我问的'];
  const ids = ['sources', 'declare', 'status', 'human', 'vote:up:q', 'vote:down:q', 'vote:other:q'];
  const rows = keyboardOf(
    ids.map((id, i) => ({ id, label: labels[i] ?? '' })),
    (button) => expect.unreachable(button.id),
  );
  expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['看依据', '我要申报', '查进度'],
    ['找人工'],
    ['有用', '没用'],
    ['这不是我问的'],
  ]);
});
