import { isOpen } from '../../casework/index.ts';
import type { Button } from '../message.ts';
import type { Scene } from '../scene.ts';
import { SERVICE_TEXTS as T } from '../service-texts.ts';
import { goesOnFrom, serviceTopic, type Topic } from '../service-topics.ts';
import { TEXTS } from '../texts.ts';
import { status } from './case-view.ts';
import { waysToReach } from './human.ts';
import { menuButtons, nextSteps } from './menu.ts';

/** Topics for which the state of one's own case is the better answer. */
const OF_CASE: readonly Topic[] = ['days', 'visit', 'faster', 'silence', 'device', 'receipt'];
/** Words after which no step is expected. */
const SMALL_TALK: readonly Topic[] = ['acknowledged', 'bye'];

/**
 * Answers a question about this service itself, before the documents are searched for what they cannot hold; false when
 * it is none. `within` a form the answer stands alone, since the open question comes after it.
 */
export async function answerService(scene: Scene, within: boolean): Promise<boolean> {
  if (scene.staff !== undefined) return false;
  const topic = serviceTopic(scene.text);
  if (topic === undefined) return false;
  const hasCase = scene.mayTakePersonalData && OF_CASE.includes(topic);
  const own = hasCase ? await openCaseText(scene) : undefined;
  const { asked, seenAt } = scene.state;
  const isAskedBefore = asked !== undefined && asked.at === seenAt;
  if (own === undefined && isAskedBefore && goesOnFrom(asked.question, topic)) return false;
  scene.state.misses = 0;
  const lines = [textOf(scene, topic, own !== undefined)];
  if (own !== undefined) lines.push(T.yours, own);
  scene.say(lines.join('\n'), within ? [] : buttonsFor(scene, topic));
  return true;
}

function textOf(scene: Scene, topic: Topic, hasCase: boolean): string {
  switch (topic) {
    case 'days':
      return hasCase ? T.daysOwn : daysText(scene);
    case 'visit':
      return hasCase ? T.visit : [T.visit, daysText(scene)].join('\n');
    case 'privacy':
      return [T.privacy, ...publishedText(scene)].join('\n');
    case 'contact':
      return waysToReach(scene);
    case 'anger':
      return [T.anger, T.angerWays].join('\n');
    default:
      return T[topic];
  }
}

/** The household's case of this chat that is still being worked. */
async function openCaseText(scene: Scene): Promise<string | undefined> {
  const views = await scene.parts.casework.casesOf(scene.unit, scene.conversation.id);
  const view = views.find(({ stage }) => isOpen(stage));
  return view === undefined ? undefined : status(scene, view).text;
}

/** The steps of this county's procedure with their days; what nobody has approved is said to be an example. */
function daysText(scene: Scene): string {
  const { order, stages, total } = scene.parts.procedures.of(scene.served);
  const rules = stages.filter(({ stage }) => (order as readonly string[]).includes(stage));
  return [
    T.days,
    ...rules.map(({ label, resident, limit }) => T.daysStep(label, resident, limit)),
    T.daysWork,
    ...(total === null ? [] : [T.daysStated(total.limit)]),
    ...(rules.some(({ sample }) => sample) ? [T.daysSample] : []),
  ].join('\n');
}

function publishedText(scene: Scene): string[] {
  const plain = scene.parts.procedures.of(scene.served).rule('notice')?.resident;
  return plain === undefined ? [] : [T.published(plain)];
}

function buttonsFor(scene: Scene, topic: Topic): Button[] {
  if (topic === 'anger') {
    const objection = { id: 'objection', label: TEXTS.buttons.objection };
    return [{ id: 'status', label: TEXTS.buttons.status }, objection, ...humanOf(scene)];
  }
  return SMALL_TALK.includes(topic) ? menuButtons(scene) : nextSteps(scene);
}

function humanOf(scene: Scene): Button[] {
  return menuButtons(scene).filter(({ id }) => id === 'human');
}
