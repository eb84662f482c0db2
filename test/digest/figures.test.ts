import { expect, test } from 'vitest';
import { makeDigest, PERIOD_KINDS, periodOf } from '../../src/digest/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import { countByHand, inventHistory, type Line } from './histories.ts';
import { COUNTY, calendar, judge, replayLines } from './rules.ts';

const place = (code: string) => code;

eachDatabase('the figures', (databases) => {
  const figures = async (
    storage: Awaited<ReturnType<typeof databases.open>>,
    kind: string,
    on: string,
    region = COUNTY,
  ) => {
    const period = periodOf(kind as 'day', on);
    const { figures } = await makeDigest(
      storage.reading.db,
      { region, period },
      { calendar, place, today: '2027-03-01' },
    );
    return { period, figures };
  };

  test('agree with a count by hand over a year and a half, for every kind of period', async () => {
    const storage = await databases.open();
    const history = { seed: 4, cases: 900, questions: 600, from: '2025-09-01', days: 500 };
    const lines = inventHistory(history);
    await replayLines(storage, lines);
    const days = [
      '2025-09-01',
      '2025-12-31',
      '2026-01-01',
      '2026-02-14',
      '2026-02-15',
      '2026-02-28',
      '2026-06-30',
    ];
    days.push(
      '2026-07-01',
      '2026-09-30',
      '2026-10-01',
      '2026-10-07',
      '2026-10-10',
      '2026-12-31',
      '2027-01-03',
    );
    let decided = 0;
    for (const kind of PERIOD_KINDS) {
      for (const on of days) {
        const { period, figures: counted } = await figures(storage, kind, on);
        const byHand = countByHand(lines, '411024', period.first, period.last, judge);
        expect(counted, `${kind} ${on}`).toEqual(byHand);
        decided += counted.decided;
      }
    }
    // The history was rich enough to show anything.
    expect(decided).toBeGreaterThan(500);
  });

  test('are those of a township when its digest is asked for, and of the county at its prefecture', async () => {
    const storage = await databases.open();
    const lines = inventHistory({ seed: 9, cases: 200, questions: 100, from: '2026-03-01', days: 120 });
    await replayLines(storage, lines);
    for (const region of ['411024104', '4110', '0', '411326']) {
      const { period, figures: counted } = await figures(
        storage,
        'quarter',
        '2026-05-05',
        parseRegion(region),
      );
      const prefix = region === '0' ? '' : region;
      expect(counted, region).toEqual(countByHand(lines, prefix, period.first, period.last, judge));
    }
  });

  test('put the last second of a day into it and the first of the next into the next', async () => {
    const storage = await databases.open();
    const declared = (at: string, name: string): Line => ({
      at,
      type: 'declared',
      case: name,
      township: '411024104',
      causes: ['因病'],
      source: 'resident',
    });
    await replayLines(storage, [
      declared('2026-06-30T23:59:59+08:00', 'a'),
      declared('2026-06-30T16:00:00Z', 'b'),
      { at: '2026-07-01T23:59:59.999+08:00', type: 'decided', case: 'a', outcome: 'included' },
      { at: '2026-07-02T00:00:00+08:00', type: 'decided', case: 'b', outcome: 'not_included' },
    ]);
    const day = async (on: string) => (await figures(storage, 'day', on)).figures;
    expect(await day('2026-06-30')).toMatchObject({ new: 1, open: 1, decided: 0 });
    expect(await day('2026-07-01')).toMatchObject({ new: 1, open: 1, decided: 1, medianDays: 1 });
    expect(await day('2026-07-02')).toMatchObject({ new: 0, open: 0, decided: 1, medianDays: 1 });
    expect((await figures(storage, 'half', '2026-01-01')).figures.new).toBe(1);
    expect((await figures(storage, 'half', '2026-12-01')).figures.new).toBe(1);
  });

  test('count a stage as overdue from the day after its due day on, as due soon up to it', async () => {
    const storage = await databases.open();
    await replayLines(storage, [
      { at: '2026-09-28T10:00:00+08:00', type: 'declared', case: 'a', township: '411024104', causes: [] },
    ]);
    const due = judge.due('received', '2026-09-28', '2026-09-28');
    if (due === null) throw new Error('receiving has a limit here');
    const before = (on: string, days: number) =>
      new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
    const at = async (on: string) => (await figures(storage, 'day', on)).figures;
    expect(await at(due)).toMatchObject({ dueSoon: 1, overdue: 0 });
    expect(await at(before(due, 1))).toMatchObject({ dueSoon: 0, overdue: 1 });
    // Over the National Day holiday two working days are more than a week.
    let soonFrom = due;
    while (calendar.workdaysBetween(before(soonFrom, -1), due) <= 2) soonFrom = before(soonFrom, -1);
    if (soonFrom > '2026-09-28')
      expect(await at(before(soonFrom, -1))).toMatchObject({ dueSoon: 0, overdue: 0 });
    expect(await at(soonFrom > '2026-09-28' ? soonFrom : '2026-09-28')).toMatchObject({ dueSoon: 1 });
  });

  test('take a case as it lay at the end of the period: moved, returned, decided again', async () => {
    const storage = await databases.open();
    const name = { case: 'a', township: '411024104', causes: ['因病'] };
    await replayLines(storage, [
      { at: '2026-03-02T09:00:00+08:00', type: 'declared', ...name },
      { at: '2026-03-05T09:00:00+08:00', type: 'stage', case: 'a', stage: 'verification' },
    ]);
    await storage.transaction(async ({ db }) => {
      const { id } = await db.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      const leave = (position: number, left_at: string) =>
        db.updateTable('case_stages').set({ left_at }).where('position', '=', position).execute();
      const enter = (
        position: number,
        entered_at: string,
        stage: string,
        queue: string,
        due_on: string | null,
      ) =>
        db
          .insertInto('case_stages')
          .values({ case_id: id, position, stage, queue, entered_at, left_at: null, due_on })
          .execute();
      // Returned to the applicant on 6 March, back on the 20th; handed over on the 24th; decided, objected to, decided.
      await leave(1, '2026-03-06T02:00:00.000Z');
      await enter(2, '2026-03-06T02:00:00.000Z', 'verification', '411024104', null);
      await leave(2, '2026-03-20T02:00:00.000Z');
      await enter(3, '2026-03-20T02:00:00.000Z', 'verification', '411024104', '2026-03-23');
      await leave(3, '2026-03-24T02:00:00.000Z');
      await enter(4, '2026-03-24T02:00:00.000Z', 'verification', '411024102', '2026-03-23');
      await leave(4, '2026-04-01T02:00:00.000Z');
      await enter(5, '2026-04-01T02:00:00.000Z', 'not_included', '411024102', null);
      await leave(5, '2026-04-08T02:00:00.000Z');
      await enter(6, '2026-04-08T02:00:00.000Z', 'verification', '411024102', '2026-04-30');
      await leave(6, '2026-04-20T02:00:00.000Z');
      await enter(7, '2026-04-20T02:00:00.000Z', 'included', '411024102', null);
    });
    const day = async (on: string) => (await figures(storage, 'day', on)).figures;
    const [sender, receiver] = ['411024104', '411024102'];
    expect(await day('2026-03-19')).toMatchObject({ open: 1, overdue: 0, dueSoon: 0 });
    expect((await day('2026-03-23')).byTownship).toEqual({ [sender]: { new: 0, open: 1, overdue: 0 } });
    expect((await day('2026-03-24')).byTownship).toEqual({ [receiver]: { new: 0, open: 1, overdue: 1 } });
    expect(await day('2026-04-05')).toMatchObject({ open: 0, byCause: {} });
    expect(await day('2026-04-10')).toMatchObject({ open: 1, byCause: { 因病: { new: 0, open: 1 } } });
    const month = async (on: string) => (await figures(storage, 'month', on)).figures;
    expect(await month('2026-03-01')).toMatchObject({
      new: 1,
      open: 1,
      decided: 0,
      // Received at the one, open and late at the other.
      byTownship: {
        [sender]: { new: 1, open: 0, overdue: 0 },
        [receiver]: { new: 0, open: 1, overdue: 1 },
      },
    });
    // Decided twice in April: one case; its last decision counts.
    expect(await month('2026-04-01')).toMatchObject({
      new: 0,
      open: 0,
      decided: 1,
      medianDays: calendar.workdaysBetween('2026-03-02', '2026-04-20'),
    });
  });

  test('of nothing are zeros', async () => {
    const storage = await databases.open();
    expect((await figures(storage, 'year', '2026-01-01')).figures).toEqual({
      new: 0,
      open: 0,
      decided: 0,
      dueSoon: 0,
      overdue: 0,
      medianDays: null,
      byTownship: {},
      byCause: {},
      questions: { asked: 0, answered: 0, unanswered: 0 },
    });
  });
});
