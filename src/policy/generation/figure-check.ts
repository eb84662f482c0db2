import type { Fault } from './fault.ts';
import { pairsOf, shareIn } from './plain-text.ts';
import { isSame } from './quantities.ts';
import type { Part } from './stretches.ts';

export function figureFault(
  clause: Part,
  said: Part,
  near: readonly Part[],
  parts: readonly Part[],
): Fault | undefined {
  for (const figure of clause.quantities) {
    const has = (part: Part) => part.quantities.some((other) => isSame(other, figure));
    const rivals = (part: Part) =>
      part.quantities.some((other) => other.unit === figure.unit && !isSame(other, figure));
    if (has(said)) continue;
    if (!parts.some(has)) continue;
    if (rivals(said)) return 'figure role';
    if (!near.some(has) && parts.some(rivals)) return 'figure role';
  }
  return pairedWrongly(clause, said) ? 'figure role' : undefined;
}

/** `6月、9月分别不低于50%、75%`: the first goes with the first. */
export function pairedWrongly(clause: Part, said: Part): boolean {
  const orders = new Map<string, number[]>();
  for (const figure of clause.quantities) {
    const row = said.quantities.filter(({ unit }) => unit === figure.unit);
    if (row.length < 2) continue;
    const order = orders.get(figure.unit) ?? [];
    order.push(row.findIndex((other) => isSame(other, figure)));
    orders.set(figure.unit, order);
  }
  const [first, ...rest] = [...orders.values()];
  return first !== undefined && rest.some((order) => order.join() !== first.join());
}

export function cadenceFault(
  clause: Part,
  said: Part,
  near: readonly Part[],
  parts: readonly Part[],
): Fault | undefined {
  for (const cadence of clause.cadences) {
    const has = (part: Part) => part.cadences.includes(cadence);
    if (has(said)) continue;
    if (!parts.some(has)) return 'cadence';
    if (said.cadences.length > 0 || !near.some(has)) return 'cadence';
  }
  return undefined;
}

/** Above or below a figure, as in the passage; a bound is not left out. */
export function sideFault(clause: Part, parts: readonly Part[]): Fault | undefined {
  for (const figure of clause.quantities) {
    const printed = parts.flatMap((part) => part.quantities.filter((other) => isSame(other, figure)));
    if (printed.length > 0 && !printed.some(({ side }) => side === figure.side)) return 'side';
  }
  return undefined;
}

/** Share of what a figure or cadence is said of that its stretch has too, at least (每月领低保 is not 每月排查). */
const SAME_DEED = 0.2;

/** A figure or a cadence is of the deed that it is of in the passage. */
export function deedFault(clause: Part, said: Part, parts: readonly Part[]): Fault | undefined {
  if (clause.quantities.length + clause.cadences.length === 0) return undefined;
  const bare = ({ text, quantities, cadences }: Part) => {
    const words = [...quantities.map(({ start, end }) => text.slice(start, end)), ...cadences];
    return pairsOf(words.reduce((rest, word) => rest.replace(word, '。'), text));
  };
  const mine = bare(clause);
  // The figures of a list share what is said before or after them; a cadence goes with its own deed alone.
  const around =
    clause.cadences.length > 0 ? [said] : parts.filter(({ section }) => section === said.section);
  const theirs = new Set(around.flatMap((part) => [...bare(part)]));
  if (mine.size === 0 || shareIn(mine, theirs) >= SAME_DEED) return undefined;
  return clause.cadences.length > 0 ? 'cadence' : 'figure role';
}
