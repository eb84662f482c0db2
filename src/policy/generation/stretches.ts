import { pairsOf, shareIn } from './plain-text.ts';
import { cadencesIn, type Quantity, quantitiesIn, type Side, sidesIn } from './quantities.ts';

/** A stretch between punctuation marks, with what can be compared in it. */
export interface Part {
  text: string;
  /** Which of the sections between semicolons and full stops it is in. */
  section: number;
  pairs: Set<string>;
  quantities: (Quantity & { side: Side })[];
  cadences: string[];
}

/** The stretches of a `comparable` text. Items of a list are stretches of their own where several have a figure. */
export function partsOf(text: string): Part[] {
  return text.split(/[;。!?]/).flatMap((section, n) => {
    const clauses = section.split(/[,:]|——/).flatMap((clause) => {
      const items = clause.split('、');
      const isCounted = (item: string) => quantitiesIn(item).length + cadencesIn(item).length > 0;
      return !clause.includes('分别') && items.filter(isCounted).length > 1 ? items : [clause];
    });
    return clauses.filter((clause) => /[\p{L}\p{N}]/u.test(clause)).map((clause) => partOf(clause, n));
  });
}

/** One stretch as it is. */
export function partOf(text: string, section = 0): Part {
  const quantities = quantitiesIn(text);
  const sides = sidesIn(text, quantities);
  return {
    text,
    section,
    pairs: pairsOf(text),
    quantities: quantities.map((quantity, i) => ({ ...quantity, side: sides[i] ?? 'exact' })),
    cadences: cadencesIn(text),
  };
}

/** The stretch of a passage that a stretch of a claim says most of; the first of equals. */
export function nearest(claim: Part, parts: readonly Part[]): { part: Part; at: number } | undefined {
  let best: { part: Part; at: number; share: number } | undefined;
  parts.forEach((part, at) => {
    const share = shareIn(claim.pairs, part.pairs);
    if (share > (best?.share ?? 0)) best = { part, at, share };
  });
  return best;
}
