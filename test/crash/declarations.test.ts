import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Gazetteer, parseRegion } from '../../src/regions/index.ts';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { BotApiServer } from '../bot-api/server.ts';
import { TEST_KEYS } from '../storage/databases.ts';
import { Declarant } from './declarant.ts';
import { people } from './people.ts';
import { Program } from './program.ts';

/** How many declare at once, and how often the program is killed; more with `CRASH_PEOPLE=200 npx vitest run test/crash`. */
const PEOPLE = Number(process.env.CRASH_PEOPLE ?? 60);
const KILLS = PEOPLE >= 200 ? 12 : 6;
const folder = mkdtempSync(join(tmpdir(), 'yimatong-crash-'));
const url = join(folder, 'yimatong.db');
const gazetteer = Gazetteer.load('corpus/gazetteer');

let server: BotApiServer;
let program: Program;
let declarants: Declarant[];
let kills = 0;

/**
 * Some hundred people declare at once over Telegram while the program is killed at random instants, then left to finish.
 * One long run; the tests below look at what it left.
 */
beforeAll(async () => {
  server = await BotApiServer.start();
  program = new Program({
    DATABASE_URL: url,
    DATA_KEYS: TEST_KEYS,
    REGION: '411024',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    LOG_LEVEL: 'error',
  });
  declarants = people(PEOPLE, gazetteer, parseRegion('411024')).map(
    (particulars, i) => new Declarant(server.person(7_300_000_000 + i), particulars),
  );
  program.start();
  for (const declarant of declarants) declarant.begin();
  const phone = setInterval(() => {
    for (const declarant of declarants) declarant.act();
  }, 20);
  try {
    while (kills < KILLS && !declarants.every(({ isDone }) => isDone)) {
      // From the middle of starting up to the middle of the work.
      await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 3_000));
      await program.kill();
      kills += 1;
      program.start();
    }
    const end = Date.now() + 150_000;
    while (!declarants.every(({ isDone }) => isDone) && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    clearInterval(phone);
    await program.stop();
    await server.stop();
  }
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = () =>
  Storage.open({ url, keyring: Keyring.parse(TEST_KEYS), clock: () => new Date(), ids: randomId });

test('the program was killed again and again in the middle of the work, and everybody got a receipt', () => {
  expect(kills).toBeGreaterThanOrEqual(5);
  expect(declarants.filter(({ isDone }) => !isDone).map(({ person }) => person.hears().slice(-2))).toEqual(
    [],
  );
});

test('every receipt that somebody saw is one case in one queue, that of their township', async () => {
  const storage = await open();
  try {
    const cases = await storage.reading.db
      .selectFrom('cases')
      .select(['receipt', 'queue', 'unrouted'])
      .execute();
    const byReceipt = new Map(cases.map((one) => [one.receipt.replaceAll('-', ''), one]));
    expect(cases).toHaveLength(PEOPLE);
    expect(byReceipt.size).toBe(PEOPLE);
    for (const { receipts, particulars } of declarants) {
      expect(receipts).toHaveLength(1);
      const found = byReceipt.get(receipts[0]?.replaceAll('-', '') ?? '');
      expect(gazetteer.place(parseRegion(found?.queue ?? '0'))?.name).toBe(particulars.place.split(' ')[0]);
    }
  } finally {
    await storage.close();
  }
});

test('every message was recorded once and worked once', async () => {
  const storage = await open();
  try {
    const events = await storage.reading.db
      .selectFrom('inbound')
      .select(['event_id', 'worked_at', 'error'])
      .execute();
    expect(events).toHaveLength(declarants.reduce((sum, { sent }) => sum + sent, 0));
    expect(events.filter(({ worked_at, error }) => worked_at === null || error !== null)).toEqual([]);
  } finally {
    await storage.close();
  }
});

test('every declaration has its audit chain, and all chains are whole', async () => {
  const storage = await open();
  try {
    const report = await storage.verifyAudit();
    expect(report.broken).toEqual([]);
    expect(report.chains).toBeGreaterThanOrEqual(PEOPLE);
  } finally {
    await storage.close();
  }
});

test('no personal value can be read in the database file, its log files or what the program logged', () => {
  const files = readdirSync(folder).map((name) => join(folder, name));
  expect(files.some((file) => existsSync(file))).toBe(true);
  const readable = [...files.map((file) => readFileSync(file)), Buffer.from(program.log)];
  for (const { particulars, person } of declarants) {
    const { name, idNumber, phone, story } = particulars;
    for (const value of [name, idNumber, phone, story, String(person.user.id)]) {
      for (const bytes of [
        Buffer.from(value),
        Buffer.from(value, 'utf16le'),
        Buffer.from(Buffer.from(value).toString('hex')),
      ])
        expect(readable.every((one) => !one.includes(bytes))).toBe(true);
    }
  }
});
