import { parseArgs } from 'node:util';
import { StaffRegister } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { Storage } from '../storage/index.ts';
import { openExistingStorage, openStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：staff add --name 姓名 --role village|township|county|department|supervisor --region 代码 [--unit 部门]；staff list；staff code 编号；staff remove 编号（都可加 --db 文件）';

interface Options {
  db?: string | undefined;
  name?: string | undefined;
  role?: string | undefined;
  region?: string | undefined;
  unit?: string | undefined;
}

/**
 * `staff`: who may work cases. `add` prints the one-time code by which the member binds their chat (绑定 CODE), `code ID`
 * gives a new one, `list` prints all, one a line, `remove ID` ends somebody's access.
 */
export async function staff(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      db: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      region: { type: 'string' },
      unit: { type: 'string' },
    },
  });
  const [action = '', id, ...more] = positionals;
  const takesId = action === 'code' || action === 'remove';
  if (
    !['add', 'list', 'code', 'remove'].includes(action) ||
    more.length > 0 ||
    takesId !== (id !== undefined)
  ) {
    throw new UsageError(USAGE);
  }
  const config = readConfig();
  const storage =
    action === 'add' ? await openStorage(config, values.db) : await openExistingStorage(config, values.db);
  try {
    for (const line of await run(storage, action, id ?? '', values)) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await storage.close();
  }
}

async function run(storage: Storage, action: string, id: string, options: Options): Promise<object[]> {
  const register = new StaffRegister();
  if (action === 'list') {
    const entries = await register.list(storage.reading);
    return entries.map(({ id: staffId, ...entry }) => ({ staff: staffId, ...entry }));
  }
  if (action === 'add') return [await add(storage, register, options)];
  if (action === 'code') {
    const code = await storage.transaction((unit) => register.newCode(unit, id));
    if (code === undefined) throw new UsageError('没有这个编号的在岗人员；用 staff list 查看');
    return [{ staff: id, ...code }];
  }
  const removed = await storage.transaction((unit) => register.remove(unit, id));
  if (!removed) throw new UsageError('没有这个编号的在岗人员；用 staff list 查看');
  return [{ staff: id, removed }];
}

async function add(storage: Storage, register: StaffRegister, { name, role, region, unit: office }: Options) {
  if (name === undefined || role === undefined || region === undefined) throw new UsageError(USAGE);
  const added = await storage.transaction((unit) => register.add(unit, { name, role, region, unit: office }));
  return { staff: added.staff.id, code: added.code, expires: added.expires };
}
