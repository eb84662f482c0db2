import { describe, expect, it } from 'vitest';
import type { Card, Point } from '../../src/policy/cards/card.ts';
import { unexplained } from '../../src/policy/cards/check.ts';
import { type Corpus, checkCorpus } from '../../src/policy/index.ts';
import { corpus } from '../corpus/real-corpus.ts';

/** A sentence on Yanling's income line, and the card that has it alone. */
const POINT: Point = {
  say: '收入的线看7500元。',
  aspect: 'amount',
  lead: true,
  figures: {},
  basis: [{ document: 'yanling-2023', path: ['二', '（一）', '1'], quote: '以家庭年人均纯收入7500元为参考' }],
};
const CARD: Card = {
  id: 'a-line',
  title: '看收入',
  question: '收入多少钱算困难户',
  status: 'sample',
  approvedBy: null,
  approvedOn: null,
  asks: ['咱这收入线划到哪儿了'],
  open: [],
  next: [],
  points: [POINT],
};

function problemsOf(change: Partial<Card>, ...more: Card[]): string[] {
  const changed: Corpus = { ...corpus, cards: [{ ...CARD, ...change }, ...more], glossary: [] };
  return checkCorpus(changed);
}

function ofPoint(change: Partial<Point>): string[] {
  return problemsOf({ points: [{ ...POINT, ...change }] });
}

const CENTRAL = { document: 'central-2020-30', path: ['三', '（二）'], quote: '合理确定监测标准' };
const SLOT = { line: { 'yanling-2023': 'monitoring-income-line' } };

describe('the check of cards', () => {
  it('finds nothing wrong with a sound card', () => {
    expect(problemsOf({})).toEqual([]);
    expect(ofPoint({ say: '收入的线看{line}。', figures: SLOT })).toEqual([]);
  });

  it.each<[string, Partial<Point>, string]>([
    ['a quote that is not there', { basis: [{ ...CENTRAL, quote: '每户补助五万元' }] }, '引文与原文不一致'],
    ['an article that is not there', { basis: [{ ...CENTRAL, path: ['九'] }] }, '没有这一条'],
    ['a quote that is there twice', { basis: [{ ...CENTRAL, quote: '返贫致贫人口' }] }, '引文太短|不止一处'],
    ['a figure that a basis lacks', { basis: [...POINT.basis, CENTRAL] }, '“7500”不在条文里'],
    ['a figure of nobody', { say: '收入的线看8000元。' }, '“8000”不在条文里'],
    ['a cadence that a basis lacks', { say: '每季度查一次。', basis: [CENTRAL] }, '“每季度”不在条文里'],
    ['an office that a basis lacks', { say: '这事归县公安局管。' }, '“县公安局”不在条文里'],
    ['a slot without a rule', { say: '线是{line}。' }, '空格“line”'],
    [
      'a slot without a rule of the document',
      { say: '线是{line}。', figures: SLOT, basis: [CENTRAL] },
      '没有要填的规则',
    ],
    ['a long sentence', { say: `${'很'.repeat(40)}。` }, '超过40个'],
    ['two sentences', { say: '有线。看收入。' }, '应是一句话'],
    ['official words', { say: '要落实“两不愁三保障”。' }, '没解释的官话“两不愁三保障”'],
    ['no sentence to say first', { lead: false }, '没有先说哪一句'],
  ])('finds %s', (_, change, problem) => {
    expect(ofPoint(change).join('\n')).toMatch(new RegExp(problem));
  });

  it('lets staff be told in their words', () => {
    expect(ofPoint({ say: '要做到“两不愁三保障”。', for: 'staff' })).toEqual([]);
  });

  it('finds a card that is approved by nobody, leads nowhere or asks what another asks', () => {
    expect(problemsOf({ status: 'approved' }).join()).toContain('approvedBy');
    expect(problemsOf({ status: 'approved', approvedBy: '鄢陵县', approvedOn: '2026-11-01' })).toEqual([]);
    expect(problemsOf({ next: ['no-such-card'] }).join()).toContain('no-such-card');
    expect(problemsOf({}, { ...CARD, id: 'b-line', question: '另一个问题是啥' }).join()).toContain('重复');
    expect(problemsOf({ id: 'Bad Name' }).join()).toContain('文件名');
  });

  it('finds a term that is explained twice or rests on nothing', () => {
    const gloss = { term: '新词', also: [], plain: '一个新的词。', basis: [], common: false };
    const problems = checkCorpus({ ...corpus, cards: [], glossary: [gloss, { ...gloss, common: true }] });
    expect(problems).toHaveLength(2);
    expect(problems.join()).toMatch(/没有依据[\s\S]*重复/);
  });
});

describe('an official word', () => {
  it.each([
    ['要做到“两不愁三保障”（不愁吃穿，上学看病住房有保障）。', []],
    ['“四个不摘”（帮扶不撤）要求照旧。', []],
    ['“四个不摘”要求照旧。', ['四个不摘']],
    ['这叫控辍保学，（另说）不让孩子不念。', ['控辍保学']],
  ])('is explained right behind it or not: %s', (say, words) => {
    expect(unexplained(say, corpus.jargon)).toEqual(words);
  });
});
