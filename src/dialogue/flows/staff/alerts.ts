import type { AlertFile, AlertItem } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { giveFeedback } from './alerts-feedback.ts';
import { SHEET_COMMAND } from './alerts-sheet.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { fileVerdict, goOnVerdict, pendingOf, refuseAlert } from './alerts-verdict.ts';
import { recogniseWords } from './alerts-who.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { readRef } from './words.ts';

export { takeSheet } from './alerts-sheet.ts';

/** As many as a phone's screen shows with their buttons. */
const PAGE = 10;
const LAST_PAGE = 99;

export const ALERTS_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'feedback',
    words: /^(?:预警)?反馈/,
    roles: ['county', 'department'],
    about: 'words',
    help: T.help.feedback,
    run: giveFeedback,
  },
  SHEET_COMMAND,
  {
    name: 'who',
    words: /^认人/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.who,
    run: recogniseWords,
  },
  {
    name: 'alerts',
    words: /^(?:部门预警|预警名单|看预警|预警)/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.list,
    run: alerts,
  },
];

/** 预警: the list, one of it, or what was found at its door. */
async function alerts(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const pending = pendingOf(given.kept);
  // A button of another visit, or of the list, is no answer to the question about this one.
  const isAnswer = scene.payload.action === undefined || given.text.startsWith(pending?.alert ?? ' ');
  if (pending !== undefined && isAnswer) return goOnVerdict(scene, staff, pending, given.text);
  const page = /^(?:page|第)?\s*(\d{1,2})\s*页?$/.exec(given.text.normalize('NFKC').trim());
  const isPage = given.text === '' || /^page |页$/.test(given.text);
  if (isPage) return showAlerts(scene, staff, Number(page?.[1] ?? 1));
  const ref = readRef(scene, given.text);
  if (ref === undefined) return scene.say(T.whichNumber, listButtons(scene));
  if (ref.text === '') return openAlert(scene, staff, ref.ref);
  await fileVerdict(scene, staff, ref.ref, ref.text);
}

/** A page of the list; its numbers stand for the visits until the next list. */
async function showAlerts(scene: Scene, staff: StaffMember, wanted: number): Promise<void> {
  const { unit, parts } = scene;
  const asked = Math.min(Math.max(1, wanted), LAST_PAGE);
  const list = await parts.alerts.mine(unit, staff, { from: 0, count: asked * PAGE });
  const last = Math.max(1, Math.ceil(list.total / PAGE));
  const at = Math.min(asked, last);
  const first = (at - 1) * PAGE;
  scene.state.listed = list.items.map(({ ref }) => ({ kind: 'alert', ref }));
  if (list.total === 0) return scene.say(T.none, staffButtons(scene));
  const due = [
    ...(list.overdue > 0 ? [T.overdue(list.overdue)] : []),
    ...(list.today > 0 ? [T.today(list.today)] : []),
  ];
  const inCounty = staff.role === 'county';
  const shown = list.items.slice(first, first + PAGE);
  const lines = [
    inCounty ? T.countyTitle(list.total) : T.title(list.total, due.join('，')),
    ...shown.map((item, i) => `${first + i + 1}. ${T.line(item)}`),
    ...(last > 1 ? [T.page(at, last)] : []),
    inCounty ? T.hint.county : T.hint.check,
  ];
  const next = at < last ? [{ id: `staff:alerts:page ${at + 1}`, label: T.nextPage }] : [];
  scene.say(lines.join('\n'), [...shown.map((item, i) => itemButton(item, first + i + 1)), ...next]);
}

function itemButton({ ref, kind }: AlertItem, number: number): Button {
  return kind === 'doubtful'
    ? { id: `staff:who:${ref}`, label: `${T.buttons.who} ${number}` }
    : { id: `staff:alerts:${ref}`, label: `${T.buttons.open} ${number}` };
}

function listButtons(scene: Scene): Button[] {
  return [{ id: 'staff:alerts', label: T.buttons.list }, ...staffButtons(scene)];
}

async function openAlert(scene: Scene, staff: StaffMember, ref: string): Promise<void> {
  const outcome = await scene.parts.alerts.open(scene.unit, staff, ref);
  if (!outcome.ok) return refuseAlert(scene, outcome.reason);
  const { alert } = outcome;
  const { buttons } = T;
  const verdicts = (['clear', 'risk', 'gone'] as const).map((each) => ({
    id: `staff:alerts:${alert.ref} ${buttons[each]}`,
    label: buttons[each],
  }));
  const ways =
    alert.kind === 'check'
      ? verdicts
      : alert.kind === 'doubtful'
        ? [{ id: `staff:who:${alert.ref}`, label: buttons.who }]
        : [];
  scene.say(fileText(alert), [...ways, { id: 'staff:alerts', label: buttons.list }]);
}

function fileText(alert: AlertFile): string {
  const { person, head, address, reported, openCase, suggestion } = alert;
  const F = T.file;
  return [
    F.person(person.name),
    ...(person.idNumber === undefined ? [] : [F.id(person.idNumber)]),
    ...(person.phone === undefined ? [] : [F.phone(person.phone)]),
    ...(head === undefined ? [] : [F.head(head)]),
    F.place(alert.place),
    ...(address === undefined ? [] : [F.address(address)]),
    ...reported.map(F.reported),
    ...(alert.kind === 'check'
      ? [F.due(alert.due + (alert.sample && alert.dueOn !== null ? T.sample : ''))]
      : []),
    ...(alert.kind === 'check' && !alert.onRecord ? [F.unknown] : []),
    ...(openCase === undefined ? [] : [F.openCase(openCase)]),
    ...(suggestion === undefined ? [] : [F.suggestion(suggestion)]),
    ...(alert.kind === 'check' ? [T.askVerdict] : alert.kind === 'unmatched' ? [T.hint.county] : []),
  ].join('\n');
}
