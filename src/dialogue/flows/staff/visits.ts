import { dayText, type StaffMember } from '../../../casework/index.ts';
import { type RegionCode, villageName } from '../../../regions/index.ts';
import { type PlaceProgress, VISIT_LINES, type VillageList } from '../../../visits/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import type { Act, TopicCommand } from './command.ts';
import { fileNamed, fileWords, goOn, pendingOf, VISIT } from './visits-filing.ts';
import { marksOf } from './visits-saying.ts';
import { VISIT_TEXTS as T } from './visits-texts.ts';
import { MOST_AT_ONCE, readTarget, readVillage, type Target } from './visits-words.ts';

/** As many as a phone's screen shows with their buttons. */
const PAGE = 10;
const LONGEST_LIST = 999;

export const VISITS_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'visitundo',
    words: /^(?:走访撤销|撤销走访|取消走访)/,
    roles: ['village', 'township'],
    about: 'words',
    help: T.help.undo,
    run: undo,
  },
  {
    name: 'visitprogress',
    words: /^走访(?:进度|进展|情况)/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.progress,
    run: (scene, staff) =>
      staff.role === 'village' ? visit(scene, staff, BARE) : showProgress(scene, staff),
  },
  {
    name: 'visitclose',
    words: /^(?:走访收尾|收尾走访)/,
    roles: ['township'],
    about: 'words',
    help: T.help.close,
    run: close,
  },
  {
    name: 'visit',
    words: /^(?:走访清单|走访名单|走访)/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.visit,
    run: visit,
  },
];

const BARE = { command: 'visit', ref: '', text: '' };

/** 走访, 走访 3 没事, 走访 王建国 房子漏雨, 走访 晋庄村 */
async function visit(scene: Scene, staff: StaffMember, { text, kept }: Act): Promise<void> {
  if (staff.role === 'county') return text === '' ? showProgress(scene, staff) : scene.say(T.countOnly);
  const isPressed = scene.payload.action !== undefined;
  const pending = pendingOf(kept);
  const isChoice = /^[=@]/.test(text);
  if (pending !== undefined && (isChoice || !isPressed)) {
    const anew = /^[/／]?走访[\s:：，,]*(.+)$/s.exec(text)?.[1];
    if (anew === undefined) return goOn(scene, staff, pending, text);
    return visitOf(scene, staff, anew);
  }
  if (isChoice) return scene.say(T.answered, listButton());
  return visitOf(scene, staff, text);
}

async function visitOf(scene: Scene, staff: StaffMember, text: string): Promise<void> {
  const said = text.trim();
  const own = staff.role === 'village' ? staff.region : undefined;
  const named = readVillage(scene, staff.region, said);
  const village = named?.village ?? own;
  const rest = named === undefined ? said : named.rest;
  const page = /^第?\s*页?\s*(\d{1,3})\s*页?$/.exec(rest);
  if (rest === '' || (page !== null && rest.includes('页'))) {
    if (village === undefined) return showProgress(scene, staff);
    return showList(scene, staff, village, Number(page?.[1] ?? 1));
  }
  const target = readTarget(scene, rest);
  if (target === undefined) return scene.say(T.whichHome, listButton());
  if (target.kind === 'name') {
    if (village === undefined) return scene.say(T.whichVillage, listButton());
    return fileNamed(scene, staff, { name: target.name, village, words: target.rest });
  }
  const ids = idsOf(scene, target);
  if (ids !== undefined && 'rest' in target) await fileWords(scene, staff, { ids }, target.rest);
}

/** The households that numbers of the last list stand for; says why there are none. */
function idsOf(scene: Scene, target: Exclude<Target, { kind: 'name' }>): string[] | undefined {
  if (target.kind === 'id') return [target.id];
  if (target.kind === 'too-many') {
    scene.say(T.tooMany(MOST_AT_ONCE), listButton());
    return undefined;
  }
  const { listed } = scene.state;
  const ids: string[] = [];
  for (const n of target.numbers) {
    const item = listed[n - 1];
    if (item?.kind !== 'household') {
      scene.say(item === undefined ? T.noNumber(String(n)) : T.otherList, listButton());
      return undefined;
    }
    ids.push(item.ref);
  }
  return ids;
}

