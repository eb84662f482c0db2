import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createLog, LazyPolicy } from '../app.ts';
import { WorkCalendar } from '../casework/index.ts';
import { type Config, readConfig } from '../config.ts';
import {
  type AskedReader,
  askedReader,
  makeDigest,
  NOTHING_ASKED,
  PERIOD_KINDS,
  periodOf,
  placeNames,
} from '../digest/index.ts';
import { Divisions, Gazetteer, parseRegion } from '../regions/index.ts';
import type { Storage } from '../storage/index.ts';
import { openExistingStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { EXPECTED_ERRORS, todayInShanghai, UsageError } from './usage.ts';

const Kind = z.enum(PERIOD_KINDS);
const Day = z.iso.date().refine((day) => day >= '2000-02-01' && day < '2095');
const USAGE = `用法：digest --period ${PERIOD_KINDS.join('|')} --on YYYY-MM-DD [--region 代码] [--db 文件]`;

/**
 * `digest --period … --on YYYY-MM-DD [--region CODE] --db FILE`: figures and text of the period that contains the day, as
 * one JSON object (design section 10).
 */
export async function digest(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      period: { type: 'string' },
      on: { type: 'string' },
      region: { type: 'string' },
      db: { type: 'string' },
      today: { type: 'string' },
    },
  });
  const config = readConfig();
  if (values.period === undefined || values.on === undefined) throw new UsageError(USAGE);
  const kind = Kind.safeParse(values.period);
  if (!kind.success) throw new UsageError(`--period 不对：${values.period}。${USAGE}`);
  const today = values.today ?? todayInShanghai(new Date());
  for (const [option, day] of Object.entries({ on: values.on, today })) {
    if (!Day.safeParse(day).success) throw new UsageError(`--${option} 应写成 YYYY-MM-DD：${day}`);
  }
  const region = values.region === undefined ? parseRegion(config.REGION) : regionOption(values.region);
  if (region.length > 9) throw new UsageError('简报最细到乡镇（9 位代码）：一个村人少，数字会认出人来');
  const calendar = WorkCalendar.load(join(config.CORPUS_DIR, 'calendar'));
  const place = placeNames(
    Gazetteer.load(join(config.CORPUS_DIR, 'gazetteer')),
    Divisions.fromFile(join(config.CORPUS_DIR, 'divisions.csv')),
  );
  const storage = await openExistingStorage(config, values.db);
  try {
    const scope = { region, period: periodOf(kind.data, values.on) };
    const asked = readerFor(config, storage, today);
    const result = await makeDigest(storage.reading.db, scope, { calendar, place, today, asked });
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await storage.close();
  }
}

/** Figures are told also where the policies or the model cannot be loaded; why not, goes to standard error. */
function readerFor(config: Config, storage: Storage, today: string): AskedReader {
  const policy = new LazyPolicy(config, createLog(config));
  const read = askedReader(storage, () => policy.questions(() => today), 'operator');
  return (scope) =>
    read(scope).catch((error: unknown) => {
      if (!(error instanceof Error) || !EXPECTED_ERRORS.has(error.name)) throw error;
      process.stderr.write(`没有列出问得最多的问题：${error.message}\n`);
      return NOTHING_ASKED;
    });
}
