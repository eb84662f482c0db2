import { z } from 'zod';
import { type FiledForm, GUARANTEES, netIncome, type VerificationForm } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import type { Kept } from '../../state.ts';

/** The questions of the verification form, in the order of asking. */
export const FORM_STEPS = [
  'people',
  'income',
  'costs',
  'spending',
  'guarantees',
  'means',
  'visit',
  'findings',
  'sign',
] as const;
export type FormStep = (typeof FORM_STEPS)[number];

const Sum = z.number();
const State = z.enum(['ok', 'problem', 'none']);

/** A form being filled: plain JSON, kept with the chat until it is filed. */
const Draft = z.object({
  people: z.number().exactOptional(),
  labour: z.number().exactOptional(),
  wage: Sum.exactOptional(),
  business: Sum.exactOptional(),
  /** Null: what the business brought is net already. */
  costs: Sum.nullable().exactOptional(),
  property: Sum.exactOptional(),
  transfer: Sum.exactOptional(),
  medical: Sum.exactOptional(),
  education: Sum.exactOptional(),
  housing: Sum.exactOptional(),
  other: Sum.exactOptional(),
  guarantees: z
    .object({
      compulsoryEducation: State.exactOptional(),
      basicMedical: State.exactOptional(),
      safeHousing: State.exactOptional(),
      drinkingWater: State.exactOptional(),
    })
    .default({}),
  means: z.string().exactOptional(),
  visitedOn: z.string().exactOptional(),
  visitors: z.array(z.string()).exactOptional(),
  findings: z.string().exactOptional(),
  /** Photos that were there before the signatures were asked for. */
  evidence: z.array(z.string()).exactOptional(),
  /** Steps answered. */
  done: z.array(z.enum(FORM_STEPS)).default([]),
  /** A step put again though it was answered. */
  at: z.enum(FORM_STEPS).exactOptional(),
  /** Another form is on file that this one will replace: it was said so. */
  replaces: z.boolean().exactOptional(),
});
export type FormDraft = z.infer<typeof Draft>;

export function newForm(): FormDraft {
  return { guarantees: {}, done: [] };
}

/** A form of before, to be corrected. */
export function formOf({ income, spending, ...form }: FiledForm): FormDraft {
  const { people, labour, guarantees, means, visitedOn, visitors, findings } = form;
  const { businessCosts: costs, ...sums } = income;
  return {
    ...{ people, labour, guarantees, means, visitedOn, visitors, findings, costs },
    ...sums,
    ...spending,
    done: FORM_STEPS.filter((step) => step !== 'sign'),
    replaces: true,
  };
}

/** Unfinished forms that one chat keeps; who has more than that fills none of them. */
const MOST = 20;

/** The form of a case that this chat has begun. */
export function unfiled({ state }: Scene, receipt: string): FormDraft | undefined {
  const found = state.unfiled?.find((each) => each.receipt === receipt);
  return found === undefined ? undefined : Draft.safeParse(found.form).data;
}

/** Keeps what was entered; without a draft, forgets it. */
export function keepForm({ state }: Scene, receipt: string, draft?: FormDraft): void {
  const others = (state.unfiled ?? []).filter((each) => each.receipt !== receipt);
  const own = draft === undefined ? [] : [{ receipt, form: JSON.parse(JSON.stringify(draft)) as Kept }];
  const all = [...others, ...own].slice(-MOST);
  if (all.length === 0) delete state.unfiled;
  else state.unfiled = all;
}

/** The question that is open; undefined when all is answered. */
export function openStep(draft: FormDraft): FormStep | undefined {
  if (draft.at !== undefined) return draft.at;
  return FORM_STEPS.find((step) => !draft.done.includes(step) && isAsked(draft, step));
}

/** Costs are asked for where there was a business. */
function isAsked({ business = 0, costs }: FormDraft, step: FormStep): boolean {
  return step !== 'costs' || (business > 0 && costs === undefined);
}

/** The question before the open one; undefined at the first. */
export function stepBefore(draft: FormDraft): FormStep | undefined {
  const open = openStep(draft);
  const until = open === undefined ? FORM_STEPS.length : FORM_STEPS.indexOf(open);
  const business = (draft.business ?? 0) > 0;
  return FORM_STEPS.slice(0, until).findLast((step) => step !== 'costs' || business);
}

/** A step answered: it is not asked again. */
export function answered(draft: FormDraft, step: FormStep): FormDraft {
  const { at: _at, ...rest } = draft;
  return { ...rest, done: [...new Set([...draft.done, step])] };
}

/** The form as it can be filed; undefined while a question is open. */
export function whole(draft: FormDraft): VerificationForm | undefined {
  const { people, labour, visitedOn, visitors, findings, guarantees } = draft;
  if (openStep(draft) !== undefined || people === undefined || labour === undefined) return undefined;
  if (visitedOn === undefined || visitors === undefined || findings === undefined) return undefined;
  const { compulsoryEducation, basicMedical, safeHousing, drinkingWater } = guarantees;
  if (compulsoryEducation === undefined || basicMedical === undefined) return undefined;
  if (safeHousing === undefined || drinkingWater === undefined) return undefined;
  const { wage = 0, business = 0, costs = 0, property = 0, transfer = 0 } = draft;
  const { medical = 0, education = 0, housing = 0, other = 0 } = draft;
  return {
    people,
    labour,
    income: { wage, business, businessCosts: costs, property, transfer },
    spending: { medical, education, housing, other },
    guarantees: { compulsoryEducation, basicMedical, safeHousing, drinkingWater },
    means: draft.means ?? '',
    findings,
    visitedOn,
    visitors,
  };
}

/** Guarantees that nothing was said of yet. */
export function openGuarantees({ guarantees }: FormDraft) {
  return GUARANTEES.filter((each) => guarantees[each] === undefined);
}

/** Net income of the household so far, in yuan. */
export function netOf({ wage = 0, business = 0, costs = 0, property = 0, transfer = 0 }: FormDraft): number {
  return netIncome({ wage, business, businessCosts: costs, property, transfer });
}
