import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { BotApiServer } from '../bot-api/server.ts';
import { linesOf, run } from '../commands/command-line.ts';
import { Declarant } from '../crash/declarant.ts';
import { Program } from '../crash/program.ts';
import { CANARY, VALUES } from './canaries.ts';
import { formsOf, readableIn } from './forms.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-privacy-'));
const photos = mkdtempSync(join(tmpdir(), 'yimatong-privacy-photos-'));
afterAll(() => {
  for (const each of [folder, photos]) rmSync(each, { recursive: true, force: true });
});
const db = join(folder, 'county.db');
const trace = { LOG_LEVEL: 'trace', DATA_KEYS: '' };

interface Output {
  user: string;
  error?: string;
  replies: { text: string; receipt?: string }[];
  step: string | null;
  case?: { receipt: string; stage: string };
}

/** All that commands and programs wrote to standard error. */
let logs = '';
/** The files of the database while it was open: with its write-ahead log. */
const atWork = new Map<string, Buffer>();

function keepFiles(): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.keys')) atWork.set(`${atWork.size} ${name}`, readFileSync(join(folder, name)));
  }
}

async function chat(...lines: [user: string, said: string | object][]): Promise<Output[]> {
  const input = lines.map(([user, said]) =>
    JSON.stringify({ user, ...(typeof said === 'string' ? { text: said } : said) }),
  );
  const watch = setInterval(() => atWork.size < 12 && keepFiles(), 700);
  const result = await run(['chat', '--db', db], input.join('\n'), trace).finally(() => clearInterval(watch));
  logs += result.err;
  const outputs = linesOf(result).map((line) => JSON.parse(line) as Output);
  expect(outputs).toHaveLength(lines.length);
  expect(outputs.map(({ error }) => error)).toEqual(lines.map(() => undefined));
  return outputs;
}

const textOf = (output: Output | undefined) => output?.replies.map(({ text }) => text).join('\n') ?? '';

async function command(...args: string[]): Promise<string> {
  const result = await run([...args, '--db', db], '', trace);
  logs += result.err;
  expect([args.join(' '), result.code, result.code === 0 ? '' : result.err]).toEqual([args.join(' '), 0, '']);
  return result.out;
}

async function code(role: string, region: string, name: string): Promise<string> {
  const added = await command('staff', 'add', '--name', name, '--role', role, '--region', region);
  return (JSON.parse(added) as { code: string }).code;
}

