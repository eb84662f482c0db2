/**
 * Evaluates short conversations, turn by turn: follow-ups that leave their topic out, changes of topic, bare topics.
 *
 *   npm run -s turns -- [FILE]     test/eval/turns.jsonl when none is named; prints each turn that is not as expected
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createPolicy } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Answer } from '../src/policy/index.ts';
import { parseRegion } from '../src/regions/index.ts';
import { readOf, states } from './judge.ts';

const Turn = z.object({
  question: z.string(),
  expect: z.enum(['answer', 'clarify', 'not_in_region', 'refuse']),
  facts: z.array(z.string()),
  followsUp: z.boolean(),
});
const Conversation = z.object({
  id: z.string(),
  region: z.string(),
  role: z.enum(['resident', 'cadre', 'supervisor']),
  turns: z.array(Turn),
});

/** Whether an answer is what its turn expects: the status, and of an answer the facts. */
function isRight({ expect, facts }: z.infer<typeof Turn>, answer: Answer): boolean {
  const isAnswer = answer.status === 'answered' || answer.status === 'partial';
  if (expect === 'clarify') return answer.status === 'clarify' || (answer.choices?.length ?? 0) > 1;
  if (expect === 'not_in_region') return answer.status !== 'answered';
  if (expect === 'refuse') return !isAnswer;
  const read = readOf(answer);
  return isAnswer && facts.every((fact) => states(fact, read));
}

const { answerer } = await createPolicy(readConfig());
const rows: { followsUp: boolean; right: boolean }[] = [];
for (const line of readFileSync(process.argv[2] ?? 'test/eval/turns.jsonl', 'utf8')
  .trim()
  .split('\n')) {
  const { id, region, role, turns } = Conversation.parse(JSON.parse(line));
  let before: { question: string; topic?: string } | undefined;
  for (const turn of turns) {
    const { question } = turn;
    const request = { question, region: parseRegion(region), role, today: '2026-11-22' };
    const answer = await answerer.ask(before === undefined ? request : { ...request, before });
    const topic = answer.topic === undefined ? {} : { topic: answer.topic };
    before = { question: answer.asked ?? question, ...topic };
    const right = isRight(turn, answer);
    rows.push({ followsUp: turn.followsUp, right });
    if (!right)
      console.log(
        `${id} ${question} [${answer.status}] ${answer.answer}\n    want ${turn.expect} ${turn.facts.join('/')}`,
      );
  }
}
const share = (of: typeof rows) => `${of.filter(({ right }) => right).length} of ${of.length}`;
console.log(`turns ${share(rows)}, follow-ups ${share(rows.filter(({ followsUp }) => followsUp))}`);