function listButton(): { id: string; label: string }[] {
  return [{ id: 'staff:visit', label: T.buttons.list }];
}

async function showList(scene: Scene, staff: StaffMember, village: RegionCode, page: number): Promise<void> {
  const outcome = await scene.parts.visits.list(scene.unit, staff, village);
  if (!outcome.ok) return refuse(scene, outcome);
  const { homes } = outcome.list;
  scene.state.listed = homes.slice(0, LONGEST_LIST).map(({ id }) => ({ kind: 'household', ref: id }));
  const last = Math.max(1, Math.ceil(homes.length / PAGE));
  const at = Math.min(Math.max(1, page), last);
  const shown = homes
    .slice((at - 1) * PAGE, at * PAGE)
    .map((home, i) => ({ home, n: (at - 1) * PAGE + i + 1 }));
  const lines = [
    ...heading(scene, outcome.list),
    ...(homes.length === 0
      ? [T.nobody]
      : shown.map(({ home, n }) => T.choice(n, home.name, marksOf(home, scene.today)))),
    ...(last > 1 ? [T.page(at, last)] : []),
    ...(homes.length === 0 ? [] : [T.howTo]),
  ];
  scene.say(lines.join('\n'), [
    ...shown
      .filter(({ home }) => home.pending.length > 0)
      .map(({ home, n }) => ({
        id: `staff:visit:${home.id} ${T.outcomes.nothing}`,
        label: T.buttons.well(n),
      })),
    ...(at < last ? [{ id: `staff:visit:${village} 页 ${at + 1}`, label: T.buttons.next }] : []),
  ]);
}

function heading(scene: Scene, { village, onRecord, sweeps, homes }: VillageList): string[] {
  const left = homes.filter(({ pending }) => pending.length > 0).length;
  const title = T.title(villageNamed(scene, village), left, homes.length);
  const record = onRecord || homes.length === 0 ? [] : [T.notOnRecord];
  if (sweeps.length === 0) return [title, T.noSweep, ...record];
  const lines = sweeps.map((sweep) => {
    const { task, period, households, done, total } = sweep;
    return T.sweep(task, VISIT_LINES.period(period), T.whose[households], done, total, dueOf(scene, sweep));
  });
  return [title, ...lines, ...(sweeps.length > 1 ? [T.together] : []), ...record];
}

function dueOf(scene: Scene, due: { dueOn: string; provisional: boolean; daysLeft: number }): string {
  const mark = due.provisional ? T.provisional : '';
  return T.due(dayText(due.dueOn, scene.today), mark, VISIT_LINES.left(due.daysLeft));
}

function villageNamed({ parts }: Scene, village: RegionCode): string {
  const place = parts.gazetteer.place(village);
  return place === undefined ? parts.divisions.nameOf(village) : villageName(place.name);
}

/** Counts by village or township; those of a whole county are added up outside the transaction. */
async function showProgress(scene: Scene, staff: StaffMember): Promise<void> {
  const { visits } = scene.parts;
  const places = scene.outside<PlaceProgress[]>('visit-progress', async (storage) => {
    await storage.transaction((unit) => visits.openIn(unit, staff.region));
    return visits.progress(storage.reading, staff.region);
  });
  const title = T.progressTitle(scene.placeName(staff.region) ?? scene.parts.divisions.nameOf(staff.region));
  const lines = places.flatMap(({ name, onRecord, sweeps }) => [
    (sweeps.every(({ done, total }) => done === total) ? T.progressDone(name) : name) +
      (onRecord ? '' : T.placeNotOnRecord),
    ...sweeps.map(({ task, period, done, total, dueOn, provisional }) =>
      T.progressLine(
        task,
        VISIT_LINES.period(period),
        done,
        total,
        dayText(dueOn, scene.today) + (provisional ? T.provisional : ''),
      ),
    ),
  ]);
  scene.say(
    [title, ...(places.length === 0 ? [T.progressNone] : lines)].join('\n'),
    staff.role === 'township'
      ? places.map(({ place, name }) => ({ id: `staff:visit:${place}`, label: name }))
      : [],
  );
}

