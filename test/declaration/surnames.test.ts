import { expect, it } from 'vitest';
import { SURNAMES_OF_THE_BOOK } from '../../src/declaration/reading/surnames.ts';
import { readAt } from './reading.ts';

const GIVEN = ['爱国', '建军', '秀英', '桂兰', '志强', '春花', '明', '丽', '玉梅', '德顺'];

it('every family name of 百家姓 is taken with each of ten given names', () => {
  const refused = SURNAMES_OF_THE_BOOK.flatMap((surname) =>
    GIVEN.map((given) => surname + given).filter((name) => readAt('name', name).found.name !== name),
  );
  expect(SURNAMES_OF_THE_BOOK.length).toBeGreaterThanOrEqual(480);
  expect(refused).toEqual([]);
});

it.each(['不同意', '没有钱', '看病难', '没人管', '都不会', '那没有'])('%s is no name', (text) => {
  expect(readAt('name', text).found.name).toBeUndefined();
});
