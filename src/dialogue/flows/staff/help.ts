import type { Scene } from '../../scene.ts';
import { staffButtons } from './buttons.ts';
import { STAFF_TEXTS as T } from './texts.ts';
import { TOPIC_COMMANDS } from './topics.ts';

/** The commands of a member's post. */
export function staffHelp(scene: Scene): void {
  const { staff } = scene;
  if (staff === undefined) return;
  const kind = staff.role === 'village' || staff.role === 'township' ? 'cases' : staff.role;
  const own = TOPIC_COMMANDS.filter(({ roles }) => roles.includes(staff.role)).map(({ help }) => help);
  scene.say([T.help[kind], ...own].join('\n'), staffButtons(scene));
}
