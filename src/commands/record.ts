import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEngine, createLog, LazyPolicy } from '../app.ts';
import { type Outcome, refusalText, type StaffMember, StaffRegister } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import type { Records } from '../record/index.ts';
import { parseRegion } from '../regions/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { openExistingStorage } from './database.ts';
import { UsageError } from './usage.ts';

const USAGE =
  '用法：record file 回执编号 --out 文件.pdf [--full]；record notice [回执编号…] --out 文件.pdf（不写编号就是全部在公示的件）；都可加 --as 干部编号（见 staff list；不写就是唯一的县级干部）、--db 文件';

interface Options {
  as?: string | undefined;
  full?: boolean | undefined;
}

/**
 * `record file RECEIPT --out FILE` and `record notice [RECEIPT…] --out FILE`: what a cadre gets in chat, as a file that its
 * owner alone may read. It is done in the name of a member of staff, with what they may see, and recorded as theirs.
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
    },
  });
  const [what, ...refs] = positionals;
  const fits = what === 'file' ? refs.length === 1 : what === 'notice' && values.full !== true;
  if (!fits || values.out === undefined) throw new UsageError(USAGE);
  const config = readConfig();
  const storage = await openExistingStorage(config, values.db);
  try {
    const log = createLog(config);
    const settings = { region: parseRegion(config.REGION), personalData: () => 'allow' as const };
    const { records } = createEngine(config, { storage, policy: new LazyPolicy(config, log), log, settings });
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
  { as }: Options,
): Promise<Uint8Array> {
  const gathered = await storage.transaction(async (unit) =>
    records.notice(unit, await memberOf(unit, as), refs.length === 0 ? {} : { refs }),
  );
  const content = contentOf(gathered);
  if (content.sheets.length === 0) throw new UsageError('现在没有在公示这一步的件');
  return records.drawNotice(content);
}

/** @throws UsageError in the words that a cadre would read */
function contentOf<T>(outcome: Outcome<{ content: T }>): T {
  if (!outcome.ok) throw new UsageError(refusalText(outcome.reason));
  return outcome.content;
}

/** In whose name it is printed: the member that was named, or the one county member that there is. */
async function memberOf(unit: Unit, as: string | undefined): Promise<StaffMember> {
  const register = new StaffRegister();
  const entries = (await register.list(unit)).filter(({ active }) => active);
  const fitting = entries.filter(({ id, role }) => (as === undefined ? role === 'county' : id === as));
  const [only, ...more] = fitting;
  if (only === undefined && as !== undefined)
    throw new UsageError('没有这个编号的在岗人员；用 staff list 查看');
  if (only === undefined || more.length > 0)
    throw new UsageError('请用 --as 写明用谁的名义（编号见 staff list）');
  return only;
}
