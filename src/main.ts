import { createLog, LazyPolicy, Service } from './app.ts';
import { ConsoleChannel } from './channels/console/channel.ts';
import { openStorage } from './commands/database.ts';
import { EXPECTED_ERRORS } from './commands/usage.ts';
import { readConfig } from './config.ts';
import { parseRegion } from './regions/index.ts';
import { startReport } from './start-report.ts';

try {
  await main();
} catch (error) {
  if (!(error instanceof Error) || !EXPECTED_ERRORS.has(error.name)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** Runs everything that the settings have: Telegram with a token, and the terminal where somebody sits at one. */
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
    input: process.stdin,
    output: process.stdout,
  });
  service.channels.set(console.name, console);

  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const telegram = await service.start();
  // A service without a terminal (stdin closed) goes on until it is told to stop.
  const hasTerminal = config.TELEGRAM_BOT_TOKEN === undefined || process.stdin.isTTY === true;
  process.stderr.write(
    await startReport({ config, corpus, engine: service.engine, storage, telegram, hasTerminal }),
  );
  await (hasTerminal ? Promise.race([console.run(), stopped]) : stopped);
  console.stop();
  await service.stop();
  await storage.close();
}
