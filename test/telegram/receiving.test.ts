import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../src/dialogue/message.ts';
import type { Person } from '../bot-api/person.ts';
import { BotApiServer } from '../bot-api/server.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Bot, type BotOptions, until } from './bot.ts';

const database = sqliteDatabase();
let server: BotApiServer;
let bot: Bot;
let person: Person;

const begin = async (options: Partial<BotOptions> = {}) => {
  bot = await new Bot({ server, storage: await database.open(), ...options }).start();
};
const heard = (count: number) => until(() => bot.dialogue.recorded.length >= count);

beforeEach(async () => {
  server = await BotApiServer.start();
  person = server.person(1001, '张三');
});
afterEach(async () => {
  await bot.stop();
  await server.stop();
});

test('a text is heard and answered', async () => {
  await begin();
  person.says('俺老伴得癌症了，咋办');
  await person.sees('听到：俺老伴得癌症了，咋办');
  expect(bot.dialogue.recorded).toEqual([
    {
      channel: 'telegram',
      eventId: expect.stringMatching(/^7000000001\.\d+$/),
      userId: '1001',
      address: '1001',
      text: '俺老伴得癌症了，咋办',
    },
  ]);
});

test('an edited answer is a correction; a moving live location is not', async () => {
  await begin();
  const id = person.says('13900000000');
  await heard(1);
  person.edits(id, '13911112222');
  await heard(2);
  expect(bot.dialogue.recorded[1]).toMatchObject({ text: '13911112222', edited: true });
  expect(bot.dialogue.recorded[1]?.eventId).not.toBe(bot.dialogue.recorded[0]?.eventId);
  const caption = person.sendsPhoto([new Uint8Array(3)], { caption: '药费单' });
  await heard(3);
  person.edits(caption, '住院费单');
  await heard(4);
  expect(bot.dialogue.recorded[3]).toEqual(expect.objectContaining({ text: '住院费单', edited: true }));
  expect(bot.dialogue.recorded[3]?.attachments).toBeUndefined();
});

const CHOICE: Reply = {
  text: '您替谁申报？',
  buttons: [
    { id: 'filer:self', label: '我自己' },
    { id: 'filer:kin', label: '家里人' },
  ],
};

test('a pressed button is answered at once, leaves what was chosen, and becomes an action', async () => {
  await begin({ answer: ({ action }) => (action === undefined ? [CHOICE] : [{ text: `好：${action}` }]) });
  person.says('我要申报');
  await person.sees('您替谁申报');
  const query = person.presses('家里人');
  await person.sees('好：filer:kin');
  expect(person.toast(query)).toBe('已选：家里人');
  await until(() => person.screen().some(({ text }) => text === '您替谁申报？\n\n👉 家里人'));
  expect(person.screen().flatMap(({ buttons }) => buttons)).toEqual([]);
});

test('a second press that was underway is a second event, and only that', async () => {
  await begin({ answer: ({ action }) => (action === undefined ? [CHOICE] : [{ text: `好：${action}` }]) });
  person.says('我要申报');
  const question = await person.sees('您替谁申报');
  person.presses('我自己');
  person.pressesStale(question.id, 'filer:self');
  await until(() => person.hears().filter((text) => text === '好：filer:self').length === 2);
});

test('only the newest question has buttons', async () => {
  await begin({ answer: ({ text = '' }) => [{ ...CHOICE, text: `问：${text}` }] });
  person.says('一');
  await person.sees('问：一');
  person.says('二');
  await person.sees('问：二');
  await until(() => person.screen().filter(({ buttons }) => buttons.length > 0).length === 1);
  expect(person.screen().at(-1)).toMatchObject({ text: '问：二', buttons: CHOICE.buttons });
});

test('of a photo the largest size that is not too large', async () => {
  await begin({ telegram: { maxFileBytes: 500 } });
  person.sendsPhoto([new Uint8Array(10), new Uint8Array(400).fill(7), new Uint8Array(900)], {
    caption: '药费单',
  });
  await heard(1);
  expect(bot.dialogue.recorded[0]).toMatchObject({
    text: '药费单',
    attachments: [{ bytes: Buffer.alloc(400, 7) }],
  });
  person.sendsPhoto([new Uint8Array(501)]);
  await heard(2);
  expect(bot.dialogue.recorded[1]).toMatchObject({ attachmentProblem: 'too-large' });
  expect(server.called('getFile')).toHaveLength(1);
});

