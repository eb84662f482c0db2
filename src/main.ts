import { fileURLToPath } from 'node:url';
import { createLog, LazyPolicy } from './app.ts';
import { ConsoleChannel } from './channels/console/channel.ts';
import { FilesFolder } from './channels/console/files.ts';
import { filesFolderOf, openStorage } from './commands/database.ts';
import { EXPECTED_ERRORS } from './commands/usage.ts';
import { ConfigError, readConfig } from './config.ts';
import { parseRegion } from './regions/index.ts';
import { Service } from './service.ts';
import { startReport } from './start-report.ts';

try {
  await main();
} catch (error) {
  if (!(error instanceof Error) || !EXPECTED_ERRORS.has(error.name)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** Runs everything that the settings have: the page, Telegram with a token, the terminal where somebody sits at one. */
async function main(): Promise<void> {
  const config = readConfig();
  const region = parseRegion(config.REGION);
  const log = createLog(config);
  const policy = new LazyPolicy(config, log);
  const [storage, { corpus }] = await Promise.all([openStorage(config), policy.load()]);
  const service = new Service(config, storage, policy, log);
  const { dialogue, divisions } = service.engine;
  const console = new ConsoleChannel({
    divisions,
    region,
    accept: async (inbound) => {
      const { conversationId } = await dialogue.receive(inbound);
      await dialogue.work(conversationId);
      await service.delivery.flush(conversationId);
    },
    files: new FilesFolder(filesFolderOf(config.DATABASE_URL)),
    input: process.stdin,
    output: process.stdout,
  });
  service.channels.set(console.name, console);

  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const isAtTerminal = process.stdin.isTTY === true;
  const isWebSet = config.WEB_PORT !== undefined || config.WEB_URL !== undefined;
  // Input from a pipe is a conversation and nothing more, unless the page was asked for.
  const hasWeb = config.WEB === 'on' && (isAtTerminal || isWebSet);
  const { telegram, web } = await service.start(
    hasWeb ? fileURLToPath(new URL('page', import.meta.url)) : undefined,
  );
  // Somebody who names a port relies on it; the usual one being taken leaves the rest to go on.
  if (web?.status === 'taken' && isWebSet) {
    await service.stop();
    await storage.close();
    throw new ConfigError(web.message);
  }
  // A service without a terminal (stdin closed) goes on until it is told to stop.
  const isService = config.TELEGRAM_BOT_TOKEN !== undefined || (hasWeb && isWebSet);
  const hasTerminal = isAtTerminal || !isService;
  process.stderr.write(
    await startReport({ config, corpus, engine: service.engine, storage, telegram, web, hasTerminal }),
  );
  await (hasTerminal ? Promise.race([console.run(), stopped]) : stopped);
  console.stop();
  await service.stop();
  await storage.close();
}
