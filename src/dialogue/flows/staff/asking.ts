import { type Refused, refusalText } from '../../../casework/index.ts';
import { readReceipt } from '../../../declaration/index.ts';
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

/** What a refusal sends a cadre to, who would else have to type it with its receipt. */
const WAYS_ON: Partial<Record<Refused['reason'], keyof typeof T.buttons>> = {
  taken: 'takeover',
  paused: 'resume',
  'no-verification': 'form',
  'no-form': 'form',
  'no-review': 'review',
  'no-posting': 'post',
  'protest-open': 'settle',
  'needs-decision': 'decide',
  'needs-removal': 'removerisk',
  'no-earlier': 'return',
  changed: 'open',
  'wrong-stage': 'open',
};

/**
 * Says why something was not done.
 * @param ref the case that it was asked of: what the refusal sends to is then a button
 */
export function refuse(scene: Scene, { reason }: Refused, ref?: string): void {
  const way = WAYS_ON[reason];
  const receipt = ref === undefined || way === undefined ? undefined : readReceipt(ref).receipt;
  const ways =
    way === undefined || receipt === undefined
      ? []
      : [{ id: `staff:${way}:${receipt}`, label: T.buttons[way] }];
  scene.say(refusalText(reason), [...ways, ...staffButtons(scene)]);
}
