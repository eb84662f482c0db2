import type { Message } from '../../../channels/web/wire.ts';
import type { Outgoing, Sent } from '../model.ts';
import { type Signal, signal } from '../signal.ts';

/** Questions older than this are answered by a form that was filled on the device; ISO time of the server. */
export const closedBefore: Signal<string> = signal('');

/** A form from the device has arrived: what the server asks now is in its replies, older questions are past. */
export function noteArrived({ form }: Outgoing, sent: Sent): void {
  if (form === undefined || sent.state !== 'answered') return;
  const times = sent.answer.replies.map(({ at }) => at).sort();
  closedBefore.update((before) => times[0] ?? before);
}

/** Whether a question still takes an answer, as far as forms from the device go. */
export function isOpenStill({ at }: Message, closed: string): boolean {
  // The form on the device has no times: its question is always the present one.
  return at === '' || at >= closed;
}
