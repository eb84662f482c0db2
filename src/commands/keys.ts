import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { Keyring } from '../storage/index.ts';
import { keyringFor, openExistingStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE = `用法：
  keys new [--db 数据库]      生成一个新密钥，放到 DATA_KEYS（或密钥文件）的最前面
  keys rotate [--db 数据库]   重启程序以后运行：把全部数据密钥改由最前面的密钥保护`;

/** `keys new | rotate`: changes the master key without stopping the program for it. */
export async function keys(args: string[]): Promise<void> {
  const [verb, ...rest] = args;
  const { values } = parseArgs({ args: rest, options: { db: { type: 'string' } } });
  if (verb === 'new') newKey(values.db);
  else if (verb === 'rotate') await rotate(values.db);
  else throw new UsageError(USAGE);
}

function newKey(db: string | undefined): void {
  const config = readConfig();
  const known = knownIds(config, db ?? config.DATABASE_URL);
  let number = 1;
  while (known.includes(`k${number}`)) number++;
  process.stdout.write(`${Keyring.generate(`k${number}`)}\n`);
  process.stderr.write(
    '请把它放到 DATA_KEYS 的最前面（旧的留在后面，用逗号隔开），重启程序，再运行 npm run -s keys -- rotate\n',
  );
}

/** Ids in use; none yet where the keys are still to be made. */
function knownIds(config: ReturnType<typeof readConfig>, url: string): string[] {
  try {
    return keyringFor(config, url, { create: false }).keys.map(({ id }) => id);
  } catch (error) {
    // Somebody setting up PostgreSQL asks for the first key before there is one.
    if (error instanceof UsageError) return [];
    throw error;
  }
}

async function rotate(db: string | undefined): Promise<void> {
  const storage = await openExistingStorage(readConfig(), db);
  try {
    const report = await storage.rotateKeys();
    process.stdout.write(`${JSON.stringify(report)}\n`);
    process.stderr.write('完成。正在运行的程序都重启过以后，就可以去掉旧密钥；旧备份仍要旧密钥才能恢复\n');
  } finally {
    await storage.close();
  }
}
