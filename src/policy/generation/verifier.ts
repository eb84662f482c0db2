import { ancestors, type Divisions, type RegionCode } from '../../regions/index.ts';
import type { Citation } from '../answer/answer.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { faultOf } from './claim-check.ts';
import type { Claim } from './claims.ts';
import type { Fault, Surroundings } from './fault.ts';
import { comparable, pairsOf, shareIn } from './plain-text.ts';
import { cadencesIn, isSame, quantitiesIn } from './quantities.ts';

/** A claim that holds, with the passage that carries it alone. */
export interface Held {
  text: string;
  passage: Citation;
}

const LONGEST_OFFICE = 10;
/** Share of the pairs of the extractive answer's first sentence that the passages' words said again must have. */
const SAME_MATTER = 0.25;

/** Decides claim by claim what of a model's words may be shown. */
export class Verifier {
  readonly #divisions: Divisions;
  readonly #offices: string[];

  constructor(corpus: Pick<Corpus, 'articles'>, divisions: Divisions) {
    this.#divisions = divisions;
    const offices = new Set(corpus.articles.flatMap(({ responsibleUnits }) => responsibleUnits));
    this.#offices = [...offices]
      .filter((office) => office.length <= LONGEST_OFFICE)
      .sort((a, b) => b.length - a.length);
  }

  /**
   * The claim with the first of its passages that carries the whole of it, or why none does: what only several
   * passages together would carry is not shown.
   */
  check(claim: Claim, passages: readonly Citation[], region: RegionCode): Held | Fault | 'no passage' {
    const around: Surroundings = {
      offices: this.#offices,
      placesIn: (text) => this.#divisions.placesIn(text).map(({ name }) => name),
      ownPlaces: ancestors(region).map((code) => this.#divisions.nameOf(code)),
    };
    let fault: Fault | 'no passage' = 'no passage';
    for (const number of claim.passages) {
      const passage = passages[number - 1];
      // A number that no passage has is an invented citation, whatever the others say.
      if (passage === undefined) return 'no passage';
      const found = faultOf(claim.text, passage.quote, around);
      if (found === undefined) return { text: claim.text, passage };
      fault = found;
    }
    return fault;
  }
}

/**
 * Whether a model's sentences tell what the extractive answer tells: all its figures and cadences, from its best passage
 * too, and about the same matter.
 */
export function tellsTheSame(body: string, best: Citation, held: readonly Held[]): boolean {
  const [theirs, mine] = [comparable(body), comparable(held.map(({ text }) => text).join(''))];
  const figures = quantitiesIn(mine);
  const hasFigures = quantitiesIn(theirs).every((figure) => figures.some((other) => isSame(other, figure)));
  const cadences = cadencesIn(mine);
  const hasCadences = cadencesIn(theirs).every((cadence) => cadences.includes(cadence));
  const isFromBest = held.some(
    ({ passage }) => passage.document === best.document && passage.article === best.article,
  );
  const [first = ''] = theirs.split('。');
  return hasFigures && hasCadences && isFromBest && shareIn(pairsOf(first), pairsOf(mine)) >= SAME_MATTER;
}
