import type { CaseView } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import { caseShown, timelineLines } from './case-view.ts';
import { menuButtons } from './menu.ts';

const F = TEXTS.filed;

/** Files the declaration: the case and the message with its receipt are written in this one transaction. */
export async function submit(scene: Scene): Promise<void> {
  const { draft } = scene.state;
  if (draft === undefined) return;
  const township = draft.answers.place?.township ?? undefined;
  const county = township === undefined ? scene.county : (township.slice(0, 6) as RegionCode);
  if (county === undefined) return askCounty(scene);
  const byStaff = draft.answers.filer === 'cadre' ? scene.staff : undefined;
  const submitted = await scene.parts.casework.submit(scene.unit, {
    draft: { ...draft, county },
    conversationId: scene.conversation.id,
    source: byStaff === undefined ? 'resident' : 'cadre',
    ...(byStaff === undefined ? {} : { staffId: byStaff.id }),
  });
  for (const key of ['draft', 'draftAt', 'hardship', 'awaited'] as const) delete scene.state[key];
  scene.state.later = false;
  scene.state.misses = 0;
  if (scene.staff === undefined) scene.state.county = county;
  if (submitted.kind === 'added') {
    scene.state.filed = { draft: draft.id };
    return scene.say(F.added, menuButtons(scene));
  }
  const { case: view, kind } = submitted;
  scene.state.filed = { draft: draft.id, receipt: view.receipt };
  const first = { opened: F.done, repeated: F.again, joined: F.joined }[kind];
  sayReceipt(scene, view, first);
}

/** 提交 once more after it was filed: the same receipt. */
export async function submitAgain(scene: Scene): Promise<boolean> {
  const { filed } = scene.state;
  if (filed === undefined) return false;
  const cases = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const view = cases.find(({ receipt }) => receipt === filed.receipt);
  if (view === undefined) scene.say(F.again, menuButtons(scene));
  else sayReceipt(scene, view, F.again);
  return true;
}

function sayReceipt(scene: Scene, view: CaseView, first: string): void {
  const urgent = view.urgent ? [F.urgent] : [];
  const where = whereTo(scene, view);
  const text = [
    first,
    F.receipt(view.receipt),
    F.keep,
    where,
    ...urgent,
    '',
    F.next,
    ...timelineLines(scene, view),
  ];
  const buttons = [
    { id: 'status', label: TEXTS.buttons.status },
    { id: 'supplement', label: TEXTS.buttons.supplement },
    { id: 'human', label: TEXTS.buttons.human },
  ];
  const shown = caseShown(scene, view, { kind: 'receipt', lines: [first, where, F.keep, ...urgent] });
  scene.say(text.join('\n'), buttons, { receipt: view.receipt, view: shown });
}

function whereTo(scene: Scene, { township, queue }: CaseView): string {
  if (township !== null) return F.goesTo(scene.placeName(township) ?? township);
  return F.intake(scene.parts.divisions.nameOf(queue));
}

/** A city's bot must know the county before a case can lie in a county's intake. */
export function askCounty(scene: Scene): void {
  scene.state.awaited = { kind: 'county' };
  scene.say(
    TEXTS.form.whichCounty,
    countiesOf(scene).map(({ code, name }) => ({ id: `county:${code}`, label: name })),
  );
}

/** Takes the county named or picked; false when the message names none. */
export function takeCounty(scene: Scene): boolean {
  const { action } = scene.payload;
  const text = scene.text.replace(/[县市区。\s]+$/u, '');
  const chosen = countiesOf(scene).find(
    ({ code, name }) => action === `county:${code}` || (text.length >= 2 && name.startsWith(text)),
  );
  if (chosen === undefined) return false;
  scene.state.county = chosen.code;
  delete scene.state.awaited;
  return true;
}

function countiesOf(scene: Scene): { code: RegionCode; name: string }[] {
  const { gazetteer, settings } = scene.parts;
  return gazetteer
    .counties()
    .filter(({ code }) => settings.region === '0' || code.startsWith(settings.region));
}
