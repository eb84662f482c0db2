import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-options-'));
const db = join(folder, 'options.db');
let gone: string;

beforeAll(async () => {
  const args = ['--name', '王主任', '--role', 'county', '--region', '411024', '--db', db];
  gone = (JSON.parse((await call(['staff', 'add', ...args])).out) as { staff: string }).staff;
  expect((await call(['staff', 'remove', gone, '--db', db])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([['alerts', 'list'], ['register', 'check'], ['rights', 'list'], ['visits', 'list'], ['chat']])(
  '%s %s refuses a --today that is no day',
  async (...args) => {
    for (const today of ['2026-02-30', '昨天', '']) {
      const { code, err } = await call([...args.filter(Boolean), '--today', today, '--db', db]);
      expect([code, err]).toEqual([2, expect.stringContaining(`--today 应写成 YYYY-MM-DD：${today}`)]);
    }
  },
);

describe('--as', () => {
  const file = join(folder, 'out.pdf');

  test.each([
    [['alerts', 'list']],
    [['record', 'notice', '--out', file]],
    [['register', 'check']],
    [['rights', 'correct', '222-222-222', 'name', '王建国']],
  ])('%j: nobody has the number, or not any more', async (args) => {
    for (const id of ['nobody', gone]) {
      const { code, err } = await call([...args, '--as', id, '--db', db]);
      expect([code, err]).toEqual([2, expect.stringContaining('没有这个编号的在岗人员；用 staff list 查看')]);
    }
  });

  test('a notice is of a village or of cases, and without --as of the one county member', async () => {
    const both = ['record', 'notice', '222-222-222', '--village', '411024104205', '--out', file];
    expect(await call([...both, '--db', db])).toMatchObject({
      code: 2,
      err: expect.stringContaining('用法'),
    });
    const wide = await call(['record', 'notice', '--village', '411024', '--out', file, '--db', db]);
    expect(wide).toMatchObject({ code: 2, err: expect.stringContaining('12 位') });
    const none = await call(['record', 'notice', '--out', file, '--db', db]);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('请用 --as 写明') });
    const args = ['--name', '吴县干', '--role', 'county', '--region', '411024', '--db', db];
    expect((await call(['staff', 'add', ...args])).code).toBe(0);
    const empty = await call(['record', 'notice', '--village', '411024104205', '--out', file, '--db', db]);
    expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('现在没有在公示这一步的件') });
  });
});
