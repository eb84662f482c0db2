import { apply } from '../../declaration/index.ts';
import { FILE_TEXTS } from '../file-texts.ts';
import type { PhotoNote } from '../journal.ts';
import { dropPhotos, keepForDraft } from '../photo-store.ts';
import { PHOTO_LIMITS } from '../photos.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { addToCase } from './cases.ts';
import { menuButtons } from './menu.ts';
import { putStep } from './put-step.ts';
import { unfiled } from './staff/form-draft.ts';
import { PROCEDURE_TEXTS } from './staff/procedure-texts.ts';
import { STAFF_TEXTS } from './staff/texts.ts';

const P = TEXTS.photos;

/**
 * Takes the photos of a message: into the open case or declaration, else until it is said what they are for. Says what
 * became of them; `goesOn`: the message has words besides, which are worked next.
 */
export async function takePhotos(scene: Scene, goesOn: boolean): Promise<void> {
  const { photos, attachmentProblem } = scene.payload;
  if (photos.length === 0 && attachmentProblem === undefined) return;
  const stored = photos.flatMap((note) => ('id' in note ? [note.id] : []));
  const said = new Set<string>();
  for (const note of photos) if ('problem' in note) said.add(problemText(note.problem));
  if (attachmentProblem === 'too-large') said.add(P.problems['too-large']);
  if (attachmentProblem === 'sheet-too-large') {
    // Who may send none is not told to send several.
    said.add(scene.staff === undefined ? P.unsupported : problemText(attachmentProblem));
  }
  if (attachmentProblem === 'unavailable') said.add(P.unavailable);
  if (attachmentProblem === 'unsupported') said.add(P.unsupported);
  const { awaited, draft } = scene.state;
  if (awaited?.kind === 'supplement' && stored.length > 0) {
    if (said.size > 0) scene.say([...said].join('\n'));
    await addToCase(scene, awaited.of.id, '', stored);
    return;
  }
  if (draft !== undefined && scene.state.awaited === undefined) return intoDraft(scene, stored, said, goesOn);
  await keepLoose(scene, stored, said, goesOn);
}

function problemText(problem: Extract<PhotoNote, { problem: unknown }>['problem']): string {
  return problem === 'sheet-too-large' ? FILE_TEXTS.sheetTooLarge : P.problems[problem];
}

async function intoDraft(scene: Scene, stored: string[], said: Set<string>, goesOn: boolean): Promise<void> {
  const { draft } = scene.state;
  if (draft === undefined) return;
  const kept = await upToLimit(scene, draft.answers.photos?.length ?? 0, stored, said);
  await keepForDraft(scene.unit, kept, draft.id);
  scene.state.later = false;
  if (kept.length > 0) {
    scene.state.draft = apply(draft, { photos: kept }, scene.now).draft;
    scene.state.draftAt = scene.now.toISOString();
    scene.state.misses = 0;
    said.add(P.got(kept.length, scene.state.draft.answers.photos?.length ?? kept.length));
  }
  if (goesOn) scene.say([...said].join('\n'));
  else putStep(scene, [...said]);
}

/** The photos that still find room; the others are dropped. */
async function upToLimit(
  scene: Scene,
  before: number,
  stored: string[],
  said: Set<string>,
): Promise<string[]> {
  const room = Math.max(0, PHOTO_LIMITS.count - before);
  if (stored.length > room) said.add(P.tooMany(PHOTO_LIMITS.count));
  await dropPhotos(scene.unit, stored.slice(room));
  return stored.slice(0, room);
}

/** Outside any form: kept until the person says what the photos are for. */
async function keepLoose(scene: Scene, stored: string[], said: Set<string>, goesOn: boolean): Promise<void> {
  const { state } = scene;
  if (scene.staff !== undefined) return keepForStaff(scene, stored, said, goesOn);
  const kept = await upToLimit(scene, state.loosePhotos.length, stored, said);
  state.loosePhotos.push(...kept);
  if (kept.length > 0) said.add(P.outside);
  if (goesOn && kept.length === 0) return scene.say([...said].join('\n'));
  if (goesOn) return scene.say([...said].join('\n'), choices());
  scene.say([...said].join('\n'), kept.length > 0 ? choices() : menuButtons(scene));
}

/** A cadre's photos go with what they file next; signatures are counted apart from what was photographed before. */
async function keepForStaff(
  scene: Scene,
  stored: string[],
  said: Set<string>,
  goesOn: boolean,
): Promise<void> {
  const { state } = scene;
  const asked = state.awaited?.kind === 'staff' ? state.awaited : undefined;
  const isSigned = asked?.command === 'form' && asked.kept?.step === 'sign';
  const before = isSigned ? (unfiled(scene, asked.subject)?.evidence?.length ?? 0) : 0;
  const kept = await upToLimit(scene, state.loosePhotos.length - before, stored, said);
  state.loosePhotos.push(...kept);
  const got = asked === undefined ? STAFF_TEXTS.photosKept : PROCEDURE_TEXTS.photosKept;
  if (kept.length > 0) said.add(got(state.loosePhotos.length - before));
  const { done } = PROCEDURE_TEXTS.buttons;
  const button = { id: `staff:form:${asked?.subject} ${done}`, label: done };
  scene.say([...said].join('\n'), isSigned && !goesOn ? [button] : []);
}

function choices() {
  return [
    { id: 'declare', label: TEXTS.buttons.declare },
    { id: 'supplement', label: TEXTS.buttons.supplement },
  ];
}
