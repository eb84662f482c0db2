import type { Article } from '../corpus/article.ts';
import type { OutsideQuestion } from '../corpus/corpus.ts';
import type { Features } from './relevance.ts';

/** An article found for a question. */
export interface Hit {
  article: Article;
  score: number;
  features: Features;
  /** Likeness, 0–1, of the nearest question asked about it or sentence of it. */
  nearest: number;
  /** Its sentences that answer, best first. */
  sentences: SentenceHit[];
}

/** A sentence found for a question. */
export interface SentenceHit {
  text: string;
  /** Likeness, 0–1. */
  score: number;
  /** Place in the order of all sentences. */
  order: number;
  /** The answering words in it; empty when it was not found through a question. */
  focus: string;
  /** Id of the card through whose question it was found. */
  card?: string;
}

/** A question like the asker's that no document answers. */
export interface OutsideHit {
  question: OutsideQuestion;
  score: number;
}

/** What is known about a question: binding articles, other places' articles, and unanswerable questions like it. */
export interface Found {
  binding: Hit[];
  elsewhere: Hit[];
  outside: OutsideHit[];
  /** Likeness, 0–1, of the nearest question of each card, by the card's id. */
  cards: ReadonlyMap<string, number>;
  /** Likeness, 0–1, of the cards' sentences, by their index. */
  sayings: ReadonlyMap<number, number>;
  /** Words of the question that stand nowhere in the corpus, by share of the question's weight, 0–1. */
  unknownShare: number;
}
