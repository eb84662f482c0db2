import { FILE_TEXTS } from '../file-texts.ts';
import type { Reply } from '../message.ts';
import type { DialogueSettings, Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { STAFF_TEXTS } from './staff/texts.ts';

const L = TEXTS.link;

/** Where the form is, and all that is personal, for people of a channel that may not take it. */
export function whereElse({ formLink }: Pick<DialogueSettings, 'formLink'>): string {
  return formLink === undefined ? L.office : L.form(formLink);
}

/** Says where something is done that this channel may not take part in, and what can be done here. */
export function sayElsewhere(scene: Scene, wish: 'declare' | 'case'): void {
  scene.say(L[wish](whereElse(scene.parts.settings)), [
    { id: 'ask', label: TEXTS.buttons.ask },
    { id: 'human', label: TEXTS.buttons.human },
  ]);
}

/**
 * A message as it may go out over a channel that may not carry personal data: that something happened, not what. It is
 * put so when it is sent, and not when it is written, so that it holds for what lay in the outbox, too.
 * @param cause what the message is sent for, as in the outbox
 */
export function discreet(cause: string, reply: Reply, settings: Pick<DialogueSettings, 'formLink'>): Reply {
  const [kind, , , , audience] = cause.split(':');
  // Of a case: to its household's chats, or with a word more to those of staff.
  if (kind === 'case' && audience === undefined) return { text: L.news(whereElse(settings)) };
  if (kind === 'case' || (kind === 'human' && cause.includes(':phone:'))) {
    return {
      text: STAFF_TEXTS.newsElsewhere,
      buttons: [{ id: 'staff:queue', label: STAFF_TEXTS.buttons.queue }],
    };
  }
  // Given before the channel was closed.
  if (reply.file !== undefined) return { text: FILE_TEXTS.notHere };
  if (kind === 'reminder') return { ...reply, text: withoutTasks(reply) };
  return reply;
}

/** A department's tasks name place and cause of a household in one line: how many there are is told, not which. */
function withoutTasks({ text, buttons = [] }: Reply): string {
  if (!buttons.some(({ id }) => id === 'staff:tasks')) return text;
  return text
    .split('\n')
    .filter((line) => !line.startsWith('· '))
    .join('\n')
    .replace(/：$/gm, '。');
}
