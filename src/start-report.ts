import { existsSync } from 'node:fs';
import type { Engine } from './app.ts';
import type { Config } from './config.ts';
import { languageModelOf } from './language-model.ts';
import type { Corpus } from './policy/index.ts';
import { parseRegion, type RegionCode } from './regions/index.ts';
import { formLink, type Started as Opened, telegramPersonalData } from './service.ts';
import { locate, type Storage } from './storage/index.ts';

interface Started extends Opened {
  config: Config;
  corpus: Corpus;
  engine: Engine;
  storage: Storage;
  hasTerminal: boolean;
}

/** What is on and what is missing, one line each, for the operator. */
export async function startReport(started: Started): Promise<string> {
  const { config, corpus, engine, storage, hasTerminal } = started;
  const region = parseRegion(config.REGION);
  const lines = [
    `服务地区：${engine.divisions.nameOf(region)}（${region}）。语料：${corpus.documents.size} 份文件，${corpus.articles.length} 条条文。${procedureLine(engine, region)}`,
    `终端对话：${hasTerminal ? '开。' : '未开（标准输入不是终端）。'}`,
    `网页：${webLine(started)}`,
    `Telegram：${telegramLine(started)}`,
    await languageModelLine(config),
    databaseLine(config),
    `村码：${config.ENTRY_SECRET === undefined ? '未开，没有设置 ENTRY_SECRET（扫码只能认出村，要它来签名）。' : '开。'}`,
    await digestLine(config, storage),
  ];
  return `${lines.join('\n')}\n`;
}

function procedureLine({ procedures }: Engine, region: RegionCode): string {
  return procedures.of(region).approved ? '' : '办理时限含示例，未经县级审核。';
}

function webLine({ config, web }: Started): string {
  if (config.WEB === 'off') return '未开，设置了 WEB=off。';
  if (web === undefined) return '未开（标准输入不是终端，也没有设置 WEB_PORT）。';
  if (web.status === 'taken') return `未开，${web.message}。`;
  const notes: string[] = [];
  if (config.WEB_URL === undefined) notes.push('印二维码、给手机用，要设置 WEB_URL（https 网址）');
  else if (config.WEB_URL.startsWith('http:')) notes.push('WEB_URL 不是 https，个人信息会明文传送');
  else if (config.WEB_TRUST_PROXY.length === 0)
    notes.push('没有设置 WEB_TRUST_PROXY，限流会把反向代理后面的人当成一个人');
  const outside = config.WEB_URL === undefined ? '' : `，对外 ${config.WEB_URL}`;
  return `开，${web.url}${outside}${notes.map((note) => `；${note}`).join('')}。`;
}

function telegramLine({ config, telegram }: Started): string {
  if (telegram === undefined) return '未开，没有设置 TELEGRAM_BOT_TOKEN。';
  const way = config.TELEGRAM_WEBHOOK_URL === undefined ? '长轮询' : 'webhook';
  const personal =
    telegramPersonalData(config) === 'allow'
      ? '可以在里面申报（个人信息会经过境外服务器）'
      : `只答政策，申报${formLink(config) === undefined ? '请到村里镇里办（没有设置 FORM_LINK）' : '另给链接'}`;
  const state = telegram.status === 'on' ? `开，@${telegram.username}` : '连不上，正在重试';
  return `${state}，${way}，${personal}。`;
}

async function languageModelLine(config: Config): Promise<string> {
  const model = await languageModelOf(config);
  if (model === undefined)
    return config.LLM === 'off'
      ? '语言模型：未开，设置了 LLM=off。'
      : '语言模型：未开，没有设置 LLM_BASE_URL。';
  const { host } = new URL(model.baseUrl);
  const stop = existsSync(model.offFile)
    ? `现在停用，因为有文件 ${model.offFile}`
    : `停用就建文件 ${model.offFile}`;
  return `语言模型：开，${model.model}（${host}）；每天最多 ${model.dailyTokens} 个词元；${stop}。`;
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
