import { beforeAll, describe, expect, it } from 'vitest';
import { isGrounded, judge, plainness, type Verdict } from '../../scripts/judge.ts';
import { readQuestions } from '../../scripts/questions.ts';
import { createPolicy } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Answer } from '../../src/policy/index.ts';
import { parseRegion } from '../../src/regions/index.ts';

const TODAY = '2026-11-22';
const answerable: Verdict[] = [];
const unanswerable: Verdict[] = [];
const ungrounded: string[] = [];
const forResidents: Answer[] = [];
const times: number[] = [];

/** The questions of `held-out.jsonl` took no part in writing the question bank, the cards, the model or any weight. */
beforeAll(async () => {
  const app = await createPolicy(readConfig({}));
  for (const item of readQuestions('test/eval/held-out.jsonl')) {
    const started = performance.now();
    const answer = await app.answerer.ask({
      question: item.question,
      region: parseRegion(item.region),
      role: item.role,
      today: TODAY,
    });
    times.push(performance.now() - started);
    if (item.role === 'resident') forResidents.push(answer);
    (item.expect.startsWith('answer') ? answerable : unanswerable).push(judge(item, answer));
    ungrounded.push(
      ...isGrounded(item, answer, app.corpus, TODAY).map((problem) => `${item.id}: ${problem}`),
    );
  }
});

const share = (rows: Verdict[], test: (verdict: Verdict) => boolean) =>
  rows.filter(test).length / rows.length;
const foundWithin = (k: number) => share(answerable, ({ rank }) => rank !== undefined && rank < k);

describe('questions nobody tuned to', () => {
  it('find the article that answers among the first 1, 3 and 5', () => {
    expect(answerable.length).toBeGreaterThan(140);
    expect(foundWithin(1)).toBeGreaterThanOrEqual(0.9);
    expect(foundWithin(3)).toBeGreaterThanOrEqual(0.97);
    expect(foundWithin(5)).toBeGreaterThanOrEqual(0.98);
  });

  it('are answered with the facts expected', () => {
    expect(share(answerable, (verdict) => verdict.statesFacts)).toBeGreaterThanOrEqual(0.8);
  });

  it('are not answered where no binding document answers them', () => {
    expect(unanswerable.length).toBeGreaterThanOrEqual(35);
    expect(share(unanswerable, (verdict) => !verdict.answered)).toBeGreaterThanOrEqual(0.92);
  });

  it('are seldom refused where one does', () => {
    expect(share(answerable, (verdict) => verdict.refused)).toBeLessThanOrEqual(0.045);
  });

  it('give residents cards or rules in short sentences', () => {
    const { card, rule, longest, longestSentence } = plainness(forResidents);
    expect(card + rule).toBeGreaterThanOrEqual(85);
    expect(longest).toBeLessThanOrEqual(300);
    expect(longestSentence.length, longestSentence).toBeLessThanOrEqual(40);
  });

  it('never lead to a citation, jurisdiction, validity or figure without ground', () => {
    expect(ungrounded).toEqual([]);
  });

  it('are answered within the blink of an eye', () => {
    const median = times.sort((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY;
    expect(median).toBeLessThan(60);
  });
});
