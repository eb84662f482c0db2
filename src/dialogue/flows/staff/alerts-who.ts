import type { Choice, WhoItIs } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { officeName, refuseAlert } from './alerts-verdict.ts';
import { askFor } from './asking.ts';
import type { Act } from './command.ts';
import { readRef } from './words.ts';

const COMMAND = 'who';

/** 认人: shows whom somebody may be, or takes the human's verdict. */
export async function recogniseWords(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const list = [{ id: 'staff:alerts', label: T.buttons.list }];
  // The answer to the question below: a number of the choices, not of the list.
  const kept = typeof given.kept?.alert === 'string' ? given.kept.alert : undefined;
  const isAnswer = kept !== undefined && (given.ref === kept || given.text.startsWith(kept));
  const said =
    isAnswer && given.text.startsWith(kept) ? given.text.slice(kept.length).trim() : given.text.trim();
  const ref = isAnswer ? { ref: kept, text: said } : readRef(scene, given.text);
  if (ref === undefined) return scene.say(T.whichNumber, list);
  const outcome = await scene.parts.alerts.open(scene.unit, staff, ref.ref);
  if (!outcome.ok) return refuseAlert(scene, outcome.reason);
  const { alert } = outcome;
  if (alert.kind !== 'doubtful') return refuseAlert(scene, 'not-doubtful');
  if (ref.text === '') return askWho(scene, alert.ref, [T.file.person(alert.person.name)], alert);
  const who = readWho(ref.text, alert.choices);
  if (who === undefined) return askWho(scene, alert.ref, [], alert);
  const matched = await scene.parts.alerts.match(scene.unit, staff, alert.ref, who);
  if (!matched.ok) return refuseAlert(scene, matched.reason);
  const { queue, rows } = matched.recognised;
  const isPlaced = queue.length > 6;
  scene.say(isPlaced ? T.recognised(officeName(scene, queue), rows) : T.unplaced, list);
}

function readWho(said: string, choices: readonly Choice[]): WhoItIs | undefined {
  const plain = said.normalize('NFKC').trim();
  if (/^(?:都?不是|没有)/.test(plain)) return 'none';
  if (/^新/.test(plain)) return 'new';
  const number = /^(?:是|第)?(\d{1,2})(?:户|个|号)?[。.]?$/.exec(plain)?.[1];
  const byNumber = number === undefined ? undefined : choices[Number(number) - 1];
  if (byNumber !== undefined) return { householdId: byNumber.householdId };
  const named = choices.filter(({ name }) => name !== '' && name === plain.replace(/\s/g, ''));
  return named.length === 1 && named[0] !== undefined ? { householdId: named[0].householdId } : undefined;
}

function askWho(
  scene: Scene,
  alert: string,
  head: readonly string[],
  {
    choices,
    person,
    address,
    reported,
  }: {
    choices: readonly Choice[];
    person: { idNumber?: string; phone?: string };
    address?: string;
    reported: Parameters<typeof T.file.reported>[0][];
  },
): void {
  const lines = [
    ...head,
    ...(person.idNumber === undefined ? [] : [T.file.id(person.idNumber)]),
    ...(person.phone === undefined ? [] : [T.file.phone(person.phone)]),
    ...(address === undefined ? [] : [T.file.address(address)]),
    ...reported.map(T.file.reported),
    choices.length === 0 ? T.noChoices : T.choices,
    ...choices.map(({ name, place, why }, i) => T.choice(i + 1, name, place, why)),
    ...(choices.length === 0 ? [] : [T.askWhich]),
  ];
  const button = (label: string, word = label) => ({ id: `staff:${COMMAND}:${alert} ${word}`, label });
  askFor(scene, { command: COMMAND, ref: alert, kept: { alert } }, lines.join('\n'), [
    ...choices.map((_, i) => button(`${i + 1}`)),
    button(T.buttons.none),
    button(T.buttons.new),
  ]);
}
