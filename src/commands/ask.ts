import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createPolicy } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Answer } from '../policy/index.ts';
import { parseRegion } from '../regions/index.ts';
import { openBatch, readAll, runBatch, runOne, type Work } from './batch.ts';
import { todayInShanghai, UsageError } from './usage.ts';

const Question = z.object({
  region: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  role: z.enum(['resident', 'cadre', 'supervisor']).default('resident'),
});

const Day = z.iso.date();

/**
 * `ask`: one question (as a JSON object, or `--region CODE [--role ROLE] QUESTION`) or many (`--batch FILE`, `-` for
 * standard input, one JSON object a line). Prints one JSON object a question, in order (design section 10); with
 * `--explain` also whose words it is in, from which card, and which words of each quote answer.
 */
export async function ask(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      batch: { type: 'string' },
      today: { type: 'string' },
      region: { type: 'string' },
      role: { type: 'string' },
      explain: { type: 'boolean' },
    },
  });
  const today = values.today ?? todayInShanghai(new Date());
  if (!Day.safeParse(today).success) throw new UsageError(`--today 应写成 YYYY-MM-DD：${today}`);
  const config = readConfig();
  const answering = async (): Promise<Work> => {
    const { answerer } = await createPolicy(config);
    return async (request) => {
      const { region, question, role } = Question.parse(request);
      const answer = await answerer.ask({ region: parseRegion(region), question, role, today });
      return values.explain ? answer : contractOf(answer);
    };
  };
  if (values.batch !== undefined) {
    // The input is opened before the corpus is loaded: a wrong file name is said at once.
    const input = await openBatch(values.batch);
    return runBatch(input, await answering());
  }
  const line = positionals.length > 0 ? positionals.join(' ') : await readAll();
  if (line.trim() === '')
    throw new UsageError('用法：ask [--region 代码] [--role resident|cadre|supervisor] 问题');
  const request = line.trimStart().startsWith('{')
    ? line
    : JSON.stringify({ region: values.region ?? config.REGION, role: values.role, question: line });
  await runOne(request, await answering());
}

/** The fields of the contract alone (design section 10). */
function contractOf({ status, answer, citations, passages }: Answer): object {
  return { status, answer, citations: citations.map(({ used: _, ...citation }) => citation), passages };
}
