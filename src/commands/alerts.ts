import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type AlertOutcome,
  type Alerts,
  alertRefusalText,
  correctColumns,
  type GivenSheet,
  readQuarter,
  type Sender,
  type WhoItIs,
} from '../alerts/index.ts';
import { type StaffMember, todayIn } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import { CAUSES } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { readWorkbook } from '../sheets/index.ts';
import type { Storage } from '../storage/index.ts';
import { clockOn } from './clock-on.ts';
import { openExistingStorage, openStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { roomsOn } from './rooms.ts';
import { staffOption } from './staff-option.ts';
import { UsageError } from './usage.ts';

const USAGE = [
  '用法：alerts preview|import 文件 --department 部门 [--region 县代码] [--cause 原因] [--table 第几张] [--columns 姓名=患者名,村=住址] [--faults 文件.xlsx]',
  'alerts list --as 人员编号；alerts match 预警编号 --to 户编号|none|new --as 人员编号',
  'alerts feedback --quarter 2026Q4 [--region 县代码] [--department 部门] [--out 文件.xlsx]',
  '都可加 --db 文件、--as 人员编号、--today YYYY-MM-DD',
].join('\n');

const OPTIONS = {
  db: { type: 'string' },
  region: { type: 'string' },
  department: { type: 'string' },
  cause: { type: 'string' },
  table: { type: 'string' },
  columns: { type: 'string' },
  faults: { type: 'string' },
  as: { type: 'string' },
  to: { type: 'string' },
  quarter: { type: 'string' },
  out: { type: 'string' },
  today: { type: 'string' },
} as const;

type Values = { [K in keyof typeof OPTIONS]?: string | undefined };

/** A command called for: the room, where the data lies, and who acts. */
interface Call {
  alerts: Alerts;
  storage: Storage;
  by: Sender;
  county: RegionCode;
  /** File or alert. */
  what: string;
  values: Values;
}

/**
 * `alerts preview|import FILE`: what a department's spreadsheet holds, and taking it in; `list`, `match`: what a member
 * has to check, and who somebody is; `feedback`: what became of a quarter's rows. One JSON object (a list: one a line).
 */
export async function alerts(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [action = '', what = '', ...more] = positionals;
  const run = RUNS[action];
  if (run === undefined || more.length > 0) throw new UsageError(USAGE);
  const config = readConfig();
  const clock = clockOn(values.today);
  const storage =
    action === 'import'
      ? await openStorage(config, values.db, clock)
      : await openExistingStorage(config, values.db, clock);
  try {
    const by: Sender = values.as === undefined ? 'operator' : await staffOption(storage.reading, values.as);
    const region = regionOption(values.region ?? (by === 'operator' ? config.REGION : by.region));
    const county = region.slice(0, 6) as RegionCode;
    const engine = roomsOn(config, storage, county);
    for (const line of await run({ alerts: engine.alerts, storage, by, county, what, values })) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await storage.close();
  }
}

const RUNS: Record<string, ((call: Call) => Promise<readonly object[]>) | undefined> = {
  preview: async (call) => {
    const given = givenBy(call);
    const { preview } = need(await call.alerts.preview(call.storage, call.by, given));
    return [preview];
  },
  import: async (call) => {
    const given = givenBy(call);
    const { report } = need(await call.alerts.import(call.storage, call.by, given));
    const { faultSheet, ...figures } = report;
    const file = call.values.faults;
    if (file !== undefined && faultSheet !== null) writeFileSync(file, faultSheet, { mode: 0o600 });
    return [figures];
  },
  list: async ({ alerts: room, storage, by }) => {
    const staff = member(by);
    const list = await storage.transaction((unit) => room.mine(unit, staff, { count: 500 }));
    return list.items;
  },
  match: async ({ alerts: room, storage, by, what, values }) => {
    const staff = member(by);
    const to = values.to ?? '';
    if (what === '' || to === '') throw new UsageError(USAGE);
    const who: WhoItIs = to === 'none' || to === 'new' ? to : { householdId: to };
    const outcome = await storage.transaction((unit) => room.match(unit, staff, what, who));
    return [need(outcome).recognised];
  },
  feedback: async ({ alerts: room, storage, by, county, values }) => {
    const quarter = readQuarter(values.quarter ?? '', todayIn(storage.reading.clock));
    if (quarter === undefined) throw new UsageError('--quarter 应写成 2026Q4');
    const unit = values.department;
    const asked = { county, quarter, ...(unit === undefined ? {} : { unit }) };
    const { feedback } = need(await room.feedback(storage, by, asked));
    const { sheet, ...figures } = feedback;
    if (values.out !== undefined && sheet !== null) writeFileSync(values.out, sheet, { mode: 0o600 });
    return [figures];
  },
};

function givenBy({ county, what, values }: Call): GivenSheet {
  const { department, cause, table, columns } = values;
  if (what === '' || department === undefined) throw new UsageError(USAGE);
  const known = CAUSES.find((each) => each === cause);
  if (cause !== undefined && known === undefined) {
    throw new UsageError(`--cause 没有“${cause}”；有：${CAUSES.join('、')}`);
  }
  const number = table === undefined ? undefined : Number(table) - 1;
  if (number !== undefined && !(Number.isInteger(number) && number >= 0)) {
    throw new UsageError('--table 应是从1起的序号');
  }
  const bytes = new Uint8Array(readFileSync(what));
  const name = basename(what);
  const given = { county, unit: department, bytes, name };
  return {
    ...given,
    ...(known === undefined ? {} : { cause: known }),
    ...(number === undefined ? {} : { table: number }),
    ...(columns === undefined ? {} : { mapping: mappingOf(given, columns) }),
  };
}

/** The columns said with `--columns`, held against every sheet's titles. */
function mappingOf({ bytes, name }: { bytes: Uint8Array; name: string }, said: string) {
  const titles = readWorkbook(bytes, name).tables.flatMap(({ columns }) => columns.map(({ title }) => title));
  const { mapping, unread } = correctColumns(said, [...new Set(titles)]);
  if (unread.length > 0)
    throw new UsageError(`--columns 看不懂：${unread.join('、')}；表里有：${titles.join('、')}`);
  return mapping;
}

function member(by: Sender): StaffMember {
  if (by === 'operator') throw new UsageError('要写明是谁：--as 人员编号（用 staff list 查看）');
  return by;
}

function need<T extends object>(outcome: AlertOutcome<T>): { ok: true } & T {
  if (!outcome.ok) throw new UsageError(alertRefusalText(outcome.reason));
  return outcome;
}
