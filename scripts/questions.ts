import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Quote = z.object({
  document: z.string(),
  quote: z.string(),
  role: z.enum(['must', 'also']).default('must'),
});

/** A question of an evaluation set (`test/eval/*.jsonl`) with what a right answer rests on and states. */
const EvaluationQuestion = z.object({
  id: z.string(),
  kind: z.enum(['resident', 'cadre', 'supervisor', 'multi', 'cross', 'refuse']),
  role: z.enum(['resident', 'cadre', 'supervisor']),
  region: z.string(),
  question: z.string(),
  expect: z.enum(['answer', 'answer_partial', 'not_in_region', 'refuse']),
  need: z.enum(['all', 'any']).default('all'),
  gold: z.array(Quote).default([]),
  facts: z.array(z.string()).default([]),
  notApplicable: z.array(z.object({ document: z.string(), quote: z.string() })).default([]),
  refuseReason: z.string().optional(),
});
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>;

/** Reads an evaluation set, one question a line. */
export function readQuestions(file: string): EvaluationQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => EvaluationQuestion.parse(JSON.parse(line)));
}
