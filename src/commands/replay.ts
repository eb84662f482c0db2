import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Procedures, WorkCalendar } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import { parseRegion } from '../regions/index.ts';
import type { Storage } from '../storage/index.ts';
import { openStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { type CaseHistory, caseId, type ReplayRules } from './replay-case.ts';
import { type HistoryEvent, readHistory } from './replay-events.ts';
import { checkCases, writeCases, writeQuestions } from './replay-writer.ts';
import { UsageError } from './usage.ts';

/**
 * `replay --db FILE [--region CODE] [--file FILE]`: reads a history, one event a line, from standard input and writes its
 * cases and questions (design section 10). Nothing is written when a line is wrong; the same history again changes nothing.
 * Prints `{"events","cases","questions"}`.
 */
export async function replay(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { db: { type: 'string' }, region: { type: 'string' }, file: { type: 'string' } },
  });
  const config = readConfig();
  if (values.file === undefined && process.stdin.isTTY) {
    throw new UsageError('用法：replay --db 文件 [--region 代码] < 历史.jsonl（或 --file 历史.jsonl）');
  }
  const region = values.region === undefined ? undefined : regionOption(values.region);
  const rules: ReplayRules = {
    procedures: Procedures.load(join(config.CORPUS_DIR, 'regions')),
    calendar: WorkCalendar.load(join(config.CORPUS_DIR, 'calendar')),
    places: {
      region,
      intake: region ?? parseRegion(config.REGION),
    },
  };
  const history = await collect(values.file === undefined ? process.stdin : createReadStream(values.file));
  const storage = await openStorage(config, values.db);
  try {
    process.stdout.write(`${JSON.stringify(await writeHistory(storage, history, rules))}\n`);
  } finally {
    await storage.close();
  }
}

/** A history sorted into its cases and its questions. */
export interface History {
  events: number;
  /** Cases declared in it. */
  declared: number;
  cases: CaseHistory[];
  questions: Extract<HistoryEvent, { type: 'question' }>[];
}

/**
 * Reads a whole history.
 * @throws LineError at the first line that is wrong in itself or out of order
 */
export async function collect(input: NodeJS.ReadableStream): Promise<History> {
  const cases = new Map<string, CaseHistory>();
  const history: History = { events: 0, declared: 0, cases: [], questions: [] };
  for await (const { event, line } of readHistory(input)) {
    history.events += 1;
    if (event.type === 'question') {
      history.questions.push(event);
      continue;
    }
    if (event.type === 'declared') history.declared += 1;
    const known = cases.get(event.case);
    if (known !== undefined) known.events.push({ event, line });
    else cases.set(event.case, { id: caseId(event.case), name: event.case, events: [{ event, line }] });
  }
  history.cases = [...cases.values()];
  return history;
}

/**
 * Writes a history, all of it or, when a line cannot be, nothing.
 * @throws LineError at the first line that cannot follow
 */
export async function writeHistory(
  storage: Storage,
  { events, declared, cases, questions }: History,
  rules: ReplayRules,
): Promise<{ events: number; cases: number; questions: number }> {
  await checkCases(storage, cases, rules);
  await writeCases(storage, cases, rules);
  await writeQuestions(storage, questions);
  return { events, cases: declared, questions: questions.length };
}
