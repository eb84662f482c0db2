import { describe, expect, it } from 'vitest';
import { figuresIn } from '../../src/policy/corpus/figures.ts';
import type { Rule } from '../../src/policy/corpus/rule.ts';
import { type Corpus, checkCorpus } from '../../src/policy/index.ts';
import { corpus } from './real-corpus.ts';

/** The corpus with Yanling's income line changed. */
function withRule(change: Partial<Rule>): Corpus {
  const rules = corpus.rules.map((rule) =>
    rule.document === 'yanling-2023' && rule.id === 'monitoring-income-line' ? { ...rule, ...change } : rule,
  );
  return { ...corpus, rules };
}

function withFormula(base: number, growth: number): Corpus {
  const rules = corpus.rules.map((rule) =>
    rule.formula === undefined ? rule : { ...rule, formula: { ...rule.formula, base, growth } },
  );
  return { ...corpus, rules };
}

const WHERE = 'rules/yanling-2023.yaml: monitoring-income-line';

describe('the check that the build runs', () => {
  it('finds nothing wrong with the corpus as it is', () => {
    expect(checkCorpus(corpus)).toEqual([]);
  });

  it('finds a quote that was falsified by one figure', () => {
    const falsified = withRule({ quote: '2023年防止返贫监测范围以家庭年人均纯收入7600元为参考' });
    expect(checkCorpus(falsified)).toEqual([expect.stringContaining(WHERE)]);
    expect(checkCorpus(falsified)[0]).toContain('7600元');
  });

  it('finds a quote that another document has and this one has not', () => {
    expect(checkCorpus(withRule({ quote: '以人均年纯收入不低于6600元为基数' }))).toHaveLength(1);
  });

  it('takes a quote whatever its white space', () => {
    const quote = corpus.rules.find(
      (r) => r.id === 'monitoring-income-line' && r.document === 'yanling-2023',
    )?.quote;
    expect(checkCorpus(withRule({ quote: quote?.replace('监测', ' 监\n测 ') ?? '' }))).toEqual([]);
  });

  it.each(['8000', '750', '75', '0.5'])(
    'finds a figure of the plain sentence that the article lacks: %s',
    (figure) => {
      const problems = checkCorpus(withRule({ plain: `2023年的收入参考线是${figure}元。` }));
      expect(problems).toEqual([expect.stringContaining(`“${figure}”`)]);
      expect(problems[0]).toContain(WHERE);
    },
  );

  it('finds a full-width figure of the plain sentence too', () => {
    expect(checkCorpus(withRule({ plain: '收入参考线是８０００元。' }))).toHaveLength(1);
    expect(checkCorpus(withRule({ plain: '收入参考线是７５００元。' }))).toEqual([]);
  });

  it('finds a base or a growth to reckon with that the article does not print', () => {
    expect(checkCorpus(withFormula(6600, 0.1))).toEqual([]);
    expect(checkCorpus(withFormula(7000, 0.1))).toEqual([expect.stringContaining('“7000”')]);
    expect(checkCorpus(withFormula(6600, 0.15))).toEqual([expect.stringContaining('“15”')]);
  });

  it('finds a unit that the article does not make responsible', () => {
    expect(checkCorpus(withRule({ units: ['县公安局'] }))).toEqual([expect.stringContaining('县公安局')]);
  });

  it('finds a rule of an article that is not there', () => {
    expect(checkCorpus(withRule({ path: ['二', '（一）', '99'] }))).toEqual([
      expect.stringContaining('二/（一）/99'),
    ]);
  });

  it('finds an id that is used twice in a document, and lets two documents use the same', () => {
    const [first] = corpus.rules;
    const doubled = { ...corpus, rules: [...corpus.rules, ...(first === undefined ? [] : [first])] };
    expect(checkCorpus(doubled)).toEqual([expect.stringContaining('编号重复')]);
    const ids = corpus.rules.map((r) => r.id);
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  it("finds a question's quote that is no longer in its article, and a question without an article", () => {
    const [entry, ...rest] = corpus.questions;
    if (entry === undefined) throw new Error('no questions');
    const falsified = { ...corpus, questions: [{ ...entry, quote: '每户补助五万元' }, ...rest] };
    expect(checkCorpus(falsified)).toEqual([expect.stringContaining('每户补助五万元')]);
    const lost = { ...corpus, questions: [{ ...entry, path: ['九'] }, ...rest] };
    expect(checkCorpus(lost)).toEqual([expect.stringContaining('没有条文 九')]);
  });

  it('finds a replacement that is not in the corpus', () => {
    const documents = new Map(corpus.documents);
    const fushun = documents.get('fushun-2021-3');
    if (fushun === undefined) throw new Error('no Fushun');
    documents.set('fushun-2021-3', { ...fushun, replacedBy: { document: 'fushun-2027', on: '2027-01-01' } });
    expect(checkCorpus({ ...corpus, documents })).toEqual([expect.stringContaining('fushun-2027')]);
    documents.set('fushun-2021-3', {
      ...fushun,
      replacedBy: { document: 'nanyang-2021-7', on: '2027-01-01' },
    });
    expect(checkCorpus({ ...corpus, documents })).toEqual([]);
  });

  it('reports every problem, not the first alone', () => {
    expect(
      checkCorpus(withRule({ quote: '没有这句话', plain: '是8000元。', units: ['县公安局'] })),
    ).toHaveLength(3);
  });
});

describe('figures of a text', () => {
  it.each([
    ['家庭年人均纯收入7500元', ['7500']],
    ['1.2倍，不少于50%', ['1.2', '50']],
    ['１５个工作日', ['15']],
    ['五年过渡期', []],
    ['2021年4月26日', ['2021', '4', '26']],
  ])('%s → %j', (text, figures) => {
    expect(figuresIn(text)).toEqual(figures);
  });
});
