import type { Outgoing, Sent } from '../model.ts';
import { type Signal, signal } from '../signal.ts';
import { noteArrived } from './closed.ts';
import { formTexts, loadFormTexts } from './form-texts.ts';
import { problemOf } from './local/checks.ts';
import { draft, EMPTY, noteAnswered, setDraft, stepOf, withAnswer } from './local/draft.ts';
import { hold, onDelivered, sendNow, withdraw } from './outbox.ts';
import { notePhoto } from './photos.ts';

/** Whether the form without signal is open on this page. */
export const localFormOpen: Signal<boolean> = signal(false);

const PHOTO_STATES = { answered: 'received', kept: 'kept', refused: 'failed' } as const;

/** Buttons that the form without signal can do itself. */
const OF_THE_FORM =
  /^(?:filer|relation|consent:(?:all|sensitive|none)|place|causes?|skip|photos|back|edit)(?::|$)/;

/**
 * Sends a message, or keeps it on the device until there is a signal. Without one, what belongs to the declaration is
 * taken over by the form on the device, which sends it as a whole.
 */
export async function sendOrKeep(outgoing: Outgoing): Promise<Sent> {
  if (await resumesLocal(outgoing)) return { state: 'kept' };
  const { step, sure } = stepOf(outgoing);
  const { photo } = outgoing;
  if (photo !== undefined) notePhoto(photo, 'sending');
  const sent = await sendNow(outgoing);
  if (photo !== undefined) notePhoto(photo, PHOTO_STATES[sent.state], sent);
  // What is said beside the form on the device is none of its answers.
  if (sent.state === 'answered' && !localFormOpen.value) {
    await noteAnswered(step, outgoing, sent.answer, formTexts.value?.notice.version);
  }
  if (sent.state === 'kept') await takeOver(outgoing, step, sure);
  return sent;
}

/** A form that was put aside on the device is taken up there: the server knows nothing of it. */
async function resumesLocal({ action }: Outgoing): Promise<boolean> {
  const isWish = action === 'declare' || action === 'resume';
  return isWish && draft.value.left === true && (await startLocalForm());
}

/** What was kept and has arrived closes the form as well as what arrives at once. */
export function followDeliveries(): void {
  onDelivered((outgoing, sent) => {
    const { photo } = outgoing;
    if (photo !== undefined) notePhoto(photo, PHOTO_STATES[sent.state], sent);
    noteArrived(outgoing, sent);
    if (sent.state !== 'answered') return;
    if (!localFormOpen.value) void noteAnswered(undefined, outgoing, sent.answer, undefined);
  });
}

async function takeOver(outgoing: Outgoing, step: string | undefined, sure: boolean): Promise<void> {
  const { action, text, photo, id } = outgoing;
  const declares = action === 'declare' || (text !== undefined && /^(?:我?要|我?想)?申报$/.test(text.trim()));
  if (!declares && step === undefined) return;
  if (action !== undefined && !declares && !OF_THE_FORM.test(action)) return;
  if (text !== undefined && !declares && !sure && !isAnswer(step ?? '', text)) return;
  if (!(await startLocalForm())) return;
  if (photo !== undefined) return hold(outgoing);
  await withdraw(id);
  if (declares || step === undefined) return;
  const next = withAnswer(draft.value, step, outgoing, formTexts.value?.notice.version);
  const isWrong = text !== undefined && problemOf(step, text, new Date()) !== undefined;
  if (next !== undefined && !isWrong) await setDraft({ ...next, open: true });
}

/** Whether what was written into the input row can be the answer to the open question, and no question of its own. */
function isAnswer(step: string, text: string): boolean {
  if (/[?？]|吗|怎么|多少|哪里|啥/.test(text)) return false;
  return ['name', 'id_number', 'phone', 'place', 'story'].includes(step)
    ? problemOf(step, text, new Date()) === undefined
    : false;
}

/** Opens the form on the device where it was left; false when its questions never came to this device. */
export async function startLocalForm(): Promise<boolean> {
  if ((await loadFormTexts()) === undefined) return false;
  const { left: _, ...begun } = draft.value;
  if (!begun.open) await setDraft({ ...begun, open: true });
  localFormOpen.set(true);
  return true;
}

/** Puts the form on the device aside; what was filled stays, or is erased. */
export async function leaveLocalForm({ erase }: { erase: boolean }): Promise<void> {
  localFormOpen.set(false);
  await setDraft(erase ? EMPTY : { ...draft.value, open: false, left: true });
}
