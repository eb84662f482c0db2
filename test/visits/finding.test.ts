import { describe, expect, test } from 'vitest';
import { tellsTrouble } from '../../src/declaration/index.ts';
import { readFinding } from '../../src/visits/index.ts';

/** As the flow reads them, less the causes and the danger that the form's reader sees besides. */
function read(words: string, { danger = false, causes = 0 } = {}) {
  return readFinding(words, { hardship: tellsTrouble(words), causes, danger });
}

describe('what a cadre writes at a door', () => {
  test.each([
    ...[
      '没事',
      '没问题',
      '正常',
      '一切正常',
      '都好',
      '一切都好',
      '无变化',
      '没啥事',
      '挺好的',
      '没得事',
      '冇事',
    ],
    ...[
      '没有',
      '无',
      'OK',
      '好着呢',
      '👌',
      '没事儿。',
      '无异常，无风险',
      '没有发现新的风险',
      '人都在家，都好',
    ],
    ...[
      '家里都挺好，没什么困难',
      '房子安全，吃水正常，收入稳定',
      '没事，老人身体很好',
      '过得还行',
      '政策都落实了，无返贫风险',
    ],
  ])('%s is that nothing was found', (words) => {
    expect(read(words)).toBe('nothing');
  });

  test.each(['不在家', '没人', '家里没人，锁门了', '全家外出打工', '去县城赶集了', '没在家', '敲门没人应'])(
    '%s is that nobody was there',
    (words) => {
      expect(read(words)).toBe('away');
    },
  );

  test.each(['房子漏雨，老人一个人住', '老头住院了', '儿子没活干', '借了五万块钱'])(
    '%s is a finding',
    (words) => {
      expect(read(words)).toBe('found');
    },
  );

  // A trouble in half a sentence is never filed as nothing, and what tells no trouble opens no case.
  test.each([
    ...[
      '没事，就是老头住院了',
      '没问题，有点咳嗽',
      '没事，药快没有了',
      '都好，但是缺钱',
      '不在家，邻居说住院了',
    ],
    ...['没有很安全', '不是很安全', '身体不很好', '身体也不是很好', '不太正常', '收入不稳定', '没人管'],
    ...['有问题没问题', '去过了', '老人在晒太阳', '没事，家里来了三个外地人'],
  ])('%s is asked about', (words) => {
    expect(read(words)).not.toBe('nothing');
    expect(read(words)).not.toBe('away');
  });

  test('a cause is a trouble only where all is not well', () => {
    expect(read('吃水正常', { causes: 1 })).toBe('nothing');
    expect(read('都好，孩子没上学', { causes: 1 })).toBe('unclear');
    expect(read('孩子辍学', { causes: 1 })).toBe('found');
  });

  test('of a danger nothing makes an all-clear', () => {
    expect(read('没事', { danger: true })).toBe('unclear');
    expect(read('不在家', { danger: true })).toBe('unclear');
  });

  test('nothing said, and only that there is something, wait for the words', () => {
    for (const words of ['', '。', '有情况', '有困难']) expect(read(words)).toBe('empty');
  });
});
