import type { Unit } from '../../storage/index.ts';
import type { CaseRow, Parts } from '../model.ts';
import type { PapersOfCase } from './model.ts';
import { missingOf, neededOf } from './needs.ts';
import { papersOfKind } from './store.ts';

/** Of a case that is none. */
export const NO_PAPERS: PapersOfCase = {
  forms: [],
  reviews: [],
  notices: [],
  protests: [],
  needed: [],
  missing: [],
};

/** All papers of a case. Holds personal data: who calls records the reading. */
export async function papersOf(parts: Parts, unit: Unit, row: CaseRow): Promise<PapersOfCase> {
  return {
    forms: await papersOfKind(unit, row.id, 'verification'),
    reviews: await papersOfKind(unit, row.id, 'village_review'),
    notices: await papersOfKind(unit, row.id, 'notice'),
    protests: await papersOfKind(unit, row.id, 'protest'),
    needed: await neededOf(parts, unit, row),
    missing: await missingOf(parts, unit, row),
  };
}
