import { z } from 'zod';
import { dayText, type StaffMember, shanghaiDay, todayIn } from '../../../casework/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { FindingItem } from '../../../register/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { answerSheet, SHEET_COMMAND, takeRegisterSheet } from './register-sheet.ts';
import { REGISTER_TEXTS as T } from './register-texts.ts';
import { XLSX } from './spreadsheets.ts';
import { readRef, readTownship } from './words.ts';

const SHOWN = 15;
const LOCAL = ['village', 'township', 'county'] as const;

export const REGISTER_COMMANDS: readonly TopicCommand[] = [
  {
    name: SHEET_COMMAND,
    words: /^(?:录入底册|底册)/,
    roles: ['county'],
    about: 'words',
    takesFiles: true,
    help: T.help.state,
    run: state,
  },
  {
    name: 'screen',
    words: /^(?:每月)?筛查/,
    roles: ['county'],
    about: 'words',
    help: T.help.check,
    run: check,
  },
  {
    name: 'findings',
    words: /^(?:看疑点|疑点)/,
    roles: LOCAL,
    about: 'words',
    help: T.help.findings,
    run: findings,
  },
  { name: 'join', words: /^合户/, roles: LOCAL, about: 'words', help: T.help.merge, run: join },
  { name: 'part', words: /^拆开/, roles: LOCAL, about: 'words', help: T.help.undo, run: part },
  { name: 'export', words: /^导出/, roles: LOCAL, about: 'words', help: T.help.export, run: exportSheet },
];

const Kept = z.object({ file: z.string(), name: z.string() });

/** 底册: how it stands; with a file, or in answer to what was asked of one, takes it in. */
async function state(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const [fresh] = scene.files;
  if (fresh !== undefined) return takeRegisterSheet(scene, staff, fresh);
  const kept = Kept.safeParse(given.kept).data;
  if (kept !== undefined) {
    return answerSheet(scene, staff, { id: kept.file, name: kept.name }, given);
  }
  const standing = await scene.parts.register.standing(scene.unit, countyOf(staff));
  const { households, people, month, importedAt } = standing;
  if (month === undefined || importedAt === undefined) return scene.say(T.stateNone, staffButtons(scene));
  scene.say(T.state(households, people, month, shanghaiDay(new Date(importedAt))), staffButtons(scene));
}

/** 筛查 */
async function check(scene: Scene, staff: StaffMember): Promise<void> {
  const { register } = scene.parts;
  const outcome = scene.outside('register-check', (storage) =>
    register.check(storage, countyOf(staff), `staff:${staff.id}`).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'RegisterError') return { problem: error.message };
      throw error;
    }),
  );
  if ('problem' in outcome) return scene.say(outcome.problem, staffButtons(scene));
  const { checks } = register.parts;
  const text = T.checked(outcome, (rule) => checks.rule(rule)?.name ?? rule);
  scene.say(checks.isSample ? text + T.sample : text, [{ id: 'staff:findings', label: T.buttons.list }]);
}

/** 疑点: the list, one of it, or what was found. */
async function findings(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  if (given.ref !== '') return settle(scene, staff, given.ref, `说明 ${given.text}`);
  if (given.text === '') return listFindings(scene, staff);
  const ref = readRef(scene, given.text);
  if (ref === undefined) return scene.say(T.whichFinding, staffButtons(scene));
  if (ref.text === '') return openFinding(scene, staff, ref.ref);
  await settle(scene, staff, ref.ref, ref.text);
}

async function listFindings(scene: Scene, staff: StaffMember): Promise<void> {
  const { register } = scene.parts;
  if (staff.role === 'county') await countFindings(scene, staff);
  const open = await register.findingsOpen(scene.unit, staff);
  const shown = await register.findings(scene.unit, staff, SHOWN);
  scene.state.listed = shown.map(({ id }) => ({ kind: 'finding', ref: id }));
  if (shown.length === 0) return scene.say(T.none, staffButtons(scene));
  const lines = shown.map((item, i) => `${i + 1}. ${T.finding(item, dueOf(scene, item))}`);
  const sample = register.parts.checks.isSample ? [T.sample] : [];
  scene.say([T.title(open, shown.length), ...lines, T.howTo, ...sample].join('\n'), staffButtons(scene));
}

