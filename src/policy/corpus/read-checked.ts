import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { IngestError } from '../ingest/report.ts';

/**
 * Reads YAML that must have a certain form.
 * @throws IngestError naming the file, and the line where the YAML itself is broken
 */
export function parseYaml<T extends z.ZodType>(name: string, text: string, schema: T): z.output<T> {
  let value: unknown;
  try {
    value = load(text);
  } catch (error) {
    const line = error instanceof YAMLException ? error.mark?.line : undefined;
    const why = String(error).split('\n')[0];
    throw new IngestError(name, line === undefined ? undefined : line + 1, `YAML 写法有误：${why}`);
  }
  return checked(name, undefined, schema, value);
}

/**
 * A value that must have a certain form.
 * @throws IngestError naming the file and the field
 */
export function checked<T extends z.ZodType>(
  name: string,
  line: number | undefined,
  schema: T,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value, { error: z.locales.zhCN().localeError });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new IngestError(name, line, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? '内容不对'}`);
}
