import { z } from 'zod';
import type { StaffMember } from '../../../casework/index.ts';
import type { Reading } from '../../../declaration/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Filed, Home, VisitOutcome } from '../../../visits/index.ts';
import { dropPhotos } from '../../photo-store.ts';
import type { Scene } from '../../scene.ts';
import type { Kept } from '../../state.ts';
import { askFor, refuse } from './asking.ts';
import { judge, sayDanger } from './judging.ts';
import { freshLocation } from './location.ts';
import { marksOf, saying } from './visits-saying.ts';
import { VISIT_TEXTS as T } from './visits-texts.ts';

const COMMAND = 'visit';
/** So much of what was said is repeated in a question. */
const QUOTED = 60;

/** What a question about a visit has put aside. */
const Pending = z.object({
  /** Households that were meant, or among which one is to be picked. */
  ids: z.array(z.string()),
  /** A household by the name that the cadre gave it. */
  name: z.string().optional(),
  village: z.string().optional(),
  /** What was said of the visit so far. */
  text: z.string(),
  asked: z.enum(['outcome', 'words', 'which']),
  /** The numbers to call were told already. */
  told: z.boolean(),
});
export type Pending = z.infer<typeof Pending>;

export function pendingOf(kept: Kept | undefined): Pending | undefined {
  return Pending.safeParse(kept).data;
}

/** Households on the list, or one that is on nobody's record yet. */
export type To = { ids: string[] } | { name: string; village: RegionCode };

/** Files what was said of a visit, or asks for what is not clear. */
export async function fileWords(
  scene: Scene,
  staff: StaffMember,
  to: To,
  words: string,
  { verdict, told = false }: { verdict?: VisitOutcome; told?: boolean } = {},
): Promise<void> {
  const { finding, reading } = judge(scene, words);
  const isDanger = reading.urgent || reading.crisis;
  if (!told) sayDanger(scene, staff, words, reading);
  const outcome = verdict ?? finding;
  const isSeveral = 'ids' in to && to.ids.length > 1;
  if (isSeveral && (outcome === 'found' || outcome === 'unclear')) return scene.say(T.oneByOne, listButton());
  const kept = { ...pendingTo(to), text: words, told: told || isDanger };
  if (outcome === 'empty') return askWords(scene, staff, to, kept);
  if (outcome === 'unclear') {
    return askFor(
      scene,
      asking({ ...kept, asked: 'outcome' }),
      T.unclear([...words].slice(0, QUOTED).join('')),
      verdicts(),
    );
  }
  if (outcome === 'found' && [...words].length < 2) {
    return askFor(scene, asking({ ...kept, asked: 'words' }), T.askFound);
  }
  await record(scene, staff, to, { outcome, words, reading });
}

function pendingTo(to: To): Pick<Pending, 'ids' | 'name' | 'village'> {
  return 'ids' in to ? { ids: to.ids } : { ids: [], ...to };
}

function asking(pending: Pending): { command: string; ref: string; kept: Kept } {
  const { name, village, ...rest } = pending;
  const named = { ...(name === undefined ? {} : { name }), ...(village === undefined ? {} : { village }) };
  return { command: COMMAND, ref: '', kept: { ...rest, ...named } };
}

async function askWords(
  scene: Scene,
  staff: StaffMember,
  to: To,
  kept: Omit<Pending, 'asked'>,
): Promise<void> {
  const [only, ...others] = 'ids' in to ? to.ids : [];
  const found = only === undefined || others.length > 0 ? undefined : await homeOf(scene, staff, only);
  if (found === 'refused') return;
  const lines =
    found === undefined ? [T.askWords] : [`${found.name}${marksOf(found, scene.today)}`, T.askWords];
  const choices = verdicts().filter(({ id }) => !id.endsWith('f'));
  askFor(scene, asking({ ...kept, asked: 'words' }), lines.join('\n'), choices);
}

async function homeOf(scene: Scene, staff: StaffMember, id: string): Promise<Home | 'refused'> {
  const outcome = await scene.parts.visits.home(scene.unit, staff, id);
  if (outcome.ok) return outcome.home;
  refuse(scene, outcome);
  return 'refused';
}

function verdicts(): { id: string; label: string }[] {
  return [
    { id: `staff:${COMMAND}:=n`, label: T.buttons.nothing },
    { id: `staff:${COMMAND}:=f`, label: T.buttons.found },
    { id: `staff:${COMMAND}:=a`, label: T.buttons.away },
  ];
}

function listButton(): { id: string; label: string }[] {
  return [{ id: `staff:${COMMAND}`, label: T.buttons.list }];
}

/** A name as the cadre gave it: the household of that head, a choice among those alike, or a new one. */
export async function fileNamed(
  scene: Scene,
  staff: StaffMember,
  { name, village, words }: { name: string; village: RegionCode; words: string },
): Promise<void> {
  const outcome = await scene.parts.visits.named(scene.unit, staff, village, name);
  if (!outcome.ok) return refuse(scene, outcome);
  const { homes, sure } = outcome;
  const [first] = homes;
  if (sure && first !== undefined) return fileWords(scene, staff, { ids: [first.id] }, words);
  const isSame = first?.name === name;
  const question = first === undefined ? T.isNew(name) : isSame ? T.several(name) : T.which(name);
  const lines = homes.map((home, i) => T.choice(i + 1, home.name, marksOf(home, scene.today)));
  askFor(
    scene,
    asking({ ids: homes.map(({ id }) => id), name, village, text: words, asked: 'which', told: false }),
    [question, ...lines].join('\n'),
    [
      ...homes.map((home, i) => ({ id: `staff:${COMMAND}:@${i + 1}`, label: `${i + 1}. ${home.name}` })),
      { id: `staff:${COMMAND}:@0`, label: first === undefined ? T.buttons.isNew : T.buttons.noneOf },
    ],
  );
}

