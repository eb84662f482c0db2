import { describe, expect, it } from 'vitest';
import { articleId, squeeze } from '../../src/policy/corpus/article.ts';
import { figuresIn } from '../../src/policy/corpus/figures.ts';
import { lineInYear, type Rule } from '../../src/policy/corpus/rule.ts';
import { corpus, SLUGS } from './real-corpus.ts';

function rule(slug: string, id: string): Rule {
  const found = corpus.rules.find((r) => r.document === slug && r.id === id);
  if (found === undefined) throw new Error(`no rule ${slug}/${id}`);
  return found;
}

describe('the figures and cadences of the documents as rules', () => {
  it('are at least 200, and every document has some', () => {
    expect(corpus.rules.length).toBeGreaterThanOrEqual(200);
    for (const slug of SLUGS) {
      expect(corpus.rules.filter((r) => r.document === slug).length, slug).toBeGreaterThan(20);
    }
  });

  it('each is quoted verbatim from its own article', () => {
    const texts = new Map(corpus.articles.map((a) => [articleId(a), squeeze(a.text)]));
    for (const { document, path, id, quote } of corpus.rules) {
      const text =
        path[0] === '印发通知' ? corpus.sources.get(document) : texts.get(articleId({ document, path }));
      expect(text?.includes(squeeze(quote)), `${document}/${id}: ${quote}`).toBe(true);
    }
  });

  it('no plain sentence has a figure that its document does not print', () => {
    for (const { document, id, plain } of corpus.rules) {
      const printed = new Set(figuresIn(corpus.sources.get(document) ?? ''));
      for (const figure of figuresIn(plain))
        expect(printed.has(figure), `${document}/${id}: ${figure}`).toBe(true);
    }
  });

  it('a plain sentence is short, and says the value where the value is a figure of the text', () => {
    for (const { document, id, plain, value, quote } of corpus.rules) {
      expect(plain.length, `${document}/${id}`).toBeLessThanOrEqual(80);
      if (figuresIn(quote).includes(String(value)))
        expect(plain, `${document}/${id}`).toContain(String(value));
    }
  });

  it('have the lines that people ask for most', () => {
    expect(rule('yanling-2023', 'monitoring-income-line')).toMatchObject({
      value: 7500,
      unit: '元',
      period: '2023',
    });
    expect(rule('fushun-2021-3', 'monitoring-income-line')).toMatchObject({ value: 6600 });
    const ganzhou = corpus.rules.filter((r) => r.document === 'ganzhou-2021-6').map((r) => r.quote);
    expect(ganzhou.some((quote) => quote.includes('1.2倍'))).toBe(true);
    expect(ganzhou.some((quote) => quote.includes('15个工作日'))).toBe(true);
  });

  it("what a text leaves open is noted: Ganzhou's 15 working days have no starting day", () => {
    const limit = corpus.rules.find((r) => r.document === 'ganzhou-2021-6' && r.quote.includes('15个工作日'));
    expect(limit?.note).toMatch(/未写|没有写|起算/);
  });
});

describe("Fushun's income line, 6600 yuan and 10 % more each year", () => {
  const { formula } = rule('fushun-2021-3', 'monitoring-income-line');
  const line = (year: number) => (formula === undefined ? undefined : lineInYear(formula, year));

  it('is 7986 in 2023, with the sum and the assumption spelt out', () => {
    expect(line(2023)).toEqual({
      value: 7986,
      sum: '6600元 × 1.1² = 7986元',
      assumption: '文件未写基数年，按2021年推算',
    });
  });

  it('is 6600 in the base year itself', () => {
    expect(line(2021)).toMatchObject({ value: 6600, sum: '6600元' });
  });

  it.each([
    [2022, 7260, '6600元 × 1.1 = 7260元'],
    [2024, 8784.6, '6600元 × 1.1³ = 8784.6元'],
    [2025, 9663.06, '6600元 × 1.1⁴ = 9663.06元'],
  ])('in %i is %d: %s', (year, value, sum) => {
    expect(line(year)).toMatchObject({ value, sum });
  });

  it.each([2020, 2026, 2030, 1999])('says nothing for %i, which the document does not reach', (year) => {
    expect(line(year)).toBeUndefined();
  });

  it('names the base year instead of an assumption where a document states it', () => {
    const stated = { base: 1000, growth: 0.05, unit: '元', baseYear: 2022, assumedBaseYear: 2021 };
    expect(lineInYear(stated, 2023)).toEqual({
      value: 1050,
      sum: '1000元 × 1.05 = 1050元',
      assumption: '以2022年为基数年',
    });
  });

  it('is the only rule that is worked out', () => {
    expect(corpus.rules.filter((r) => r.formula !== undefined)).toHaveLength(1);
  });
});
