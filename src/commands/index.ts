import { z } from 'zod';
import { EXPECTED_ERRORS, UsageError } from './usage.ts';

// What is wrong with an input is said in Chinese.
z.config(z.locales.zhCN());

type Command = (args: string[]) => void | Promise<void>;

/** Each command is loaded when it is called: an address needs neither the policies nor the model. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  ask: async () => (await import('./ask.ts')).ask,
  articles: async () => (await import('./articles.ts')).articles,
  corpus: async () => (await import('./corpus.ts')).corpus,
  route: async () => (await import('./route.ts')).route,
  qr: async () => (await import('./qr.ts')).qr,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  audit: async () => (await import('./audit.ts')).audit,
  keys: async () => (await import('./keys.ts')).keys,
  chat: async () => (await import('./chat.ts')).chat,
  staff: async () => (await import('./staff.ts')).staff,
  alerts: async () => (await import('./alerts.ts')).alerts,
  digest: async () => (await import('./digest.ts')).digest,
  questions: async () => (await import('./questions.ts')).questions,
  record: async () => (await import('./record.ts')).record,
  register: async () => (await import('./register.ts')).register,
  replay: async () => (await import('./replay.ts')).replay,
  rights: async () => (await import('./rights.ts')).rights,
  visits: async () => (await import('./visits.ts')).visits,
};

/**
 * Runs one command: what it has to tell goes to standard output, what went wrong in the operator's words to standard
 * error, and then `process.exitCode` is 2.
 * @param argv the command's name and its arguments
 * @throws what nobody expects
 */
export async function runCommand([name = '', ...args]: string[]): Promise<void> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (load === undefined) {
      throw new UsageError(`没有“${name}”这个命令；有：${Object.keys(COMMANDS).join(' ')}`);
    }
    const command = await load();
    await command(args);
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (EXPECTED_ERRORS.has(error.name)) return true;
  const code = 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code.startsWith('ERR_PARSE_ARGS');
}
