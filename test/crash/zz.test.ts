import { test } from 'vitest';
import { Gazetteer, parseRegion } from '../../src/regions/index.ts';
import { BotApiServer } from '../bot-api/server.ts';
import { Declarant } from './declarant.ts';
import { people } from './people.ts';
import { Program } from './program.ts';
import { TEST_KEYS } from '../storage/databases.ts';
test('dbg', async () => {
  const g = Gazetteer.load('corpus/gazetteer');
  const server = await BotApiServer.start();
  const program = new Program({ DATABASE_URL: '/tmp/b4/zz.db', DATA_KEYS: TEST_KEYS, REGION: '411024', TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url, LOG_LEVEL: 'error' });
  const ds = people(60, g, parseRegion('411024')).map((p, i) => new Declarant(server.person(7_300_000_000 + i), p));
  program.start();
  for (const d of ds) d.begin();
  const t = Date.now();
  while (!ds.every((d) => d.isDone) && Date.now() - t < 20000) { for (const d of ds) d.act(); await new Promise((r) => setTimeout(r, 20)); }
  console.log('ms', Date.now() - t, 'done', ds.filter((d) => d.isDone).length, program.log);
  const stuck = ds.find((d) => !d.isDone) ?? ds[0];
  console.log(stuck?.particulars, stuck?.sent, stuck?.person.screen().map((s) => `${s.from}: ${s.text} ${s.buttons.map((b) => b.id)}`).slice(0,60).join('\n'));
  await program.stop(); await server.stop();
}, 60000);
