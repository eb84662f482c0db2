import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../src/policy/understanding/ask-part.ts';
import { type FollowUp, followUp, onlyAsks } from '../../src/policy/understanding/follow-up.ts';
import { corpus, divisions, lexicon } from './sources.ts';

const sources = {
  lexicon,
  cardById: (id: string) => corpus.cards.find((card) => card.id === id),
  placesIn: (text: string) => divisions.placesIn(text),
};

function next(question: string, message: string, topic?: string): FollowUp | undefined {
  return followUp(message, { question, ...(topic === undefined ? {} : { topic }) }, sources);
}

function whole(question: string, message: string, topic?: string): string | undefined {
  const read = next(question, message, topic);
  return read?.kind === 'question' ? read.question : undefined;
}

const LEAK = '俺家房子漏雨了咋办';
const BILL = '俺妈住院花了好几万咋办';

describe('a message that leaves its topic out goes on from the turn before', () => {
  it.each([
    ['低保咋申请', '那要多久？', '低保要多久'],
    ['低保咋申请', '多久能下来', '低保多久能下来'],
    ['低保咋申请', '得等几天', '低保得等几天'],
    ['低保咋申请', '啥时候发钱', '低保啥时候发钱'],
    ['低保咋申请', '在哪办', '低保在哪办'],
    ['低保咋申请', '去哪里办理呀', '低保去哪里办理'],
    ['低保咋申请', '搁哪儿办嘞', '低保搁哪儿办'],
    ['低保咋申请', '要啥材料', '低保要啥材料'],
    ['低保咋申请', '需要带什么证件吗？', '低保需要带什么证件吗'],
    ['低保咋申请', '要准备哪些手续', '低保要准备哪些手续'],
    ['低保咋申请', '多少钱', '低保多少钱'],
    ['低保咋申请', '一个月能领多少', '低保一个月能领多少'],
    ['低保咋申请', '给几多钱', '低保给几多钱'],
    ['低保多少钱', '谁管', '低保谁管'],
    ['低保多少钱', '这事归哪个部门管', '低保归哪个部门管'],
    ['低保多少钱', '找谁', '低保找谁'],
    ['低保多少钱', '那咋申请呢', '低保咋申请'],
    ['低保多少钱', '怎么办理', '低保怎么办理'],
    ['低保多少钱', '网上能办不', '低保网上能办不'],
    ['低保多少钱', '有啥条件', '低保有啥条件'],
    ['低保多少钱', '我能领吗', '低保我能领吗'],
    ['低保多少钱', '像我这样的能申请不', '低保像我这样的能申请不'],
    ['低保多少钱', '一年几次', '低保一年几次'],
    ['低保多少钱', '为啥', '低保为啥'],
    ['残疾人康复在哪办', '有补贴吗', '残疾人康复有补贴吗'],
    ['低保多少钱', '电话是多少', '低保电话是多少'],
    ['雨露计划给多少钱', '那咋申请', '雨露计划咋申请'],
    ['雨露计划给多少钱', '到哪里交材料', '雨露计划到哪里交材料'],
    [LEAK, '多少钱', '俺家房子漏雨了，多少钱'],
    [LEAK, '谁管', '俺家房子漏雨了，谁管'],
    [LEAK, '那要等多久', '俺家房子漏雨了，要等多久'],
    [BILL, '找谁', '俺妈住院花了好几万，找谁'],
    [BILL, '要啥手续', '俺妈住院花了好几万，要啥手续'],
    ['小额信贷在哪办', '那利息外还要多少钱', '小额信贷利息外还要多少钱'],
    [LEAK, '那多长时间有人来看一回', '俺家房子漏雨了，多长时间有人来看一回'],
    [LEAK, '那咋个改法', '俺家房子漏雨了，咋个改法'],
    ['小额信贷在哪办', '能领多少', '小额信贷能领多少'],
    ['危房改造给补多少', '好久能下来', '危房改造好久能下来'],
    ['公益岗位咋报名', '一个月给多少', '公益岗位一个月给多少'],
    ['残疾证咋办', '崖要带什么', '残疾证崖要带什么'],
  ])('%s → %s', (question, message, expected) => {
    expect(whole(question, message)).toBe(expected);
  });

  it.each([
    [BILL, '我爹呢', '我爹住院花了好几万咋办'],
    [BILL, '那俺老伴呢', '俺老伴住院花了好几万咋办'],
    ['老人有啥补贴', '孩子呢', '孩子有啥补贴'],
    ['老人有啥补贴', '那残疾的呢', '残疾有啥补贴'],
    ['医保一般户交多少', '那低保户呢', '医保低保户，交多少'],
    ['医保要交多少', '低保户呢', '低保户医保要交多少'],
    ['低保谁能领', '我妈呢', '我妈低保谁能领'],
    ['低保咋申请', '我妈能领不', '我妈低保能领不'],
  ])('for somebody else: %s → %s', (question, message, expected) => {
    expect(whole(question, message)?.replaceAll('，', '')).toBe(expected.replaceAll('，', ''));
  });

  it.each([
    ['医保要啥材料', '那低保呢', '低保要啥材料'],
    ['医保要啥材料', '残疾证呢', '残疾证要啥材料'],
    ['种香菇找谁', '那养鸡呢', '养鸡找谁'],
    ['特困供养多少钱', '那临时救助呢', '临时救助多少钱'],
    [LEAK, '那厕所呢', '厕所咋办'],
  ])('another topic, asked the same: %s → %s', (question, message, expected) => {
    expect(whole(question, message)).toBe(expected);
  });

  it.each([
    ['鄢陵监测线是多少', '那南阳呢', '南阳监测线是多少', '南阳'],
    ['低保多少钱', '赣州呢', '赣州低保多少钱', '赣州'],
    ['低保多少钱', '那中央呢', '中央低保多少钱', '中央'],
    ['南阳低保多少钱', '鄢陵县呢', '鄢陵县低保多少钱', '鄢陵县'],
  ])('another place: %s → %s', (question, message, expected, place) => {
    expect(next(question, message)).toEqual({ kind: 'question', question: expected, place });
  });

  it.each(['还有呢', '还有吗？', '别的呢', '说详细点', '还有没有别的', '继续说'])('more: %s', (message) => {
    expect(next(LEAK, message)).toEqual({ kind: 'more' });
  });

  it.each(['不是这个', '我问的不是这个', '这不是我问的', '答非所问', '不是问这个呀'])(
    'else: %s',
    (message) => {
      expect(next(LEAK, message)).toEqual({ kind: 'not' });
    },
  );

  it('a chain keeps the topic', () => {
    let question = '雨露计划咋申请';
    for (const message of ['那要多久', '在哪办', '要啥材料', '谁管', '多少钱']) {
      const next = whole(question, message);
      expect(next).toBe(`雨露计划${message.replace('那', '')}`);
      question = next ?? '';
    }
    expect(whole(question, '那两免一补呢')).toBe('两免一补多少钱');
  });

  it('falls back on the card where the turn before only asked', () => {
    expect(whole('要啥材料', '多久', 'subsistence-allowance')).toBe('低保多久');
    expect(whole('要啥材料', '多久')).toBeUndefined();
  });
});

