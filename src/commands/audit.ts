import { parseArgs } from 'node:util';
import { findCase } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { Storage } from '../storage/index.ts';
import { openExistingStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：audit verify；audit show 编号（看一件和它那一户的审计记录）；都可加 --db 数据库文件或 postgres:// 地址';

/**
 * `audit verify`: checks every chain of the audit log and its signed checkpoints; exit 1 when something is broken.
 * `audit show REF`: what was done and read of a case and its household, oldest first, one entry a line. Actors are
 * pseudonyms (`staff list` tells whose); looking is itself noted.
 */
export async function audit(args: string[]): Promise<void> {
  const [verb, ...rest] = args;
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { db: { type: 'string' } },
  });
  const [ref = ''] = positionals;
  const isRight = verb === 'verify' ? positionals.length === 0 : verb === 'show' && positionals.length === 1;
  if (!isRight) throw new UsageError(USAGE);
  const storage = await openExistingStorage(readConfig(), values.db);
  try {
    if (verb === 'show') await show(storage, ref);
    else await verify(storage);
  } finally {
    await storage.close();
  }
}

async function verify(storage: Storage): Promise<void> {
  const report = await storage.verifyAudit();
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.broken.length === 0) return;
  process.stderr.write(`审计记录有 ${report.broken.length} 处不对\n`);
  process.exitCode = 1;
}

async function show(storage: Storage, ref: string): Promise<void> {
  const entries = await storage.transaction(async (unit) => {
    const row = await findCase(unit, ref);
    if (row === undefined) return undefined;
    const chains = [row.id, ...(row.household_id === null ? [] : [`household:${row.household_id}`])];
    const found = [];
    for (const chain of chains) found.push(...(await unit.audit.of(chain)));
    await unit.audit.append(row.id, { actor: 'operator', action: 'audit-read' });
    return found.sort((a, b) => (a.at < b.at ? -1 : 1));
  });
  if (entries === undefined) throw new UsageError('没有这个编号的件');
  for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`);
}
