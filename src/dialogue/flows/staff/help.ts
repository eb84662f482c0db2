import type { Scene } from '../../scene.ts';
import { staffButtons } from './buttons.ts';
import { STAFF_TEXTS as T } from './texts.ts';
import { TOPICS } from './topics.ts';

/** The commands of a member's post, or with 帮助 走访 those of one topic: all at once would fill several screens. */
export function staffHelp(scene: Scene, wanted = ''): void {
  const { staff } = scene;
  if (staff === undefined) return;
  const own = TOPICS.map(({ name, commands }) => ({
    name,
    lines: commands.filter(({ roles }) => roles.includes(staff.role)).map(({ help }) => help),
  })).filter(({ lines }) => lines.length > 0);
  const topic = own.find(({ name }) => wanted !== '' && (name.includes(wanted) || wanted.includes(name)));
  if (topic !== undefined) {
    scene.say([T.topicTitle(topic.name), ...topic.lines].join('\n'), staffButtons(scene));
    return;
  }
  const kind = staff.role === 'village' || staff.role === 'township' ? 'cases' : staff.role;
  const names = own.map(({ name }) => name);
  const more = names.length === 0 ? [] : [T.moreTopics(names)];
  const buttons = names.map((name) => ({ id: `staff:help:${name}`, label: name }));
  scene.say([T.help[kind], ...more].join('\n'), [...buttons, ...staffButtons(scene)]);
}
