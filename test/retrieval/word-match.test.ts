import { describe, expect, it } from 'vitest';
import { type QuestionWord, WordMatcher } from '../../src/policy/retrieval/word-match.ts';

/** Words in two dimensions: medical ones along the first, housing along the second, one in between. */
const DIRECTIONS: Record<string, [number, number]> = {
  看病: [1, 0],
  住院: [0.96, 0.28],
  危房: [0, 1],
  帮扶: [Math.SQRT1_2, Math.SQRT1_2],
  漏雨: [0.28, 0.96],
};
const WEIGHTS: Record<string, number> = { 看病: 2, 住院: 2, 危房: 2, 漏雨: 2, 帮扶: 0.5 };
const words = Object.keys(DIRECTIONS);
const matcher = new WordMatcher(
  words,
  { dimension: 2, rows: Float32Array.from(words.flatMap((word) => DIRECTIONS[word] ?? [])) },
  (word) => WEIGHTS[word] ?? 1,
);

function asked(word: string, aliases: string[] = [], weight = WEIGHTS[word] ?? 1): QuestionWord {
  return { word, vector: Float32Array.from(DIRECTIONS[word] ?? [0, 0]), weight, aliases };
}

function covered(question: QuestionWord[], text: string[]): number {
  return matcher.question(question).compare(matcher.idsOf(text)).covered;
}

function covers(question: QuestionWord[], text: string[]): number {
  return matcher.question(question).compare(matcher.idsOf(text)).covers;
}

describe('how much of a question a text covers', () => {
  it('all of it when every word stands there, nothing when none is alike', () => {
    expect(covered([asked('看病'), asked('帮扶')], ['看病', '帮扶', '危房'])).toBeCloseTo(1, 6);
    expect(covered([asked('看病')], ['危房'])).toBe(0);
  });

  it('more for a word of like meaning than for a distant one, less than for the word itself', () => {
    const like = covered([asked('看病')], ['住院']);
    const between = covered([asked('看病')], ['帮扶']);
    expect(like).toBeLessThan(1);
    expect(like).toBeGreaterThan(between);
    expect(between).toBeGreaterThan(0);
    expect(covered([asked('看病')], ['漏雨'])).toBe(0);
  });

  it('the best match of each word counts, weighed by how much the word tells', () => {
    expect(covered([asked('看病'), asked('帮扶')], ['看病'])).toBeGreaterThan(
      covered([asked('看病'), asked('帮扶')], ['帮扶']),
    );
    expect(covered([asked('看病')], ['住院', '看病', '帮扶'])).toBeCloseTo(1, 6);
  });

  it('another name of the same thing counts nearly as much as the word', () => {
    const alias = covered([asked('看病', ['危房'])], ['危房']);
    expect(alias).toBeGreaterThan(0.8);
    expect(alias).toBeLessThan(1);
    expect(covered([asked('看病', ['不在词表里'])], ['危房'])).toBe(0);
  });

  it('a word never seen matches nothing and lowers the share', () => {
    const unknown: QuestionWord = { word: '彩礼', vector: new Float32Array(2), weight: 2, aliases: [] };
    expect(covered([unknown], ['看病'])).toBe(0);
    expect(covered([asked('看病'), unknown], ['看病'])).toBeCloseTo(0.5, 6);
  });

  it('nothing of an empty question, nothing by an empty text', () => {
    expect(covered([], ['看病'])).toBe(0);
    expect(covered([asked('看病')], [])).toBe(0);
  });
});

describe('how much of a text a question covers', () => {
  it('all of a text whose every word is asked for, half of one with an equal word beside', () => {
    expect(covers([asked('看病')], ['看病'])).toBeCloseTo(1, 6);
    expect(covers([asked('看病')], ['看病', '危房'])).toBeCloseTo(0.5, 6);
  });

  it('a word that tells little takes little away', () => {
    expect(covers([asked('危房')], ['危房', '帮扶'])).toBeGreaterThan(
      covers([asked('危房')], ['危房', '看病']),
    );
  });

  it('nothing of an empty text or by an empty question', () => {
    expect(covers([asked('看病')], [])).toBe(0);
    expect(covers([], ['看病'])).toBe(0);
  });
});

describe('the words of a text', () => {
  it('count once however often they are said; unknown ones are left out', () => {
    expect(matcher.idsOf(['看病', '彩礼', '看病', '危房'])).toHaveLength(2);
    expect(covers([asked('看病')], ['看病', '危房', '危房', '危房'])).toBeCloseTo(0.5, 6);
  });
});
