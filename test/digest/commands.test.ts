import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../commands/in-process.ts';
import { countByHand, inventHistory } from './histories.ts';
import { judge } from './rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-digest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Count = z.number().int().nonnegative();
/** A digest as the contract has it, no field more and none less. */
const Digest = z.strictObject({
  text: z.string().min(1),
  figures: z.strictObject({
    new: Count,
    open: Count,
    decided: Count,
    dueSoon: Count,
    overdue: Count,
    medianDays: z.number().nonnegative().nullable(),
    byTownship: z.record(z.string(), z.strictObject({ new: Count, open: Count, overdue: Count })),
    byCause: z.record(z.string(), z.strictObject({ new: Count, open: Count })),
    questions: z.strictObject({ asked: Count, answered: Count, unanswered: Count }),
  }),
  charts: z.array(z.string()),
});

test('replay and digest work together from the command line', async () => {
  const lines = inventHistory({ seed: 8, cases: 200, questions: 100, from: '2026-01-01', days: 300 });
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const db = join(folder, 'figures.db');
  const replayed = await call(['replay', '--db', db, '--region', '411024'], text);
  expect(replayed).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(replayed.out)).toEqual({ events: lines.length, cases: 200, questions: 100 });

  const month = await call([
    'digest',
    '--db',
    db,
    '--period',
    'month',
    '--on',
    '2026-05-20',
    '--region',
    '411024000000',
  ]);
  expect(month).toMatchObject({ code: 0, err: '' });
  const digest = Digest.parse(JSON.parse(month.out));
  expect(digest.figures).toEqual(countByHand(lines, '411024', '2026-05-01', '2026-05-31', judge));
  expect(digest.text).toContain('【月通报】鄢陵县 2026年5月');
  expect(digest.text).toContain('望田镇');

  // From a file, a second time.
  const file = join(folder, 'history.jsonl');
  writeFileSync(file, text);
  expect((await call(['replay', '--db', db, '--file', file])).out).toBe(replayed.out);
});

test('a database that is not there is said, not made', async () => {
  const db = join(folder, 'nowhere.db');
  const result = await call(['digest', '--db', db, '--period', 'day', '--on', '2026-05-20']);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain('没有数据库文件');
  expect(existsSync(db)).toBe(false);
});

test.each([
  [['digest'], '用法：digest'],
  [['digest', '--period', 'decade', '--on', '2026-05-20'], '--period 不对：decade'],
  [['digest', '--period', 'day', '--on', '2026-02-30'], '--on 应写成 YYYY-MM-DD：2026-02-30'],
  [['digest', '--period', 'day', '--on', '2026-02-20', '--region', 'x'], '地区代码“x”不对'],
  [['digest', '--period', 'day', '--on', '2026-02-20', '--region', '411024104201'], '最细到乡镇'],
  [['replay', '--region', 'x'], '地区代码“x”不对'],
  [['replay', '--file', '/nowhere/history.jsonl'], '/nowhere/history.jsonl'],
])('%j says what is wrong', async (args, message) => {
  const result = await call(args);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(message);
});

test('a wrong line ends replay with its number and leaves no half history', async () => {
  const db = join(folder, 'wrong.db');
  const line = {
    at: '2026-05-01T09:00:00+08:00',
    type: 'declared',
    case: 'a',
    township: '411024104',
    causes: [],
  };
  const result = await call(['replay', '--db', db], `${JSON.stringify(line)}\n\n{"at":1}\n`);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain('第 3 行');
  expect(existsSync(db)).toBe(false);
});
