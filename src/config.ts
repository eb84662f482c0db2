import { existsSync } from 'node:fs';
import { isIP, isIPv4 } from 'node:net';
import { z } from 'zod';

const Days = z.coerce.number().int().min(1).max(3_650);

/** `127.0.0.1, 10.0.0.0/8`: addresses and networks. */
const Networks = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every(isNetwork), '应为 IP 地址或网段，用逗号隔开，例如 127.0.0.1,10.0.0.0/8');

/** Where people open the page: an origin, since everything lies directly under it. */
const Origin = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(
    ({ pathname, search, hash, username }) => pathname === '/' && search + hash + username === '',
    '只写到域名（和端口）为止，例如 https://ymt.例子.cn',
  )
  .transform(({ origin }) => origin);

/** Where an OpenAI-compatible server is. A password in an address would be shown with it. */
const Endpoint = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).username + new URL(text).password === '', '网址里不要写账号密码')
  .transform((text) => text.replace(/\/+$/, ''));

const Settings = z.object({
  CORPUS_DIR: z.string().default('corpus'),
  MODEL_DIR: z.string().default('models/words-zh'),
  MODEL_POOLING: z.enum(['mean', 'cls']).optional(),
  MODEL_QUERY_PREFIX: z.string().optional(),
  CACHE_DIR: z.string().default('.cache'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  REGION: z.string().default('411024'),
  DATABASE_URL: z.string().default('.data/yimatong.db'),
  DATA_KEYS: z.string().optional(),
  ENTRY_SECRET: z.string().min(16).optional(),
  TELEGRAM_BOT_TOKEN: z.string().optional(),
  TELEGRAM_API_ROOT: z.url().optional(),
  TELEGRAM_PERSONAL_DATA: z.enum(['allow', 'link']).optional(),
  TELEGRAM_WEBHOOK_URL: z.url({ protocol: /^https$/ }).optional(),
  TELEGRAM_WEBHOOK_PORT: z.coerce.number().int().min(0).max(65_535).default(8443),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/)
    .optional(),
  FORM_LINK: z.url().optional(),
  WEB: z.enum(['on', 'off']).default('on'),
  WEB_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  WEB_HOST: z.string().default('127.0.0.1'),
  WEB_URL: Origin.optional(),
  WEB_SECRET: z.string().min(32).optional(),
  WEB_TRUST_PROXY: Networks.default([]),
  LLM: z.enum(['on', 'off']).default('on'),
  LLM_BASE_URL: Endpoint.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_TIMEOUT_SECONDS: z.coerce.number().min(1).max(60).default(12),
  LLM_IDLE_SECONDS: z.coerce.number().min(1).max(60).default(5),
  LLM_DAILY_TOKENS: z.coerce.number().int().min(0).default(200_000),
  LLM_AT_ONCE: z.coerce.number().int().min(1).max(64).default(2),
  PROMPTS_DIR: z.string().default('prompts'),
  DIGEST_HOUR: z.coerce.number().int().min(0).max(23).default(8),
  RETENTION_INBOUND_DAYS: Days.default(7),
  RETENTION_OUTBOX_DAYS: Days.default(7),
  RETENTION_QUESTION_DAYS: Days.default(30),
  RETENTION_DRAFT_DAYS: Days.default(30),
  RETENTION_CONVERSATION_DAYS: Days.default(180),
  NODE_ENV: z.string().optional(),
});

/** Settings from the environment and `.env`; see `.env.example`. */
export type Config = z.infer<typeof Settings>;

/** A setting that cannot be used. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings. Variables set in the environment win over `.env`; empty ones count as not set.
 * @throws ConfigError naming the variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  if (env === process.env && existsSync('.env')) process.loadEnvFile('.env');
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(set);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ConfigError(`设置 ${issue?.path.join('.') ?? ''} 不对：${issue?.message ?? ''}`);
}

function isNetwork(part: string): boolean {
  const [address = '', prefix] = part.split('/');
  if (isIP(address) === 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128));
}

/** For how many days what people write is kept. */
export function retentionOf(config: Config): {
  inboundDays: number;
  outboxDays: number;
  questionDays: number;
  draftDays: number;
  conversationDays: number;
} {
  return {
    inboundDays: config.RETENTION_INBOUND_DAYS,
    outboxDays: config.RETENTION_OUTBOX_DAYS,
    questionDays: config.RETENTION_QUESTION_DAYS,
    draftDays: config.RETENTION_DRAFT_DAYS,
    conversationDays: config.RETENTION_CONVERSATION_DAYS,
  };
}