test('an album is as many messages as photos, none lost', async () => {
  await begin();
  for (let i = 1; i <= 4; i++) person.sendsPhoto([new Uint8Array(i)], { album: 'a1' });
  await heard(4);
  expect(bot.dialogue.recorded.map(({ attachments }) => attachments?.[0]?.bytes.length)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('documents: pictures and PDF are fetched, others not; a file over 20 MB is never asked for twice', async () => {
  await begin();
  const bytes = new Uint8Array([1, 2, 3]);
  person.sendsDocument({ bytes, name: '病历.pdf', mime: 'application/pdf' });
  person.sendsDocument({ bytes, name: '证.HEIC', mime: 'application/octet-stream' });
  person.sendsDocument({ bytes, name: '名单.xlsx', mime: 'application/vnd.ms-excel' });
  person.sendsDocument({ bytes, name: '大.jpg', mime: 'image/jpeg', claimedSize: 21 * 1024 * 1024 });
  await heard(4);
  expect(
    bot.dialogue.recorded.map(
      ({ attachments, attachmentProblem }) => attachments?.[0]?.name ?? attachmentProblem,
    ),
  ).toEqual(['病历.pdf', '证.HEIC', 'unsupported', 'too-large']);
});

test('spreadsheets are fetched from members of staff alone, up to what Telegram gives to bots', async () => {
  await begin({ telegram: { takesSheets: async (userId) => userId === '1002' } });
  const sheet = { bytes: new Uint8Array(700), name: '名单.xlsx', mime: 'application/vnd.ms-excel' };
  person.sendsDocument(sheet);
  await heard(1);
  const member = server.person(1002);
  member.sendsDocument(sheet);
  await heard(2);
  member.sendsDocument({ ...sheet, name: 'a.csv', mime: 'text/csv', claimedSize: 21 * 1024 * 1024 });
  await heard(3);
  expect(
    bot.dialogue.recorded.map(({ attachments, attachmentProblem }) => attachments ?? attachmentProblem),
  ).toEqual(['unsupported', [{ name: '名单.xlsx', bytes: Buffer.alloc(700) }], 'sheet-too-large']);
  expect(server.called('getFile')).toHaveLength(2);
});

test('a download that breaks is tried again, and given up with a word to the person', async () => {
  await begin();
  server.fail({ method: 'file', how: { kind: 'cut after' } });
  person.sendsPhoto([new Uint8Array(5000)]);
  await heard(1);
  expect(bot.dialogue.recorded[0]?.attachments?.[0]?.bytes).toHaveLength(5000);
  server.fail({ method: 'getFile', times: 3, how: { kind: 'error', code: 500 } });
  person.sendsPhoto([new Uint8Array(5000)]);
  await heard(2);
  expect(bot.dialogue.recorded[1]).toMatchObject({ attachmentProblem: 'unavailable' });
});

test('stickers and voice get a polite answer, a place is where it is, a contact is its phone number', async () => {
  await begin();
  person.sendsSticker();
  person.sendsVoice();
  person.sendsLocation();
  person.sendsContact('+86 139 1111 2222');
  await heard(4);
  const [sticker, voice, location, contact] = bot.dialogue.recorded;
  for (const one of [sticker, voice]) expect(one?.attachmentProblem).toBe('unsupported');
  for (const one of [sticker, voice, location]) expect(one?.text).toBeUndefined();
  expect(location?.location).toMatchObject({ latitude: expect.any(Number), longitude: expect.any(Number) });
  expect(contact).toMatchObject({ text: '13911112222' });
});

test('a scanned code gives the village; a forged one does not', async () => {
  await begin();
  person.starts('good_code');
  person.starts('forged_code');
  person.starts();
  await heard(3);
  const said = bot.dialogue.recorded.map(({ action, entry, text }) => ({ action, entry, text }));
  expect(said).toEqual([
    { action: 'menu', entry: '411024104201', text: undefined },
    { action: 'menu', entry: undefined, text: undefined },
    { action: 'menu', entry: undefined, text: undefined },
  ]);
});

test('commands, latin in the menu and Chinese by hand', async () => {
  await begin();
  expect(server.commands).toEqual([
    { command: 'shenbao', description: expect.stringContaining('我要申报') },
    { command: 'jindu', description: expect.stringContaining('查进度') },
    { command: 'rengong', description: expect.stringContaining('找人工') },
    { command: 'bangzhu', description: expect.stringContaining('帮助') },
  ]);
  const said = {
    '/shenbao': '我要申报',
    '/jindu@yimatong_test_bot': '查进度',
    '/rengong': '找人工',
    '/bangzhu': '帮助',
    '/help': '帮助',
    '/申报': '我要申报',
    '／进度': '查进度',
    '/待办': '待办',
    '/领取 AB-123': '领取 AB-123',
    '/绑定 K7P2': '绑定 K7P2',
    '/unknown': '/unknown',
    '1/2 亩地': '1/2 亩地',
  };
  for (const text of Object.keys(said)) person.says(text);
  await heard(Object.keys(said).length);
  expect(bot.dialogue.recorded.map(({ text }) => text)).toEqual(Object.values(said));
});

test('in a group nothing personal is heard or said: one word to write privately', async () => {
  await begin();
  const [anna, berta] = server.group('望田镇五里岗村群', 1001, 1002);
  anna?.says('我叫张三，身份证……');
  await anna?.sees('https://t.me/yimatong_test_bot');
  berta?.says('我家也要申报');
  person.says('单独说');
  await person.sees('听到：单独说');
  expect(bot.dialogue.recorded.map(({ text }) => text)).toEqual(['单独说']);
  expect(anna?.hears()).toHaveLength(1);
});

test('nothing that a person says or is called is in the log', async () => {
  await begin();
  person.says('我叫赵铁柱 13922223333');
  await person.sees('赵铁柱');
  server.fail({ method: 'sendMessage', how: { kind: 'error', code: 500 } });
  person.says('住在五里岗 410000199001011234');
  await heard(2);
  await until(() => bot.logged.includes('消息没送出'));
  expect(bot.logged).not.toMatch(/赵铁柱|13922223333|五里岗|41000019|1001|张三/);
  expect(bot.logged).not.toContain(server.token);
});