/** 走访撤销 3: the visit filed today under a wrong number. */
async function undo(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  const said = text.trim();
  const visit = said.startsWith(VISIT) ? said.slice(VISIT.length) : undefined;
  const household = visit === undefined ? await undoneHome(scene, staff, said) : undefined;
  if (visit === undefined && household === undefined) return;
  const which = visit === undefined ? { household: household ?? '' } : { visit };
  const outcome = await scene.parts.visits.undo(scene.unit, staff, which, T.undoReason);
  if (!outcome.ok) return refuse(scene, outcome);
  if ('problem' in outcome) return scene.say(T.undoProblems[outcome.problem], listButton());
  const { name, receipt } = outcome.undone;
  scene.say(receipt === undefined ? T.undone(name) : T.undoneCase(name, receipt), listButton());
}

async function undoneHome(scene: Scene, staff: StaffMember, said: string): Promise<string | undefined> {
  const own = staff.role === 'village' ? staff.region : undefined;
  const named = readVillage(scene, staff.region, said);
  const target = readTarget(scene, named?.rest ?? said);
  const village = named?.village ?? own;
  if (target?.kind === 'name' && village !== undefined) {
    const outcome = await scene.parts.visits.named(scene.unit, staff, village, target.name);
    if (outcome.ok && outcome.sure) return outcome.homes[0]?.id;
  } else if (target !== undefined && target.kind !== 'name') {
    const ids = idsOf(scene, target);
    if (ids === undefined) return undefined;
    if (ids.length === 1) return ids[0];
  }
  scene.say(T.whichHome, listButton());
  return undefined;
}

/** 走访收尾 晋庄村: asks, and ends what was asked about. */
async function close(scene: Scene, staff: StaffMember, { text, kept }: Act): Promise<void> {
  const said = text.trim();
  const { village: asked, day } = kept ?? {};
  if (typeof asked === 'string' && typeof day === 'string' && /^(?:=y|确定|是|对|好|收尾)/.test(said)) {
    return closeNow(scene, staff, asked as RegionCode, day);
  }
  const named = readVillage(scene, staff.region, said);
  if (named === undefined) return scene.say(T.closeWhich);
  const { village } = named;
  const place = villageNamed(scene, village);
  const outcome = await scene.parts.visits.ending(scene.unit, staff, village);
  if (!outcome.ok) return refuse(scene, outcome);
  const [first] = outcome.sweeps;
  if (first === undefined) return scene.say(T.closeNone(place));
  const lines = outcome.sweeps.map(({ task, period, total, done }) =>
    T.closeLine(task, VISIT_LINES.period(period), total - done),
  );
  askFor(
    scene,
    { command: 'visitclose', ref: '', kept: { village, day: first.dueOn } },
    T.closeAsk(place, lines.join('\n')),
    [{ id: 'staff:visitclose:=y', label: T.buttons.close }],
  );
}

async function closeNow(scene: Scene, staff: StaffMember, village: RegionCode, day: string): Promise<void> {
  const outcome = await scene.parts.visits.close(scene.unit, staff, village, day);
  if (!outcome.ok) return refuse(scene, outcome);
  const place = villageNamed(scene, village);
  const tasks = outcome.sweeps.map(({ task }) => task).join('、');
  scene.say(tasks === '' ? T.closeNone(place) : T.closed(place, tasks));
}
