import { describe, expect, test } from 'vitest';
import { makeDigest, periodOf } from '../../src/digest/index.ts';
import { Gazetteer, parseRegion, type RegionCode } from '../../src/regions/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { inventHistory, type Line } from './histories.ts';
import { COUNTY, calendar, replayLines } from './rules.ts';

const gazetteer = Gazetteer.load('corpus/gazetteer');
const place = (code: RegionCode) => gazetteer.place(code)?.name ?? code;
const databases = sqliteDatabase();

/** The digest's text after a history. */
async function textOf(
  lines: Line[],
  kind: 'day' | 'week' | 'month',
  on: string,
  { region = '411024', today = '2027-01-31' } = {},
): Promise<string> {
  const storage = await databases.open();
  const inOrder = lines.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  await replayLines(storage, inOrder, { region: undefined });
  const scope = { region: parseRegion(region), period: periodOf(kind, on) };
  return (await makeDigest(storage.reading.db, scope, { calendar, place, today })).text;
}

function declared(count: number, day: string, township: string | null, cause: string, prefix = ''): Line[] {
  return Array.from({ length: count }, (_, at) => ({
    at: `${day}T10:00:00+08:00`,
    type: 'declared' as const,
    case: `${prefix}${day}-${township}-${cause}-${at}`,
    township,
    causes: [cause],
    source: 'resident',
  }));
}

