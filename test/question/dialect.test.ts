import { expect, it } from 'vitest';
import { loadCorpus, SlipCorrector, Words } from '../../src/policy/index.ts';
import { foreignPlace } from '../../src/policy/question/place.ts';
import { Divisions, parseRegion } from '../../src/regions/index.ts';

const corpus = loadCorpus('corpus');
const words = new Words('corpus', corpus);
const asked = corpus.questions.flatMap((entry) => entry.questions);

it.each([
  ['啷个办残疾证', '怎么办残疾证'],
  ['木牛钱看病', '没有钱看病'],
  ['莫得劳力咋办', '没有劳力咋办'],
  ['包谷卖不脱', '玉米卖不脱'],
  ['啥前儿发钱', '什么时候发钱'],
  ['搁哪儿办低保', '在哪里办低保'],
  ['俺妈住院咋整', '俺妈住院咋整'],
  ['低保咋申请', '低保咋申请'],
])('dialect that nobody asked in yet is understood, what the bank knows stays: %s', (said, standard) => {
  expect(new SlipCorrector('corpus', words.domain, asked).standard(said)).toBe(standard);
});

it('a county without a bank of questions has its dialect from the list alone', () => {
  expect(new SlipCorrector('corpus', words.domain).standard('俺妈住院咋整')).toBe('我妈住院怎么办');
});

it.each([
  ['家里一个重病的，能单独办低保不，人家河南那边有', false],
  ['防贫保是不是就河南有', false],
  ['河南的低保多少钱', true],
  ['河南那边有没有低保', true],
])('another place named in passing is not asked about: %s', (question, isAsked) => {
  const divisions = Divisions.fromFile('corpus/divisions.csv', [parseRegion('2104')]);
  expect(foreignPlace(question, parseRegion('210423'), divisions) !== undefined).toBe(isAsked);
});
