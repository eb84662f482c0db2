import { type Cause, STEPS, type StepId } from '../draft.ts';
import type { Found } from '../found.ts';
import { readAs } from './answers.ts';
import { causeNamed, findCauses, readCauses } from './causes.ts';
import { type Correction, causeChangeIn, likelyFields, readCorrection } from './corrections.ts';
import { findId } from './id-in-text.ts';
import type { Message, Read } from './message.ts';
import { nameLikeness, tidyName } from './names.ts';
import { findPhone } from './phone.ts';

/** What a correction in words changes; undefined when the message is none. */
export function readCorrected(message: Message): Read | undefined {
  const { text, step, draft } = message;
  if (draft === undefined) return undefined;
  const causes = changedCauses(message);
  if (causes !== undefined) return { found: { causes } };
  const correction = readCorrection(text, step, draft);
  if (correction === undefined) return undefined;
  const field = correction.field ?? fieldOfValue(correction, message);
  if (field === undefined)
    return correction.denied === undefined ? byLikelihood(correction, message) : denial(correction, message);
  if (!isReachable(field, message)) return undefined;
  return inField(field, correction, message);
}

/** `不是因病，是因残`, `原因还有房子漏雨`, `去掉因病`. */
function changedCauses({ text, step, draft }: Message): Found['causes'] | undefined {
  if (draft?.answers.causes === undefined || text.length > 40) return undefined;
  const change = causeChangeIn(text);
  if (change?.remove !== undefined) {
    const remove = causeNamed(change.remove);
    return remove !== undefined && draft.answers.causes.includes(remove) ? { remove: [remove] } : undefined;
  }
  const isAsked = step === 'story' || step === 'causes' || step === 'household' || step === 'income';
  if (change?.add !== undefined && (!isAsked || /^(?:困难)?原因/.test(text))) {
    const add = findCauses(change.add);
    if (add.length > 0) return { add };
  }
  return undefined;
}

/** A field later than the open question that has no answer yet is not corrected but asked in its turn. */
function isReachable(field: StepId, { step, draft }: Message): boolean {
  if (step === null || draft === undefined) return false;
  return (
    step === 'review' ||
    STEPS.indexOf(field) <= STEPS.indexOf(step) ||
    draft.skipped.includes(field) ||
    hasAnswer(field, draft.answers)
  );
}

function hasAnswer(field: StepId, answers: object): boolean {
  const keys: Partial<Record<StepId, string>> = { id_number: 'idNumber' };
  return Object.hasOwn(answers, keys[field] ?? field);
}

/** The field that a value is of by its form alone: a telephone, an ID number. */
function fieldOfValue({ value }: Correction, { text, now }: Message): StepId | undefined {
  if (findId(value, now) !== undefined || findId(text, now) !== undefined) return 'id_number';
  return findPhone(value) !== undefined || findPhone(text) !== undefined ? 'phone' : undefined;
}

function inField(field: StepId, { value, denied }: Correction, message: Message): Read {
  if (field === 'causes') {
    const set = readCauses(value);
    if (set.length === 0) return { found: { edit: 'causes' } };
    const remove = denied === undefined ? undefined : causeNamed(denied);
    return { found: { causes: remove === undefined ? { set } : { add: set, remove: [remove] } } };
  }
  if (field === 'name') return nameRead(value) ?? { found: { edit: 'name' } };
  if (field === 'photos') return { found: { edit: 'photos' } };
  // `13800001111打错了，是13900001111`: the value is what stands behind.
  const read = value === '' ? { found: {} } : readAs(field, value, message);
  if (Object.keys(read.found).length > 0) return field === 'story' ? { found: { story: value } } : read;
  if (read.problem !== undefined) return { found: { edit: field }, problem: read.problem };
  const whole = field === 'phone' || field === 'id_number' ? readAs(field, message.text, message) : undefined;
  if (whole?.problem === undefined && whole !== undefined && Object.keys(whole.found).length > 0)
    return whole;
  return { found: { edit: field } };
}

function nameRead(value: string): Read | undefined {
  const name = tidyName(value.replace(/^(?:叫|户主|名字|姓名|是)+/, ''));
  return nameLikeness(name) === 'none' ? undefined : { found: { name } };
}

/** `不是五里岗，是屯沟`: two answers of one kind tell which is meant. */
function denial({ value, denied = '' }: Correction, message: Message): Read | undefined {
  const { draft } = message;
  const wrongCause: Cause | undefined = causeNamed(denied);
  const rightCauses = readCauses(value);
  if (
    wrongCause !== undefined &&
    rightCauses.length > 0 &&
    draft?.answers.causes?.includes(wrongCause) === true
  ) {
    return { found: { causes: { remove: [wrongCause], add: rightCauses } } };
  }
  if (draft?.answers.name !== undefined && tidyName(denied) === draft.answers.name) return nameRead(value);
  const filer = draft?.answers.filer === undefined ? undefined : readAs('filer', value, message).found;
  const isAboutFiler = /报|自己|本人|我家|俺家/.test(denied) && filer?.filer !== undefined;
  if (isAboutFiler) return { found: filer };
  if (draft?.answers.place === undefined) return undefined;
  const place = readAs('place', value, { ...message, misses: 0 });
  return place.found.place?.township != null || place.found.placeChoices !== undefined ? place : undefined;
}

/** `说错了，是屯沟`: read as what was answered last, then as whatever fits. */
function byLikelihood(correction: Correction, message: Message): Read | undefined {
  const { draft } = message;
  if (draft === undefined || correction.value === '') return undefined;
  for (const field of likelyFields(draft)) {
    if (field === 'story' || field === 'photos' || field === 'review') continue;
    const read = field === 'name' ? nameRead(correction.value) : readAs(field, correction.value, message);
    if (read !== undefined && read.problem === undefined && Object.keys(read.found).length > 0) return read;
  }
  return undefined;
}
