import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';

/** A data file that cannot be used: says in the operator's words which file and which key. */
export class DataFileError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'DataFileError';
  }
}

/** Names of the YAML files of a folder without their ending, in order. */
export function dataFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  } catch {
    throw new DataFileError(folder, '找不到这个目录');
  }
}

/**
 * Reads a YAML file that must have a certain form.
 * @throws DataFileError naming the file, and the line or the key that is wrong
 */
export function readDataFile<T extends z.ZodType>(folder: string, name: string, schema: T): z.output<T> {
  const file = join(folder, `${name}.yaml`);
  return conform(file, schema, parse(file));
}

/**
 * A value that must have a certain form.
 * @throws DataFileError naming the file and the key
 */
export function conform<T extends z.ZodType>(file: string, schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value, { error: z.locales.zhCN().localeError });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = issue?.path.join('.') || '全文';
  throw new DataFileError(file, `${key}：${issue?.message ?? '内容不对'}`);
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DataFileError(file, '读不出这个文件');
  }
  try {
    return load(text);
  } catch (error) {
    const line = error instanceof YAMLException ? error.mark?.line : undefined;
    const where = line === undefined ? '' : `第${line + 1}行，`;
    throw new DataFileError(file, `${where}YAML 写法有误：${String(error).split('\n')[0] ?? ''}`);
  }
}
