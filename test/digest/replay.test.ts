import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { collect } from '../../src/commands/replay.ts';
import { readReceipt } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { inventHistory, type Line } from './histories.ts';
import { judge, replayLines } from './rules.ts';

const HISTORY: Line[] = [
  {
    at: '2026-09-28T09:00:00+08:00',
    type: 'declared',
    case: 'c1',
    township: '411024104',
    causes: ['因病', '因学'],
    source: 'resident',
  },
  {
    at: '2026-09-28T09:00:00+08:00',
    type: 'declared',
    case: 'c2',
    township: null,
    causes: [],
    source: 'department',
  },
  { at: '2026-09-29T23:59:59+08:00', type: 'stage', case: 'c1', stage: 'verification' },
  { at: '2026-10-09T08:00:00+08:00', type: 'stage', case: 'c1', stage: 'verification' },
  { at: '2026-10-12T08:00:00+08:00', type: 'withdrawn', case: 'c2' },
  { at: '2026-10-20T08:00:00+08:00', type: 'decided', case: 'c1', outcome: 'included' },
  { at: '2026-10-21T08:00:00+08:00', type: 'stage', case: 'c1', stage: 'support' },
  { at: '2026-10-21T08:00:00+08:00', type: 'question', region: '411024', status: 'answered' },
  { at: '2026-10-21T08:00:00+08:00', type: 'question', region: '411024', status: 'answered' },
];

/** All that a replay writes. */
async function contents({ reading: { db } }: Storage) {
  return {
    cases: await db.selectFrom('cases').selectAll().orderBy('id').execute(),
    stages: await db.selectFrom('case_stages').selectAll().orderBy('case_id').orderBy('position').execute(),
    causes: await db.selectFrom('case_causes').selectAll().orderBy('case_id').orderBy('position').execute(),
    questions: await db.selectFrom('questions').selectAll().orderBy('id').execute(),
    audit: await db.selectFrom('audit').select(['chain', 'action', 'detail_json']).execute(),
  };
}

eachDatabase('replaying a history', (databases) => {
  test('writes real cases: queue, receipt, stages with due days, outcome', async () => {
    const storage = await databases.open();
    expect(await replayLines(storage, HISTORY)).toEqual({ events: 9, cases: 2, questions: 2 });
    const { cases, stages, causes, questions, audit } = await contents(storage);
    const first = cases.find(({ queue }) => queue === '411024104');
    const second = cases.find(({ queue }) => queue === '411024');
    expect(first).toMatchObject({
      county: '411024',
      source: 'resident',
      household_id: null,
      unrouted: 0,
      stage: 'support',
      outcome: 'included',
      opened_at: '2026-09-28T01:00:00.000Z',
      decided_at: '2026-10-20T00:00:00.000Z',
    });
    expect(second).toMatchObject({
      unrouted: 1,
      stage: 'withdrawn',
      outcome: 'withdrawn',
      source: 'department',
    });
    for (const { receipt } of cases) expect(readReceipt(receipt).receipt).toBe(receipt);
    const history = stages.filter(({ case_id }) => case_id === first?.id);
    expect(history.map(({ stage, due_on }) => [stage, due_on])).toEqual([
      ['received', judge.due('received', '2026-09-28', '2026-09-28')],
      ['verification', judge.due('verification', '2026-09-29', '2026-09-28')],
      ['included', null],
      ['support', null],
    ]);
    // No gap between the stages, and the last is not left.
    for (const [at, { left_at }] of history.entries())
      expect(left_at).toBe(history[at + 1]?.entered_at ?? null);
    expect(causes.map(({ cause, position }) => [cause, position])).toEqual([
      ['因病', 0],
      ['因学', 1],
    ]);
    expect(questions).toHaveLength(2);
    expect(audit).toHaveLength(2);
    for (const entry of audit) expect(entry).toMatchObject({ chain: 'system', action: 'replay' });
  });

  test('changes nothing when the same history comes again', async () => {
    const storage = await databases.open();
    const lines = inventHistory({ seed: 2, cases: 1300, questions: 1100, from: '2026-01-01', days: 300 });
    const printed = await replayLines(storage, lines);
    const before = await contents(storage);
    expect(await replayLines(storage, lines)).toEqual(printed);
    expect(await contents(storage)).toEqual(before);
    expect(before.cases).toHaveLength(printed.cases);
  });

  test('goes on with a history that has grown, and with one that was broken off', async () => {
    const [whole, grown] = [await databases.open(), await databases.open()];
    const lines = inventHistory({ seed: 6, cases: 300, questions: 50, from: '2026-01-01', days: 200 });
    await replayLines(whole, lines);
    await replayLines(grown, lines.slice(0, 400));
    // The rest alone, then all once more.
    await replayLines(grown, lines.slice(400));
    await replayLines(grown, lines);
    const { audit: _, ...there } = await contents(grown);
    const { audit: __, ...expected } = await contents(whole);
    expect(there.stages).toEqual(expected.stages);
    expect(there.cases).toEqual(expected.cases);
    expect(there.causes).toEqual(expected.causes);
  });

  test('gives a case another receipt where a chat has its own already', async () => {
    const [usual, taken] = [await databases.open(), await databases.open()];
    await replayLines(usual, HISTORY);
    const wanted = (await contents(usual)).cases.find(({ queue }) => queue === '411024104');
    await replayLines(taken, [{ ...HISTORY[0], case: 'other' } as Line]);
    await taken.transaction(({ db }) =>
      db
        .updateTable('cases')
        .set({ receipt: wanted?.receipt ?? '' })
        .execute(),
    );
    await replayLines(taken, HISTORY);
    const receipts = (await contents(taken)).cases.map(({ receipt }) => receipt);
    expect(new Set(receipts).size).toBe(3);
    for (const receipt of receipts) expect(readReceipt(receipt).receipt).toBe(receipt);
  });
});

