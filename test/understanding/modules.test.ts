import { describe, expect, it } from 'vitest';
import { Cards } from '../../src/policy/cards/cards.ts';
import { comparisonAsked, sideBySide } from '../../src/policy/understanding/comparison.ts';
import { explain, glossOf, termAsked } from '../../src/policy/understanding/glossary.ts';
import { list, readLists, topicAsked } from '../../src/policy/understanding/lists.ts';
import { bareWord, openTopic } from '../../src/policy/understanding/open-topic.ts';
import { binds, parseRegion } from '../../src/regions/index.ts';
import { corpus, divisions, lexicon } from './sources.ts';

const cards = new Cards(corpus);
const lists = readLists('corpus', corpus);

function request(question: string, region = '411024', role: 'resident' | 'cadre' = 'resident') {
  return { question, region: parseRegion(region), role, today: '2026-11-22' };
}

function expectSound(answer: ReturnType<typeof list>, region: string) {
  expect(answer).toBeDefined();
  expect(answer?.citations.length).toBeGreaterThan(0);
  expect(answer?.citations.length).toBeLessThanOrEqual(4);
  for (const { document, quote } of answer?.citations ?? []) {
    expect(
      binds(corpus.documents.get(document)?.jurisdiction ?? parseRegion('99'), parseRegion(region)),
    ).toBe(true);
    expect(corpus.sources.get(document)).toContain(quote.replace(/\s/g, ''));
    expect(quote.length).toBeLessThanOrEqual(160);
  }
  expect(answer?.answer.length).toBeLessThanOrEqual(300);
  for (const sentence of answer?.answer.split(/[。！？；\n]/) ?? [])
    expect(sentence.length).toBeLessThanOrEqual(40);
}

describe('what a word means', () => {
  it.each([
    ['四个不摘是啥意思', '四个不摘'],
    ['“四个不摘”是什么意思？', '四个不摘'],
    ['啥叫两不愁三保障', '两不愁三保障'],
    ['什么是边缘易致贫户', '边缘易致贫户'],
    ['监测对象是什么人', '监测对象'],
    ['请问双交办指的是什么', '双交办'],
    ['解释一下应纳尽纳', '应纳尽纳'],
  ])('%s', (message, term) => {
    expect(termAsked(message)).toBe(term);
    expect(glossOf(corpus.glossary, term)?.plain).toBeTruthy();
  });

  it.each(['低保咋申请', '监测对象有哪些帮扶', '这是什么地方的文件', '四个不摘'])(
    'no meaning is asked: %s',
    (message) => {
      const term = termAsked(message);
      expect(term === undefined || glossOf(corpus.glossary, term) === undefined).toBe(true);
    },
  );

  it('is told in plain words with its basis, and only where a binding document has the word', () => {
    const answer = explain(corpus, request('“四个不摘”是啥意思'), []);
    expectSound(answer, '411024');
    expect(answer?.answer).toContain('帮扶不摘');
    expect(answer?.status).toBe('answered');
    expect(explain(corpus, request('“四院一中心”是啥意思', '411300'), [])).toBeUndefined();
    expect(explain(corpus, request('“红楼梦”是啥意思'), [])).toBeUndefined();
  });
});

describe('a bare word', () => {
  it.each([
    ['低保', '低保'],
    ['我想问低保的事', '低保'],
    ['那医保呢？', '医保'],
    ['贷款政策', '贷款'],
    ['低保咋申请', '低保咋申请'],
  ])('%s → %s', (message, word) => {
    expect(bareWord(message)).toBe(word);
  });

  it.each(['低保', '医保', '房子', '贷款', '残疾'])(
    'that leaves open what is meant is asked back: %s',
    (word) => {
      const opened = openTopic({ corpus, cards }, request(word), []);
      expect(opened?.kind).toBe('clarify');
      if (opened?.kind !== 'clarify') return;
      expect(opened.answer.status).toBe('clarify');
      expect(opened.answer.answer).toContain(word);
      const choices = opened.answer.choices ?? [];
      expect(choices.length).toBeGreaterThanOrEqual(2);
      expect(choices.length).toBeLessThanOrEqual(4);
      for (const { label, question } of choices) {
        const card = corpus.cards.find(({ title }) => title === label);
        expect(card?.open).toContain(word);
        expect(card?.question).toBe(question);
      }
    },
  );

  it('that one card alone has is its question; any other is nothing', () => {
    expect(openTopic({ corpus, cards }, request('厕所'), [])).toMatchObject({ kind: 'question' });
    expect(openTopic({ corpus, cards }, request('飞机'), [])).toBeUndefined();
    expect(openTopic({ corpus, cards }, request('低保咋申请'), [])).toBeUndefined();
  });
});

