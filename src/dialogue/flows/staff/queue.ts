import type { QueueItem, StaffMember, TransferItem } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { STAFF_TEXTS as T } from './texts.ts';
import { itemLine } from './view.ts';

/** As many as a phone's screen shows with their buttons. */
const PAGE = 10;
/** Numbers have up to three digits, and nobody turns fifty pages. */
const LAST_PAGE = 50;

interface Wanted {
  kind: keyof typeof T.lists;
  page: number;
}

const KINDS: readonly [keyof typeof T.lists, RegExp][] = [
  ['mine', /^(?:mine|我的|我在办的?|我领的)/],
  ['overdue', /^(?:overdue|超期的?|逾期的?)/],
  ['support', /^(?:support|帮扶中?|在帮扶的?)/],
  ['all', /^(?:all|全部|全县|所有)/],
];

/** Which list is asked for, and which page of it: 待办 超期 2. */
function readWanted(rest: string): Wanted {
  const plain = rest.normalize('NFKC').trim();
  const kind = KINDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'todo';
  const page = Number(/(\d{1,2})\D*$/.exec(plain)?.[1] ?? 1);
  return { kind, page: Math.min(Math.max(1, page), LAST_PAGE) };
}

/** The cases to work, numbered; the numbers stand for them until the next list. */
export async function showQueue(scene: Scene, staff: StaffMember, rest: string): Promise<void> {
  const { unit, parts } = scene;
  const { kind, page } = readWanted(rest);
  const filter = kind === 'todo' ? {} : { [kind]: true };
  const load = await parts.casework.workload(unit, staff, filter);
  // Who removed the last case of a page is shown the one before it.
  const last = Math.max(1, Math.ceil(load.all / PAGE));
  const at = Math.min(page, last);
  const items = await parts.casework.queue(unit, staff, { ...filter, limit: at * PAGE });
  const incoming = kind === 'todo' ? await parts.casework.incoming(unit, staff) : [];
  // Waiting for an answer, they come first; the numbers of all pages are one row.
  const refs = [
    ...incoming.map(({ id }) => ({ kind: 'transfer' as const, ref: id })),
    ...items.map(({ receipt }) => ({ kind: 'case' as const, ref: receipt })),
  ];
  scene.state.listed = refs;
  const first = (at - 1) * PAGE;
  const shown = items.slice(first).map((item, i) => ({ item, number: incoming.length + first + i + 1 }));
  const offered = at === 1 ? incoming.map((item, i) => ({ item, number: i + 1 })) : [];
  const reminders = kind === 'todo' ? await parts.casework.support.reminderLines(unit, staff) : [];
  const lines = [
    ...(offered.length > 0 ? [T.incomingTitle] : []),
    ...offered.map(({ item, number }) => `${number}. ${transferLine(scene, item)}`),
    load.all === 0 ? T.lists[kind].none : T.queueTitle(T.lists[kind].title, load.all, dueParts(load)),
    ...shown.map(({ item, number }) => `${number}. ${itemLine(scene, item)}`),
    ...(last > 1 ? [T.page(at, last)] : []),
    ...reminders,
  ];
  scene.say(lines.join('\n'), [
    ...(scene.mayTakePersonalData ? [...offered.flatMap(offerButtons), ...shown.flatMap(itemButtons)] : []),
    ...listButtons(staff, { kind, page: at, last, overdue: load.overdue }),
  ]);
}

function dueParts({ overdue, today, soon }: { overdue: number; today: number; soon: number }): string {
  const parts = [
    overdue === 0 ? '' : T.overdueCount(overdue),
    today === 0 ? '' : T.todayCount(today),
    soon === 0 ? '' : T.soonCount(soon),
  ];
  return parts.filter((part) => part !== '').join('，');
}

function itemButtons({ item, number }: { item: QueueItem; number: number }): Button[] {
  const { receipt } = item;
  const open = { id: `staff:open:${receipt}`, label: `${T.buttons.open} ${number}` };
  const isFree = item.workable && !item.taken && !item.transferring;
  if (!isFree) return [open];
  if (item.unrouted) return [open, { id: `staff:assign:${receipt}`, label: `${T.buttons.assign} ${number}` }];
  return [open, { id: `staff:take:${receipt}`, label: `${T.buttons.take} ${number}` }];
}

function offerButtons({ item, number }: { item: TransferItem; number: number }): Button[] {
  return [
    { id: `staff:accept:${item.id}`, label: `${T.buttons.accept} ${number}` },
    { id: `staff:reject:${item.id}`, label: `${T.buttons.reject} ${number}` },
  ];
}

/** The next page and the other lists. */
function listButtons(
  staff: StaffMember,
  { kind, page, last, overdue }: Wanted & { last: number; overdue: number },
): Button[] {
  const to = (wanted: keyof typeof T.lists, label: string, at = 1): Button => ({
    id: `staff:queue:${wanted}${at === 1 ? '' : ` ${at}`}`,
    label,
  });
  const others: (keyof typeof T.lists)[] = kind === 'todo' ? ['mine'] : ['todo'];
  if (kind === 'todo' && overdue > 0) others.push('overdue');
  if (kind === 'todo' && staff.role === 'county') others.push('all');
  if (kind === 'todo' && staff.role !== 'village') others.push('support');
  return [
    ...(page < last ? [to(kind, T.nextPage, page + 1)] : []),
    ...others.map((other) => to(other, T.lists[other].button)),
  ];
}

function transferLine(scene: Scene, item: TransferItem): string {
  const head = `${item.urgent ? T.urgent : ''}${item.receipt} ${T.from(item.from)}`;
  return scene.mayTakePersonalData ? `${head} ${item.causes.join('、')}：${item.reason}` : head;
}
