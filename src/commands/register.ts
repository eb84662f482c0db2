import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../app.ts';
import { refusalText, type StaffMember } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Storage } from '../storage/index.ts';
import { clockOn } from './clock-on.ts';
import { openExistingStorage, openStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { roomsOn } from './rooms.ts';
import { staffOption } from './staff-option.ts';
import { UsageError } from './usage.ts';

const USAGE = `用法（都可加 --db 文件 --region 代码）：
  register import 文件 [--dry-run] [--as 人员编号]
  register check [--month YYYY-MM] [--as 人员编号]
  register export --out 文件 [--as 人员编号]
  register merge 编号 编号 --as 人员编号
  register undo 编号 --as 人员编号`;

const ARGUMENTS: Readonly<Record<string, number>> = { import: 1, check: 0, export: 0, merge: 2, undo: 1 };

interface Options {
  region: RegionCode;
  out?: string | undefined;
  month?: string | undefined;
  dryRun: boolean;
}

/**
 * `register import FILE`: takes a sheet of the national system in (`--dry-run`: only says what it holds); `check`: the
 * monthly checks; `export`: the households of `--region` in the national columns; `merge A B`, `undo REF`: two records of
 * one household, by receipt or 户编号, as the member of staff who says so. One JSON object on standard output, without any
 * personal value.
 */
export async function register(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      db: { type: 'string' },
      region: { type: 'string' },
      as: { type: 'string' },
      out: { type: 'string' },
      month: { type: 'string' },
      today: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  const [action = '', ...given] = positionals;
  if (ARGUMENTS[action] !== given.length) throw new UsageError(USAGE);
  const { month } = values;
  if (month !== undefined && !/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)) {
    throw new UsageError(`--month 应写成 YYYY-MM：${month}`);
  }
  const config = readConfig();
  const region = regionOption(values.region ?? config.REGION);
  if (region.length < 6) throw new UsageError('--region 要写到县（6 位代码）或更细');
  const clock = clockOn(values.today);
  const storage =
    action === 'import' && values['dry-run'] !== true
      ? await openStorage(config, values.db, clock)
      : await openExistingStorage(config, values.db, clock);
  try {
    const engine = roomsOn(config, storage, region);
    const staff = values.as === undefined ? undefined : await staffOption(storage.reading, values.as);
    const options = { region, out: values.out, month, dryRun: values['dry-run'] === true };
    const result = await run(storage, engine, action, given, staff, options);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await storage.close();
  }
}

async function run(
  storage: Storage,
  engine: Engine,
  action: string,
  [first = '', second = '']: readonly string[],
  staff: StaffMember | undefined,
  options: Options,
): Promise<object> {
  const county = options.region.slice(0, 6) as RegionCode;
  const actor = staff === undefined ? 'operator' : `staff:${staff.id}`;
  switch (action) {
    case 'import': {
      if (staff !== undefined && (staff.role !== 'county' || staff.region !== county)) {
        throw new UsageError('底册由本县的县级干部录入');
      }
      const given = { bytes: new Uint8Array(readFileSync(first)), name: basename(first), county };
      return options.dryRun
        ? engine.register.previewSheet(storage, actor, given)
        : engine.register.importSheet(storage, actor, given);
    }
    case 'check':
      return engine.register.check(storage, county, actor, options.month);
    case 'export':
      return exportTo(storage, engine, staff, options);
    default:
      return judge(storage, engine, action, [first, second], staff);
  }
}

async function exportTo(
  storage: Storage,
  { register: room }: Engine,
  staff: StaffMember | undefined,
  { region, out }: Options,
): Promise<object> {
  if (out === undefined) throw new UsageError(USAGE);
  const outcome = await room.exportSheet(storage, staff ?? 'operator', region);
  if (!outcome.ok) throw new UsageError(refusalText(outcome.reason));
  // Full of personal data: nobody else on the machine needs to read it.
  writeFileSync(out, outcome.bytes, { mode: 0o600 });
  return { out, households: outcome.households };
}

/** What a human has to say: 合户 and 拆开. */
async function judge(
  storage: Storage,
  { casework }: Engine,
  action: string,
  [first, second]: [string, string],
  staff: StaffMember | undefined,
): Promise<object> {
  if (staff === undefined) throw new UsageError(`合户、拆开要由人判断，请加 --as 人员编号。${USAGE}`);
  const outcome = await storage.transaction(async (unit) =>
    action === 'merge'
      ? casework.mergeHouseholds(unit, staff, first, second)
      : casework.undoMerge(unit, staff, first),
  );
  if (!outcome.ok) throw new UsageError(refusalText(outcome.reason));
  const { ok: _ok, ...rest } = outcome;
  return rest;
}
