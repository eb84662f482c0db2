import type { Answers } from '../../declaration/index.ts';
import type { Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { addNote, attachPhotos, change } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import { onCase } from '../duty.ts';
import { type CaseRow, type Outcome, type Parts, type Refusal, refused, type StaffMember } from '../model.ts';
import { addDays, type Day, shanghaiDay } from '../procedure/days.ts';
import type { LineOfYear } from '../procedure/reference-line.ts';
import { textProblem } from '../rules.ts';
import { filingProblem, isPastDay, type Kept, kept } from './filing.ts';
import { type FiledForm, type FormIncome, GUARANTEES, type VerificationForm } from './model.ts';
import { keepPaper, labelPhotos, papersOfKind } from './store.ts';

/** What a form is begun with. */
export interface FormBasis {
  receipt: string;
  /** Head of the household; undefined where erased or unknown. */
  name: string | undefined;
  /** The twelve months before the application. */
  period: { from: Day; to: Day };
  /** What the household itself declared, to compare with. */
  declared: Pick<Answers, 'household' | 'income'>;
  /** The form that holds now: filing another replaces it. */
  current: FiledForm | undefined;
  /** The county's income line, as information. */
  line: LineOfYear | undefined;
}

/** Names of visitors, people and sums beyond which a number is a slip of the finger. */
export const FORM_LIMITS = { people: 30, visitors: 10, name: 20, sum: 100_000_000, means: 500 } as const;

/** The twelve months before the day of an application: up to the day before it. */
export function yearBefore(applied: Day): { from: Day; to: Day } {
  const year = String(Number(applied.slice(0, 4)) - 1);
  // 29 February has no day a year before: the twelve months begin with March.
  const from = applied.endsWith('-02-29') ? `${year}-03-01` : year + applied.slice(4);
  return { from, to: addDays(applied, -1) };
}

/** Income of a household less what its business cost, in yuan. What is net already has no costs to subtract. */
export function netIncome({ wage, business, businessCosts, property, transfer }: FormIncome): number {
  return wage + business + property + transfer - (businessCosts ?? 0);
}

/** A form as it would be filed: with its twelve months and the figure a head. */
export function reckoned(form: VerificationForm, period: FiledForm['period'], signatures = 0): FiledForm {
  const perPerson = Math.round(netIncome(form.income) / form.people);
  return { ...form, period, perPerson, signatures };
}

/** Whether this member may file a form now, and with what it is begun. The reading is recorded. */
export function beginForm(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  basisOf: (row: CaseRow) => Promise<Pick<FormBasis, 'name' | 'declared'>>,
): Promise<Outcome<{ basis: FormBasis }>> {
  return onCase(unit, staff, ref, { action: 'form' }, async (row) => {
    const problem = await filingProblem(parts, unit, staff, row, 'form');
    if (problem !== undefined) return refused(problem);
    await unit.audit.append(row.id, { actor: actorOf(staff), action: 'read', detail: { purpose: 'form' } });
    const period = yearBefore(shanghaiDay(new Date(row.opened_at)));
    const forms = await papersOfKind(unit, row.id, 'verification');
    const current = forms.find(({ replacedAt }) => replacedAt === null)?.content;
    const line = procedureOf(parts, row).lineOf(Number(period.to.slice(0, 4)));
    return { ok: true, basis: { receipt: row.receipt, period, current, line, ...(await basisOf(row)) } };
  });
}

/** A form to be filed, with the photos that go with it. */
export interface FormGiven {
  form: VerificationForm;
  photoIds?: readonly string[];
  signatureIds?: readonly string[];
  /** Version of the case that the cadre saw. */
  seen?: number;
}

/** 入户核实表: files what was found; its findings are the record of the visit, too. A form of before stays, replaced. */
export function fileForm(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  given: FormGiven,
): Promise<Outcome<Kept & { perPerson: number }>> {
  const { form, photoIds = [], signatureIds = [] } = given;
  return onCase(unit, staff, ref, { action: 'form', seen: given.seen }, async (row) => {
    const problem =
      (await filingProblem(parts, unit, staff, row, 'form')) ??
      formProblem(form) ??
      textProblem(form.findings);
    if (problem !== undefined) return refused(problem);
    if (!isPastDay(unit, row, form.visitedOn)) return refused('paper-day');
    const actor = actorOf(staff);
    const photos = [...photoIds, ...signatureIds];
    if ((await attachPhotos(unit, row, photos, { staffId: staff.id })) === undefined)
      return refused('photo-unknown');
    const period = yearBefore(shanghaiDay(new Date(row.opened_at)));
    const content = reckoned(tidy(form), period, signatureIds.length);
    const paper = await keepPaper(unit, row, { kind: 'verification', content, actor });
    await labelPhotos(unit, row, photoIds, { role: null, paper });
    await labelPhotos(unit, row, signatureIds, { role: 'signature', paper });
    await addNote(unit, row, { kind: 'verification', text: content.findings, actor });
    const { row: changed } = await change(unit, row, {
      actor,
      action: 'form-filed',
      detail: { stage: row.stage, photos: photoIds.length, signatures: signatureIds.length },
      ...(row.stage === 'verification' ? { set: { handler_id: staff.id } } : {}),
    });
    const outcome = await kept(parts, unit, changed);
    return outcome.ok ? { ...outcome, perPerson: content.perPerson } : outcome;
  });
}

function tidy(form: VerificationForm): VerificationForm {
  return {
    ...form,
    means: form.means.trim(),
    findings: form.findings.trim(),
    visitors: form.visitors.map((name) => name.trim()),
  };
}

function formProblem(form: VerificationForm): Refusal | undefined {
  const { people, labour, income, spending, guarantees, visitors, means } = form;
  const isCount = (n: number) => Number.isInteger(n) && n >= 0 && n <= FORM_LIMITS.people;
  if (!isCount(people) || people === 0 || !isCount(labour) || labour > people) return 'paper-figures';
  const sums = [...Object.values(income), ...Object.values(spending)].map((sum) => sum ?? 0);
  if (!sums.every((sum) => Number.isFinite(sum) && sum >= 0 && sum <= FORM_LIMITS.sum))
    return 'paper-figures';
  if (!GUARANTEES.every((each) => ['ok', 'problem', 'none'].includes(guarantees[each])))
    return 'paper-figures';
  const isName = (name: string) => name.trim() !== '' && [...name.trim()].length <= FORM_LIMITS.name;
  if (visitors.length === 0 || visitors.length > FORM_LIMITS.visitors || !visitors.every(isName)) {
    return 'paper-visitors';
  }
  return [...means].length > FORM_LIMITS.means ? 'text-long' : undefined;
}
