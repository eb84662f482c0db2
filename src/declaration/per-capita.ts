import type { HouseholdAnswer, IncomeAnswer } from './draft.ts';

/** Income a head over the last twelve months, in yuan. Information beside the local line, never a refusal. */
export interface PerCapita {
  total: number;
  members: number;
  perPerson: number;
}

/** (wage + net business + property + transfer) ÷ members; undefined while members or every income is unknown. */
export function perCapita(
  income: IncomeAnswer | undefined,
  household: HouseholdAnswer | undefined,
): PerCapita | undefined {
  const members = household?.members;
  if (income === undefined || members === undefined || members < 1) return undefined;
  const parts = [income.wage, income.business, income.property, income.transfer];
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0) return undefined;
  const total = known.reduce((sum, part) => sum + part, 0);
  return { total, members, perPerson: Math.round(total / members) };
}
