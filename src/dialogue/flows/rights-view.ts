import { dayText } from '../../casework/index.ts';
import { maskId, maskPhone } from '../../declaration/index.ts';
import { consentWords, type Keeping, type OwnData } from '../../rights/index.ts';
import type { Button } from '../message.ts';
import { RIGHTS_TEXTS as T } from '../rights-texts.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';

const HUMAN: Button = { id: 'human', label: TEXTS.buttons.human };
/** Lines of who read it that are told; the copy has them all. */
const MOST_LOOKED = 8;
/** Of the story so many characters, by which its teller knows it again. */
const FIRST_WORDS = 12;

/** What is held of the household of a case, to who is of it; `notFound` to anybody else. */
export async function sayHeld(scene: Scene, caseId: string): Promise<void> {
  const held = await scene.parts.rights.held(scene.unit, caseId, scene.conversation.id);
  if (!held.ok) return scene.say(T.notFound, [HUMAN]);
  const { data, keeping } = held;
  const lines = [
    ...dataLines(scene, data),
    T.lookedTitle,
    ...lookedLines(scene, data),
    ...keepingLines(scene, keeping),
  ];
  scene.say(lines.join('\n'), heldButtons(caseId));
}

function heldButtons(caseId: string): Button[] {
  const button = (step: 'copy' | 'correct' | 'consent' | 'erase'): Button => ({
    id: `rights:${step}:${caseId}`,
    label: T.buttons[step],
  });
  return [button('copy'), button('correct'), button('consent'), button('erase')];
}

function dataLines({ today }: Scene, data: OwnData): string[] {
  const { name, idNumber, phone, place, cases, declarations, consents, record } = data;
  const story = declarations.findLast(({ by, story: words = '' }) => by !== 'cadre' && words !== '')?.story;
  const photos = cases.reduce((sum, each) => sum + each.photos, 0);
  // The newest word on each consent is what holds.
  const newest = new Map(consents.map((each) => [each.kind, each]));
  return [
    T.of(cases[0]?.receipt ?? ''),
    T.name(name),
    ...(idNumber === undefined ? [] : [T.id(maskId(idNumber))]),
    ...(phone === undefined ? [] : [T.phone(maskPhone(phone))]),
    T.place(place),
    ...cases.map(({ openedOn, causes, stage }) =>
      T.filed(dayText(openedOn, today), causes.join('、'), stage),
    ),
    ...(story === undefined ? [] : [T.story(firstWords(story))]),
    ...counted(photos, T.photos),
    ...counted(data.forms.length, T.checked),
    ...counted(data.measures.length, T.measures),
    ...counted(data.visits.length, T.visits),
    ...(record === undefined ? [] : [T.record(record.month, record.people.length)]),
    ...data.alerts.map(({ on, unit, cause }) => T.alert(dayText(on, today), unit, cause)),
    ...[...newest.values()].map(({ kind, state, on }) => {
      const words = consentWords(kind, state);
      return T.consent(words.what, words.state, dayText(on, today));
    }),
  ];
}

function counted(n: number, line: (n: number) => string): string[] {
  return n === 0 ? [] : [line(n)];
}

function firstWords(story: string): string {
  const plain = [...story.replace(/\s+/g, ' ').trim()];
  return plain.length <= FIRST_WORDS ? plain.join('') : `${plain.slice(0, FIRST_WORDS).join('')}…`;
}

function lookedLines({ today }: Scene, { looked }: OwnData): string[] {
  if (looked.length === 0) return [T.lookedNone];
  const more = looked.length - MOST_LOOKED;
  return [
    ...looked.slice(0, MOST_LOOKED).map(({ on, who, why }) => T.looked(dayText(on, today), who, why)),
    ...(more > 0 ? [T.lookedMore(more)] : []),
  ];
}

/** Until when it is kept, in a resident's words. */
export function keepingLines({ today }: Scene, { why, until, onRequest, sample }: Keeping): string[] {
  const K = T.keeping;
  if (why !== 'archive') return [K[why]];
  const [year, month, day] = (until ?? '').split('-').map(Number);
  const line = until === null ? K.always : until <= today ? K.over : K.until(`${year}年${month}月${day}日`);
  return [line + (sample ? K.sample : ''), ...(onRequest ? [K.early] : [])];
}
