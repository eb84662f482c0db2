import { existsSync } from 'node:fs';
import type { RegionCode } from '../../regions/index.ts';
import { type Answer, type AskRequest, type Citation, LIMITS } from '../answer/answer.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Breaker } from './breaker.ts';
import { type ChatModel, MOST_TOKENS } from './chat-model.ts';
import { type Claim, ClaimReader } from './claims.ts';
import { type Frame, frameOf } from './frame.ts';
import { passagesFor } from './passages.ts';
import type { Prompts } from './prompt.ts';
import type { PublicWords } from './public-words.ts';
import { type Style, styleFor } from './style.ts';
import { AI_LABEL } from './texts.ts';
import type { TokenBudget } from './token-budget.ts';
import { ModelTrouble, type Reason } from './trouble.ts';
import { type Held, tellsTheSame, type Verifier } from './verifier.ts';

/** What answers from the documents alone. */
export interface Extractive {
  ask(request: AskRequest): Promise<Answer>;
}

/** What the rewriting is made of. */
export interface AiParts {
  answerer: Extractive;
  corpus: Corpus;
  model: Pick<ChatModel, 'stream'>;
  prompts: Prompts;
  words: PublicWords;
  verifier: Verifier;
  budget: TokenBudget;
  breaker: Breaker;
  /** While this file exists, no model is asked. */
  offFile: string;
  timeoutMs: number;
  /** How many questions may be with the model at once; further ones are not kept waiting. */
  atOnce: number;
  log: { warn(details: Record<string, unknown>, message: string): void };
}

/** Something to be said in other words. */
interface Job {
  request: AskRequest;
  answer: Answer;
  passages: Citation[];
  frame: Frame;
  style: Style;
}

/** More characters or lines than this are no short answer. */
const MOST_CHARACTERS = 2000;
const MOST_LINES = 16;

/**
 * Puts answers from the documents into plainer words with a language model, where all that it says can be checked. Asks
 * the extractive answerer first; what is no answer (a refusal, another place's matter, a question back) never reaches the
 * model, and whatever goes wrong, the extractive answer is given.
 */
export class AiAnswerer implements Extractive {
  readonly #parts: AiParts;
  #running = 0;
  #isSpent = false;

  constructor(parts: AiParts) {
    this.#parts = parts;
  }

  async ask(request: AskRequest): Promise<Answer> {
    const answer = await this.#parts.answerer.ask(request);
    try {
      const job = this.#jobFor(request, answer);
      return job === undefined ? answer : await this.#run(job);
    } catch (error) {
      // Not even its name is surely free of what was asked: only our own words are logged.
      const reason: Reason | 'unknown' = error instanceof ModelTrouble ? error.reason : 'unknown';
      // That the day's tokens are used up is told once, not with every question.
      const isKnown = this.#isSpent && reason === 'spent';
      this.#isSpent = reason === 'spent';
      if (!isKnown) this.#parts.log.warn({ reason }, '语言模型没有给出可用的回答，已用原文摘录代替');
      return answer;
    }
  }

  /** What the model may rewrite; undefined for everything else. */
  #jobFor(request: AskRequest, answer: Answer): Job | undefined {
    const isAnswer = answer.status === 'answered' || answer.status === 'partial';
    if (!isAnswer || answer.by === 'own' || answer.passages.length === 0) return undefined;
    // Lists, numbered answers, comparisons and explained words are put together for what they are.
    if (answer.shape !== undefined) return undefined;
    const frame = frameOf(answer);
    if (frame === undefined) return undefined;
    // The words of a card that a county has signed are its own.
    if (answer.by === 'card' && frame.notes.length === (answer.notes ?? []).length) return undefined;
    const passages = passagesFor(this.#parts.corpus, request, answer);
    return passages && { request, answer, passages, frame, style: styleFor(request.role) };
  }

  async #run(job: Job): Promise<Answer> {
    const { breaker, offFile, atOnce } = this.#parts;
    if (existsSync(offFile) || this.#running >= atOnce || !breaker.admits()) return job.answer;
    this.#running += 1;
    try {
      const held = await this.#write(job);
      breaker.succeeded();
      if (existsSync(offFile)) return job.answer;
      return this.#assembled(job, held);
    } catch (error) {
      if (!(error instanceof ModelTrouble) || !isOwnJudgement(error.reason)) breaker.failed();
      throw error;
    } finally {
      this.#running -= 1;
    }
  }

