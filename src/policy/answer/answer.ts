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
  /** The words of the quote that answer, verbatim within it. */
  used?: string;
}

/** An article found for the question, best first. */
export interface Passage {
  document: string;
  article: string;
  text: string;
  score: number;
}

/** Whose words an answer is in: a card's, rules' plain sentences, the documents', a language model's, or ours. */
export type AnswerBy = 'card' | 'rule' | 'extract' | 'ai' | 'own';

/** A question to choose when a topic is open, or to go on with. */
export interface Choice {
  /** At most twelve characters: it stands on a button. */
  label: string;
  question: string;
}

export interface Answer {
  status: AnswerStatus;
  answer: string;
  citations: Citation[];
  passages: Passage[];
  by: AnswerBy;
  /** Id of the card that it is from. */
  topic?: string;
  /** At most four. */
  choices?: Choice[];
  /** The whole question as it was understood, where the message left something out. */
  asked?: string;
  /** What was put together from several answers or entries: its words are not to be put otherwise. */
  shape?: 'several' | 'list' | 'gloss' | 'comparison' | 'more';
  /** The sentences at the end of `answer` that say in what state its basis is (已过期, 示例 …), in their order. */
  notes?: string[];
}

/** What was asked in the turn before: what a follow-up leaves out. */
export interface Before {
  question: string;
  topic?: string;
}

/** A question with who asks it and from where. */
export interface AskRequest {
  question: string;
  region: RegionCode;
  role: Role;
  /** YYYY-MM-DD, Asia/Shanghai. */
  today: string;
  before?: Before;
}

/** Longest answer to a resident, longest to a cadre, longest quote, in characters; most citations, most choices. */
export const LIMITS = { resident: 300, cadre: 560, quote: 160, citations: 4, choices: 4 } as const;

/** Longest sentence that a resident is given, and most sentences of an answer beside its notes. */
export const PLAIN = { sentence: 40, sentences: 5 } as const;
