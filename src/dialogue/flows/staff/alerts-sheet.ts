import { correctColumns } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import { CAUSES } from '../../../declaration/index.ts';
import type { FileNote } from '../../journal.ts';
import type { Scene } from '../../scene.ts';
import { ask, button, COMMAND, countyOf, markOf, Pending } from './alerts-sheet-pending.ts';
import { importNow, previewed } from './alerts-sheet-work.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { takeRegisterSheet } from './register-sheet.ts';

/** Columns named in a question. */
const TITLES_TOLD = 60;

export const SHEET_COMMAND: TopicCommand = {
  name: COMMAND,
  words: /^导入(?:部门)?预警/,
  roles: ['county', 'department'],
  about: 'words',
  takesFiles: true,
  answers: /^(?:底册|预警表?|部门预警)[。!！]*$/,
  help: T.help.sheet,
  run: sheet,
};

/** A spreadsheet that came without a command: what is it? A department has but one kind. */
export async function takeSheet(scene: Scene, staff: StaffMember, file: FileNote): Promise<void> {
  if (staff.role !== 'county' && staff.role !== 'department') {
    return scene.say(T.sheet.notYours, staffButtons(scene));
  }
  const pending: Pending = { file: file.id, name: file.name, asked: 'kind', mapping: {} };
  if (staff.role === 'department') return begin(scene, staff, pending);
  ask(scene, pending, T.sheet.which(file.name), [
    button(pending, 'alerts', T.buttons.alerts),
    button(pending, 'register', T.buttons.register),
    button(pending, 'drop', T.buttons.drop),
  ]);
}

/** 导入预警, and every answer to what is asked of a sheet. */
async function sheet(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const [fresh] = scene.files;
  if (fresh !== undefined) return takeSheet(scene, staff, fresh);
  const pending = Pending.safeParse(given.kept).data;
  if (pending === undefined) return scene.say(T.sheet.sendFirst, staffButtons(scene));
  if (scene.payload.action === undefined) return typed(scene, staff, pending, given.text);
  const [, act = '', mark = '', rest = ''] = /^(\S+) (\S+)(?: (.*))?$/.exec(given.text) ?? [];
  if (mark !== markOf(pending)) {
    scene.say(T.sheet.old);
    return again(scene, staff, pending);
  }
  await pressed(scene, staff, pending, act, rest);
}

async function pressed(
  scene: Scene,
  staff: StaffMember,
  pending: Pending,
  act: string,
  rest: string,
): Promise<void> {
  switch (act) {
    case 'register':
      return takeRegisterSheet(scene, staff, { id: pending.file, name: pending.name });
    case 'alerts':
      return begin(scene, staff, pending);
    case 'drop':
      await scene.dropFile(pending.file);
      return scene.say(T.sheet.dropped, staffButtons(scene));
    case 'unit': {
      const unit = departments(scene, staff)[Number(rest)];
      return unit === undefined ? askUnit(scene, staff, pending) : show(scene, staff, { ...pending, unit });
    }
    case 'cause': {
      const cause = CAUSES[Number(rest)];
      return cause === undefined || rest === ''
        ? askCause(scene, pending, CAUSES)
        : show(scene, staff, { ...pending, cause });
    }
    case 'table':
      return show(scene, staff, { ...pending, table: Number(rest), mapping: {} });
    case 'which':
      return askTable(scene, staff, pending);
    case 'columns':
      return askColumns(scene, staff, pending);
    case 'go':
      return importNow(scene, staff, pending);
    default:
      return again(scene, staff, pending);
  }
}

/** Puts the open question once more. */
function again(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  return pending.asked === 'kind'
    ? takeSheet(scene, staff, { id: pending.file, name: pending.name, bytes: 0 })
    : show(scene, staff, pending);
}

