import { type CaseFile, type Done, isOpen, type StaffMember, type Stage } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { STAFF_TEXTS as T } from './texts.ts';

const COUNTY: readonly Stage[] = ['county_decision'];
const SUPPORT: readonly Stage[] = ['included', 'support'];
/** What may still be done with a case that has ended. */
const AFTER: Partial<Record<Stage, 'objectfor' | 'restore'>> = {
  not_included: 'objectfor',
  risk_removed: 'restore',
};

/** What can be done next with a case, as buttons. Whether it may be done is decided when it is pressed. */
export function caseButtons(
  scene: Scene,
  item: Pick<CaseFile, 'receipt' | 'stage'> & Partial<CaseFile> & Pick<Done, 'lacking'>,
): Button[] {
  const { staff } = scene;
  const button = (command: keyof typeof T.buttons): Button => ({
    id: `staff:${command}:${item.receipt}`,
    label: T.buttons[command],
  });
  const queue = { id: 'staff:queue', label: T.buttons.queue };
  // Only an opened file tells of its photos.
  const open = (item.photos?.length ?? 0) > 0 ? [button('open'), button('photos')] : [button('open')];
  if (staff === undefined) return [];
  if (item.transferring === true) return [...open, button('recall'), queue];
  if (item.workable === false || !isOfPost(staff, item.stage, item.workable)) {
    const more = AFTER[item.stage];
    const isOwn = more !== 'restore' || staff.role === 'township';
    return [...open, ...(more === undefined || !isOwn ? [] : [button(more)]), queue];
  }
  if (item.unrouted === true) return [...open, button('assign'), queue];
  const first = primary(item, scene.today);
  const work: Button[] = [...(first === 'open' ? [] : [button(first)]), ...open];
  const add = (...commands: (keyof typeof T.buttons)[]) =>
    work.push(...commands.filter((command) => command !== first).map(button));
  if (item.suspected === true) add('same', 'different');
  if (item.taken === true && item.mine === false) add('takeover');
  else if (item.taken === false && isLive(item.stage)) add('take');
  if (item.paused === true) {
    add('resume');
    return [...work, queue];
  }
  if (item.stage === 'verification') add('form', 'verify');
  if (item.stage === 'village_review') add('review');
  if (item.stage === 'notice') add('notice', 'post', 'protest');
  if (item.stage === 'county_decision') add('decide');
  else if (item.stage === 'risk_removed') add('restore');
  else if (item.stage !== 'support') add('advance');
  if (SUPPORT.includes(item.stage)) add('measures', 'followup');
  if (item.stage === 'support') add('removerisk');
  if (item.urgent === true && isOpen(item.stage)) add('aid');
  if (isOpen(item.stage) && item.stage !== 'notice') add('return');
  if (staff.role !== 'village' && isOpen(item.stage)) {
    if (item.stage !== 'received' && item.stage !== 'verification') add('sendback');
    if (item.stage !== 'county_decision') add('transfer');
  }
  return [...work, queue];
}

/** What the case waits for: the one thing to do first. */
function primary(
  item: Pick<CaseFile, 'stage'> & Partial<CaseFile> & Pick<Done, 'lacking'>,
  today: string,
): keyof typeof T.buttons {
  if (!isLive(item.stage)) return 'open';
  if (item.suspected === true) return 'same';
  if (item.taken === true && item.mine === false) return 'takeover';
  if (item.taken === false) return 'take';
  if (item.paused === true) return 'resume';
  if (item.papers?.protests.some(({ content }) => content.outcome === undefined) === true) return 'settle';
  const lacking = item.papers?.needed ?? item.lacking;
  if (item.stage === 'verification' && lacking?.includes('finding') !== false) return 'form';
  if (item.stage === 'village_review' && lacking?.includes('review') !== false) return 'review';
  if (item.stage === 'notice') {
    if (lacking?.includes('posting') !== false) return 'post';
    const until = item.papers?.notices.at(-1)?.content.to;
    // A slip of the thumb ends the notice early: 推进 comes first only when its days are over.
    return typeof until === 'string' && until < today ? 'advance' : 'open';
  }
  if (SUPPORT.includes(item.stage)) return 'measures';
  return item.stage === 'county_decision' ? 'decide' : 'advance';
}

/** Whether a case is worked: not decided against, and its support not ended. */
function isLive(stage: Stage): boolean {
  return isOpen(stage) || SUPPORT.includes(stage);
}

/** The ways on with a case that was offered to another queue. */
export function offeredButtons(receipt: string): Button[] {
  return [
    { id: `staff:recall:${receipt}`, label: T.buttons.recall },
    { id: 'staff:queue', label: T.buttons.queue },
  ];
}

/** Whether a stage is of a member's post, where the list has not said so. */
export function isOfPost({ role }: StaffMember, stage: Stage, said?: boolean): boolean {
  if (said !== undefined) return said;
  if (role === 'county') return COUNTY.includes(stage) || SUPPORT.includes(stage);
  if (SUPPORT.includes(stage)) return role === 'township';
  return isOpen(stage) && !COUNTY.includes(stage);
}

/** The ways on of a bound cadre. */
export function staffButtons(scene: Scene): Button[] {
  const { staff } = scene;
  if (staff === undefined || staff.role === 'supervisor') return [];
  if (staff.role === 'department') return [{ id: 'staff:tasks', label: '任务' }];
  return [
    { id: 'staff:queue', label: T.buttons.queue },
    { id: 'staff:declare', label: T.buttons.declare },
  ];
}
