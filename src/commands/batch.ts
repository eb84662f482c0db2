import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { InvalidRegionError } from '../regions/index.ts';
import { UsageError } from './usage.ts';

/** What one request gives: the fields of its answer, printed between `id` and `latencyMs`. */
export type Work = (request: unknown) => object | Promise<object>;

/** Opens what `--batch FILE` names, `-` for standard input. A file that cannot be opened is said at once. */
export async function openBatch(name: string): Promise<NodeJS.ReadableStream> {
  if (name === '-') return process.stdin;
  const input = createReadStream(name);
  await new Promise<void>((resolve, reject) => {
    input.once('readable', resolve);
    input.once('end', resolve);
    input.once('error', () => reject(new UsageError(`读不到文件 ${name}`)));
  });
  return input;
}

/** Prints one JSON object for each line that is not blank, in order. */
export async function runBatch(input: NodeJS.ReadableStream, work: Work): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await answerLine(line, work))}\n`);
  }
}

/**
 * One line of a batch → one line of output; what cannot be read gives an `error` with the id where there is one.
 * @param line one JSON object
 */
export async function answerLine(line: string, work: Work): Promise<Record<string, unknown>> {
  const started = performance.now();
  let id: unknown = null;
  try {
    const json: unknown = JSON.parse(line.replace(/^\ufeff/, ''));
    id = z.object({ id: z.unknown() }).safeParse(json).data?.id ?? null;
    const answer = await work(json);
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

/** Prints the answer to a single request. @throws UsageError when the request itself is wrong */
export async function runOne(line: string, work: Work): Promise<void> {
  const result = await answerLine(line, work);
  if ('error' in result) throw new UsageError(String(result.error));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** All of standard input; nothing when it is a terminal. */
export async function readAll(): Promise<string> {
  if (process.stdin.isTTY) return '';
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}
