import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Cluster, clusterTexts } from '../../src/digest/questions/clusters.ts';
import { askersIn } from '../../src/digest/questions/model.ts';
import { tools } from './asked.ts';
import { PARAPHRASES } from './paraphrases.ts';

const Line = z.object({ question: z.string() });
const texts = PARAPHRASES.flat();
/** Which question each text asks. */
const asks = new Map(PARAPHRASES.flatMap((wordings, question) => wordings.map((text) => [text, question])));

/** Of pairs put together, how many ask the same; of pairs that ask the same, how many are together. */
function pairs(clusters: readonly Cluster[], all: readonly string[]): { precision: number; recall: number } {
  const together = { same: 0, other: 0 };
  for (const cluster of clusters) {
    const questions = cluster.flatMap((at) => asks.get(all[at] ?? '') ?? []);
    questions.forEach((a, i) => {
      for (const b of questions.slice(i + 1)) together[a === b ? 'same' : 'other'] += 1;
    });
  }
  const { same, other } = together;
  const alike = PARAPHRASES.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  return { precision: same / (same + other), recall: same / alike };
}

describe('clusters', () => {
  test('put paraphrases together, few of them wrongly, among many other questions too', async () => {
    expect(texts).toHaveLength(60);
    const alone = pairs(await clusterTexts(texts, tools.vectors), texts);
    const others = ['dev', 'tuning'].flatMap((name) =>
      readFileSync(`test/eval/${name}.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => Line.parse(JSON.parse(line)).question),
    );
    const all = [...texts, ...others];
    const among = pairs(await clusterTexts(all, tools.vectors), all);
    process.stderr.write(
      `pairs of paraphrases: ${JSON.stringify({ alone, among, others: others.length })}\n`,
    );
    expect(alone.precision).toBeGreaterThanOrEqual(0.95);
    expect(alone.recall).toBeGreaterThanOrEqual(0.7);
    expect(among.precision).toBeGreaterThanOrEqual(0.9);
    expect(among.recall).toBeGreaterThanOrEqual(0.6);
  });

  test('are the same whatever the order, and take the same wording as one', async () => {
    const told = (clusters: Cluster[], all: string[]) =>
      clusters.map((cluster) => cluster.map((at) => all[at])).map((cluster) => cluster.toSorted().join('|'));
    const forth = [...texts, '垃圾没人收！', ' 垃圾没人收'];
    const back = forth.toReversed();
    const clusters = await clusterTexts(forth, tools.vectors);
    expect(told(await clusterTexts(back, tools.vectors), back).toSorted()).toEqual(
      told(clusters, forth).toSorted(),
    );
    expect(clusters.flat().toSorted((a, b) => a - b)).toEqual([...forth.keys()]);
    expect(clusters.find((cluster) => cluster.includes(60))).toEqual(expect.arrayContaining([60, 61]));
  });

  test('of nothing there are none; what has no letter is in none', async () => {
    expect(await clusterTexts([], tools.vectors)).toEqual([]);
    expect(await clusterTexts(['？？', '＊', '低保'], tools.vectors)).toEqual([[2]]);
  });
});

test('one chat whose hash was made anew under another key is one asker', () => {
  expect(askersIn(['a.1', 'a.1', 'b.1', null])).toBe(1);
  expect(askersIn(['a.1', 'a.2', 'b.1', 'b.2', 'b.3'])).toBe(3);
  expect(askersIn([])).toBe(0);
});
