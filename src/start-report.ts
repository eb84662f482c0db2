import { type Engine, telegramPersonalData } from './app.ts';
import type { TelegramStart } from './channels/telegram/channel.ts';
import type { Config } from './config.ts';
import type { Corpus } from './policy/index.ts';
import { parseRegion, type RegionCode } from './regions/index.ts';
import { locate, type Storage } from './storage/index.ts';

interface Started {
  config: Config;
  corpus: Corpus;
  engine: Engine;
  storage: Storage;
  telegram: TelegramStart | undefined;
  hasTerminal: boolean;
}

/** What is on and what is missing, one line each, for the operator. */
export async function startReport(started: Started): Promise<string> {
  const { config, corpus, engine, storage, hasTerminal } = started;
  const region = parseRegion(config.REGION);
  const lines = [
    `服务地区：${engine.divisions.nameOf(region)}（${region}）。语料：${corpus.documents.size} 份文件，${corpus.articles.length} 条条文。${procedureLine(engine, region)}`,
    `终端对话：${hasTerminal ? '开。' : '未开（标准输入不是终端）。'}`,
    `Telegram：${telegramLine(started)}`,
    databaseLine(config),
    `村码：${config.ENTRY_SECRET === undefined ? '未开，没有设置 ENTRY_SECRET（扫码只能认出村，要它来签名）。' : '开。'}`,
    await digestLine(config, storage),
  ];
  return `${lines.join('\n')}\n`;
}

function procedureLine({ procedures }: Engine, region: RegionCode): string {
  return procedures.of(region).approved ? '' : '办理时限含示例，未经县级审核。';
}

function telegramLine({ config, telegram }: Started): string {
  if (telegram === undefined) return '未开，没有设置 TELEGRAM_BOT_TOKEN。';
  const way = config.TELEGRAM_WEBHOOK_URL === undefined ? '长轮询' : 'webhook';
  const personal =
    telegramPersonalData(config) === 'allow'
      ? '可以在里面申报（个人信息会经过境外服务器）'
      : `只答政策，申报${config.FORM_LINK === undefined ? '请到村里镇里办（没有设置 FORM_LINK）' : '另给链接'}`;
  const state = telegram.status === 'on' ? `开，@${telegram.username}` : '连不上，正在重试';
  return `${state}，${way}，${personal}。`;
}

function databaseLine({ DATABASE_URL, DATA_KEYS }: Config): string {
  if (locate(DATABASE_URL).kind === 'postgres') return '数据库：PostgreSQL。';
  const keys =
    DATA_KEYS === undefined
      ? `密钥在 ${DATABASE_URL}.keys，请另外存好，丢了就再也打不开`
      : '密钥用 DATA_KEYS';
  return `数据库：${DATABASE_URL}；${keys}。`;
}

async function digestLine(config: Config, storage: Storage): Promise<string> {
  const { count } = await storage.reading.db
    .selectFrom('staff')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('role', '=', 'supervisor')
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  if (Number(count) === 0) return '日报：还没有督导，没人收（npm run -s staff -- add --role supervisor …）。';
  return `日报：每天 ${config.DIGEST_HOUR} 点发给 ${Number(count)} 位督导中已绑定的。`;
}
