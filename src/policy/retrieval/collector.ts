import type { Corpus } from '../corpus/corpus.ts';
import type { OutsideHit, SentenceHit } from './found.ts';
import { type Features, NO_FEATURES } from './relevance.ts';
import type { Sentence, Unit } from './units.ts';

/** How well a sentence answers, through which of its words and whose question. */
type Answering = Pick<SentenceHit, 'score' | 'focus' | 'card'>;

/** What a card's sentence counts for the sentence that it rests on: it is no question, but in people's words. */
const SAID = 0.9;

/** Gathers unit scores by article, by sentence and by outside question. */
export class Collector {
  readonly #isUnasked: (article: number) => boolean;
  readonly #articles = new Map<number, Omit<Features, 'lexical' | 'local'> & { top: number[] }>();
  readonly #sentences = new Map<number, Map<number, Answering>>();
  readonly #cards = new Map<string, number>();
  readonly #sayings = new Map<number, number>();
  readonly #outside = new Map<number, number>();
  readonly #nearest = new Map<number, number>();

  /** @param isUnasked whether nobody wrote questions for an article, so that its sentences stand for them */
  constructor(isUnasked: (article: number) => boolean) {
    this.#isUnasked = isUnasked;
  }

  add(unit: Unit, cosine: number, soft: number): void {
    const likeness = 0.5 * cosine + 0.5 * soft;
    if (unit.kind === 'outside') {
      this.#outside.set(unit.target, Math.max(this.#outside.get(unit.target) ?? 0, likeness));
      return;
    }
    if (unit.kind === 'saying') {
      const saying = unit.saying ?? -1;
      this.#sayings.set(saying, Math.max(this.#sayings.get(saying) ?? 0, likeness));
      if (unit.target >= 0) this.#scoreSentence(unit, SAID * likeness);
      return;
    }
    const own = this.#articles.get(unit.article) ?? { ...NO_FEATURES, top: [] };
    this.#articles.set(unit.article, own);
    // A card's question is asked everywhere; whether a place's documents answer it the bank tells.
    if (unit.card !== undefined) {
      own.ask = Math.max(own.ask, likeness);
      this.#cards.set(unit.card, Math.max(this.#cards.get(unit.card) ?? 0, likeness));
      if (unit.target >= 0) this.#scoreSentence(unit, likeness);
      return;
    }
    this.#nearest.set(unit.article, Math.max(this.#nearest.get(unit.article) ?? 0, likeness));
    if (unit.kind === 'question') {
      own.questionCosine = Math.max(own.questionCosine, cosine);
      own.questionSoft = Math.max(own.questionSoft, soft);
      own.top.push(likeness);
    } else {
      own.sentenceCosine = Math.max(own.sentenceCosine, cosine);
      own.sentenceSoft = Math.max(own.sentenceSoft, soft);
    }
    if (unit.target >= 0) this.#scoreSentence(unit, unit.kind === 'question' ? likeness : 0.8 * likeness);
  }

  features(article: number): Omit<Features, 'lexical' | 'local'> {
    const own = this.#articles.get(article);
    if (own === undefined) return NO_FEATURES;
    const { top, ...features } = own;
    const best = top.sort((a, b) => b - a).slice(0, 4);
    const count = this.#isUnasked(article) ? Math.max(1, best.length) : 4;
    return { ...features, questionMean: best.reduce((sum, x) => sum + x, 0) / count };
  }

  nearest(article: number): number {
    return this.#nearest.get(article) ?? 0;
  }

  sentences(article: number, all: readonly Sentence[]): SentenceHit[] {
    return [...(this.#sentences.get(article) ?? [])]
      .map(([order, answering]) => ({ ...answering, text: all[order]?.text ?? '', order }))
      .sort((a, b) => b.score - a.score);
  }

  cards(): ReadonlyMap<string, number> {
    return this.#cards;
  }

  sayings(): ReadonlyMap<number, number> {
    return this.#sayings;
  }

  outside(corpus: Corpus): OutsideHit[] {
    return [...this.#outside]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 8)
      .flatMap(([i, score]) => {
        const question = corpus.outside[i];
        return question === undefined ? [] : [{ question, score }];
      });
  }

  #scoreSentence(unit: Unit, score: number): void {
    const own = this.#sentences.get(unit.article) ?? new Map<number, Answering>();
    const best = own.get(unit.target);
    if (best === undefined || score > best.score) {
      const focus = unit.quote || (best?.focus ?? '');
      own.set(unit.target, { score, focus, ...(unit.card === undefined ? {} : { card: unit.card }) });
    }
    this.#sentences.set(unit.article, own);
  }
}
