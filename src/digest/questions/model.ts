import type { RegionCode } from '../../regions/index.ts';
import type { Vectors } from './clusters.ts';

/** What the policy room lends for reading the question log. */
export interface QuestionTools {
  vectors: Vectors;
  /** The words of a text that stand in public text too, apart by spaces; whatever names a person or a home is not there. */
  publicWords(text: string): string;
  /** The plain question that a card answers. */
  topicName(topic: string): string | undefined;
  /** The article that comes nearest to a question, for people to read. */
  nearest(question: string, region: RegionCode): Promise<string | undefined>;
}

/** A question of the log, opened. Never shown as it is. */
export interface OpenedQuestion {
  text: string;
  region: string;
  /** Keyed hash of who asked; null where that is forgotten. */
  asker: string | null;
  isUnanswered: boolean;
}

/** From how many askers on words are shown: fewer would be words of somebody. */
export const FEWEST_ASKERS = 3;

/** Questions that ask the same, told in public words only. */
export interface ToldCluster {
  /** How often it was asked, and by how many. */
  times: number;
  askers: number;
  words: string;
  /** Other wordings, at most three. */
  examples: string[];
}

/**
 * How many askers are certainly different. A chat's hash begins with the id of the key that it was made with, and one
 * person may stand there under several keys: only those under one key are told apart.
 */
export function askersIn(lookups: Iterable<string | null>): number {
  const byKey = new Map<string, Set<string>>();
  for (const lookup of lookups) {
    if (lookup === null) continue;
    const key = lookup.slice(0, lookup.indexOf('.') + 1);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, new Set([lookup]));
    else known.add(lookup);
  }
  return Math.max(0, ...[...byKey.values()].map(({ size }) => size));
}
