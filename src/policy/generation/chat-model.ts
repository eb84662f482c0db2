import { setTimeout as wait } from 'node:timers/promises';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { BoundedFetch } from './bounded-fetch.ts';
import { ModelTrouble } from './trouble.ts';

/** Where a model is and how long one waits for it. */
export interface ModelSettings {
  /** Up to `/v1`, as OpenAI-compatible servers want it. */
  baseUrl: string;
  /** Absent for a server of one's own that asks for none. */
  apiKey?: string;
  model: string;
  /** From the question to the last word, with every retry; ms. */
  timeoutMs: number;
  /** Longest silence in the middle of an answer; ms. */
  idleMs: number;
}

/** Most tokens of an answer: a resident's 300 characters need half of them. */
export const MOST_TOKENS = 800;
const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 3000;
/** Settings by which LangChain would send prompts to a service of its own. */
const TRACING = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];

/** Pieces of an answer, and after the last the tokens that the server counted. */
export type Stream = AsyncGenerator<string, { tokens: number | undefined }>;

/** A model behind an OpenAI-compatible endpoint, through LangChain, streaming. */
export class ChatModel {
  readonly #settings: ModelSettings;

  constructor(settings: ModelSettings) {
    this.#settings = settings;
    for (const name of TRACING) delete process.env[name];
  }

  /**
   * The model's answer as it comes. A try that fails before its first word is made once more where that may help and
   * the server does not ask for a longer wait.
   * @throws ModelTrouble; nothing else
   */
  async *stream(messages: readonly BaseMessage[], signal: AbortSignal): Stream {
    for (let attempt = 1; ; attempt += 1) {
      const bounded = new BoundedFetch(this.#settings.idleMs);
      try {
        return yield* this.#once(messages, bounded, signal);
      } catch (error) {
        const trouble = troubleOf(error, bounded, signal);
        const pause = trouble.retryAfterMs ?? FIRST_RETRY_MS;
        const isHopeless = !trouble.isPassing || bounded.hasBegun || signal.aborted;
        if (attempt > 1 || isHopeless || pause > LONGEST_RETRY_MS) throw trouble;
        await wait(pause, undefined, { signal }).catch(() => {
          throw new ModelTrouble('timeout');
        });
      }
    }
  }

  async *#once(messages: readonly BaseMessage[], bounded: BoundedFetch, signal: AbortSignal): Stream {
    const { baseUrl, apiKey, model } = this.#settings;
    const chat = new ChatOpenAI({
      model,
      apiKey: apiKey ?? 'none',
      temperature: 0,
      maxTokens: MOST_TOKENS,
      maxRetries: 0,
      streamUsage: true,
      useResponsesApi: false,
      configuration: {
        baseURL: baseUrl,
        fetch: bounded.fetch,
        logLevel: 'off',
        organization: null,
        project: null,
      },
    });
    let isFinished = false;
    let tokens: number | undefined;
    const chunks: AsyncIterable<AIMessageChunk> = await chat.stream([...messages], { signal });
    for await (const { content, response_metadata: metadata, usage_metadata: usage } of chunks) {
      tokens = totalOf(usage) ?? tokens;
      const reason: unknown = metadata?.finish_reason;
      if (reason === 'stop') isFinished = true;
      else if (typeof reason === 'string' && reason !== '') throw new ModelTrouble('cut');
      if (typeof content === 'string' && content !== '') yield content;
    }
    // A connection that ends is no end of an answer: the server says when it has said all.
    if (!isFinished) throw new ModelTrouble('cut');
    return { tokens };
  }
}

/** Tokens as the server counted them. */
function totalOf(usage: unknown): number | undefined {
  if (typeof usage !== 'object' || usage === null || !('total_tokens' in usage)) return undefined;
  return typeof usage.total_tokens === 'number' ? usage.total_tokens : undefined;
}

function troubleOf(error: unknown, bounded: BoundedFetch, signal: AbortSignal): ModelTrouble {
  if (signal.aborted)
    return signal.reason instanceof ModelTrouble ? signal.reason : new ModelTrouble('timeout');
  if (error instanceof ModelTrouble) return error;
  return bounded.trouble ?? new ModelTrouble('broken');
}
