import type { StaffMember } from '../../../casework/index.ts';
import { type Reading, tellsTrouble } from '../../../declaration/index.ts';
import { type Finding, readFinding } from '../../../visits/index.ts';
import type { Scene } from '../../scene.ts';
import { urgentNumbers, withDanger } from '../emergency.ts';
import { STAFF_TEXTS } from './texts.ts';

const T = STAFF_TEXTS.danger;

/** What the reader of the form sees in a cadre's words about a household, and what they come to. */
export function judge(scene: Scene, words: string): { finding: Finding; reading: Reading } {
  const context = { step: 'story' as const, county: scene.served, now: scene.now, misses: 0 };
  const reading = withDanger(scene.parts.reader.read({ text: words }, context), words);
  const finding = readFinding(words, {
    hardship: reading.hardship || tellsTrouble(words),
    causes: reading.found.causes?.set?.filter((cause) => cause !== '其他').length ?? 0,
    danger: reading.urgent || reading.crisis,
  });
  return { finding, reading };
}

/** The numbers to call, before anything else is said; nothing where there is no danger. */
export function sayDanger(
  scene: Scene,
  { region }: StaffMember,
  words: string,
  { urgent, crisis }: Reading,
): void {
  if (urgent) scene.say(T.call + urgentNumbers(words));
  if (!crisis) return;
  const { contacts } = scene.parts.procedures.of(region);
  const lines = contacts
    .filter(({ kind, id }) => kind === 'psychological' || id === 'ambulance' || id === 'police')
    .map(({ name, phone }) => T.contact(name, phone));
  scene.say(T.despair(lines.join('\n')));
}
