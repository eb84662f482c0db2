import { expect, it } from 'vitest';
import { questionsOf } from '../../src/policy/understanding/several.ts';
import { corpus, divisions, lexicon } from './sources.ts';

const sources = {
  lexicon,
  cardById: (id: string) => corpus.cards.find((card) => card.id === id),
  placesIn: (text: string) => divisions.placesIn(text),
};

it.each([
  ['低保咋申请？医保要交多少？', ['低保咋申请', '医保要交多少']],
  ['低保咋申请？要多久？找谁？', ['低保咋申请', '低保要多久', '低保找谁']],
  ['贷款能贷几万？还有孤儿有没有保障', ['贷款能贷几万', '还有孤儿有没有保障']],
  ['俺妈瘫了。能吃低保不？医保交多少', ['俺妈瘫了，能吃低保不', '医保交多少']],
  ['低保咋申请，另外医保交多少', ['低保咋申请', '另外医保交多少']],
  ['低保咋申请？医保交多少？俺是监测户', ['低保咋申请', '医保交多少，俺是监测户']],
  ['低保咋申请？医保交多少？谢谢', ['低保咋申请', '医保交多少']],
])('%s', (message, expected) => {
  expect(questionsOf(message, sources)).toEqual(expected);
});

it.each([
  '低保咋申请',
  '俺妈住院花了三万多。欠了一屁股债。咋办？',
  '俺家四口人。去年收成不好。今年又发大水。房子也塌了。',
  '老娘走不了路想要个轮椅，俺家还想问问低保，这两样各归哪个局',
  '你说这事？咋弄嘞？',
  '',
])('one question stays one: %s', (message) => {
  expect(questionsOf(message, sources)).toEqual([message]);
});
