import { describe, expect, test } from 'vitest';
import { addDays, periodOf, periodsBefore, previousPeriod, shanghaiTime } from '../../src/digest/period.ts';

describe('the period that contains a day', () => {
  test.each([
    ['day', '2026-11-20', '2026-11-20', '2026-11-20'],
    // Monday to Sunday, over a month's and a year's end.
    ['week', '2026-11-20', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-16', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['month', '2026-02-28', '2026-02-01', '2026-02-28'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-11-20', '2026-10-01', '2026-12-31'],
    ['half', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['half', '2026-07-01', '2026-07-01', '2026-12-31'],
    ['year', '2026-11-20', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s is %s to %s', (kind, day, first, last) => {
    expect(periodOf(kind, day)).toMatchObject({ kind, first, last });
  });

  test('begins and ends at midnight in Shanghai', () => {
    expect(periodOf('day', '2026-01-01')).toMatchObject({
      start: '2025-12-31T16:00:00.000Z',
      end: '2026-01-01T16:00:00.000Z',
    });
  });

  test('follows the one before without a gap', () => {
    for (const kind of ['day', 'week', 'month', 'quarter', 'half', 'year'] as const) {
      const all = [periodOf(kind, '2026-03-01'), ...periodsBefore(periodOf(kind, '2026-03-01'), 8)];
      expect(all).toHaveLength(9);
      for (const [at, period] of all.slice(0, -1).entries()) {
        expect(all[at + 1]).toEqual(previousPeriod(period));
        expect(all[at + 1]?.end).toBe(period.start);
      }
    }
  });
});

test('the day and hour of an instant are those of Shanghai', () => {
  expect(shanghaiTime(new Date('2026-11-20T15:59:59.999Z'))).toEqual({ day: '2026-11-20', hour: 23 });
  expect(shanghaiTime(new Date('2026-11-20T16:00:00.000Z'))).toEqual({ day: '2026-11-21', hour: 0 });
});

test('days carry over months and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});
