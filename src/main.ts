import { createApp } from './app.ts';
import { ConsoleChat, runConsole } from './channels/console/chat.ts';
import { todayInShanghai } from './commands/usage.ts';
import { ConfigError, readConfig } from './config.ts';
import { IngestError, ModelError } from './policy/index.ts';
import { InvalidRegionError, parseRegion } from './regions/index.ts';

try {
  const config = readConfig();
  const region = parseRegion(config.REGION);
  const app = await createApp(config);
  process.stderr.write(
    `终端对话：开。语料：${app.corpus.documents.size} 份文件，${app.corpus.articles.length} 条条文。\n`,
  );
  const today = () => todayInShanghai(new Date());
  await runConsole(new ConsoleChat({ ...app, today }, region), process.stdin, process.stdout);
} catch (error) {
  const isExpected = [ConfigError, IngestError, ModelError, InvalidRegionError].some(
    (kind) => error instanceof kind,
  );
  if (!isExpected || !(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
