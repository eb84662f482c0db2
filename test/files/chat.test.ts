import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilesFolder } from '../../src/channels/console/files.ts';
import { type ChatOutput, ChatSession } from '../../src/commands/chat-session.ts';
import { discreet, FILE_LIMITS, isSheet, openFile, plainName } from '../../src/dialogue/index.ts';
import { Keyring, randomId, Storage, upkeep } from '../../src/storage/index.ts';
import { declares, type Person, SHORT_FORM, startOf, Town } from '../dialogue/person.ts';
import { TEST_KEYS } from '../storage/databases.ts';

const NAME = '望田镇大病名单.csv';
const SHEET = { name: NAME, bytes: new TextEncoder().encode('姓名,身份证\n欧阳翠花,411024196507153327\n') };

const folder = mkdtempSync(join(tmpdir(), 'yimatong-files-test-'));
const clock = startOf();
let town: Town;
let cadre: Person;
beforeAll(async () => {
  const storage = await Storage.open({
    url: join(folder, 'town.db'),
    keyring: Keyring.parse(TEST_KEYS),
    clock: () => clock.now,
    ids: randomId,
  });
  town = new Town(storage, clock);
  cadre = await town.cadre('township', '411024104');
});
afterAll(async () => {
  await town.storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = () => town.storage.reading.db.selectFrom('files').selectAll().execute();
const empty = () => town.storage.transaction(({ db }) => db.deleteFrom('files').execute());

/** The short form of another household. */
function formOf(name: string, idNumber: string, phone: string): string[] {
  return SHORT_FORM.map((said, i) => (i === 2 ? name : i === 3 ? idNumber : i === 4 ? phone : said));
}

/** The files of somebody's chat, opened. */
async function filesOf(person: Person) {
  const conversation = await person.conversationId();
  const ids = (await rows()).filter((row) => row.conversation_id === conversation).map(({ id }) => id);
  return Promise.all(ids.map((id) => openFile(town.storage.reading, conversation, id)));
}

test('a cadre’s spreadsheet is kept sealed and opens in that chat alone', async () => {
  const heard = await cadre.hands([SHEET]);
  expect(heard.text).not.toContain('不是照片');
  expect(await filesOf(cadre)).toMatchObject([{ name: NAME, bytes: SHEET.bytes }]);
  const [row] = await rows();
  expect(Buffer.from(row?.content_sealed ?? []).includes('翠花')).toBe(false);
  expect(row?.name_sealed).not.toContain('望田');
  const other = await town.cadre('township', '411024104', '王干部');
  const stranger = await other.conversationId();
  expect(await openFile(town.storage.reading, stranger, row?.id ?? '')).toBeUndefined();
  await empty();
});

test('the same event twice keeps one file; several in one message are each taken', async () => {
  const event = {
    channel: 'test',
    eventId: 'twice',
    userId: cadre.name,
    attachments: [SHEET, { ...SHEET, name: '2.xls' }],
  };
  await Promise.all([town.dialogue.receive(event), town.dialogue.receive(event)]);
  await town.dialogue.work(await cadre.conversationId());
  expect(await rows()).toHaveLength(2);
  await cadre.hears();
  await empty();
});

test('a resident’s spreadsheet is no photo, as ever; nothing of it is kept', async () => {
  const resident = town.person('somebody');
  await resident.says('你好');
  expect((await resident.hands([SHEET])).text).toContain('不是照片');
  expect(await rows()).toEqual([]);
});

test('one over 20 MB is refused plainly, and so is one that Telegram does not give', async () => {
  const large = new Uint8Array(FILE_LIMITS.in + 1);
  expect((await cadre.hands([{ name: 'a.xlsx', bytes: large }])).text).toContain('超过了20兆');
  const event = { channel: 'test', attachmentProblem: 'sheet-too-large' as const };
  const resident = town.person('somebody');
  for (const [person, said] of [
    [cadre, '超过了20兆'],
    [resident, '这个我看不了'],
  ] as const) {
    await town.dialogue.receive({ ...event, eventId: `large-${said}`, userId: person.name });
    await town.dialogue.work(await person.conversationId());
    expect(await person.hears()).toContain(said);
  }
  expect(await rows()).toEqual([]);
});

test('words beside a spreadsheet that are a command are obeyed, and it is not lost', async () => {
  const heard = await cadre.hands([SHEET], '待办');
  expect(heard.text).toContain('现在没有要办的件');
  expect(await rows()).toHaveLength(1);
  await empty();
});

test.each([
  [
    'is gone after seven days',
    async () => {
      town.wait({ days: 7 });
      await upkeep(town.storage, '2026-11-30');
    },
  ],
  ['goes with 删除我的信息', (): Promise<unknown> => cadre.tells('删除我的信息', '是')],
  ['goes with 解除绑定', () => cadre.says('解除绑定')],
])('a spreadsheet %s', async (_, end) => {
  await cadre.hands([SHEET]);
  expect(await rows()).toHaveLength(1);
  await end();
  expect(await rows()).toEqual([]);
});

test('a spreadsheet sent behind 删除我的信息 and not worked yet is kept under the new key', async () => {
  const member = await town.cadre('township', '411024104', '赵干部');
  await member.says('删除我的信息');
  const conversation = await member.conversationId();
  const event = { channel: 'test', userId: member.name };
  await town.dialogue.receive({ ...event, eventId: 'forget', text: '是' });
  await town.dialogue.receive({ ...event, eventId: 'behind', attachments: [SHEET] });
  await town.dialogue.work(conversation);
  expect(await filesOf(member)).toMatchObject([{ name: NAME, bytes: SHEET.bytes }]);
  await member.hears();
  await empty();
});

test('看照片 gives a case’s photos to whom it belongs, each reading noted; to others it is no case', async () => {
  const member = await town.cadre('township', '411024104', '孙干部');
  const outsider = await town.cadre('township', '411024102', '钱干部');
  const resident = town.person('zhang');
  await resident.says('我要申报');
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c00' } });
  const jpeg = new Uint8Array(await picture.jpeg().toBuffer());
  for (const said of SHORT_FORM.slice(0, -1)) await resident.says(said);
  await resident.photographs(jpeg, jpeg);
  const { receipt = '' } = await resident.tells('好了', '确认提交');
  await member.says(`打开 ${receipt}`).then(({ buttons }) => {
    expect(buttons).toContain(`staff:photos:${receipt}`);
  });
  const heard = await member.presses(`staff:photos:${receipt}`);
  expect(heard.files.map(({ name, mime }) => [name, mime])).toEqual([
    [`${receipt}-照片1.jpg`, 'image/jpeg'],
    [`${receipt}-照片2.jpg`, 'image/jpeg'],
  ]);
  expect((await sharp(heard.files[1]?.bytes).metadata()).width).toBe(60);
  const audit = await town.storage.reading.db.selectFrom('audit').select('detail_json').execute();
  expect(audit.filter(({ detail_json }) => detail_json.includes('"photo"'))).toHaveLength(2);
  const foreign = await outsider.says(`看照片 ${receipt}`);
  expect(foreign.files).toEqual([]);
  expect(foreign.text).toBe((await outsider.says('看照片 K7P-2MX-9QD')).text);
  // Their channel is closed meanwhile: what waits goes out without the file.
  const [reply] = heard.replies;
  const cause = 'inbound:telegram:1:0';
  expect(discreet(cause, reply ?? { text: '' }, {})).toEqual({
    text: expect.stringContaining('这个渠道不能发'),
  });
  await empty();
});

test('more than nine photos come in two portions', async () => {
  const member = await town.cadre('township', '411024104', '周干部');
  const resident = town.person('li');
  const { receipt = '' } = await declares(resident, formOf('李秀英', '411024195603123423', '13803741235'));
  await town.storage.transaction(async ({ db, subjects, ids, clock: now }) => {
    const { id, subject_id: subject } = await db
      .selectFrom('cases')
      .innerJoin('households', 'households.id', 'cases.household_id')
      .select(['cases.id', 'households.subject_id'])
      .where('cases.receipt', '=', receipt)
      .executeTakeFirstOrThrow();
    for (let n = 0; n < 10; n++) {
      const photo = ids();
      const image = await subjects.sealBytes(subject, new Uint8Array([n]), `photos.image_sealed:${photo}`);
      const row = { id: photo, subject_id: subject, conversation_id: null, draft_id: null, case_id: id };
      const rest = { mime: 'image/jpeg', bytes: 1, image_sealed: image, created_at: now().toISOString() };
      await db
        .insertInto('photos')
        .values({ ...row, ...rest })
        .execute();
    }
  });
  const first = await member.says(`看照片 ${receipt}`);
  expect(first.files).toHaveLength(9);
  expect(first.text).toContain('还有 1 张');
  const more = first.buttons.find((id) => id.startsWith('staff:photos:') && id.endsWith(' 2')) ?? '';
  expect((await member.presses(more)).files).toMatchObject([{ name: `${receipt}-照片10.jpg` }]);
  await empty();
});

test('chat: a file line in, a path out; only this user may read it', async () => {
  const { code } = await town.storage.transaction((unit) =>
    town.engine.staff.add(unit, { name: '吴干部', role: 'township', region: '411024104' }),
  );
  const files = new FilesFolder(join(folder, 'given'));
  const session = new ChatSession({ storage: town.storage, dialogue: town.dialogue, files });
  const outputs: ChatOutput[] = [];
  const line = (said: object) =>
    session.answer(JSON.stringify({ user: 'u', ...said }), (out) => outputs.push(out));
  const sheet = join(folder, NAME);
  writeFileSync(sheet, SHEET.bytes);
  await line({ text: `绑定 ${code}` });
  await line({ file: sheet });
  expect(await rows()).toHaveLength(1);
  const resident = town.person('wang');
  const shown = await declares(resident, formOf('王铁柱', '411024195603123431', '13803741236'));
  const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#c00' } });
  await resident.says('补充情况');
  await resident.photographs(new Uint8Array(await picture.jpeg().toBuffer()));
  await line({ text: `看照片 ${shown.receipt ?? ''}` });
  await line({ text: `看照片 ${shown.receipt ?? ''}` });
  const paths = outputs.flatMap((out) =>
    'replies' in out ? out.replies.flatMap(({ file }) => file ?? []) : [],
  );
  expect(paths.map((path) => path.slice(folder.length))).toEqual([
    `/given/${shown.receipt}-照片1.jpg`,
    `/given/${shown.receipt}-照片1-2.jpg`,
  ]);
  expect(statSync(paths[0] ?? '').mode & 0o777).toBe(0o600);
  expect(readFileSync(paths[0] ?? '').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(JSON.stringify(outputs[0])).not.toContain('"file"');
});

test('what is a spreadsheet is told by content, or by a name that says so', () => {
  const zip = (inside: string) => new TextEncoder().encode(`PK\u0003\u0004…${inside}…`);
  const ole = new Uint8Array(Buffer.from('d0cf11e0a1b11ae1ffff', 'hex'));
  const text = new TextEncoder().encode('姓名,电话');
  const known: [string | undefined, Uint8Array, boolean][] = [
    [undefined, zip('xl/workbook.xml'), true],
    ['名单.docx', zip('word/document.xml'), false],
    // Told what is wrong with it by whoever reads it.
    ['名单.xlsx', zip('word/document.xml'), true],
    [undefined, ole, true],
    ['名单.doc', ole, false],
    ['名单.CSV', text, true],
    ['名单.txt', text, false],
  ];
  for (const [name, bytes, is] of known) {
    expect([name, isSheet({ bytes, ...(name === undefined ? {} : { name }) })]).toEqual([name, is]);
  }
});

test('a name leads out of no folder and breaks no header', () => {
  expect(plainName('../../etc/名单".xlsx\r\nX: 1', '表格')).toBe('名单.xlsxX 1');
  expect(plainName('..', '表格')).toBe('表格');
  expect(plainName('C:\\名单\\a.csv', '表格')).toBe('a.csv');
  expect(plainName(`${'长'.repeat(300)}.xlsx`, '表格')).toMatch(/^长{115}\.xlsx$/);
});
