import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AiAnswerer, type AiParts } from '../../src/policy/generation/ai-answerer.ts';
import { Breaker } from '../../src/policy/generation/breaker.ts';
import { ChatModel } from '../../src/policy/generation/chat-model.ts';
import { Prompts } from '../../src/policy/generation/prompt.ts';
import { PublicWords } from '../../src/policy/generation/public-words.ts';
import { TokenBudget } from '../../src/policy/generation/token-budget.ts';
import { Verifier } from '../../src/policy/generation/verifier.ts';
import type { Answer } from '../../src/policy/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { corpus, divisions } from './documents.ts';
import { ModelServer } from './model-server.ts';

export const server = await ModelServer.start();
export const KEY = 'sk-canary-0123456789abcdef';
/** What was logged, as text. */
export const logged: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'llm-'));
const now = new Date('2026-11-22T04:00:00Z');

const settings = { baseUrl: server.baseUrl, apiKey: KEY, model: 'test', timeoutMs: 8000, idleMs: 4000 };
/** For a server that keeps people waiting. */
export const HASTY = { timeoutMs: 700, model: new ChatModel({ ...settings, idleMs: 200 }) };

const parts = {
  corpus,
  model: new ChatModel(settings),
  prompts: new Prompts('prompts'),
  words: new PublicWords(
    corpus,
    divisions.all().map(({ name }) => name),
  ),
  verifier: new Verifier(corpus, divisions),
  timeoutMs: settings.timeoutMs,
  atOnce: 2,
  log: { warn: (details: object, message: string) => logged.push(JSON.stringify(details) + message) },
};

let made = 0;

/** Files of their own for an assistant: the switch and the count. */
export function files(): { offFile: string; tokensFile: string } {
  made += 1;
  return { offFile: join(folder, `off-${made}`), tokensFile: join(folder, `tokens-${made}`) };
}

/** An assistant with the language model, whose documents always give this answer. */
export function assistant(
  answer: Answer,
  options: Partial<AiParts> & { dailyTokens?: number; tokensFile?: string; clock?: () => Date } = {},
): AiAnswerer {
  const { dailyTokens = 1_000_000, clock = () => now, tokensFile, ...rest } = options;
  const own = files();
  return new AiAnswerer({
    ...parts,
    answerer: { ask: async () => structuredClone(answer) },
    budget: new TokenBudget(tokensFile ?? own.tokensFile, dailyTokens, clock),
    breaker: new Breaker(clock),
    offFile: own.offFile,
    ...rest,
  });
}

/** A resident's question to an assistant. */
export function put(to: Pick<AiAnswerer, 'ask'>, question: string, region = '411024'): Promise<Answer> {
  return to.ask({ question, region: parseRegion(region), role: 'resident', today: '2026-11-22' });
}
