import { spawn } from 'node:child_process';
import { z } from 'zod';

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the real command line, as `npm run -s <command> -- …` does. */
export function run(args: string[], input = '', env: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'cli', ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const collected: Run = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    collected.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    collected.err += chunk;
  });
  // A program that ends on a wrong option does not wait for its input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...collected, code }));
  });
}

/** The lines that a command printed. */
export function linesOf({ out }: Run): string[] {
  return out === '' ? [] : out.replace(/\n$/, '').split('\n');
}

/** An article as the contract has it, no field more and none less. */
export const ArticleLine = z.strictObject({
  document: z.string(),
  path: z.array(z.string().min(1)).min(1),
  title: z.string(),
  text: z.string().min(1),
  responsibleUnits: z.array(z.string()),
});

/** An answer as the contract has it. */
export const AnswerLine = z.strictObject({
  id: z.union([z.string(), z.number(), z.null()]),
  status: z.enum([
    'answered',
    'partial',
    'other_jurisdiction',
    'clarify',
    'out_of_scope',
    'refused',
    'smalltalk',
    'handoff',
  ]),
  answer: z.string().min(1),
  citations: z
    .array(
      z.strictObject({
        document: z.string(),
        number: z.string(),
        article: z.string(),
        quote: z.string().min(1),
        jurisdiction: z.string(),
        validity: z.enum(['in_force', 'expired', 'transition']),
      }),
    )
    .max(4),
  passages: z
    .array(z.strictObject({ document: z.string(), article: z.string(), text: z.string(), score: z.number() }))
    .max(10),
  latencyMs: z.number().nonnegative(),
});
export type AnswerLine = z.infer<typeof AnswerLine>;

/** What a line that cannot be answered gives. */
export const ErrorLine = z.strictObject({ id: z.unknown(), error: z.string().min(1) });

/** The one answer that a command printed. */
export function answerOf(result: Run): AnswerLine {
  return AnswerLine.parse(JSON.parse(result.out));
}
