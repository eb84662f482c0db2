import type { Fault, Surroundings } from './fault.ts';
import { cadenceFault, deedFault, figureFault, pairedWrongly, sideFault } from './figure-check.ts';
import {
  actorFault,
  conditionFault,
  denialFault,
  hedgeFault,
  strengthFault,
  turnedFault,
} from './meaning-check.ts';
import { modifierFault, orderFault } from './modifier-check.ts';
import { hasAlienSigns, nameFault, officeFault, placeFault } from './name-check.ts';
import { comparable, shareIn } from './plain-text.ts';
import { isSame } from './quantities.ts';
import { nearest, type Part, partOf, partsOf } from './stretches.ts';
import { numeralFault, wordFault } from './word-check.ts';

/**
 * Checks one sentence against the one passage that it cites. Strict on purpose: what is rejected by mistake costs a
 * nicer wording, what is let through by mistake costs somebody a journey to the town.
 */
export function faultOf(sentence: string, passage: string, around: Surroundings): Fault | undefined {
  if (hasAlienSigns(sentence, passage)) return 'form';
  const claim = comparable(sentence);
  const ground = comparable(passage);
  const parts = partsOf(ground);
  const clauses = partsOf(claim);
  if (clauses.length === 0 || parts.length === 0) return 'form';
  return (
    nameFault(claim, ground) ??
    officeFault(claim, ground, around) ??
    placeFault(claim, ground, around) ??
    numeralFault(claim, ground) ??
    wordFault(claim, ground) ??
    turnedFault(claim, ground) ??
    clauses.map((clause) => clauseFault(clause, claim, parts, ground)).find((fault) => fault !== undefined) ??
    wholeFault(partOf(claim), clauses, parts) ??
    modifierFault(claim, ground) ??
    orderFault(claim, ground) ??
    conditionFault(claim, ground, clauses, parts)
  );
}

/** One stretch of the claim against the stretch of the passage that it says. */
function clauseFault(clause: Part, claim: string, parts: readonly Part[], ground: string): Fault | undefined {
  const found = nearest(clause, parts);
  // Nothing of the passage in it: plain words alone, which may still deny or promise.
  const said = found?.part ?? partOf('');
  const at = found?.at ?? 0;
  const near = [parts[at - 1], parts[at + 1]].flatMap((part) => part ?? []);
  const reach = [said.text, ...near.map(({ text }) => text)].join(',');
  return (
    figureFault(clause, said, near, parts) ??
    cadenceFault(clause, said, near, parts) ??
    deedFault(clause, said, parts) ??
    sideFault(clause, parts) ??
    actorFault(clause, said) ??
    denialFault(clause, claim, said) ??
    strengthFault(clause, said, reach, ground) ??
    hedgeFault(claim, said)
  );
}

/** The figures of the whole sentence are those of the stretch that it is nearest to; it says one section only. */
function wholeFault(claim: Part, clauses: readonly Part[], parts: readonly Part[]): Fault | undefined {
  const said = nearest(claim, parts);
  if (said === undefined) return 'word';
  const sections = new Set(clauses.flatMap((clause) => nearest(clause, parts)?.part.section ?? []));
  if (sections.size > 1) return 'condition';
  if (pairedWrongly(claim, said.part)) return 'figure role';
  for (const figure of claim.quantities) {
    const isAlone = claim.quantities.filter(({ unit }) => unit === figure.unit).length === 1;
    const { quantities } = said.part;
    const isThere = quantities.some((other) => isSame(other, figure));
    if (isAlone && !isThere && quantities.some(({ unit }) => unit === figure.unit)) return 'figure role';
  }
  const [cadence] = claim.cadences;
  const { cadences } = said.part;
  if (
    claim.cadences.length === 1 &&
    cadence !== undefined &&
    cadences.length > 0 &&
    !cadences.includes(cadence)
  )
    return 'cadence';
  return shareIn(claim.pairs, new Set(parts.flatMap((each) => [...each.pairs]))) < LEAST_SHARE
    ? 'word'
    : undefined;
}

/**
 * Share of a sentence's pairs of characters that stand in the passage, at least. Beside the check of every word it is a
 * last net: the faithful sentences of test/generation/claims.ts have 0.45 and more.
 */
const LEAST_SHARE = 0.3;
