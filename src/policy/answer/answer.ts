import type { RegionCode } from '../../regions/index.ts';
import type { Validity } from '../corpus/document.ts';

/** How a question ended (design section 5). */
export type AnswerStatus =
  | 'answered'
  | 'partial'
  | 'other_jurisdiction'
  | 'clarify'
  | 'out_of_scope'
  | 'refused'
  | 'smalltalk'
  | 'handoff';

export type Role = 'resident' | 'cadre' | 'supervisor';

/** What an answer rests on. `quote` is verbatim from the source, without white space and after its repairs. */
export interface Citation {
  document: string;
  number: string;
  article: string;
  quote: string;
  jurisdiction: string;
  validity: Validity;
}

/** An article found for the question, best first. */
export interface Passage {
  document: string;
  article: string;
  text: string;
  score: number;
}

export interface Answer {
  status: AnswerStatus;
  answer: string;
  citations: Citation[];
  passages: Passage[];
}

/** A question with who asks it and from where. */
export interface AskRequest {
  question: string;
  region: RegionCode;
  role: Role;
  /** YYYY-MM-DD, Asia/Shanghai. */
  today: string;
}

/** Longest answer to a resident, longest to a cadre, longest quote, in characters; most citations. */
export const LIMITS = { resident: 300, cadre: 560, quote: 160, citations: 4 } as const;
