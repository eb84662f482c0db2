import { z } from 'zod';
import { EXPECTED_ERRORS, UsageError } from './commands/usage.ts';

// What is wrong with an input is said in Chinese.
z.config(z.locales.zhCN());

type Command = (args: string[]) => void | Promise<void>;

/** Each command is loaded when it is called: an address needs neither the policies nor the model. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  ask: async () => (await import('./commands/ask.ts')).ask,
  articles: async () => (await import('./commands/articles.ts')).articles,
  corpus: async () => (await import('./commands/corpus.ts')).corpus,
  route: async () => (await import('./commands/route.ts')).route,
  qr: async () => (await import('./commands/qr.ts')).qr,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  audit: async () => (await import('./commands/audit.ts')).audit,
  keys: async () => (await import('./commands/keys.ts')).keys,
  chat: async () => (await import('./commands/chat.ts')).chat,
  staff: async () => (await import('./commands/staff.ts')).staff,
  digest: async () => (await import('./commands/digest.ts')).digest,
  questions: async () => (await import('./commands/questions.ts')).questions,
  replay: async () => (await import('./commands/replay.ts')).replay,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

// A reader that has seen enough (`| head`) ends the program, not with an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  if (command === undefined)
    throw new UsageError(`没有“${name}”这个命令；有：${Object.keys(COMMANDS).join(' ')}`);
  const run = await command();
  await run(args);
} catch (error) {
  if (!isExpected(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (EXPECTED_ERRORS.has(error.name)) return true;
  const code = 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code.startsWith('ERR_PARSE_ARGS');
}
