/**
 * Evaluates answers on a set of questions, by kind.
 *
 *   npm run -s eval                         the held-out questions (test/eval/held-out.jsonl)
 *   npm run -s eval -- FILE [--verbose] [--today YYYY-MM-DD] [--model DIR]
 */
import { parseArgs } from 'node:util';
import { createPolicy } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Answer } from '../src/policy/index.ts';
import { parseRegion } from '../src/regions/index.ts';
import { isGrounded, judge, plainness, type Verdict } from './judge.ts';
import { type EvaluationQuestion, readQuestions } from './questions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean' }, today: { type: 'string' }, model: { type: 'string' } },
});
const today = values.today ?? '2026-11-22';
const file = positionals[0] ?? 'test/eval/held-out.jsonl';
const config = readConfig();
const started = performance.now();
const app = await createPolicy({ ...config, MODEL_DIR: values.model ?? config.MODEL_DIR });
const startUp = performance.now() - started;

const verdicts: { item: EvaluationQuestion; verdict: Verdict; ms: number }[] = [];
const ungrounded: string[] = [];
/** Answers with words of their own that residents got. */
const forResidents: Answer[] = [];
for (const item of readQuestions(file)) {
  const from = performance.now();
  const answer = await app.answerer.ask({
    question: item.question,
    region: parseRegion(item.region),
    role: item.role,
    today,
  });
  if (item.role === 'resident') forResidents.push(answer);
  const verdict = judge(item, answer);
  verdicts.push({ item, verdict, ms: performance.now() - from });
  ungrounded.push(...isGrounded(item, answer, app.corpus, today).map((problem) => `${item.id}: ${problem}`));
  if (values.verbose && verdict.problem !== undefined) {
    console.log(
      `${item.id} ${verdict.problem} [${answer.status}] ${item.question}\n    ${answer.answer}\n    want ${item.expect} ${JSON.stringify(item.facts)}`,
    );
  }
}

const share = (rows: typeof verdicts, test: (v: Verdict) => boolean) =>
  rows.length === 0
    ? '  –  '
    : `${((100 * rows.filter(({ verdict }) => test(verdict)).length) / rows.length).toFixed(1)}%`;
console.log('kind         n   passage@1 @3 @5 | facts  gold quoted | rightly refused | wrongly refused');
for (const kind of ['resident', 'cadre', 'supervisor', 'multi', 'cross', 'refuse', 'all']) {
  const own = verdicts.filter(({ item }) => kind === 'all' || item.kind === kind);
  const answerable = own.filter(({ item }) => item.expect.startsWith('answer'));
  const unanswerable = own.filter(({ item }) => !item.expect.startsWith('answer'));
  const at = (k: number) => share(answerable, (v) => v.rank !== undefined && v.rank < k);
  console.log(
    `${kind.padEnd(11)} ${String(own.length).padStart(3)}   ${at(1)} ${at(3)} ${at(5)} | ${share(answerable, (v) => v.statesFacts)} ${share(answerable, (v) => v.quotesGold)} | ${share(unanswerable, (v) => !v.answered)} | ${share(answerable, (v) => v.refused)}`,
  );
}
const times = verdicts.map(({ ms }) => ms).sort((a, b) => a - b);
const { card, rule, extract, longest, longestSentence } = plainness(forResidents);
console.log(
  `residents: by card ${card}%, rule ${rule}%, extract ${extract}%; longest answer ${longest}, longest sentence ${longestSentence.length} “${longestSentence}”`,
);
console.log(`ungrounded: ${ungrounded.length} ${ungrounded.slice(0, 10).join('; ')}`);
console.log(
  `start-up ${(startUp / 1000).toFixed(2)} s, median ${times[times.length >> 1]?.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(0)} ms, memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
