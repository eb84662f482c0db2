import type { Divisions } from '../../regions/index.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { AiParts, Extractive } from './ai-answerer.ts';
import type { ModelSettings } from './chat-model.ts';

/** What an operator sets of the language model. */
export interface AiSettings extends ModelSettings {
  promptsFolder: string;
  /** While this file exists, the model is not asked. */
  offFile: string;
  /** Path of the day's counts, to which the day is added. */
  tokensFile: string;
  dailyTokens: number;
  atOnce: number;
}

/** What the rewriting stands on. */
export interface AiGround {
  answerer: Extractive;
  corpus: Corpus;
  divisions: Divisions;
  clock: () => Date;
  log: AiParts['log'];
}

/**
 * The answerer with a language model in front of its words. LangChain is loaded here and not before: without a model
 * nobody waits for it.
 * @throws IngestError when a prompt is missing
 */
export async function withLanguageModel(settings: AiSettings, ground: AiGround): Promise<Extractive> {
  const [
    { AiAnswerer },
    { Breaker },
    { ChatModel },
    { Prompts },
    { PublicWords },
    { TokenBudget },
    { Verifier },
  ] = await Promise.all([
    import('./ai-answerer.ts'),
    import('./breaker.ts'),
    import('./chat-model.ts'),
    import('./prompt.ts'),
    import('./public-words.ts'),
    import('./token-budget.ts'),
    import('./verifier.ts'),
  ]);
  const { answerer, corpus, divisions, clock, log } = ground;
  return new AiAnswerer({
    answerer,
    corpus,
    model: new ChatModel(settings),
    prompts: new Prompts(settings.promptsFolder),
    words: new PublicWords(
      corpus,
      divisions.all().map(({ name }) => name),
    ),
    verifier: new Verifier(corpus, divisions),
    budget: new TokenBudget(settings.tokensFile, settings.dailyTokens, clock),
    breaker: new Breaker(clock),
    offFile: settings.offFile,
    timeoutMs: settings.timeoutMs,
    atOnce: settings.atOnce,
    log,
  });
}