const declared = HISTORY[0] as Line;
const at = (day: string) => `${day}T09:00:00+08:00`;

test.each<[string, object[], string]>([
  ['a line that is no event', [[1]], '第 1 行：内容 不对'],
  ['an unknown event', [{ at: at('2026-10-01'), type: 'exploded', case: 'c1' }], '第 1 行：type 不对'],
  [
    'an event of an unknown case',
    [declared, { at: at('2026-10-01'), type: 'withdrawn', case: 'c9' }],
    '第 2 行：没有件 c9',
  ],
  ['a case declared twice', [declared, { ...declared, at: at('2026-10-01') }], '第 2 行：件 c1 已经申报过'],
  [
    'events out of order',
    [declared, { ...declared, case: 'c2', at: at('2026-09-01') }],
    '第 2 行：时间早于上一行',
  ],
  [
    'a township elsewhere',
    [{ ...declared, township: '411326100' }],
    '第 1 行：乡镇 411326100 不在 411024 里',
  ],
  ['a county for a township', [{ ...declared, township: '411024' }], '第 1 行：township 应为 9 位'],
  ['no code at all', [{ ...declared, township: '望田镇' }], '第 1 行：地区代码“望田镇”不对'],
  ['an unknown cause', [{ ...declared, causes: ['因懒'] }], '第 1 行：causes.0 不对'],
  [
    'an unknown stage',
    [declared, { at: at('2026-10-01'), type: 'stage', case: 'c1', stage: 'done' }],
    '第 2 行：stage 不对',
  ],
  ['a day that is none', [{ ...declared, at: '2026-02-30T09:00:00+08:00' }], '第 1 行：at 不对'],
  ['a time without its zone', [{ ...declared, at: '2026-02-20T09:00:00' }], '第 1 行：at 不对'],
  ['a year far away', [{ ...declared, at: at('1926-02-20') }], '第 1 行：at 的年份不对'],
  [
    'a decision after a decision',
    [
      declared,
      { at: at('2026-10-01'), type: 'decided', case: 'c1', outcome: 'included' },
      { at: at('2026-10-02'), type: 'withdrawn', case: 'c1' },
    ],
    '第 3 行：件 c1 已经有结果了',
  ],
  [
    'a decision written as a stage',
    [declared, { at: at('2026-10-01'), type: 'stage', case: 'c1', stage: 'included' }],
    '第 2 行：件 c1 还没有决定',
  ],
])('refuses a history with %s and writes nothing of it', async (_, events, message) => {
  const storage = await storages.open();
  await expect(replayLines(storage, events as Line[])).rejects.toThrow(message);
  const { cases, questions, audit } = await contents(storage);
  expect([cases, questions, audit]).toEqual([[], [], []]);
});

test('refuses a line that is no JSON', async () => {
  await expect(collect(Readable.from(['{"at":']))).rejects.toThrow('第 1 行：不是合法的 JSON');
});

test('refuses a case that is stored with another beginning', async () => {
  const storage = await storages.open();
  await replayLines(storage, HISTORY);
  const moved = [{ ...declared, township: '411024100' }];
  await expect(replayLines(storage, moved)).rejects.toThrow('第 1 行：库里已有件 c1');
});

test('names the first wrong line of several', async () => {
  const storage = await storages.open();
  const wrong = [
    declared,
    { at: at('2026-10-01'), type: 'withdrawn', case: 'x2' },
    { at: at('2026-10-01'), type: 'withdrawn', case: 'x1' },
  ];
  await expect(replayLines(storage, wrong as Line[])).rejects.toThrow('第 2 行');
});

test('needs a county for cases without a township', async () => {
  const storage = await storages.open();
  const places = { region: parseRegion('4110'), intake: parseRegion('4110') };
  await expect(replayLines(storage, [{ ...declared, township: null }], places)).rejects.toThrow('哪个县');
});

const storages = sqliteDatabase();