describe('a message with a topic of its own is left alone', () => {
  it.each([
    '低保咋申请',
    '那低保咋申请',
    '低保多少钱',
    '低保',
    '医保要交多少',
    '那医保一年交多少钱呢',
    '娃上学有补助没',
    '俺爹残疾证咋办',
    '残疾证在哪办',
    '小额贷款利息多少',
    '能贷几万',
    '周二谁来俺家',
    '驻村工作队几个人',
    '公益岗一个月给多少',
    '房子裂缝找谁',
    '村里修路谁管',
    '自来水浑了咋办',
    '住院能报多少',
    '怎么申报监测户',
    '监测线是多少',
    '孤儿一个月给多少',
    '光伏发电收益归谁',
    '敬老院在哪',
    '养猪有补贴吗',
    '怎么种香菇',
    '彩礼太高谁管',
    '打工车票能报多少',
    '退伍军人有啥待遇',
    '有哪些补贴',
    '每月要查哪些',
    '四个不摘是啥意思',
    '天气怎么样',
    '你好',
    '谢谢',
    '好的',
    '嗯嗯',
    '我想申报困难',
    '查进度',
    '找人工',
    '你是谁家的机器人',
    '给我写首诗',
    '今天星期几',
    '俺的申报到哪一步了',
    '邻居家领多少低保',
    '南阳的低保多少钱',
    '我儿子考上大学没钱交学费咋办',
  ])('%s', (message) => {
    expect(next(BILL, message)).toBeUndefined();
    expect(next('危房改造给多少钱', message)).toBeUndefined();
  });

  it('and so is everything where nothing was asked before', () => {
    expect(followUp('那要多久', undefined, sources)).toBeUndefined();
  });
});

it('takes what a question asks off what it is about', () => {
  expect(splitQuestion('俺家房子漏雨了找谁', lexicon)).toEqual({ about: '俺家房子漏雨了', asks: '找谁' });
  expect(splitQuestion('你好，请问低保怎么办理？', lexicon)).toEqual({ about: '低保', asks: '怎么办理' });
  expect(splitQuestion('多少钱', lexicon)).toEqual({ about: '', asks: '多少钱' });
  expect(splitQuestion('', lexicon)).toEqual({ about: '', asks: '' });
});

describe('a message that only asks, after nothing', () => {
  it.each(['那要多久', '要啥手续', '在哪办', '找谁'])('%s: leaves open what it is about', (message) => {
    expect(onlyAsks(message, lexicon)).toBe(true);
  });

  it.each(['咋申报', '低保要多久', '帮扶干部哪天来', '你好'])('%s: does not', (message) => {
    expect(onlyAsks(message, lexicon)).toBe(false);
  });
});
