import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { locate, restoreBackup } from '../storage/index.ts';
import { keyringFor } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE = '用法：restore 备份文件 [--db 数据库文件或 postgres:// 地址] [--force]';

/** `restore`: puts a backup in place of the database, after checking all of it; the old one is kept beside. */
export async function restore(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { db: { type: 'string' }, force: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(USAGE);
  const config = readConfig();
  const url = values.db ?? config.DATABASE_URL;
  const report = await restoreBackup(file, {
    location: locate(url),
    keyring: keyringFor(config, url, { create: false }),
    force: values.force,
    now: new Date(),
  });
  const note =
    report.carriedOver === null && report.unsent > 0
      ? `备份以后发过的消息可能再发一次（${report.unsent} 条待发）；备份以后注销的人要重新注销`
      : '备份以后的申报和办理不在其中，请对照纸面登记补录';
  process.stdout.write(`${JSON.stringify({ ...report, note })}\n`);
}
