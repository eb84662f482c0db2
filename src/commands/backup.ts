import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { locate, StorageError } from '../storage/index.ts';
import { openExistingStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE = '用法：backup [备份文件] [--db 数据库文件或 postgres:// 地址]';

/** `backup`: writes the database to a file while the program runs, reads it again to be sure, prints what is in it. */
export async function backup(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { db: { type: 'string' } },
  });
  const [given, ...more] = positionals;
  if (more.length > 0) throw new UsageError(USAGE);
  const config = readConfig();
  const storage = await openExistingStorage(config, values.db);
  try {
    const file = given ?? defaultName(values.db ?? config.DATABASE_URL);
    const report = await storage.backup(file).catch((error: unknown) => {
      // A full disk, a folder that may not be written: the operator's to put right.
      if (error instanceof Error && 'syscall' in error && 'code' in error) {
        throw new StorageError(`备份写不了（${error.code}）：${file}`, { cause: error });
      }
      throw error;
    });
    const note = '密钥不在备份里，请另处保管 DATA_KEYS 或密钥文件；没有密钥，备份无法恢复';
    process.stdout.write(`${JSON.stringify({ ...report, note })}\n`);
  } finally {
    await storage.close();
  }
}

function defaultName(url: string): string {
  const location = locate(url);
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const base = location.kind === 'sqlite' ? location.file : '.data/yimatong';
  return `${base}.backup-${stamp}.jsonl.gz`;
}