describe('a list', () => {
  const ask = (question: string, region = '411024', role: 'resident' | 'cadre' = 'resident') =>
    list({ corpus, cards, lists, lexicon }, request(question, region, role), []);

  it.each([
    ['每月要查哪些', /每月/, '411024'],
    ['哪些事是每季度做的', /每季度|季调度/, '411024'],
    ['每半年要干啥', /半年/, '411024'],
    ['有哪些补贴', /补/, '411024'],
    ['医疗有哪些政策', /医|病/, '411024'],
    ['残疾人有什么补贴', /残疾/, '210400'],
    ['就业方面有啥政策', /活|工|岗/, '360700'],
    ['村里老人都有哪些待遇', /老人|养老/, '411300'],
  ])('%s', (question, says, region) => {
    const answer = ask(question, region);
    expectSound(answer, region);
    expect(answer?.answer).toMatch(says);
    expect(answer?.answer).toContain('1. ');
    expect(answer?.answer).toContain('2. ');
  });

  it('names the article of each item to staff', () => {
    const answer = ask('每月要查哪些', '411024', 'cadre');
    expect(answer?.answer.match(/（二（[一-六]）\d+）/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    '低保咋申请',
    '俺家有啥办法能把房子修修，墙都裂了也没钱',
    '周二要干啥',
    '哪些人能吃低保',
    '每月发多少钱',
    '供水每月要干啥',
    '驻村工作队每月要干啥',
  ])('none is asked for: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });

  it('is read off the question', () => {
    expect(topicAsked('医疗方面有哪些政策')).toEqual({ topic: '医疗', kind: '政策' });
    expect(topicAsked('有哪些补贴')?.topic).toBe('补贴');
    expect(topicAsked('国家对老人有什么补贴')).toEqual({ topic: '老人', kind: '补贴' });
    expect(topicAsked('补贴有哪些')?.topic).toBe('补贴');
  });
});

describe('two places compared', () => {
  const compared = (question: string, role: 'resident' | 'cadre' = 'cadre') =>
    comparisonAsked(request(question, '411024', role), divisions);

  it('by staff who ask for it', () => {
    expect(compared('鄢陵和南阳的监测线有什么不同')).toMatchObject({
      question: '监测线',
      place: { name: '南阳' },
    });
    expect(compared('跟赣州比，我们的监测线怎么定的')?.place.name).toBe('赣州');
    expect(compared('对比一下鄢陵和抚顺的住房排查频次')?.question).toContain('住房排查频次');
  });

  it('not by residents, not unasked, not with the own place alone', () => {
    expect(compared('鄢陵和南阳的监测线有什么不同', 'resident')).toBeUndefined();
    expect(compared('南阳的监测线是多少')).toBeUndefined();
    expect(compared('监测线跟去年有什么不同')).toBeUndefined();
    expect(compared('鄢陵和许昌的监测线一样吗')).toBeUndefined();
  });

  it('the own side stays before the other, at whole sentences', () => {
    expect(sideBySide('本地甲。', '外地乙。')).toBe('本地甲。外地乙。');
    const long = sideBySide(`${'本'.repeat(300)}。${'地'.repeat(300)}。`, '外地乙。');
    expect(long).toBe(`${'本'.repeat(300)}。外地乙。`);
  });
});
