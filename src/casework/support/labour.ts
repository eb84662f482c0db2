import type { Answers } from '../../declaration/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { CaseRow, Parts } from '../model.ts';
import { papersOfKind } from '../papers/store.ts';
import type { Labour } from './model.ts';

/**
 * Whether anybody of a household can work: as the cadres found at its home, else as the register has it, else as it was
 * declared. Reads personal data: the caller records it.
 */
export async function labourOf(parts: Parts, unit: Unit, row: CaseRow): Promise<Labour> {
  const forms = await papersOfKind(unit, row.id, 'verification');
  const form = forms.findLast(({ replacedAt }) => replacedAt === null);
  if (form !== undefined) return byCount(form.content.labour);
  const onRecord = row.household_id === null ? undefined : await parts.labourOf?.(unit, row.household_id);
  return onRecord === undefined || onRecord === 'unknown' ? declaredLabour(unit, row.id) : onRecord;
}

function byCount(labour: number): Labour {
  return labour > 0 ? 'with' : 'without';
}

/** As the newest declaration of the case says that counted the household's labour. */
async function declaredLabour(unit: Unit, caseId: string): Promise<Labour> {
  const rows = await unit.db
    .selectFrom('declarations')
    .select(['id', 'subject_id', 'answers_sealed'])
    .where('case_id', '=', caseId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  for (const { id, subject_id, answers_sealed } of rows) {
    const json = await unit.subjects.open(subject_id, answers_sealed, `declarations.answers_sealed:${id}`);
    const labour = json === undefined ? undefined : (JSON.parse(json) as Answers).household?.labour;
    if (labour !== undefined) return byCount(labour);
  }
  return 'unknown';
}
