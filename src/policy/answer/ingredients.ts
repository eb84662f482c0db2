import type { Divisions } from '../../regions/index.ts';
import type { Found } from '../retrieval/found.ts';
import type { PolicyIndex } from '../retrieval/policy-index.ts';
import type { Answer, AskRequest } from './answer.ts';
import type { Evidence } from './evidence.ts';

/** What an answer may take up where it is one of several in a message. */
export interface Share {
  characters: number;
  citations: number;
}

/** What an answer is made of. */
export interface Ingredients {
  index: Pick<PolicyIndex, 'corpus' | 'cards'>;
  divisions: Divisions;
  request: AskRequest;
  found: Found;
  evidence: readonly Evidence[];
  /** What the documents do not say of the detail asked for. */
  missing: readonly string[];
  /** A sentence to be said after that. */
  aside?: string;
  /** How many of the best evidence sentences answer questions of their own. */
  several: number;
  share?: Share;
}

/** The words of an answer and what they rest on. */
export type Draft = Pick<Answer, 'answer' | 'citations' | 'by' | 'topic' | 'choices' | 'notes'>;
