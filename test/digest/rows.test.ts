import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROW_FIGURES, type Row, type RowFigure, suppressRows, type ToldRows } from '../../src/digest/rows.ts';

function row(received: number, open = 0, dueSoon = 0, overdue = 0): Row {
  return { new: received, open, dueSoon, overdue };
}

function toldOf(rows: Record<string, Row>): { told: Record<string, object>; unnamed: RowFigure[] } {
  const { rows: told, unnamed } = suppressRows(new Map(Object.entries(rows)));
  return {
    told: Object.fromEntries(told.map(({ name, told }) => [name, Object.fromEntries(told)])),
    unnamed,
  };
}

describe('a table of townships', () => {
  test('is told as it is where all counts are safe, without its zeros', () => {
    expect(toldOf({ a: row(4, 9, 3, 3), b: row(0, 5), c: row(0) })).toEqual({
      told: { a: { new: 4, open: 9, dueSoon: 3, overdue: 3 }, b: { open: 5 } },
      unnamed: [],
    });
  });

  test('has small counts as few, and the smallest other one hidden where the total would tell them', () => {
    expect(toldOf({ a: row(9), b: row(1), c: row(2) }).told).toEqual({
      a: { new: 9 },
      b: { new: 'few' },
      c: { new: 'few' },
    });
    expect(toldOf({ a: row(9), b: row(4), c: row(1) }).told).toEqual({
      a: { new: 9 },
      b: { new: 'some' },
      c: { new: 'some' },
    });
  });

  test('names no township where there is nothing to hide it behind', () => {
    expect(toldOf({ a: row(1) })).toEqual({ told: {}, unnamed: ['new'] });
    expect(toldOf({ a: row(1, 6), b: row(1, 7) })).toEqual({
      told: { a: { open: 6 }, b: { open: 7 } },
      unnamed: ['new'],
    });
  });

  test('does not let what is due be worked out from what is open', () => {
    // 4 open, 3 due soon: what is overdue could only be one.
    const { told } = toldOf({ a: row(0, 4, 3, 1), b: row(0, 9, 4, 2), c: row(0, 8, 0, 0) });
    expect(told.a).toEqual({ open: 'some', dueSoon: 3, overdue: 'few' });
    // Only one township has anything open: one overdue must be there.
    expect(toldOf({ a: row(0, 5, 0, 1) })).toEqual({ told: {}, unnamed: ['open', 'overdue'] });
  });

  test('never lets a small count be worked out, whatever is told of the others', () => {
    const township = fc
      .record({
        new: fc.integer({ min: 0, max: 4 }),
        dueSoon: fc.integer({ min: 0, max: 3 }),
        overdue: fc.integer({ min: 0, max: 3 }),
        rest: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ rest, ...counts }) => ({ ...counts, open: counts.dueSoon + counts.overdue + rest }));
    fc.assert(
      fc.property(fc.array(township, { minLength: 1, maxLength: 3 }), (values) => {
        const rows = new Map(values.map((value, at) => [`t${at}`, value]));
        const told = suppressRows(rows);
        for (const { told: cells } of told.rows) {
          for (const [, count] of cells)
            if (typeof count === 'number') expect(count).toBeGreaterThanOrEqual(3);
        }
        const known = whatIsKnown(values, told);
        for (const [at, value] of values.entries()) {
          for (const figure of ROW_FIGURES) {
            const isSmall = value[figure] === 1 || value[figure] === 2;
            if (!isSmall) continue;
            expect(known(figure, at), JSON.stringify({ values, figure, at })).toBeGreaterThan(1);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});

/**
 * How many values a reader has to reckon with for a count: over all tables that look the same, add up to the same totals
 * and have no more due than open. One township more may be there of which nothing is told.
 */
function whatIsKnown(values: readonly Row[], told: ToldRows) {
  const names = [...values.map((_, at) => `t${at}`), 'other'];
  const possible = (figure: RowFigure): number[][] => {
    const total = values.reduce((sum, value) => sum + value[figure], 0);
    const ranges = names.map((name): [number, number] => {
      if (told.unnamed.includes(figure)) return [0, total];
      const cells = told.rows.find((each) => each.name === name)?.told ?? [];
      const count = cells.find(([each]) => each === figure)?.[1] ?? 0;
      return count === 'few' ? [1, 2] : count === 'some' ? [1, total] : [count, count];
    });
    return share(total, ranges);
  };
  const seen = new Map<string, Set<number>>();
  const note = (figure: RowFigure, way: readonly number[]) => {
    for (const [at, count] of way.entries()) {
      const key = `${figure} ${at}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(count));
    }
  };
  for (const way of possible('new')) note('new', way);
  const [soons, overdues] = [possible('dueSoon'), possible('overdue')];
  for (const open of possible('open')) {
    for (const soon of soons) {
      if (soon.some((count, at) => count > (open[at] ?? 0))) continue;
      for (const over of overdues) {
        if (over.some((count, at) => count + (soon[at] ?? 0) > (open[at] ?? 0))) continue;
        note('open', open);
        note('dueSoon', soon);
        note('overdue', over);
      }
    }
  }
  return (figure: RowFigure, at: number) => seen.get(`${figure} ${at}`)?.size ?? 0;
}

function share(left: number, ranges: readonly [number, number][]): number[][] {
  const [range, ...rest] = ranges;
  if (range === undefined) return left === 0 ? [[]] : [];
  const ways: number[][] = [];
  for (let first = range[0]; first <= Math.min(range[1], left); first += 1) {
    for (const others of share(left - first, rest)) ways.push([first, ...others]);
  }
  return ways;
}
