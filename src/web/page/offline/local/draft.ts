import type { Answered } from '../../../../channels/web/wire.ts';
import type { FormSent } from '../../../../dialogue/view.ts';
import type { Outgoing, Said } from '../../model.ts';
import { type Signal, signal } from '../../signal.ts';
import { type Here, hereNow } from '../here.ts';
import { deviceKeep } from '../outbox.ts';
import { forgetPhotos } from '../photos.ts';

/**
 * What was answered on this page of the form that is open, so that it can go on without signal. Kept sealed beside the
 * unsent messages; erased with the receipt, when the form is given up, and after the same days.
 */
export interface LocalDraft {
  values: Partial<Omit<FormSent, 'submit' | 'consent'>> & { consent?: FormSent['consent'] | 'none' };
  /** What the place is called, where its code was picked. */
  placeName?: string;
  /** Township picked whose village is still asked for. */
  township?: { code: string; name: string };
  /** Where the page knew the person to be: it does not when it is opened without signal. */
  here?: Here;
  /** Steps passed over. */
  skipped: string[];
  /** A step put again though it has an answer. */
  reopened?: string;
  /** The form without signal is open on this page. */
  open: boolean;
  /** It was put aside on the device, to be taken up there. */
  left?: true;
}

const ID = 'draft';

export const EMPTY: LocalDraft = { values: {}, skipped: [], open: false };

/** The form as far as this device knows it. */
export const draft: Signal<LocalDraft> = signal(EMPTY);

/** Takes up what an earlier page left behind. */
export async function takeUpDraft(): Promise<void> {
  const record = (await (await deviceKeep()).all()).find(({ id }) => id === ID);
  const value = record?.value;
  if (typeof value === 'object' && value !== null && 'values' in value) draft.set(value as LocalDraft);
}

/** Changes the draft, here and in the device's keep. */
export async function setDraft(changed: LocalDraft): Promise<void> {
  const here = hereNow();
  const next = changed === EMPTY || here === null ? changed : { ...changed, here };
  draft.set(next);
  try {
    const keep = await deviceKeep();
    if (next === EMPTY) await keep.remove(ID);
    else await keep.put({ id: ID, at: Date.now(), value: next });
  } catch {
    // No room left: it stays in memory.
  }
}

/** The answer last given in the form's own field or chips: it may wait for others before it is sent. */
let answering: { step: string; said: Said } | undefined;
/** The question now open on the page. */
let openStep: string | undefined;

/** The newest question on the page: what is written into the input row answers it, too. */
export function noteOpenStep(step: string | undefined): void {
  openStep = step;
}

/** What is said next is the answer given in the form's own field or chips. */
export function noteAnswering(step: string, said: Said): void {
  answering = { step, said };
}

/** The step that an outgoing message answers; `sure` when it was given in the form itself. */
export function stepOf({ text, action, photo }: Outgoing): { step: string | undefined; sure: boolean } {
  const { step, said } = answering ?? {};
  const isSame =
    said !== undefined &&
    (('text' in said && said.text === text) ||
      ('action' in said && said.action === action) ||
      ('photos' in said && photo !== undefined && said.photos.includes(photo)));
  return isSame ? { step, sure: true } : { step: openStep, sure: false };
}

/** Somebody who wants to be forgotten by the server is forgotten by the device, too. */
const FORGET = /^delete-data$|删(?:除|掉|了)?我的(?:信息|数据|资料)/;

/** After the server took a message: its value is remembered, or all is forgotten when the form is closed. */
export async function noteAnswered(
  step: string | undefined,
  outgoing: Outgoing,
  answer: Answered,
  notice: string | undefined,
): Promise<void> {
  const isFiled = answer.replies.some(({ receipt }) => receipt !== undefined);
  const isClosed = answer.step === null && step !== undefined && outgoing.action !== 'later';
  // A form that is begun anew has nothing of the one before.
  const isBegun = answer.step === 'filer' && /^(?:declare|restart|yes)$/.test(outgoing.action ?? '');
  if (isFiled || isClosed || isBegun || FORGET.test(outgoing.text ?? outgoing.action ?? '')) {
    forgetPhotos();
    if (draft.value !== EMPTY) await setDraft(EMPTY);
    return;
  }
  if (step === undefined || answer.step === step) return;
  const next = withAnswer(draft.value, step, outgoing, notice);
  if (next !== undefined) await setDraft(next);
}

/** The draft with the value that a message gives to a step; undefined when it gives none. */
export function withAnswer(
  before: LocalDraft,
  step: string,
  { action, text, at }: Pick<Outgoing, 'action' | 'text' | 'at'>,
  notice: string | undefined,
): LocalDraft | undefined {
  const { reopened: _, ...kept } = before;
  if (action === `skip:${step}` || action === 'skip' || action === 'photos:done') {
    return { ...kept, skipped: [...new Set([...before.skipped, step])] };
  }
  const values = action === undefined ? wordsOf(step, text ?? '') : chosen(action, at, notice);
  if (values === undefined) return undefined;
  const skipped = before.skipped.filter((each) => each !== step);
  return { ...kept, skipped, values: { ...before.values, ...values } };
}

function chosen(action: string, at: string, notice: string | undefined): LocalDraft['values'] | undefined {
  const [kind = '', ...rest] = action.split(':');
  const value = rest.join(':');
  if (value === '') return undefined;
  switch (kind) {
    case 'filer':
      return { filer: value };
    case 'relation':
      return { relation: value };
    case 'consent':
      if (value === 'none') return { consent: 'none' };
      if (value !== 'all' && value !== 'sensitive') return undefined;
      return notice === undefined ? undefined : { consent: value, notice, consentedAt: at };
    case 'place':
      return /^\d{9,12}$/.test(value) ? { place: value } : undefined;
    case 'causes':
      return value === 'done' ? undefined : { causes: value.split(',') };
    default:
      return undefined;
  }
}

function wordsOf(step: string, text: string): LocalDraft['values'] | undefined {
  const said = text.trim();
  if (said === '') return undefined;
  switch (step) {
    case 'name':
      return { name: said };
    case 'id_number':
      return { idNumber: said };
    case 'phone':
      return { phone: said };
    case 'place':
      return { place: said };
    case 'story':
      return { story: said };
    default:
      return undefined;
  }
}

/** A declaration kept unsent, as a form to be gone over again. */
export function draftOf({ submit: _, ...values }: FormSent): LocalDraft {
  return {
    values,
    skipped: ['relation', 'id_number', 'phone', 'place', 'causes', 'story', 'photos'],
    open: true,
  };
}
