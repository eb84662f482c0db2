import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Visits } from '../visits/index.ts';
import { clockOn } from './clock-on.ts';
import { openExistingStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { roomsOn } from './rooms.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：visits open|list|progress [--region 代码] [--db 文件] [--today YYYY-MM-DD]；list 到乡镇或村，progress 到县或乡镇';

/**
 * `visits open`: opens the sweeps of the present period (the running service does it every day); prints how many.
 * `visits list`: the villages of a township with their open sweeps, one a line; `visits progress`: the same added up by
 * township of a county. Counts only: who lives where is for those who go there, in their chat.
 */
export async function visits(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { db: { type: 'string' }, region: { type: 'string' }, today: { type: 'string' } },
  });
  const [action = '', ...more] = positionals;
  if (!['open', 'list', 'progress'].includes(action) || more.length > 0) throw new UsageError(USAGE);
  const config = readConfig();
  const region = regionOption(values.region ?? config.REGION);
  const storage = await openExistingStorage(config, values.db, clockOn(values.today));
  try {
    const engine = roomsOn(config, storage, region);
    for (const line of await run(storage, engine.visits, action, region)) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await storage.close();
  }
}

async function run(
  storage: Storage,
  room: Visits,
  action: string,
  region: RegionCode,
): Promise<readonly object[]> {
  if (action === 'open') return [{ opened: await storage.transaction((unit) => room.openIn(unit, region)) }];
  if (action === 'list' && region.length < 9)
    throw new UsageError('list 要写到乡镇（9 位）或村（12 位）代码');
  if (action === 'progress' && region.length > 9)
    throw new UsageError('progress 写县（6 位）或乡镇（9 位）代码');
  return room.progress(storage.reading, region);
}