  /** The claims of the model that hold, in their order. */
  async #write({ request, answer, passages, style }: Job): Promise<Held[]> {
    const { corpus, prompts, words, budget, timeoutMs } = this.#parts;
    const topic = corpus.cards.find(({ id }) => id === answer.topic)?.question ?? '';
    const material = { passages, topic, words: words.of(answer.asked ?? request.question) };
    const messages = await prompts.messages(request.role, style, material, corpus);
    // A Chinese character is a token or less; where the server does not count, this does.
    const asked = messages.reduce((sum, { text }) => sum + text.length, 0);
    const settle = budget.take(asked + MOST_TOKENS);
    if (settle === undefined) throw new ModelTrouble('spent');
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new ModelTrouble('timeout')), timeoutMs);
    const reader = new ClaimReader();
    const held: Held[] = [];
    let said = '';
    let counted: number | undefined;
    const take = (claims: Claim[]) => {
      for (const claim of claims) held.push(...this.#checked(claim, passages, style, request.region));
    };
    const stream = this.#parts.model.stream(messages, stop.signal);
    // Whatever a library does with a signal, nobody waits longer.
    const stopped = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    stopped.catch(() => {});
    const next = () => Promise.race([stream.next(), stopped]);
    try {
      for (let piece = await next(); ; piece = await next()) {
        if (piece.done === true) {
          counted = piece.value.tokens;
          break;
        }
        said += piece.value;
        if (said.length > MOST_CHARACTERS || reader.unread > MOST_LINES) throw new ModelTrouble('too_long');
        take(reader.push(piece.value));
      }
      take(reader.end());
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      clearTimeout(timer);
      settle(counted ?? asked + said.length);
    }
    if (said.trim() === '') throw new ModelTrouble('empty');
    if (prompts.isIn(said)) throw new ModelTrouble('prompt_leak');
    if (held.length === 0) throw new ModelTrouble('unverified');
    return held;
  }

  #checked(claim: Claim, passages: readonly Citation[], style: Style, region: RegionCode): Held[] {
    if (this.#parts.prompts.isIn(claim.text)) throw new ModelTrouble('prompt_leak');
    if ([...claim.text].length > style.sentence) return [];
    const held = this.#parts.verifier.check(claim, passages, region);
    return typeof held === 'string' ? [] : [held];
  }

  /** The answer in the model's words within the limits; the extractive one where they do not say what it says. */
  #assembled({ answer, frame, style, passages }: Job, claims: readonly Held[]): Answer {
    const notes = [...frame.notes, AI_LABEL];
    const around = [frame.opening, frame.units, ...notes].join('').length;
    const held: Held[] = [];
    const cited: Citation[] = [];
    let length = around;
    for (const claim of claims) {
      const isNew = !cited.includes(claim.passage);
      const isTooMuch = held.length >= style.sentences || length + claim.text.length > style.total;
      if (isTooMuch || (isNew && cited.length >= LIMITS.citations)) continue;
      if (held.some(({ text }) => text === claim.text)) continue;
      held.push(claim);
      length += claim.text.length;
      if (isNew) cited.push(claim.passage);
    }
    const [best] = passages;
    if (best === undefined || !tellsTheSame(frame.body, best, held)) throw new ModelTrouble('incomplete');
    const { choices, topic } = answer;
    return {
      status: answer.status,
      answer: [frame.opening, ...held.map(({ text }) => text), frame.units, ...notes].join(''),
      citations: cited,
      passages: answer.passages,
      by: 'ai',
      ...(topic === undefined ? {} : { topic }),
      ...(choices === undefined ? {} : { choices }),
      notes,
    };
  }
}

/** What we ourselves found wanting is no sign that the server is down. */
function isOwnJudgement(reason: Reason): boolean {
  return reason === 'unverified' || reason === 'incomplete' || reason === 'prompt_leak' || reason === 'spent';
}
