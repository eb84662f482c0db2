import { parseArgs } from 'node:util';
import { type Outcome, refusalText } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Rights } from '../rights/index.ts';
import type { Storage } from '../storage/index.ts';
import { clockOn } from './clock-on.ts';
import { openExistingStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { roomsOn } from './rooms.ts';
import { staffOption } from './staff-option.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：rights list [--region 代码]；rights due [--region 县代码]；rights copy 回执编号或户号；rights correct 回执编号 name|phone|idNumber|village 新值 --as 干部编号；rights withdraw-consent 回执编号 data-checks|sensitive；rights erase 回执编号或户号 --yes [--asked|--force]；rights erase --due --yes [--region 县代码]；都可加 --db 文件、--today YYYY-MM-DD';

const FIELDS = ['name', 'phone', 'idNumber', 'village'] as const;
const SCOPES = ['data-checks', 'sensitive'] as const;

const OPTIONS = {
  db: { type: 'string' },
  region: { type: 'string' },
  today: { type: 'string' },
  as: { type: 'string' },
  due: { type: 'boolean' },
  yes: { type: 'boolean' },
  asked: { type: 'boolean' },
  force: { type: 'boolean' },
} as const;

interface Options {
  as?: string | undefined;
  due?: boolean | undefined;
  yes?: boolean | undefined;
  asked?: boolean | undefined;
  force?: boolean | undefined;
}

/**
 * `rights`: what people may ask about their data, for an operator. `list`: open requests of a division; `due`: households
 * that the archive lets go, by id; `copy`: a household's own copy as JSON; `correct`: in the name of a member of staff;
 * `withdraw-consent`: for who came in person; `erase`: for good, with `--yes`; by the archive's terms, before their end
 * where the household asked in writing (`--asked`, where the terms let it; `--force`, whatever they say).
 */
export async function rights(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const config = readConfig();
  const region = regionOption(values.region ?? config.REGION);
  const storage = await openExistingStorage(config, values.db, clockOn(values.today));
  try {
    const engine = roomsOn(config, storage, region);
    for (const line of await run(storage, engine.rights, region, positionals, values)) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await storage.close();
  }
}

async function run(
  storage: Storage,
  room: Rights,
  region: RegionCode,
  [action = '', ...more]: readonly string[],
  options: Options,
): Promise<readonly object[]> {
  const [ref = '', what = '', value = ''] = more;
  const takes = { list: 0, due: 0, copy: 1, correct: 3, 'withdraw-consent': 2, erase: options.due ? 0 : 1 };
  const count = Object.entries(takes).find(([name]) => name === action)?.[1];
  if (count !== more.length) throw new UsageError(USAGE);
  switch (action) {
    case 'list': {
      const role = region.length > 6 ? ('township' as const) : ('county' as const);
      return room.list(storage.reading, { role, region });
    }
    case 'due':
      return room.due(storage.reading, countyOf(region));
    case 'copy': {
      const { data } = done(await storage.transaction((unit) => room.copy(unit, 'operator', ref)));
      return [data];
    }
    case 'correct':
      return [await correct(storage, room, ref, { what, value, as: options.as })];
    case 'withdraw-consent': {
      const scope = SCOPES.find((each) => each === what);
      if (scope === undefined) throw new UsageError(USAGE);
      const outcome = await storage.transaction((unit) =>
        room.withdrawConsentFor(unit, 'operator', ref, scope),
      );
      return [{ withdrawn: scope, repeated: done(outcome).repeated }];
    }
    default:
      return erase(storage, room, region, ref, options);
  }
}

function countyOf(region: RegionCode): RegionCode {
  if (region.length !== 6) throw new UsageError('--region 写县（6 位）代码');
  return region;
}

async function correct(
  storage: Storage,
  room: Rights,
  ref: string,
  { what, value, as }: { what: string; value: string; as: string | undefined },
): Promise<object> {
  const field = FIELDS.find((each) => each === what);
  if (field === undefined || as === undefined) throw new UsageError(USAGE);
  const outcome = await storage.transaction(async (unit) =>
    room.correct(unit, await staffOption(unit, as), ref, { field, value }),
  );
  const { ok: _ok, ...corrected } = done(outcome);
  return { corrected: field, ...corrected };
}

/** One household, or all that are due, each in a transaction of its own; then the database's log is emptied of them. */
async function erase(
  storage: Storage,
  room: Rights,
  region: RegionCode,
  ref: string,
  { due = false, yes = false, asked = false, force = false }: Options,
): Promise<readonly object[]> {
  const refs = due
    ? (await room.due(storage.reading, countyOf(region))).map(({ household }) => household)
    : [ref];
  if (!yes) throw new UsageError(`要删 ${refs.length} 户，删了找不回来。确定要删，请加 --yes`);
  const erased: object[] = [];
  try {
    for (const each of refs) {
      const outcome = await storage.transaction((unit) =>
        room.erase(unit, 'operator', each, { asked, force }),
      );
      const { household, cases } = done(outcome);
      erased.push({ erased: household, cases });
    }
  } finally {
    await storage.purge();
  }
  return erased;
}

/** @throws UsageError in the words that a cadre would read */
function done<T>(outcome: Outcome<T>): { ok: true } & T {
  if (!outcome.ok) throw new UsageError(refusalText(outcome.reason));
  return outcome;
}
