import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createEngine, createLog, LazyPolicy } from '../app.ts';
import { FilesFolder } from '../channels/console/files.ts';
import { readConfig } from '../config.ts';
import type { RegionCode } from '../regions/index.ts';
import { ChatSession } from './chat-session.ts';
import { clockOn } from './clock-on.ts';
import { filesFolderOf, openStorage } from './database.ts';
import { regionOption } from './region-option.ts';
import { UsageError } from './usage.ts';

/**
 * `chat`: a scripted conversation, one JSON object a line from standard input, one a line out at once (design
 * section 10). `--db FILE` keeps the state, else it is gone at the end; `--region CODE` is the division served,
 * `--entry VILLAGECODE` begins as if the village's code had been scanned, `--today YYYY-MM-DD` sets the date.
 */
export async function chat(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      db: { type: 'string' },
      region: { type: 'string' },
      entry: { type: 'string' },
      today: { type: 'string' },
    },
  });
  const clock = clockOn(values.today);
  const config = readConfig();
  const entry = values.entry === undefined ? undefined : regionOption(values.entry);
  const region = regionOption(values.region ?? entry?.slice(0, 6) ?? config.REGION);
  const place = values.db === undefined ? temporaryDatabase() : undefined;
  const storage = await openStorage(config, values.db ?? place?.file, clock);
  try {
    const log = createLog(config);
    const engine = createEngine(config, {
      storage,
      policy: new LazyPolicy(config, log),
      log,
      settings: { region, personalData: () => 'allow' },
    });
    if (entry !== undefined) assertVillage(entry, engine.gazetteer.place(entry) !== undefined);
    const session = new ChatSession({
      storage,
      dialogue: engine.dialogue,
      // What the temporary database's conversation gave outlives it: its path was told.
      files: new FilesFolder(values.db === undefined ? undefined : filesFolderOf(values.db)),
      ...(entry === undefined ? {} : { entry }),
    });
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      await session.answer(line, (out) => process.stdout.write(`${JSON.stringify(out)}\n`));
    }
  } finally {
    await storage.close();
    place?.remove();
  }
}

function assertVillage(entry: RegionCode, isKnown: boolean): void {
  if (entry.length !== 12 || !isKnown) throw new UsageError(`--entry 不是已知的村代码：${entry}`);
}

/** A database for this run only, removed at its end, also when it is stopped by a signal. */
function temporaryDatabase(): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-chat-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return { file: join(folder, 'chat.db'), remove };
}
