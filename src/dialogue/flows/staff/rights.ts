import { type Correctable, dayText, type StaffMember } from '../../../casework/index.ts';
import type { RequestItem } from '../../../rights/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { villagesNamed } from './record.ts';
import { RIGHTS_STAFF_TEXTS as T } from './rights-texts.ts';

const OFFICES = ['township', 'county'] as const;
const PDF = 'application/pdf';

export const RIGHTS_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'rights',
    words: /^权利(?:请求|清单)?/,
    roles: OFFICES,
    about: 'words',
    help: T.help.rights,
    run: rights,
  },
  { name: 'correct', words: /^更正/, roles: OFFICES, about: 'case', help: T.help.correct, run: correct },
  { name: 'copy', words: /^副本/, roles: OFFICES, about: 'case', help: T.help.copy, run: copy },
];

/** 权利; 权利 n; 权利 n 办好 words; 权利 n 不能办 reason. */
async function rights(scene: Scene, staff: StaffMember, { ref, text, kept }: Act): Promise<void> {
  // The words that were asked for.
  if (ref !== '') return answer(scene, staff, ref, { done: kept?.done === true, text });
  const said = text.trim();
  if (said === '') return list(scene, staff);
  const [, named = '', rest = ''] = /^(\S+?)[\s:：，,]*((?:办好|不能办|不办)[\s\S]*)?$/.exec(said) ?? [];
  const id = idOf(scene, named);
  if (id === undefined) return scene.say(T.which, staffButtons(scene));
  const [, way, words = ''] = /^(办好了?|不能办|不办)[\s:：，,。]*([\s\S]*)$/.exec(rest) ?? [];
  if (way === undefined) return show(scene, staff, id);
  await answer(scene, staff, id, { done: way.startsWith('办好'), text: words });
}

/** A request by its number in the list that was shown, or by id from a button. */
function idOf({ state }: Scene, named: string): string | undefined {
  const number = /^第?(\d{1,3})(?:件|项|号|条)?$/.exec(named.normalize('NFKC'))?.[1];
  if (number === undefined) return /^[a-z0-9]{20,40}$/.test(named) ? named : undefined;
  const listed = state.listed[Number(number) - 1];
  return listed?.kind === 'request' ? listed.ref : undefined;
}

async function list(scene: Scene, staff: StaffMember): Promise<void> {
  const items = await scene.parts.rights.list(scene.unit, staff);
  scene.state.listed = items.map(({ id }) => ({ kind: 'request', ref: id }));
  if (items.length === 0) return scene.say(T.none, staffButtons(scene));
  const { sample } = scene.parts.procedures.of(staff.region).rights;
  const lines = [
    T.title(items.length),
    ...items.map((item, i) => lineOf(scene, item, i + 1)),
    ...(sample ? [T.sample] : []),
    T.howTo,
  ];
  scene.say(lines.join('\n'), staffButtons(scene));
}

function lineOf({ today }: Scene, item: RequestItem, n: number): string {
  const { kind, place, receipt, dueOn, dueProvisional, overdue } = item;
  const marks = (dueProvisional ? T.provisional : '') + (overdue ? T.late : '');
  const due = dueOn === null ? T.noDue : T.due(dayText(dueOn, today), marks);
  return T.line(n, T.kinds[kind], place, receipt, due);
}

async function show(scene: Scene, staff: StaffMember, id: string): Promise<void> {
  const opened = await scene.parts.rights.openRequest(scene.unit, staff, id);
  if (!opened.ok) return refuse(scene, opened);
  const { kind, receipt, place, words } = opened.request;
  const lines = [
    `${T.kinds[kind]}，${place}，编号${receipt}`,
    words === '' ? T.noWords : T.words(words),
    T.todo[kind](receipt),
  ];
  scene.say(lines.join('\n'), [
    { id: `staff:rights:${id} 办好`, label: T.doneButton },
    { id: `staff:rights:${id} 不能办`, label: T.refusedButton },
    ...staffButtons(scene),
  ]);
}

/** A deletion is done outside the event's transaction, so that the database's log is emptied of it at once. */
async function answer(
  scene: Scene,
  staff: StaffMember,
  id: string,
  { done, text }: { done: boolean; text: string },
): Promise<void> {
  if (text.trim() === '') {
    const question = done ? T.askDone : T.askRefused;
    return askFor(scene, { command: 'rights', ref: id, kept: { done } }, question);
  }
  const { rights: room } = scene.parts;
  const outcome = scene.outside(`rights:${id}`, async (storage) => {
    const answered = await storage.transaction((unit) => room.answer(unit, staff, id, { done, text }));
    if (answered.ok && answered.kind === 'erase' && done) await storage.purge();
    return answered;
  });
  if (!outcome.ok) {
    refuse(scene, outcome);
    return;
  }
  const { kind, receipt } = outcome;
  const said = kind === 'erase' && done ? T.erased(receipt) : T.answered(T.kinds[kind], receipt);
  scene.say(said, staffButtons(scene));
}

/** 更正 编号 姓名|电话|村|身份证 value. */
async function correct(scene: Scene, staff: StaffMember, { command, ref, text }: Act): Promise<void> {
  const read = fieldIn(text);
  if (read === undefined) return askFor(scene, { command, ref }, T.askCorrect);
  const { field } = read;
  let { value } = read;
  if (field === 'village' && !/^\d{12}$/.test(value)) {
    const [only, ...more] = villagesNamed(scene, staff, value);
    if (more.length > 0) return askFor(scene, { command, ref }, T.severalVillages);
    value = only ?? '';
  }
  const outcome = await scene.parts.rights.correct(scene.unit, staff, ref, { field, value });
  if (!outcome.ok && outcome.reason === 'value-wrong') return askFor(scene, { command, ref }, T.wrong[field]);
  if (!outcome.ok) return refuse(scene, outcome);
  const { perhapsSame, handOn } = outcome;
  const lines = [
    T.corrected(T.items[field]),
    ...(perhapsSame === undefined ? [] : [T.perhapsSame(perhapsSame)]),
    ...(handOn === true ? [T.handOn] : []),
    T.recordToo,
  ];
  scene.say(lines.join('\n'), staffButtons(scene));
}

/** 姓名 王小明, 电话：139…, 身份证号改成411…; undefined without an item and its value. */
function fieldIn(text: string): { field: Correctable; value: string } | undefined {
  const match =
    /^(姓名|名字|电话|手机|村|住址|身份证)(?:号码?)?(?:改成|改为|应该是|是)?[\s:：，,]*(\S[\s\S]*)$/.exec(
      text.trim(),
    );
  const [, item = '', value = ''] = match ?? [];
  if (value === '') return undefined;
  const named = Object.entries(T.fields).find(([each]) => each === item)?.[1];
  return { field: named ?? 'idNumber', value: value.trim().slice(0, 100) };
}

/** 副本 编号: drawn outside the transaction, which would hold the database for a second. */
async function copy(scene: Scene, staff: StaffMember, { ref }: Act): Promise<void> {
  const { rights: room, records } = scene.parts;
  const drawn = scene.outside(`copy:${ref}`, async (storage) => {
    const gathered = await storage.transaction((unit) => room.copy(unit, staff, ref));
    if (!gathered.ok) return gathered;
    const { content } = gathered;
    return { ok: true as const, receipt: content.receipt, bytes: await records.drawFile(content) };
  });
  if (!drawn.ok) return refuse(scene, drawn);
  const { receipt, bytes } = drawn;
  await scene.giveFile({ name: T.copyName(receipt), mime: PDF, bytes }, T.copy(receipt), staffButtons(scene));
}
