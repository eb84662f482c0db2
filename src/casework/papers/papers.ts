import type { Unit } from '../../storage/index.ts';
import { noteDenied } from '../access.ts';
import { personOfCase } from '../households.ts';
import type { CaseRow, Outcome, Parts, StaffMember } from '../model.ts';
import { declarationsOf } from '../queue.ts';
import type { Kept } from './filing.ts';
import { beginForm, type FormBasis, type FormGiven, fileForm } from './form.ts';
import { type Lacking, lackingIn } from './lacking.ts';
import type { PapersOfCase, VillageReview } from './model.ts';
import { NO_PAPERS, papersOf } from './papers-of.ts';
import { protest, settle } from './protests.ts';
import { fileReview, type Posted, post } from './village.ts';

/** The papers of the cases: what is filed at each stage, and what is lacking. As all of casework, within a unit. */
export class Papers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** 核实表: whether this member may file one now, and with what it is begun. Recorded as a reading. */
  begin(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<{ basis: FormBasis }>> {
    return beginForm(this.#parts, unit, staff, ref, (row) => basisOf(unit, row));
  }

  /** 核实表, filled: sums in yuan over the twelve months before the application. */
  form(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    given: FormGiven,
  ): Promise<Outcome<Kept & { perPerson: number }>> {
    return fileForm(this.#parts, unit, staff, ref, given);
  }

  /** 评议 */
  review(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    given: { review: VillageReview; photoIds?: readonly string[]; seen?: number },
  ): Promise<Outcome<Kept & { passed: boolean }>> {
    return fileReview(this.#parts, unit, staff, ref, given);
  }

  /** 张贴: one case or several of one village on one sheet; all or none. */
  post(
    unit: Unit,
    staff: StaffMember,
    refs: readonly string[],
    how?: { photoIds?: readonly string[] },
  ): Promise<Outcome<{ posted: Posted[] }>> {
    return post(this.#parts, unit, staff, refs, how);
  }

  /** 异议 of a villager against a notice. */
  protest(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    text: string,
  ): Promise<Outcome<Kept & { open: number }>> {
    return protest(this.#parts, unit, staff, ref, text);
  }

  /** 异议核查 */
  settle(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    given: { upheld: boolean; text: string; which?: number },
  ): Promise<Outcome<Kept & { upheld: boolean; open: number }>> {
    return settle(this.#parts, unit, staff, ref, given);
  }

  /** 欠缺材料: what the green channel let wait in the cases that this member works, by due day. */
  async lacking(unit: Unit, staff: StaffMember): Promise<Lacking[]> {
    if (staff.role === 'department' || staff.role === 'supervisor') {
      await noteDenied(unit, staff, 'lacking');
      return [];
    }
    return lackingIn(this.#parts, unit, staff);
  }

  /** All papers of a case. Holds personal data: who calls records the reading. */
  async of(unit: Unit, caseId: string): Promise<PapersOfCase> {
    const row = await unit.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst();
    return row === undefined ? NO_PAPERS : papersOf(this.#parts, unit, row);
  }
}

/** What the household declared of itself, to compare with what is found. */
async function basisOf(unit: Unit, row: CaseRow): Promise<Pick<FormBasis, 'name' | 'declared'>> {
  const person = await personOfCase(unit, row);
  const declared: FormBasis['declared'] = {};
  for (const { answers } of await declarationsOf(unit, row.id)) {
    if (answers.household !== undefined) declared.household = answers.household;
    if (answers.income !== undefined) declared.income = answers.income;
  }
  return { name: person?.name, declared };
}