async function photo(): Promise<string> {
  const file = join(photos, 'house.jpg');
  const image = sharp({ create: { width: 320, height: 200, channels: 3, background: '#765' } });
  const tags = { IFD0: { Make: CANARY.camera, ImageDescription: CANARY.landmark } };
  const bytes = await image
    .withExif({ ...tags, IFD3: { GPSProcessingMethod: CANARY.gps, GPSLatitude: '34/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
  expect(bytes.includes(CANARY.camera)).toBe(true);
  writeFileSync(file, bytes);
  return file;
}

/** The whole of what a household, its neighbour and two offices do, with words that would be recognised. */
async function everyFlow(): Promise<void> {
  const { user, neighbour, cadreUser } = CANARY;
  const [village, county] = [
    await code('township', '411024104', '李干部'),
    await code('county', '411024', '赵主任'),
  ];
  const other = await code('township', '411024103', '孙干部');
  const picture = await photo();
  const declared = await chat(
    [cadreUser, `绑定 ${village}`],
    ['county', `绑定 ${county}`],
    ['other', `绑定 ${other}`],
    [user, CANARY.question],
    [user, '我要申报'],
    [user, '给自己家报'],
    [user, '都同意'],
    [user, CANARY.name],
    [user, CANARY.wrongId],
    [user, CANARY.idNumber],
    [user, CANARY.wrongPhone],
    [user, CANARY.phone],
    [user, `望田镇武岗村${CANARY.landmark}`],
    [user, '看病花钱多'],
    [user, CANARY.story],
    [user, { photo: picture }],
    [user, CANARY.question],
    [user, `电话打错了，是${CANARY.newPhone}`],
    [user, '没有照片了'],
    [user, '确认提交'],
    ['county', '待办'],
    [neighbour, '我要申报'],
    [neighbour, `我是邻居${CANARY.neighbourName}，帮${CANARY.name}报`],
    [neighbour, '取消'],
    [neighbour, '是的'],
  );
  const receipt = declared.flatMap(({ replies }) => replies).find((reply) => reply.receipt)?.receipt ?? '';
  expect(receipt).toMatch(/^\w{3}-\w{3}-\w{3}$/);
  const worked = await chat(
    [neighbour, '查进度'],
    [neighbour, receipt],
    [neighbour, '8291'],
    [user, '补充情况'],
    [user, CANARY.supplement],
    [user, { action: 'done' }],
    [cadreUser, `打开 ${receipt}`],
    [cadreUser, `领取 ${receipt}`],
    [cadreUser, `推进 ${receipt}`],
    [cadreUser, `记录核实 ${receipt} ${CANARY.finding}`],
    [cadreUser, `退回补正 ${receipt} ${CANARY.missing}`],
    [cadreUser, `恢复办理 ${receipt}`],
    [cadreUser, `转办 ${receipt} 陈化店 ${CANARY.transferReason}`],
    ['other', `打开 ${receipt}`],
    ['other', `拒收 ${receipt} ${CANARY.transferReason}`],
    ...[
      `推进 ${receipt}`,
      `评议 ${receipt} 12人 全部同意`,
      `推进 ${receipt}`,
      `张贴 ${receipt}`,
      `推进 ${receipt}`,
      `推进 ${receipt}`,
    ].map((said): [string, string] => [cadreUser, said]),
    ['county', `决定 ${receipt} 不纳入 ${CANARY.reason}`],
    [user, '我不同意这个结果'],
    [user, CANARY.objection],
  );
  expect(textOf(worked[6])).toContain(CANARY.supplement);
  expect(worked.map(({ case: held }) => held?.stage)).toContain('not_included');
  expect(textOf(worked.at(-1))).toContain('您的意见收到了');
  await chat(
    [user, '撤回申报'],
    [user, CANARY.withdrawn],
    [neighbour, CANARY.question],
    [neighbour, '删除我的信息'],
    [neighbour, '是的'],
  );
}

/** A declaration over Telegram, all that is logged with it. */
async function overTelegram(): Promise<void> {
  const server = await BotApiServer.start();
  const program = new Program({
    DATABASE_URL: db,
    REGION: '411024',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    TELEGRAM_PERSONAL_DATA: 'allow',
    ...trace,
  });
  const declarant = new Declarant(server.person(7_319_555_001), {
    name: CANARY.neighbourName,
    idNumber: '410102199001011234',
    phone: CANARY.newPhone,
    place: '望田镇武岗村',
    causes: '看病',
    story: CANARY.supplement,
  });
  program.start();
  declarant.begin();
  declarant.person.sendsPhoto([readFileSync(join(photos, 'house.jpg'))], { caption: CANARY.landmark });
  const end = Date.now() + 20_000;
  while (!declarant.person.hears().some((text) => text.includes('身份证')) && Date.now() < end) {
    declarant.act();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  declarant.person.says(CANARY.wrongId);
  await new Promise((resolve) => setTimeout(resolve, 500));
  keepFiles();
  await program.stop();
  await server.stop();
  expect(declarant.person.hears().length).toBeGreaterThan(3);
  logs += program.log;
}

test('the search finds a value in each form, and parts of it', () => {
  for (const form of formsOf(CANARY.story)) {
    const bytes = Buffer.concat([Buffer.from('xx'), form, Buffer.from('yy')]);
    expect(readableIn(bytes, VALUES)).toContain(CANARY.story);
  }
  expect(readableIn(Buffer.from(`k ${CANARY.idNumber}`), VALUES)).toContain(CANARY.idNumber.slice(-6));
});

describe('after everything was done with words that would be recognised', () => {
  beforeAll(async () => {
    await everyFlow();
    await overTelegram();
  }, 180_000);

  test('the database, its write-ahead log and its index of that show none of them', () => {
    keepFiles();
    const names = [...atWork.keys()].map((name) => name.split('.db')[1]);
    expect(new Set(names)).toEqual(new Set(['', '-wal', '-shm']));
    for (const [name, bytes] of atWork) expect([name, readableIn(bytes, VALUES)]).toEqual([name, []]);
  });

  test('a backup shows none, packed or unpacked', async () => {
    const file = join(photos, 'county.backup');
    logs += await command('backup', file);
    const packed = readFileSync(file);
    expect(readableIn(packed, VALUES)).toEqual([]);
    expect(readableIn(gunzipSync(packed), VALUES)).toEqual([]);
  });

  test('digest, list of staff and audit show none', async () => {
    const printed = [
      await command('digest', '--period', 'year', '--on', new Date().toISOString().slice(0, 10)),
      await command('staff', 'list'),
      await command('audit', 'verify'),
    ];
    expect(JSON.parse(printed[0] ?? '')).toHaveProperty('figures.new');
    expect(readableIn(Buffer.from(printed.join('\n')), VALUES)).toEqual([]);
  });

  test('nothing logged shows any, at the finest level too', () => {
    expect(logs).not.toBe('');
    expect(readableIn(Buffer.from(logs), VALUES)).toEqual([]);
  });

  test('a question kept for the supervisors names nobody', async () => {
    const keyring = Keyring.fromFileOrCreate(`${db}.keys`);
    const storage = await Storage.open({ url: db, keyring, clock: () => new Date(), ids: randomId });
    try {
      const { db: tables, subjects } = storage.reading;
      const rows = await tables.selectFrom('questions').selectAll().execute();
      const texts: (string | undefined)[] = [];
      for (const { id, subject_id, text_sealed } of rows) {
        if (subject_id !== null) {
          texts.push(await subjects.open(subject_id, text_sealed, `questions.text_sealed:${id}`));
        }
      }
      expect(texts.length).toBeGreaterThan(0);
      // Its words are what it is kept for; who asked it must not be among them.
      const personal = VALUES.filter((value) => value !== CANARY.withdrawn);
      expect(readableIn(Buffer.from(texts.join('\n')), personal)).toEqual([]);
      // What the neighbour asked before the deletion is gone, and still counted.
      expect(rows.filter(({ text_sealed }) => text_sealed === null)).not.toEqual([]);
    } finally {
      await storage.close();
    }
  });
});
