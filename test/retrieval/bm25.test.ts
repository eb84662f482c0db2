import { describe, expect, it } from 'vitest';
import { Bm25 } from '../../src/policy/retrieval/bm25.ts';

const bags = [
  ['危房', '改造', '补助'],
  ['低保', '申请'],
  ['低保', '医疗', '救助', '申请', '低保'],
  ['医疗', '保险'],
  ['饮水', '安全', '工程', '管护', '水费', '收缴', '维修', '医疗'],
];
const index = new Bm25(bags);
const query = (...words: string[]) => new Map(words.map((word) => [word, 1]));

/** Articles by score, best first. */
function ranked(scores: Map<number, number>): number[] {
  return [...scores].sort((a, b) => b[1] - a[1]).map(([i]) => i);
}

describe('how much a word tells', () => {
  it('is the logarithm of how few articles have it', () => {
    expect(index.idf('危房')).toBeCloseTo(Math.log(1 + (5 - 1 + 0.5) / 1.5), 10);
    expect(index.idf('低保')).toBeCloseTo(Math.log(1 + (5 - 2 + 0.5) / 2.5), 10);
    expect(index.idf('医疗')).toBeCloseTo(Math.log(1 + (5 - 3 + 0.5) / 3.5), 10);
    expect(index.idf('危房')).toBeGreaterThan(index.idf('低保'));
  });

  it('of a word that stands nowhere is that of a word that stands once', () => {
    expect(index.idf('彩礼')).toBe(index.idf('危房'));
    expect(index.has('彩礼')).toBe(false);
    expect(index.has('危房')).toBe(true);
  });

  it('stays positive for a word that stands everywhere', () => {
    expect(new Bm25([['低保'], ['低保'], ['低保']]).idf('低保')).toBeGreaterThan(0);
  });
});

describe('which articles have the words of a question', () => {
  it('only those that share a word are scored', () => {
    expect([...index.search(query('低保')).keys()].sort()).toEqual([1, 2]);
    expect(index.search(query('彩礼')).size).toBe(0);
    expect(index.search(new Map()).size).toBe(0);
  });

  it('the one with more of the words comes first', () => {
    expect(ranked(index.search(query('医疗', '救助')))[0]).toBe(2);
    expect(ranked(index.search(query('低保', '申请')))).toEqual(expect.arrayContaining([1, 2]));
  });

  it('at the same count the shorter article comes first', () => {
    expect(ranked(index.search(query('医疗')))).toEqual([3, 2, 4]);
  });

  it('a word said twice counts more than once, but less than double', () => {
    const twice = new Bm25([
      ['低保', '甲'],
      ['低保', '低保'],
      ['乙', '丙'],
    ]).search(query('低保'));
    expect(twice.get(1)).toBeGreaterThan(twice.get(0) ?? 0);
    expect(twice.get(1)).toBeLessThan(2 * (twice.get(0) ?? 0));
  });

  it('a synonym counts less than the own word', () => {
    const own = index.search(new Map([['危房', 1]])).get(0) ?? 0;
    const beside =
      index
        .search(
          new Map([
            ['危房', 1],
            ['改造', 0.5],
          ]),
        )
        .get(0) ?? 0;
    expect(beside).toBeGreaterThan(own);
    const synonymAlone =
      index
        .search(
          new Map([
            ['彩礼', 1],
            ['危房', 0.5],
          ]),
        )
        .get(0) ?? 0;
    expect(synonymAlone).toBeCloseTo(own / 2, 10);
  });
});

describe('scores are relative to the best that the question could reach', () => {
  it('lie between 0 and 1 for any question', () => {
    const words = [...new Set(bags.flat()), '彩礼'];
    for (let mask = 1; mask < 4096; mask += 7) {
      const asked = words.filter((_, i) => (mask >> (i % 12)) & 1);
      for (const score of index.search(query(...asked)).values()) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });

  it('fall when the question has a word that stands nowhere', () => {
    const known = index.search(query('危房')).get(0) ?? 0;
    const halfKnown = index.search(query('危房', '彩礼')).get(0) ?? 0;
    expect(halfKnown).toBeCloseTo(known / 2, 10);
  });

  it('an index of nothing finds nothing', () => {
    expect(new Bm25([]).search(query('低保')).size).toBe(0);
    expect(new Bm25([[]]).search(query('低保')).size).toBe(0);
  });
});
