import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createLog, LazyPolicy } from '../app.ts';
import { readConfig } from '../config.ts';
import { type PERIOD_KINDS, periodOf, placeNames, questionReport, reportText } from '../digest/index.ts';
import { Divisions, Gazetteer, parseRegion } from '../regions/index.ts';
import { openExistingStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { todayInShanghai, UsageError } from './usage.ts';

const KINDS = ['day', 'week', 'month', 'quarter'] as const satisfies readonly (typeof PERIOD_KINDS)[number][];
const Kind = z.enum(KINDS);
const Day = z.iso.date().refine((day) => day >= '2000-02-01' && day < '2095');
const USAGE = `用法：questions report [--period ${KINDS.join('|')}] [--on YYYY-MM-DD] [--region 代码] [--db 文件] [--json]`;

/**
 * `questions report [--period …] [--on DAY] [--region CODE] [--db FILE] [--json]`: what was asked in the period that
 * contains the day (a month and today when not said), how it was answered, and what the unanswered and the disliked
 * questions were about, in words that name nobody. Text, or with `--json` one JSON object. Reading is audited.
 */
export async function questions(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      period: { type: 'string', default: 'month' },
      on: { type: 'string' },
      region: { type: 'string' },
      db: { type: 'string' },
      json: { type: 'boolean', default: false },
      today: { type: 'string' },
    },
  });
  if (positionals.length !== 1 || positionals[0] !== 'report') throw new UsageError(USAGE);
  const kind = Kind.safeParse(values.period);
  if (!kind.success) throw new UsageError(`--period 不对：${values.period}。${USAGE}`);
  const today = values.today ?? todayInShanghai(new Date());
  const on = values.on ?? today;
  for (const [option, day] of Object.entries({ on, today })) {
    if (!Day.safeParse(day).success) throw new UsageError(`--${option} 应写成 YYYY-MM-DD：${day}`);
  }
  const config = readConfig();
  const region = values.region === undefined ? parseRegion(config.REGION) : regionOption(values.region);
  if (region.length > 9) throw new UsageError('提问报告最细到乡镇（9 位代码）：一个村人少，问题会认出人来');
  const place = placeNames(
    Gazetteer.load(join(config.CORPUS_DIR, 'gazetteer')),
    Divisions.fromFile(join(config.CORPUS_DIR, 'divisions.csv')),
  );
  const storage = await openExistingStorage(config, values.db);
  try {
    const policy = new LazyPolicy(config, createLog(config));
    const scope = { region, period: periodOf(kind.data, on) };
    const report = await questionReport(scope, {
      storage,
      place,
      questions: await policy.questions(() => today),
    });
    const text = values.json ? JSON.stringify(report) : reportText(report, scope.period, place(region));
    process.stdout.write(`${text}\n`);
  } finally {
    await storage.close();
  }
}
