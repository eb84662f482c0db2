import { type CaseFile, isOpen, type StaffMember, type Stage } from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { STAFF_TEXTS as T } from './texts.ts';

const COUNTY: readonly Stage[] = ['county_decision'];
const SUPPORT: readonly Stage[] = ['included', 'support'];

/** What can be done next with a case, as buttons. Whether it may be done is decided when it is pressed. */
export function caseButtons(
  scene: Scene,
  item: Pick<CaseFile, 'receipt' | 'stage'> & Partial<CaseFile>,
): Button[] {
  const { staff } = scene;
  const button = (command: keyof typeof T.buttons): Button => ({
    id: `staff:${command}:${item.receipt}`,
    label: T.buttons[command],
  });
  const queue = { id: 'staff:queue', label: T.buttons.queue };
  const open = button('open');
  if (staff === undefined) return [];
  if (item.transferring === true) return [open, button('recall'), queue];
  if (item.workable === false || !isOfPost(staff, item.stage, item.workable)) return [open, queue];
  if (item.unrouted === true) return [open, button('assign'), queue];
  const work: Button[] = [open];
  if (item.suspected === true) work.push(button('same'), button('different'));
  if (item.taken === true && item.mine === false) work.push(button('takeover'));
  else if (item.taken === false) work.push(button('take'));
  if (item.paused === true) return [...work, button('resume'), queue];
  if (item.stage === 'verification') work.push(button('verify'));
  if (item.stage === 'county_decision') work.push(button('decide'));
  else if (item.stage !== 'risk_removed') work.push(button('advance'));
  if (isOpen(item.stage) && item.stage !== 'notice') work.push(button('return'));
  if (staff.role !== 'village' && isOpen(item.stage)) {
    if (item.stage !== 'received' && item.stage !== 'verification') work.push(button('sendback'));
    if (item.stage !== 'county_decision') work.push(button('transfer'));
  }
  return [...work, queue];
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
