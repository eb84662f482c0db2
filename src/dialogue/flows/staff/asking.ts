import { type Refused, refusalText } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { staffButtons } from './buttons.ts';
import type { Act } from './command.ts';
import { STAFF_TEXTS as T } from './texts.ts';

/** Asks for what a command lacks; the next message is taken for it, with what the command has put aside. */
export function askFor(
  scene: Scene,
  { command, ref, kept }: Pick<Act, 'command' | 'ref' | 'kept'>,
  question: string,
  choices: readonly Button[] = [],
): void {
  scene.state.awaited = { kind: 'staff', command, subject: ref, ...(kept === undefined ? {} : { kept }) };
  scene.say(question, [...choices, { id: 'no', label: T.dropButton }]);
}

/** Says why something was not done. */
export function refuse(scene: Scene, { reason }: Refused): void {
  scene.say(refusalText(reason), staffButtons(scene));
}
