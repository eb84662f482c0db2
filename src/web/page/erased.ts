import { openSession } from './api.ts';
import type { Outgoing, Sent } from './model.ts';
import { forgetForm } from './offline/index.ts';
import { messages } from './store.ts';

/** What a question “shall all be deleted?” may be answered with. */
const YES = /^(?:是|对|好|嗯|要|行|删|确)/;
const LONGEST_YES = 6;

/**
 * After a yes: where the server has forgotten what was said before, it goes from this page and this device too. A phone
 * may be the neighbour's.
 */
export async function followErasure({ id, action, text }: Outgoing, sent: Sent): Promise<void> {
  const isYes = action === 'yes' || (text !== undefined && text.length <= LONGEST_YES && YES.test(text));
  if (!isYes || sent.state !== 'answered') return;
  const { history } = await openSession();
  const known = new Set(history.map((message) => message.id));
  const at = messages.value.findIndex(({ message }) => message.id === id);
  const before = messages.value.slice(0, Math.max(0, at)).filter(({ message }) => message.from === 'me');
  // The newest of mine before it: the history holds that one, unless it is forgotten.
  const nearest = before[before.length - 1];
  if (nearest === undefined || known.has(nearest.message.id)) return;
  messages.update((lines) => lines.slice(at));
  await forgetForm();
}
