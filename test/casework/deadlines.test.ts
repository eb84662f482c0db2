import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WorkCalendar } from '../../src/casework/index.ts';
import type { RegionCode } from '../../src/regions/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Counties, type Lived } from './deadlines-county.ts';
import { type Counted, dayAfter, isWorked, type Row, rowsOf } from './deadlines-rows.ts';
import { MADE_FINAL, NOTICE_2027, STORIES, TASKS } from './deadlines-stories.ts';
import { STAGES_ALONE } from './deadlines-table.ts';
import { procedures } from './world.ts';

const alone = rowsOf(STAGES_ALONE);
const stories = rowsOf(STORIES);
const tasks = rowsOf(TASKS);
const madeFinal = rowsOf(MADE_FINAL);
const all = [...alone, ...stories, ...tasks, ...madeFinal];

const folder = mkdtempSync(join(tmpdir(), 'deadlines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// The years that are published as this is written; a file for 2027 must not change what was 暂定 in the tables.
for (const year of [2023, 2024, 2025, 2026]) {
  copyFileSync(`corpus/calendar/${year}.yaml`, join(folder, `${year}.yaml`));
}
const published = WorkCalendar.load(folder);
writeFileSync(
  join(folder, '2027.yaml'),
  `year: 2027
notice: { title: 国务院办公厅关于2027年部分节假日安排的通知, issued: 2026-12-28 }
holidays:
${NOTICE_2027.off
  .split(' ')
  .map((days, i) => {
    const [from, to] = days.split('..').map((day) => `2027-${day}`);
    const worked = NOTICE_2027.worked.split(' ').map((day) => `2027-${day}`);
    return `  - { name: 假日${i}, from: ${from}, to: ${to}, workdays: [${i === 1 ? worked.join(', ') : ''}] }`;
  })
  .join('\n')}
`,
);
const with2027 = WorkCalendar.load(folder);

const databases = sqliteDatabase();
/** What came of each row; everything happens in one county after the other before the first test looks at it. */
const found = new Map<string, object>();

beforeAll(async () => {
  const counties = await Counties.open(databases, published);
  const keep = async (row: Row, look: () => Promise<object>) => {
    found.set(row.line, await look().catch((error: unknown) => ({ error: String(error) })));
  };
  for (const row of [...alone, ...stories]) {
    await keep(row, () => counties.tried(() => looked(counties, row)));
  }
  for (const row of tasks) await keep(row, () => counties.tried(() => lookedAtTask(counties, row)));
  // Starting anew is a transaction for each case: these really happen.
  for (const row of madeFinal) await keep(row, () => lookedTwice(counties, row));
}, 60_000);

/** The case of a row on the days that matter: reminded, due, and from midnight on overdue. */
async function looked(counties: Counties, row: Row): Promise<object> {
  const lived = await counties.live(row);
  const [counted] = row.counted;
  const now = lastDay(row);
  const stands = await counties.due(lived);
  const { due = '', remind = now, over } = counted ?? {};
  const silent = remind > now && !(await counties.reminds(row.county, lived, dayAfter(remind, -1)));
  const reminded = await counties.reminds(row.county, lived, remind);
  if (remind > now) counties.minute = `${remind} 08:30`;
  const chips = [await counties.chip(row.county, lived)];
  if (over === undefined) chips.push(...(await turning(counties, row, lived, due)));
  return { ...stands, silent, reminded, chips };
}

/** The list in the last minute of the due day and in the first one after it. */
async function turning(counties: Counties, row: Row, lived: Lived, due: string): Promise<string[]> {
  counties.minute = `${due} 23:59`;
  const before = await counties.chip(row.county, lived);
  counties.minute = `${dayAfter(due)} 00:00`;
  return [before, await counties.chip(row.county, lived)];
}

function expected(row: Row): object {
  const counted = row.counted[0] as Counted;
  const { due, provisional, remind, days, over } = counted;
  const now = lastDay(row);
  const mark = provisional ? '（暂定）' : '';
  const left = days.filter((day) => day > (remind ?? now)).length;
  const first = over !== undefined ? `超期${over}天` : left === 0 ? '今天到期' : `还有${left}天`;
  const after = isWorked(dayAfter(due)) ? '超期1天' : '已超期';
  return {
    ...{ due, provisional, reminded: true, silent: remind !== undefined && remind > now },
    chips: (over === undefined ? [first, '今天到期', after] : [first]).map((chip) => chip + mark),
  };
}

async function lookedAtTask(counties: Counties, row: Row): Promise<object> {
  const { county } = row;
  const due = row.counted[0]?.due ?? '';
  const lived = await counties.live({
    ...row,
    steps: row.steps.map((step) => ({ ...step, what: 'received' })),
  });
  const first = await counties.task(county, lived);
  counties.minute = `${due} 23:59`;
  const last = await counties.task(county, lived);
  counties.minute = `${dayAfter(due)} 00:00`;
  const after = await counties.task(county, lived);
  return { due: first.due, chips: [first, last, after].map(({ chip }) => chip) };
}

/** The case by the calendar of today, after a start that knows nothing new, and after one with the notice. */
async function lookedTwice(counties: Counties, row: Row): Promise<object> {
  const lived = await counties.live(row);
  const before = { ...(await counties.due(lived)), chip: await counties.chip(row.county, lived) };
  const unchanged = await counties.recompute(published);
  const changed = await counties.recompute(with2027);
  const chip = await counties.chip(row.county, lived, counties.with(with2027));
  const after = { ...(await counties.due(lived)), chip };
  const again = await counties.recompute(with2027);
  await counties.end(lived);
  return { before, after, starts: [unchanged, changed, again] };
}

function lastDay({ steps }: Row): string {
  return steps.at(-1)?.at.slice(0, 10) ?? '';
}

describe('the tables', () => {
  test('have the holidays of 2024 to 2026 as the calendar files do, day by day', () => {
    const different: string[] = [];
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = dayAfter(day)) {
      if (published.isWorkday(day) !== isWorked(day)) different.push(day);
    }
    expect(different).toEqual([]);
  });

  test('count working days only, as many as the limit, and leave none out', () => {
    const wrong: string[] = [];
    for (const row of all) {
      for (const [i, { days }] of row.counted.entries()) {
        const off = days.filter((day) => day >= '2024' && !isWorked(day, i === 1));
        const sorted = days.every((day, at) => at === 0 || day > (days[at - 1] ?? ''));
        if (off.length > 0 || !sorted || days.length !== row.limit) wrong.push(row.line);
        if (row.steps.length > 1 || row.total) continue;
        const left: string[] = [];
        for (let day = dayAfter(lastDay(row)); day < (days.at(-1) ?? ''); day = dayAfter(day)) {
          if (day >= '2024' && isWorked(day, i === 1) && !days.includes(day)) left.push(day);
        }
        if (left.length > 0) wrong.push(row.line);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('have the limits of the counties: every stage, and Ganzhou’s over the whole', () => {
    for (const { county, of, total, limit, line } of [...alone, ...stories, ...madeFinal]) {
      const procedure = procedures.of(county as RegionCode);
      const rule = procedure.stages.find(({ stage }) => stage === of);
      expect(total ? procedure.total?.limit : rule?.limit, line).toBe(limit);
    }
    expect(all.length).toBeGreaterThanOrEqual(180);
    expect(new Set(all.map(({ line }) => line)).size).toBe(all.length);
  });
});

describe('a stage', () => {
  test.each(alone.map((row) => [row.line, row] as const))('%s', (line, row) => {
    expect(found.get(line)).toEqual(expected(row));
  });
});

describe('a case', () => {
  test.each(stories.map((row) => [row.line, row] as const))('%s', (line, row) => {
    expect(found.get(line)).toEqual(expected(row));
  });
});

describe('a department’s task', () => {
  test.each(tasks.map((row) => [row.line, row] as const))('%s', (line, row) => {
    const [{ due, provisional }] = row.counted as [Counted];
    const after = isWorked(dayAfter(due)) ? '超期1天' : '已超期';
    const mark = provisional ? '（暂定）' : '';
    const chips = [`还有${row.limit}天`, '今天到期', after].map((chip) => chip + mark);
    expect(found.get(line)).toEqual({ due, chips });
  });
});

describe('once the notice of 2027 is loaded', () => {
  test.each(madeFinal.map((row) => [row.line, row] as const))('%s', (line, row) => {
    const [before, after] = row.counted.map(({ days, due, provisional, over }) => {
      const left = days.filter((day) => day > lastDay(row)).length;
      const chip = over === undefined ? `还有${left}天` : `超期${over}天`;
      return { due, provisional, chip: chip + (provisional ? '（暂定）' : '') };
    });
    expect(found.get(line)).toEqual({ before, after, starts: [0, 1, 0] });
  });
});
