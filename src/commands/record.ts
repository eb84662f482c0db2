import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Outcome, refusalText, type StaffMember, StaffRegister } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { Records } from '../record/index.ts';
import { parseRegion, type RegionCode } from '../regions/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { openExistingStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { roomsOn } from './rooms.ts';
import { staffOption } from './staff-option.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：record file 回执编号 --out 文件.pdf [--full]；record notice [回执编号…|--village 村代码] --out 文件.pdf（都不写就是全部在公示的件）；都可加 --as 干部编号（见 staff list；不写就是唯一的县级干部）、--db 文件';

interface Options {
  as?: string | undefined;
  full?: boolean | undefined;
  village?: string | undefined;
}

/**
 * `record file RECEIPT --out FILE` and `record notice [RECEIPT… | --village CODE] --out FILE`: what a cadre gets in chat,
 * as a file that its owner alone may read. It is done in the name of a member of staff, with what they may see, and
 * recorded as theirs.
 */
export async function record(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      db: { type: 'string' },
      out: { type: 'string' },
      as: { type: 'string' },
      full: { type: 'boolean' },
      village: { type: 'string' },
    },
  });
  const [what, ...refs] = positionals;
  const ofVillage = values.village !== undefined;
  const fits =
    what === 'file'
      ? refs.length === 1 && !ofVillage
      : what === 'notice' && values.full !== true && !(ofVillage && refs.length > 0);
  if (!fits || values.out === undefined) throw new UsageError(USAGE);
  const config = readConfig();
  const storage = await openExistingStorage(config, values.db);
  try {
    const { records } = roomsOn(config, storage, parseRegion(config.REGION));
    const bytes =
      what === 'file'
        ? await printFile(storage, records, refs[0] ?? '', values)
        : await printNotice(storage, records, refs, values);
    writeFileSync(values.out, bytes, { mode: 0o600 });
    process.stdout.write(`${JSON.stringify({ file: values.out, bytes: bytes.length })}\n`);
  } finally {
    await storage.close();
  }
}

async function printFile(
  storage: Storage,
  records: Records,
  ref: string,
  { as, full = false }: Options,
): Promise<Uint8Array> {
  const gathered = await storage.transaction(async (unit) =>
    records.file(unit, await memberOf(unit, as), ref, { full }),
  );
  return records.drawFile(contentOf(gathered));
}

async function printNotice(
  storage: Storage,
  records: Records,
  refs: readonly string[],
  { as, village }: Options,
): Promise<Uint8Array> {
  const ofVillage = village === undefined ? {} : { village: villageOption(village) };
  const gathered = await storage.transaction(async (unit) =>
    records.notice(unit, await memberOf(unit, as), refs.length === 0 ? ofVillage : { refs }),
  );
  const content = contentOf(gathered);
  if (content.sheets.length === 0) throw new UsageError('现在没有在公示这一步的件');
  return records.drawNotice(content);
}

function villageOption(value: string): RegionCode {
  const village = regionOption(value);
  if (village.length !== 12) throw new UsageError('--village 写村（12 位）代码');
  return village;
}

/** @throws UsageError in the words that a cadre would read */
function contentOf<T>(outcome: Outcome<{ content: T }>): T {
  if (!outcome.ok) throw new UsageError(refusalText(outcome.reason));
  return outcome.content;
}

/** In whose name it is printed: the member that was named, or the one county member that there is. */
async function memberOf(unit: Unit, as: string | undefined): Promise<StaffMember> {
  if (as !== undefined) return staffOption(unit, as);
  const entries = await new StaffRegister().list(unit);
  const [only, ...more] = entries.filter(({ active, role }) => active && role === 'county');
  if (only === undefined || more.length > 0)
    throw new UsageError('请用 --as 写明用谁的名义（编号见 staff list）');
  return only;
}
