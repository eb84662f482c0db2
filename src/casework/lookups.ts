import type { Unit } from '../storage/index.ts';

/** Lookup kinds: what is hashed is normalised first, so that writing it another way finds it too. */
const KINDS = {
  name: 'household.name',
  idNumber: 'household.id',
  phone: 'household.phone',
  number: 'household.number',
} as const;

/** A name, ID number or phone without the differences that mean nothing. */
function normal(kind: keyof typeof KINDS, value: string): string {
  const plain = value.normalize('NFKC').replace(/\s/g, '');
  if (kind === 'name') return plain.replace(/[•・‧∙．.]/g, '·');
  return kind === 'phone' ? plain.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '') : plain.toUpperCase();
}

/**
 * The keyed hashes of a name, ID number or phone as the tables keep them, the current key's first: store [0], search with
 * all. Writing the same another way (blanks, full width, +86) gives the same.
 */
export function lookupsOf(
  unit: Pick<Unit, 'vault'>,
  kind: keyof typeof KINDS,
  value: string | undefined,
): string[] {
  const plain = value === undefined ? '' : normal(kind, value);
  return plain === '' ? [] : unit.vault.lookups(KINDS[kind], plain);
}

/** What stands for the name of a household that turned out to be another: its numbers lead to that one. */
export function aliasOf(householdId: string): string {
  return `merged:${householdId}`;
}