/** The answer to a question about a visit, by a button or in words. */
export async function goOn(scene: Scene, staff: StaffMember, pending: Pending, said: string): Promise<void> {
  if (pending.asked === 'which') return pick(scene, staff, pending, said);
  const { name, village, ids, text, told } = pending;
  const to: To =
    name !== undefined && village !== undefined ? { name, village: village as RegionCode } : { ids };
  const pressed = { '=n': 'nothing', '=f': 'found', '=a': 'away' } as const;
  const verdict = Object.entries(pressed).find(([id]) => id === said)?.[1];
  if (verdict !== undefined) {
    // 有情况 alone tells nobody what it is.
    const isTold = verdict !== 'found' || judge(scene, text).finding !== 'empty';
    if (!isTold) return askFor(scene, asking({ ...pending, asked: 'words' }), T.askFound);
    return fileWords(scene, staff, to, text, { verdict, told });
  }
  const { finding } = judge(scene, said);
  const whole = text === '' ? said : `${text}，${said}`;
  if (finding === 'nothing' || finding === 'away') {
    return fileWords(scene, staff, to, whole, { verdict: finding, told });
  }
  if (finding === 'empty') {
    if (text === '') return askFor(scene, asking({ ...pending, asked: 'words' }), T.askFound);
    return fileWords(scene, staff, to, text, { verdict: 'found', told });
  }
  // Asked what it was that they found, a cadre's words are it, whatever they sound like.
  const isFound = finding === 'found' || (pending.asked === 'words' && text !== '');
  return fileWords(scene, staff, to, whole, isFound ? { verdict: 'found', told } : { told });
}

async function pick(scene: Scene, staff: StaffMember, pending: Pending, said: string): Promise<void> {
  const { ids, name = '', village = '', text } = pending;
  const n = Number(/^@?(\d{1,2})$/.exec(said.normalize('NFKC').trim())?.[1] ?? Number.NaN);
  const id = ids[n - 1];
  if (id !== undefined) return fileWords(scene, staff, { ids: [id] }, text);
  if (n === 0 || /^(?:是|对|都?不是|新的?|新户|是新)/.test(said)) {
    return fileWords(scene, staff, { name, village: village as RegionCode }, text);
  }
  await fileNamed(scene, staff, { name: said.trim(), village: village as RegionCode, words: text });
}

async function record(
  scene: Scene,
  staff: StaffMember,
  to: To,
  { outcome, words, reading }: { outcome: VisitOutcome; words: string; reading: Reading },
): Promise<void> {
  const { unit, parts, state } = scene;
  const isSeveral = 'ids' in to && to.ids.length > 1;
  const location = freshLocation(scene);
  const visit = {
    ...{ outcome, text: outcome !== 'found' && [...words].length <= FORMULA ? '' : words },
    causes: reading.found.causes?.set ?? [],
    urgent: reading.urgent || reading.crisis,
    ...(outcome === 'found' ? { photoIds: state.loosePhotos } : {}),
    ...(location === undefined || isSeveral ? {} : { place: location }),
    conversationId: scene.conversation.id,
  };
  const filed =
    'ids' in to
      ? await parts.visits.record(unit, staff, to.ids, visit)
      : await parts.visits.recordNew(unit, staff, to, visit);
  if (!filed.ok) return refuse(scene, filed);
  const isFresh = filed.visits.some(({ kind }) => kind === 'filed');
  const lines = [...saying(filed.visits), ...(await photoLines(scene, outcome, isFresh))];
  if (visit.place !== undefined && isFresh) lines.push(T.filed.place);
  if (filed.finished.length > 0) lines.push(T.filed.finished(filed.finished.join('、')));
  sayFiled(scene, lines, filed.visits);
}

/** In front of a visit's id in a button that takes it back. */
export const VISIT = 'v:';

/** What came of it, with the receipt of a case and the way back, where it is one household's. */
function sayFiled(scene: Scene, lines: readonly string[], [first, ...others]: readonly Filed[]): void {
  const only = others.length === 0 ? first : undefined;
  const receipt = only?.case?.receipt;
  const isFiled = only?.kind === 'filed';
  scene.say(
    lines.join('\n'),
    [
      ...(receipt === undefined ? [] : [{ id: `staff:open:${receipt}`, label: T.buttons.open }]),
      ...listButton(),
      ...(isFiled ? [{ id: `staff:visitundo:${VISIT}${only.visit}`, label: T.buttons.undo }] : []),
    ],
    receipt !== undefined && isFiled ? { receipt } : {},
  );
}

/** 没事, 都好: so short a text says no more than the outcome does. */
const FORMULA = 4;

/** The photos sent before went into the case; where nothing was found they are not kept. */
async function photoLines(scene: Scene, outcome: VisitOutcome, isFresh: boolean): Promise<string[]> {
  const { state, unit } = scene;
  const sent = state.loosePhotos;
  if (sent.length === 0 || !isFresh) return [];
  state.loosePhotos = [];
  if (outcome === 'found') return [T.filed.photos(sent.length)];
  await dropPhotos(unit, sent);
  return [T.filed.photosDropped(sent.length)];
}