/** The same in words. */
async function typed(scene: Scene, staff: StaffMember, pending: Pending, said: string): Promise<void> {
  const plain = said.normalize('NFKC').trim();
  if (/^不导/.test(plain)) return pressed(scene, staff, pending, 'drop', '');
  if (pending.asked === 'kind') {
    if (/底册/.test(plain)) return pressed(scene, staff, pending, 'register', '');
    if (/预警/.test(plain)) return begin(scene, staff, pending);
    return again(scene, staff, pending);
  }
  if (pending.asked === 'unit' && [...plain].length >= 2 && [...plain].length <= 30) {
    return show(scene, staff, { ...pending, unit: plain });
  }
  const cause = CAUSES.find((each) => each === plain || each === `因${plain}`);
  if (cause !== undefined) return show(scene, staff, { ...pending, cause });
  if (/^(?:导入|确认|确定|好的?|可以)[。!！]*$/.test(plain)) return importNow(scene, staff, pending);
  if (/^换列/.test(plain) && !plain.includes('=')) return askColumns(scene, staff, pending);
  if (/^换原因/.test(plain)) return askCause(scene, pending, CAUSES);
  if (/^换部门/.test(plain)) return askUnit(scene, staff, pending);
  if (pending.asked === 'columns' || plain.includes('=')) return changeColumns(scene, staff, pending, plain);
  await show(scene, staff, pending);
}

/** The department: its own, the one in the file's name, or asked for. */
async function begin(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  const unit =
    staff.role === 'department'
      ? (staff.unit ?? undefined)
      : scene.parts.alerts.departmentIn(countyOf(staff), pending.name);
  if (unit === undefined) return askUnit(scene, staff, pending);
  await show(scene, staff, { ...pending, unit });
}

async function askUnit(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  if (staff.role === 'department') return show(scene, staff, pending);
  const choices = departments(scene, staff).map((unit, i) => button(pending, `unit`, unit, String(i)));
  ask(scene, { ...pending, asked: 'unit' }, T.sheet.askUnit(pending.name), choices);
}

function askCause(scene: Scene, pending: Pending, causes: readonly (typeof CAUSES)[number][]): void {
  const choices = causes.map((cause) => button(pending, 'cause', cause, String(CAUSES.indexOf(cause))));
  ask(scene, { ...pending, asked: 'cause' }, T.sheet.askCause, choices);
}

async function askTable(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  const preview = await previewed(scene, staff, pending);
  if (preview === undefined) return;
  const choices = preview.tables.map(({ name }, i) => button(pending, 'table', name, String(i)));
  ask(scene, { ...pending, asked: 'table' }, T.sheet.askTable, choices);
}

async function askColumns(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  const preview = await previewed(scene, staff, pending);
  if (preview === undefined) return;
  ask(
    scene,
    { ...pending, asked: 'columns' },
    T.sheet.askColumns(preview.titles.slice(0, TITLES_TOLD).join('、')),
    [],
  );
}

async function changeColumns(
  scene: Scene,
  staff: StaffMember,
  pending: Pending,
  said: string,
): Promise<void> {
  const preview = await previewed(scene, staff, pending);
  if (preview === undefined) return;
  const { mapping, unread } = correctColumns(said.replace(/^换列[\s:：]*/, ''), preview.titles);
  if (unread.length > 0) scene.say(T.sheet.unread(unread.join('、')));
  if (Object.keys(mapping).length === 0) return askColumns(scene, staff, pending);
  await show(scene, staff, { ...pending, mapping: { ...pending.mapping, ...mapping } });
}

/** What would become of the sheet, with the ways on. */
async function show(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  if (pending.unit === undefined) return askUnit(scene, staff, pending);
  const preview = await previewed(scene, staff, pending);
  if (preview === undefined) return;
  const text = T.preview(preview, pending.name);
  const isReady = preview.missing.length === 0;
  if (isReady && preview.cause === undefined && !preview.causeColumn) {
    scene.say(text);
    return askCause(scene, pending, preview.causes.length > 1 ? preview.causes : CAUSES);
  }
  const mayImport = isReady && (preview.counts?.faulty ?? 0) < preview.rows;
  ask(scene, { ...pending, asked: isReady ? 'ready' : 'columns' }, text, [
    ...(mayImport ? [button(pending, 'go', T.buttons.import)] : []),
    button(pending, 'columns', T.buttons.columns),
    button(pending, 'cause', T.buttons.cause),
    ...(staff.role === 'county' ? [button(pending, 'unit', T.buttons.unit)] : []),
    ...(preview.tables.length > 1 ? [button(pending, 'which', T.buttons.table)] : []),
    button(pending, 'drop', T.buttons.drop),
  ]);
}

function departments(scene: Scene, staff: StaffMember): string[] {
  return scene.parts.alerts.departments(countyOf(staff));
}
