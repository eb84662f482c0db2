import { z } from 'zod';

/**
 * A figure or cadence that a document states, as reviewable data with its quote
 * (`corpus/rules/<slug>.yaml`; checked verbatim by `corpus check`).
 */
export const Rule = z.strictObject({
  /** Unique within its document, kebab-case. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  path: z.array(z.string()).min(1),
  kind: z.enum([
    'income_line',
    'deadline',
    'frequency',
    'ratio',
    'quota',
    'amount',
    'duration',
    'target_year',
    'count',
    'level',
    'coverage',
    'date',
  ]),
  subject: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string().optional(),
  period: z.string().optional(),
  quote: z.string().min(3),
  /** The rule as one plain sentence. */
  plain: z.string().max(80),
  /** Words by which people ask for it. */
  ask: z.array(z.string()).min(1),
  units: z.array(z.string()).optional(),
  /** What the text leaves open (`文件未写从哪天起算`). */
  note: z.string().optional(),
  /** A line that grows by a fixed rate a year from a base whose year may be unstated. */
  formula: z
    .strictObject({
      base: z.number().positive(),
      growth: z.number(),
      unit: z.string(),
      baseYear: z.number().int().nullable(),
      assumedBaseYear: z.number().int(),
    })
    .optional(),
});
export type Rule = z.infer<typeof Rule> & { document: string };

/**
 * A growing line's value in a year, with the sum and the assumption spelt out; undefined before the base year
 * or more than `horizon` years after it (a line nobody extended has no say there).
 */
export function lineInYear(
  formula: NonNullable<Rule['formula']>,
  year: number,
  horizon = 4,
): { value: number; sum: string; assumption: string } | undefined {
  const base = formula.baseYear ?? formula.assumedBaseYear;
  const years = year - base;
  if (years < 0 || years > horizon) return undefined;
  const factor = 1 + formula.growth;
  const value = Math.round(formula.base * factor ** years * 100) / 100;
  const power = '⁰¹²³⁴⁵⁶⁷⁸⁹'[years] ?? '';
  const sum =
    years === 0
      ? `${formula.base}${formula.unit}`
      : `${formula.base}${formula.unit} × ${factor}${years === 1 ? '' : power} = ${value}${formula.unit}`;
  const assumption = formula.baseYear === null ? `文件未写基数年，按${base}年推算` : `以${base}年为基数年`;
  return { value, sum, assumption };
}
