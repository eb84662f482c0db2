import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { logAll } from '../digest/asked.ts';
import { TEST_KEYS } from '../storage/databases.ts';
import { call } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-questions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(url: string): Promise<Storage> {
  const keyring = Keyring.parse(TEST_KEYS);
  return Storage.open({ url, keyring, clock: () => new Date(), ids: randomId });
}

const Cluster = z.object({ times: z.number(), askers: z.number(), words: z.string(), nearest: z.string() });
const Report = z.object({
  region: z.string(),
  period: z.strictObject({ kind: z.string(), first: z.string(), last: z.string() }),
  figures: z.object({ asked: z.number(), unanswered: z.number() }),
  unanswered: z.object({ clusters: z.array(Cluster) }),
});

test('the report in words and as JSON, the digest with its line, and each reading in the audit log', async () => {
  const db = join(folder, 'asked.db');
  const env = { DATA_KEYS: TEST_KEYS };
  const storage = await open(db);
  const wordings = ['驾照丢了咋补办', '驾照丢了去哪补办', '补办驾照要多少钱', '驾照补办找谁'];
  await logAll(
    storage,
    wordings.map((text, i) => ({ text, by: `p${i}` })),
  );
  await storage.close();

  const on = ['--db', db, '--on', '2026-11-20'];
  const text = await call(['questions', 'report', ...on, '--period', 'week'], '', env);
  const json = await call(['questions', 'report', ...on, '--region', '411024000000', '--json'], '', env);
  const digest = await call(['digest', ...on, '--period', 'month'], '', env);
  expect(text).toMatchObject({ code: 0, err: '' });
  expect(text.out).toContain('【政策提问】鄢陵县 2026年11月16日至11月22日');
  expect(text.out).toMatch(/1\. .*驾照.*（4 次，4 人）/);
  expect(text.out).toMatch(/来自：望田镇 4 次\n {3}最接近的条款：.*《.+》.+/);
  expect(json).toMatchObject({ code: 0, err: '' });
  const report = Report.parse(JSON.parse(json.out));
  expect(report).toMatchObject({
    region: '411024',
    period: { kind: 'month', first: '2026-11-01', last: '2026-11-30' },
    figures: { asked: 4, unanswered: 4 },
  });
  expect(report.unanswered.clusters).toHaveLength(1);
  expect(digest).toMatchObject({ code: 0, err: '' });
  expect(z.object({ text: z.string() }).parse(JSON.parse(digest.out)).text).toMatch(
    /\n文件里没有、问得多的：.*驾照.*（4 次）$/,
  );
  const again = await open(db);
  const why = (await again.reading.audit.of('system')).map(({ actor, detail }) => [actor, detail.why]);
  await again.close();
  expect(why).toEqual(['report', 'report', 'digest'].map((each) => ['operator', each]));
});

test.each([
  [['questions'], '用法：questions report'],
  [['questions', 'report', '--period', 'year'], '--period 不对：year'],
  [['questions', 'report', '--region', '411024104201'], '最细到乡镇'],
  [['questions', 'report', '--db', '/nowhere/asked.db'], '没有数据库文件'],
])('%j says what is wrong', async (args, message) => {
  const result = await call(args);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(message);
  expect(existsSync('/nowhere')).toBe(false);
});