describe('the text of a digest', () => {
  test('tells the figures with those of the day before, and townships in the order of their codes', async () => {
    const lines = [
      ...declared(2, '2026-11-19', '411024104', '因病'),
      ...declared(4, '2026-11-20', '411024104', '因病'),
      ...declared(9, '2026-11-20', '411024100', '住房'),
      ...declared(1, '2026-11-20', null, '因学'),
      { at: '2026-11-20T11:00:00+08:00', type: 'question' as const, region: '411024104', status: 'partial' },
    ];
    const text = await textOf(lines, 'day', '2026-11-20');
    expect(text).toContain('【每日简报】鄢陵县 2026年11月20日（星期五）');
    expect(text).toContain('新收 14 件（前一天 2）');
    expect(text).toContain('在办 16 件（前一天 2）');
    expect(text).toContain('超期 0 件（前一天 0）');
    expect(text).toContain('政策提问 1 次：答上 1 次，文件里没有的 0 次');
    const places = ['鄢陵县（乡镇待定）：新收 若干', '安陵镇：新收 9', '望田镇：新收 若干'];
    const found = places.map((line) => text.indexOf(line));
    expect(found.every((at) => at > 0)).toBe(true);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test('hides small counts by cause, and the one that would give them away', async () => {
    const lines = [
      ...declared(9, '2026-11-20', '411024104', '因病'),
      ...declared(4, '2026-11-20', '411024100', '住房'),
      ...declared(1, '2026-11-20', '411024100', '因残'),
    ];
    const text = await textOf(lines, 'day', '2026-11-20');
    expect(text).toContain('· 因病：9');
    expect(text).toContain('· 住房、因残：有的件数少，不分开列');
    expect(text).not.toMatch(/(住房|因残)：[\d不]/);
  });

  test('names no cause when there is only a case or two', async () => {
    const text = await textOf(declared(1, '2026-11-20', '411024104', '因残'), 'day', '2026-11-20');
    expect(text).toContain('件数少，不列原因');
    expect(text).not.toContain('因残');
  });

  test.each(['day', 'week', 'month'] as const)('tells no township of one or two cases: %s', async (kind) => {
    const lines = [
      ...declared(9, '2026-11-20', '411024104', '因病'),
      ...declared(1, '2026-11-20', '411024100', '因病'),
      ...declared(2, '2026-11-20', '411024102', '因病'),
    ];
    const text = await textOf(lines, kind, '2026-11-20');
    expect(text).toContain('新收 12 件');
    expect(text).toMatch(/· 安陵镇：新收 不足3件/);
    expect(text).toMatch(/· 柏梁镇：新收 不足3件/);
    expect(text).toMatch(/· 望田镇：新收 9，在办 9/);
    const list = text.slice(text.indexOf('各乡镇'));
    expect(list).not.toMatch(/(新收|在办|即将到期|超期) [12](\D|$)/);
    expect(list).not.toContain('马栏镇');
  });

  test('names no township of the only case, but tells the county of it', async () => {
    const text = await textOf(declared(1, '2026-11-20', '411024104', '因病'), 'day', '2026-11-20');
    expect(text).toContain('新收 1 件（前一天 0）');
    expect(text).not.toContain('望田镇');
    expect(text).toContain('新收、在办、即将到期：件数少，不分开列');
  });

  test('hides the small figures of a township of whose own it is', async () => {
    const lines = [
      ...declared(4, '2026-11-20', '411024104', '因病'),
      ...declared(1, '2026-11-19', '411024104', '因学'),
      {
        at: '2026-11-20T11:00:00+08:00',
        type: 'decided' as const,
        case: '2026-11-19-411024104-因学-0',
        outcome: 'included',
      },
    ] as Line[];
    const text = await textOf(lines, 'day', '2026-11-20', { region: '411024104' });
    expect(text).toContain('新收 4 件（前一天 不足3件）');
    expect(text).toContain('已决定 不足3件（前一天 不足3件）');
    expect(text).not.toContain('中位数');
  });

  test('says fewer than three where that tells nothing', async () => {
    const lines = [
      ...declared(9, '2026-11-20', '411024104', '因病'),
      ...declared(1, '2026-11-20', '411024100', '住房'),
      ...declared(2, '2026-11-20', '411024100', '因残'),
    ];
    const text = await textOf(lines, 'day', '2026-11-20');
    expect(text).toContain('· 住房：不足3件');
    expect(text).toContain('· 因残：不足3件');
  });

  test('points out a township and a cause far above their history, but none without a history', async () => {
    const quiet = Array.from({ length: 10 }, (_, at) => `2026-11-${String(10 + at)}`);
    const lines = [
      ...quiet.flatMap((day) => declared(day.endsWith('5') ? 2 : 1, day, '411024104', '因病')),
      ...quiet.flatMap((day) => declared(6, day, '411024100', '住房')),
      ...declared(12, '2026-11-20', '411024104', '因病'),
      ...declared(6, '2026-11-20', '411024100', '住房'),
    ];
    const text = await textOf(lines, 'day', '2026-11-20');
    expect(text).toContain('· 望田镇：新收 12 件，以往平均 1.1 件');
    expect(text).toContain('· 因病：新收 12 件，以往平均 1.1 件');
    expect(text).not.toContain('安陵镇：新收 6 件，以往');
    expect(await textOf(declared(12, '2026-11-20', '411024104', '因病'), 'day', '2026-11-20')).not.toContain(
      '平常',
    );
  });

  test('says plainly that there was nothing', async () => {
    const text = await textOf([], 'week', '2026-11-20');
    expect(text).toContain('【周报告】鄢陵县 2026年11月16日至11月22日');
    expect(text).toContain('这一期没有新收的件，也没有在办和已决定的件。');
    expect(text).toContain('这一期没有人提问政策。');
  });

  test('says that a period is not over', async () => {
    expect(await textOf([], 'month', '2026-11-20', { today: '2026-11-20' })).toContain('这一期还没过完');
    expect(await textOf([], 'month', '2026-11-20', { today: '2026-12-01' })).not.toContain('还没过完');
  });

  test('goes down to counties for a prefecture and to nothing for a township', async () => {
    const lines = [
      ...declared(3, '2026-11-20', '411024104', '因病'),
      ...declared(3, '2026-11-20', '411023100', '因病'),
    ];
    const prefecture = await textOf(lines, 'day', '2026-11-20', { region: '4110' });
    expect(prefecture).toContain('· 鄢陵县：新收 3');
    expect(prefecture).not.toContain('望田镇');
    const township = await textOf(lines, 'day', '2026-11-20', { region: '411024104' });
    expect(township).toContain('【每日简报】望田镇');
    expect(township).not.toContain('各乡镇');
  });

  test('names no village and no case of a long history', async () => {
    const lines = inventHistory({ seed: 3, cases: 400, questions: 20, from: '2026-01-01', days: 200 });
    const storage = await databases.open();
    await replayLines(storage, lines);
    const villages = gazetteer
      .townshipsOf(COUNTY)
      .flatMap(({ code }) => gazetteer.villagesOf(code).map(({ name }) => name));
    const rows = await storage.reading.db.selectFrom('cases').select(['id', 'receipt']).execute();
    expect(rows.length).toBeGreaterThan(300);
    for (const kind of ['day', 'month', 'year'] as const) {
      const scope = { region: COUNTY, period: periodOf(kind, '2026-05-01') };
      const digest = await makeDigest(storage.reading.db, scope, { calendar, place, today: '2027-01-01' });
      const all = JSON.stringify(digest);
      for (const name of villages) expect(all).not.toContain(name);
      for (const { id, receipt } of rows) expect(all.includes(id) || all.includes(receipt)).toBe(false);
    }
  });
});
