import { dirname, join } from 'node:path';
import { type Config, ConfigError } from './config.ts';
import type { AiSettings } from './policy/index.ts';

/** Where PostgreSQL's database has no folder, what belongs beside it lies here. */
const DATA = '.data';

/**
 * What the settings say of the language model; undefined where there is to be none. The count of tokens and the switch
 * lie beside the database.
 * @throws ConfigError when an address is set and no model
 */
export async function languageModelOf(config: Config): Promise<AiSettings | undefined> {
  const { LLM, LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_MODEL: model } = config;
  if (LLM === 'off' || baseUrl === undefined) return undefined;
  if (model === undefined) throw new ConfigError('设置了 LLM_BASE_URL，还要设置 LLM_MODEL（模型的名字）');
  const { locate } = await import('./storage/index.ts');
  const database = locate(config.DATABASE_URL);
  const folder = database.kind === 'sqlite' ? dirname(database.file) : DATA;
  return {
    baseUrl,
    model,
    ...(apiKey === undefined ? {} : { apiKey }),
    timeoutMs: config.LLM_TIMEOUT_SECONDS * 1000,
    idleMs: config.LLM_IDLE_SECONDS * 1000,
    promptsFolder: config.PROMPTS_DIR,
    offFile: join(folder, 'llm-off'),
    tokensFile: join(folder, 'llm-tokens'),
    dailyTokens: config.LLM_DAILY_TOKENS,
    atOnce: config.LLM_AT_ONCE,
  };
}
