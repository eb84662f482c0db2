import { expect, test } from 'vitest';
import { readConversations, runConversations } from '../../scripts/conversations.ts';

/** One in thirty of all scripted people; `npm run -s conversations` takes them all. */
const PEOPLE = ['conversations-dev', 'conversations', 'conversations-fresh']
  .flatMap((name) => readConversations(`test/eval/${name}.jsonl`))
  .filter(({ expect: { sameAs } }) => sameAs === undefined)
  .filter((_, i) => i % 30 === 0);

test('people who declare in their own words end in the right township’s queue', {
  timeout: 240_000,
}, async () => {
  const verdicts = await runConversations(PEOPLE);
  const wrong = verdicts.filter(({ right }) => !right).map(({ id, problem }) => `${id}: ${problem}`);
  expect(verdicts.length).toBeGreaterThan(11);
  expect(wrong.length / verdicts.length, wrong.join('; ')).toBeLessThanOrEqual(0.02);
});
