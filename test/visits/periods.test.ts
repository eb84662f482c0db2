import { expect, test } from 'vitest';
import { WorkCalendar } from '../../src/casework/index.ts';
import { VISIT_LINES } from '../../src/visits/index.ts';
import { lastWorkday, periodOf } from '../../src/visits/periods.ts';

const calendar = WorkCalendar.load('corpus/calendar');

// By hand, from the State Council's notices for 2024 to 2026 (国办发明电〔2023〕7号, 国办发明电〔2024〕12号, 国办发明电〔2025〕7号).
test.each([
  // A Monday.
  [1, '2026-11-23', '2026-11', '2026-11-30', '2026年11月'],
  // The 31st is a Saturday.
  [1, '2026-01-05', '2026-01', '2026-01-30', '2026年1月'],
  // Saturday the 28th is made up for the Spring Festival.
  [1, '2026-02-03', '2026-02', '2026-02-28', '2026年2月'],
  // The Spring Festival begins on Tuesday the 28th.
  [1, '2025-01-31', '2025-01', '2025-01-27', '2025年1月'],
  // In February of a leap year.
  [1, '2024-02-29', '2024-02', '2024-02-29', '2024年2月'],
  [3, '2026-11-23', '2026-Q4', '2026-12-31', '2026年第四季度'],
  // Sunday the 29th is made up, Monday works; the National Day holiday begins the day after.
  [3, '2024-07-01', '2024-Q3', '2024-09-30', '2024年第三季度'],
  [3, '2026-05-31', '2026-Q2', '2026-06-30', '2026年第二季度'],
  [6, '2026-06-30', '2026-H1', '2026-06-30', '2026年上半年'],
  [6, '2026-07-01', '2026-H2', '2026-12-31', '2026年下半年'],
  [12, '2026-07-01', '2026', '2026-12-31', '2026年'],
  [4, '2026-05-01', '2026-P2', '2026-08-31', '2026年第2轮'],
] as const)('a round every %i months, seen on %s, is %s, to be done by %s', (months, day, id, due, named) => {
  const period = periodOf(months, day);
  expect([period.id, lastWorkday(period, calendar)]).toEqual([id, { day: due, provisional: false }]);
  expect(period.begins <= day && day <= period.ends).toBe(true);
  expect(VISIT_LINES.period(period.id)).toBe(named);
});

test('of a year whose holidays are not known the day is provisional', () => {
  expect(lastWorkday(periodOf(3, '2027-02-01'), calendar)).toEqual({ day: '2027-03-31', provisional: true });
});
