import type { Button } from '../message.ts';
import type { Scene } from '../scene.ts';
import { STAFF_TEXTS as T } from '../staff-texts.ts';

/** The commands of a member's post. */
export function staffHelp(scene: Scene): void {
  const { staff } = scene;
  if (staff === undefined) return;
  const kind = staff.role === 'village' || staff.role === 'township' ? 'cases' : staff.role;
  scene.say(T.help[kind], staffButtons(scene));
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
