import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { App } from '../app.ts';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { InvalidRegionError, parseRegion } from '../regions/index.ts';
import { todayInShanghai, UsageError } from './usage.ts';

const Question = z.object({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  region: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  role: z.enum(['resident', 'cadre', 'supervisor']).default('resident'),
});

const Day = z.iso.date();

/**
 * `ask`: one question (as a JSON object, or `--region CODE [--role ROLE] QUESTION`) or many (`--batch FILE`, `-` for
 * standard input, one JSON object a line). Prints one JSON object a question, in order (design section 10).
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
    },
  });
  const today = values.today ?? todayInShanghai(new Date());
  if (!Day.safeParse(today).success) throw new UsageError(`--today 应写成 YYYY-MM-DD：${today}`);
  const config = readConfig();
  if (values.batch !== undefined) {
    const input = values.batch === '-' ? process.stdin : createReadStream(values.batch);
    await once(input, values.batch);
    const app = await createApp(config);
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await answerLine(app, line, today))}\n`);
    }
    return;
  }
  const line = positionals.length > 0 ? positionals.join(' ') : await readAll();
  if (line.trim() === '')
    throw new UsageError('用法：ask [--region 代码] [--role resident|cadre|supervisor] 问题');
  const isObject = line.trimStart().startsWith('{');
  const request = isObject
    ? line
    : JSON.stringify({ region: values.region ?? config.REGION, role: values.role, question: line });
  const result = await answerLine(await createApp(config), request, today);
  if ('error' in result) throw new UsageError(String(result.error));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** A file that cannot be opened is said before the corpus is loaded. */
async function once(input: NodeJS.ReadableStream, name: string): Promise<void> {
  if (input === process.stdin) return;
  await new Promise<void>((resolve, reject) => {
    input.once('readable', resolve);
    input.once('end', resolve);
    input.once('error', () => reject(new UsageError(`读不到文件 ${name}`)));
  });
}

async function readAll(): Promise<string> {
  if (process.stdin.isTTY) return '';
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}

/** One line of a batch → one line of output; what cannot be read gives an `error` with the id where there is one. */
async function answerLine(app: App, line: string, today: string): Promise<Record<string, unknown>> {
  const started = performance.now();
  let id: unknown = null;
  try {
    const json: unknown = JSON.parse(line.replace(/^\ufeff/, ''));
    id = z.object({ id: z.unknown() }).safeParse(json).data?.id ?? null;
    const { region, question, role } = Question.parse(json);
    const answer = await app.answerer.ask({ region: parseRegion(region), question, role, today });
    return { id, ...answer, latencyMs: Math.round((performance.now() - started) * 100) / 100 };
  } catch (error) {
    if (error instanceof SyntaxError) return { id, error: '这一行不是合法的 JSON' };
    if (error instanceof InvalidRegionError) return { id, error: error.message };
    if (error instanceof z.ZodError) {
      const issue = error.issues[0];
      return { id, error: `${issue?.path.join('.') ?? ''} 不对：${issue?.message ?? ''}` };
    }
    throw error;
  }
}
