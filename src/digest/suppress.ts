/** How the counts of a list may be told: small ones hidden so that they cannot be worked out from the rest. */
export interface Suppressed {
  /** Told as they are. */
  shown: [name: string, count: number][];
  /** Told as fewer than three. */
  small: string[];
  /** Named together without a count: small ones and the one hidden with them. */
  together: string[];
  /** Something is hidden and not even named. */
  unnamed: boolean;
}

/** From this count on a cell identifies nobody. */
export const SAFE = 3;

/**
 * Hides counts of 1 and 2. The reader knows the total, and most cases have one cause: what the total leaves for the hidden
 * cells must not tell any of them. Where it does (one hidden cell; all of them 1; all of them 2) the smallest other count
 * is hidden with them and they are named together; where there is no other, they are not named at all.
 */
export function suppress(counts: Readonly<Record<string, number>>, total: number): Suppressed {
  const cells = Object.entries(counts).filter(([, count]) => count > 0);
  const small = cells.filter(([, count]) => count < SAFE).map(([name]) => name);
  const shown = cells.filter(([, count]) => count >= SAFE);
  const left = total - shown.reduce((sum, [, count]) => sum + count, 0);
  const told = small.length > 0 && (left === small.length || left >= small.length * (SAFE - 1));
  if (!told) return { shown, small, together: [], unnamed: false };
  const partner = shown.reduce<[string, number] | undefined>(
    (least, cell) => (least === undefined || cell[1] < least[1] ? cell : least),
    undefined,
  );
  if (partner === undefined) return { shown: [], small: [], together: [], unnamed: true };
  const hidden = new Set([...small, partner[0]]);
  return {
    shown: shown.filter(([name]) => !hidden.has(name)),
    small: [],
    together: cells.map(([name]) => name).filter((name) => hidden.has(name)),
    unnamed: false,
  };
}
