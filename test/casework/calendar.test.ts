import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  addDays,
  DataFileError,
  endOfDay,
  isOverdue,
  shanghaiDay,
  startOfDay,
  todayIn,
  WorkCalendar,
} from '../../src/casework/index.ts';

const calendar = WorkCalendar.load('corpus/calendar');

/** Days of a year on which a weekday is off or a weekend day is worked. */
function exceptions(year: number): { off: string[]; worked: string[] } {
  const off: string[] = [];
  const worked: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    if (!weekend && !calendar.isWorkday(day)) off.push(day.slice(5));
    if (weekend && calendar.isWorkday(day)) worked.push(day.slice(5));
  }
  return { off, worked };
}

describe('the published years', () => {
  it('has the holidays of 2026 as the notice of 4 November 2025 gives them', () => {
    expect(calendar.notices.get(2026)).toEqual({
      title: '国务院办公厅关于2026年部分节假日安排的通知',
      number: '国办发明电〔2025〕7号',
      issued: '2025-11-04',
    });
    expect(exceptions(2026)).toEqual({
      off: [
        ...['01-01', '01-02'],
        ...['02-16', '02-17', '02-18', '02-19', '02-20', '02-23'],
        '04-06',
        ...['05-01', '05-04', '05-05'],
        '06-19',
        '09-25',
        ...['10-01', '10-02', '10-05', '10-06', '10-07'],
      ],
      worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
    });
  });

  // Working days of a year: 365 or 366 less the weekends and the legal holidays that fall on or are moved to weekdays.
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('has %i with %i working days', (year, days) => {
    expect(calendar.known(year)).toBe(true);
    expect(calendar.workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`)).toBe(days);
  });

  it.each([
    ['2023-06-25', true],
    ['2024-02-09', true],
    ['2024-02-18', true],
    ['2025-01-27', true],
    ['2025-01-28', false],
    ['2025-10-08', false],
    ['2026-11-21', false],
    ['2026-11-23', true],
  ])('%s: worked %s', (day, worked) => {
    expect(calendar.isWorkday(day)).toBe(worked);
  });

  it('does not know 2022 nor 2027', () => {
    expect([2022, 2027].map((year) => calendar.known(year))).toEqual([false, false]);
    // Nothing is counted within one day: a pause taken back at once leaves a day that was final final.
    expect(calendar.isFinal('2027-03-01', '2027-03-01')).toBe(true);
    expect(calendar.isFinal('2027-03-01', '2027-03-02')).toBe(false);
  });
});

describe('deadlines', () => {
  it.each([
    // Before National Day 2026, with the Sunday of 20 September and the Saturday of 10 October made up.
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-24', 1, '2026-09-28'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 2, '2026-10-09'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 4, '2026-10-12'],
    // Over the Spring Festival of 2026, made up on 14 and 28 February.
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-14', 5, '2026-02-28'],
    // From a day off: the first working day after it is the first day.
    ['2026-10-03', 1, '2026-10-08'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %i working days: %s', (from, n, day) => {
    expect(calendar.addWorkdays(from, n)).toEqual({ day, provisional: false });
    expect(n === 0 ? 0 : calendar.workdaysBetween(from, day)).toBe(n);
  });

  it('is provisional from the first day that rests on 2027, whose holidays are not published', () => {
    expect(calendar.addWorkdays('2026-12-30', 1)).toEqual({ day: '2026-12-31', provisional: false });
    // 1 January 2027 is certainly off, but only the notice will say so: a Friday counts until then.
    expect(calendar.addWorkdays('2026-12-30', 2)).toEqual({ day: '2027-01-01', provisional: true });
    expect(calendar.addWorkdays('2026-12-28', 15)).toEqual({ day: '2027-01-18', provisional: true });
  });

  it('is provisional when it merely passes through a year that is not published', () => {
    expect(calendar.addWorkdays('2022-12-28', 8)).toEqual({ day: '2023-01-10', provisional: true });
    expect(calendar.addWorkdays('2022-12-31', 1)).toEqual({ day: '2023-01-03', provisional: false });
  });

  it('counts back, and between days in both directions', () => {
    expect(calendar.workdayBefore('2026-10-09', 2)).toBe('2026-09-30');
    expect(calendar.workdayBefore('2026-10-05', 1)).toBe('2026-09-30');
    expect(calendar.workdayBefore('2026-10-09', 0)).toBe('2026-10-09');
    expect(calendar.workdaysBetween('2026-10-01', '2026-10-07')).toBe(0);
    expect(calendar.workdaysBetween('2026-10-09', '2026-09-30')).toBe(-2);
  });

  it('is what counting day by day gives', () => {
    const day = fc.integer({ min: 0, max: 1460 }).map((n) => addDays('2023-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, n) => {
        let expected = from;
        for (let left = n; left > 0; ) {
          expected = addDays(expected, 1);
          if (calendar.isWorkday(expected)) left -= 1;
        }
        const due = calendar.addWorkdays(from, n).day;
        expect(due).toBe(expected);
        expect(calendar.workdaysBetween(from, due)).toBe(n);
        expect(calendar.workdaysBetween(calendar.workdayBefore(due, n), due)).toBe(n);
      }),
    );
  });

  it('refuses what is no day, and days that no calendar reaches', () => {
    for (const wrong of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-1-1',
      '20261120',
      '',
      '２０２６-01-01',
    ]) {
      expect(() => calendar.isWorkday(wrong), wrong).toThrow(/YYYY-MM-DD/);
    }
    expect(calendar.isWorkday('2024-02-29')).toBe(true);
    expect(() => calendar.addWorkdays('1999-12-31', 1)).toThrow(RangeError);
    expect(() => calendar.addWorkdays('2099-12-30', 5)).toThrow(RangeError);
  });

  it('reckons 100 000 deadlines in less than 200 ms', () => {
    const days = Array.from({ length: 250 }, (_, i) => addDays('2026-01-01', i));
    const run = () => {
      const start = performance.now();
      for (let i = 0; i < 100_000; i += 1) calendar.addWorkdays(days[i % days.length] ?? '', i % 20);
      return performance.now() - start;
    };
    // The best of three: what else the machine does is not what is measured.
    expect(Math.min(run(), run(), run())).toBeLessThan(200);
  });
});

describe('days of Asia/Shanghai', () => {
  it('begins the day at 16:00 UTC', () => {
    expect(shanghaiDay(new Date('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22');
    expect(todayIn(() => new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(startOfDay('2026-11-23').toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });

  it('makes a stage due on a day overdue from the next day on', () => {
    expect(endOfDay('2026-11-23').toISOString()).toBe('2026-11-23T16:00:00.000Z');
    expect(isOverdue('2026-11-23', new Date(endOfDay('2026-11-23').getTime() - 1))).toBe(false);
    expect(isOverdue('2026-11-23', endOfDay('2026-11-23'))).toBe(true);
  });

  it('adds days over months and leap years', () => {
    expect([addDays('2024-02-28', 1), addDays('2026-12-31', 1), addDays('2026-03-01', -1)]).toEqual([
      '2024-02-29',
      '2027-01-01',
      '2026-02-28',
    ]);
  });
});

describe('a calendar file with a slip', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const load = (holidays: string, year = 2027) => {
    const notice = 'notice: { title: 关于2027年的通知, issued: 2026-11-30 }';
    writeFileSync(join(folder, '2027.yaml'), `year: ${year}\n${notice}\nholidays: [${holidays}]\n`);
    return WorkCalendar.load(folder);
  };

  it('takes the next year as it will come, with a holiday that begins in the old one', () => {
    const next = load('{ name: 元旦, from: 2026-12-31, to: 2027-01-02, workdays: [2027-01-03] }');
    expect(next.known(2027)).toBe(true);
    expect(next.isWorkday('2026-12-31')).toBe(false);
    expect(next.addWorkdays('2027-01-01', 1)).toEqual({ day: '2027-01-03', provisional: false });
  });

  it.each([
    [
      'a weekday made up',
      '{ name: 元旦, from: 2027-01-01, to: 2027-01-03, workdays: [2027-01-05] }',
      '周六或周日',
    ],
    [
      'made up within the holiday',
      '{ name: 元旦, from: 2027-01-01, to: 2027-01-03, workdays: [2027-01-02] }',
      '周六或周日',
    ],
    ['backwards', '{ name: 元旦, from: 2027-01-03, to: 2027-01-01 }', '天数不对'],
    ['a month too long', '{ name: 春节, from: 2027-02-05, to: 2027-03-11 }', '天数不对'],
    ['another year', '{ name: 元旦, from: 2026-01-01, to: 2026-01-03 }', '不在2027年'],
    ['no such day', '{ name: 元旦, from: 2027-02-29, to: 2027-03-01 }', '真有的一天'],
    [
      'twice',
      '{ name: 元旦, from: 2027-01-01, to: 2027-01-01 }, { name: 元旦, from: 2027-01-01, to: 2027-01-02 }',
      '两次假',
    ],
    ['an unknown key', '{ name: 元旦, from: 2027-01-01, to: 2027-01-01, workday: 1 }', 'holidays'],
    ['broken YAML', '{ name: 元旦', 'YAML'],
  ])('%s: says the file and what is wrong', (_, holidays, message) => {
    expect(() => load(holidays)).toThrow(DataFileError);
    expect(() => load(holidays)).toThrow(/2027\.yaml/);
    expect(() => load(holidays)).toThrow(message);
  });

  it('notices a year under another name, and a folder that is not there', () => {
    expect(() => load('{ name: 元旦, from: 2026-01-01, to: 2026-01-01 }', 2026)).toThrow('不一致');
    expect(() => WorkCalendar.load(join(folder, 'none'))).toThrow('找不到这个目录');
  });
});
