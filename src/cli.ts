import { z } from 'zod';
import { articles } from './commands/articles.ts';
import { ask } from './commands/ask.ts';
import { corpus } from './commands/corpus.ts';
import { UsageError } from './commands/usage.ts';
import { ConfigError } from './config.ts';
import { IngestError, ModelError } from './policy/index.ts';

// What is wrong with an input is said in Chinese.
z.config(z.locales.zhCN());

const COMMANDS: Record<string, (args: string[]) => void | Promise<void>> = { ask, articles, corpus };

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

// A reader that has seen enough (`| head`) ends the program, not with an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  if (command === undefined)
    throw new UsageError(`没有“${name}”这个命令；有：${Object.keys(COMMANDS).join(' ')}`);
  await command(args);
} catch (error) {
  if (!isExpected(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** Errors said in the operator's words; a stack trace would hide them. */
function isExpected(error: unknown): error is Error {
  if ([UsageError, ConfigError, IngestError, ModelError].some((kind) => error instanceof kind)) return true;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
