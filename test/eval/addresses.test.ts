import { expect, test } from 'vitest';
import { resolveAddresses } from '../../scripts/addresses.ts';

/** Written by people who did not know the resolver (268 and 160 lines over the four benchmark counties). */
const VERDICTS = ['addresses', 'addresses-fresh'].flatMap((name) =>
  resolveAddresses(`test/eval/${name}.jsonl`),
);

test('at least 97 % of the addresses that other people wrote find their township', () => {
  const wrong = VERDICTS.filter(({ right }) => !right);
  expect(VERDICTS.length).toBeGreaterThan(400);
  expect(wrong.length / VERDICTS.length, JSON.stringify(wrong.map(({ line }) => line.id))).toBeLessThan(0.03);
});

test('every full address is right', () => {
  expect(VERDICTS.filter(({ line, right }) => line.kind === 'full' && !right)).toEqual([]);
});

test('an ambiguous place is never guessed, a place elsewhere never routed in', () => {
  const guessed = VERDICTS.filter(
    ({ line, got }) => ['ambiguous', 'outside'].includes(line.expect.status) && got.status === 'resolved',
  );
  expect(guessed.map(({ line }) => line.id)).toEqual([]);
});