/** The county sees how the townships stand before it sees the findings. */
async function countFindings(scene: Scene, staff: StaffMember): Promise<void> {
  const counts = await scene.parts.register.findingCounts(scene.unit, countyOf(staff));
  if (counts.length === 0) return;
  scene.say(
    T.counts(
      counts.map(({ township, open, overdue }) =>
        T.count(scene.placeName(township) ?? T.noTownship, open, overdue),
      ),
    ),
  );
}

function dueOf(scene: Scene, { dueOn }: FindingItem): string {
  return dueOn === null ? '' : dayText(dueOn, scene.today);
}

async function openFinding(scene: Scene, staff: StaffMember, id: string): Promise<void> {
  const outcome = await scene.parts.register.finding(scene.unit, staff, id);
  if (!outcome.ok) return refuse(scene, outcome);
  const item = outcome.finding;
  const button = (act: 'mended' | 'explained' | 'same', word: string) => ({
    id: `staff:findings:${id} ${word}`,
    label: T.buttons[act],
  });
  scene.say(T.opened(item), [
    ...(item.other === undefined ? [button('mended', '已改')] : [button('same', '同户')]),
    button('explained', '说明'),
    { id: 'staff:findings', label: T.buttons.list },
  ]);
}

async function settle(scene: Scene, staff: StaffMember, id: string, said: string): Promise<void> {
  const { register, casework } = scene.parts;
  const [, word = '', text = ''] =
    /^(已改|改好了?|已核实|说明|同户|是同一户)[\s:：，,]*(.*)$/s.exec(said.trim()) ?? [];
  if (word === '') return scene.say(T.whichState, staffButtons(scene));
  if (word === '说明' && text.trim() === '') {
    return askFor(scene, { command: 'findings', ref: id }, T.askExplain);
  }
  if (/同/.test(word)) {
    const found = await register.finding(scene.unit, staff, id);
    if (!found.ok) return refuse(scene, found);
    const { other, householdId } = found.finding;
    if (other === undefined) return scene.say(T.whichState, staffButtons(scene));
    const merged = await casework.mergeHouseholds(scene.unit, staff, other, householdId);
    if (!merged.ok) return refuse(scene, merged);
  }
  const state = word === '说明' ? 'explained' : 'mended';
  const outcome = await register.settleFinding(scene.unit, staff, id, { state, text });
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(/同/.test(word) ? T.merged : T.settled[state], [{ id: 'staff:findings', label: T.buttons.list }]);
}

/** 合户 编号 编号: receipts are written in groups (K7M-2Q9-XRT), 户编号 in one. */
async function join(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  const [first, second, ...more] = text.trim().split(/[\s,，、和]+/);
  if (first === undefined || second === undefined || more.length > 0) {
    return scene.say(T.whichTwo, staffButtons(scene));
  }
  const refs = [first, second].map((ref) => readRef(scene, ref)?.ref ?? ref);
  const outcome = await scene.parts.casework.mergeHouseholds(scene.unit, staff, refs[0] ?? '', refs[1] ?? '');
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.merged, staffButtons(scene));
}

/** 拆开 编号 */
async function part(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  const said = text.trim();
  if (said === '') return scene.say(T.whichUndo, staffButtons(scene));
  const outcome = await scene.parts.casework.undoMerge(scene.unit, staff, readRef(scene, said)?.ref ?? said);
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.undone(outcome.receipts), staffButtons(scene));
}

/** 导出, for the county with the name of a township. */
async function exportSheet(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  let region = staff.region;
  if (text.trim() !== '') {
    const place = readTownship(scene, text.trim());
    if (place === undefined || 'several' in place) return scene.say(T.notThere, staffButtons(scene));
    // Who asks for another's place must not take the own one's file for it.
    if (staff.role !== 'county' && place.code !== staff.region)
      return scene.say(T.ownOnly, staffButtons(scene));
    region = place.code;
  }
  const { register, divisions } = scene.parts;
  const outcome = scene.outside(`register-export:${region}`, (storage) =>
    register.exportSheet(storage, staff, region),
  );
  if (!outcome.ok) return refuse(scene, outcome);
  const place = scene.placeName(region) ?? divisions.nameOf(region);
  const name = T.exportName(place, todayIn(scene.unit.clock).slice(0, 7));
  const file = { name, mime: XLSX, bytes: outcome.bytes };
  await scene.giveFile(file, T.exported(place, outcome.households), staffButtons(scene));
}

function countyOf(staff: StaffMember): RegionCode {
  return staff.region.slice(0, 6) as RegionCode;
}
