import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suppress } from '../../src/digest/suppress.ts';

test('tells what identifies nobody', () => {
  expect(suppress({ 因病: 5, 因学: 3, 住房: 0 }, 8)).toEqual({
    shown: [
      ['因病', 5],
      ['因学', 3],
    ],
    small: [],
    together: [],
    unnamed: false,
  });
});

test('names small counts without telling them where the total leaves them open', () => {
  // 3 is left for two cells: 1 and 2, or 2 and 1.
  expect(suppress({ 因病: 5, 因残: 1, 因学: 2 }, 8)).toMatchObject({
    shown: [['因病', 5]],
    small: ['因残', '因学'],
  });
});

test('hides the smallest other count too where the total would tell a hidden one', () => {
  const told = suppress({ 因病: 9, 住房: 4, 因残: 1 }, 14);
  expect(told.shown).toEqual([['因病', 9]]);
  expect(told.together).toEqual(['住房', '因残']);
  expect(told.small).toEqual([]);
  // All small ones are 1, or all are 2.
  expect(suppress({ 因病: 9, 住房: 4, 因残: 1, 因学: 1 }, 15).together).toEqual(['住房', '因残', '因学']);
  expect(suppress({ 因病: 9, 住房: 4, 因残: 2, 因学: 2 }, 17).together).toEqual(['住房', '因残', '因学']);
});

test('names no cause where there is nothing to hide it behind', () => {
  for (const [counts, total] of [
    [{ 因病: 1 }, 1],
    [{ 因病: 2 }, 2],
    [{ 因病: 1, 因残: 1 }, 2],
  ] as const) {
    expect(suppress(counts, total)).toEqual({ shown: [], small: [], together: [], unnamed: true });
  }
});

test('never lets a hidden count be worked out from the total and the counts told', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, (values) => {
      const cells = Object.fromEntries(values.map((value, at) => [`c${at}`, value]));
      const total = values.reduce((sum, value) => sum + value, 0);
      const { shown, small, together, unnamed } = suppress(cells, total);
      for (const [, count] of shown) expect(count).toBeGreaterThanOrEqual(3);
      const hidden = [...small, ...together];
      if (unnamed || hidden.length === 0) return;
      const left = total - shown.reduce((sum, [, count]) => sum + count, 0);
      // All ways to give the hidden cells what is left: 1 or 2 each where told to be small, anything where not.
      const most = small.length > 0 ? 2 : left;
      const ways = waysToShare(left, hidden.length, most);
      for (const at of hidden.keys()) {
        expect(new Set(ways.map((way) => way[at])).size, JSON.stringify(cells)).toBeGreaterThan(1);
      }
    }),
    { numRuns: 2000 },
  );
});

function waysToShare(left: number, cells: number, most: number): number[][] {
  if (cells === 0) return left === 0 ? [[]] : [];
  const ways: number[][] = [];
  for (let first = 1; first <= Math.min(most, left); first += 1) {
    for (const rest of waysToShare(left - first, cells - 1, most)) ways.push([first, ...rest]);
  }
  return ways;
}
