import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openExistingStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE = '用法：audit verify [--db 数据库文件或 postgres:// 地址]';

/** `audit verify`: checks every chain of the audit log and its signed checkpoints; exit 1 when something is broken. */
export async function audit(args: string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb !== 'verify') throw new UsageError(USAGE);
  const { values } = parseArgs({ args: rest, options: { db: { type: 'string' } } });
  const storage = await openExistingStorage(readConfig(), values.db);
  try {
    const report = await storage.verifyAudit();
    process.stdout.write(`${JSON.stringify(report)}\n`);
    if (report.broken.length === 0) return;
    process.stderr.write(`审计记录有 ${report.broken.length} 处不对\n`);
    process.exitCode = 1;
  } finally {
    await storage.close();
  }
}
