import type { Answer } from '../../policy/index.ts';
import type { Button } from '../message.ts';
import { logQuestion } from '../question-log.ts';
import type { Scene } from '../scene.ts';
import { withoutPersonalNumbers } from '../scrub.ts';
import { TEXTS } from '../texts.ts';
import { answerText, answerView, sourceLines, voteButtons } from './answer-view.ts';
import { sayCrisis } from './emergency.ts';
import { waysToReach } from './human.ts';
import { menuButtons, nextSteps, notUnderstood, welcome } from './menu.ts';
import { answerService } from './service.ts';

/** Signs that a short message asks for something at all. */
const ASKS =
  /[?？吗呢么啥咋怎哪谁几]|什么|多少|能不|可以|有没有|是不是|要不|政策|规定|申请|咨询|想问|查|低保|名单/;
const SHORT = 10;
const MOST_CHOICES = 4;
const MOST_STEPS = 3;
/** Longest question kept for what a follow-up leaves out, characters. */
const LONGEST_ASKED = 200;
/** Answers from which a next question may go on, and on which there is something to say. */
const TOLD: readonly Answer['status'][] = [
  'answered',
  'partial',
  'other_jurisdiction',
  'clarify',
  'out_of_scope',
];

/**
 * Answers a question: about this service from what the program knows, about policy from the documents. `within` a form
 * the answer stands alone, since the question of the form comes after it; otherwise the ways on are under it.
 */
export async function ask(scene: Scene, question: string, within = false): Promise<void> {
  if (await answerService(scene, within)) return;
  await askPolicy(scene, question, within);
}

/** `choice:2`: one of the questions that the last answer offered. */
export async function askChoice(scene: Scene, said: string, within: boolean): Promise<void> {
  const question = /^\d$/.test(said) ? scene.state.choices?.[Number(said)] : undefined;
  if (question === undefined) return scene.say(TEXTS.choiceGone, within ? [] : menuButtons(scene));
  scene.state.misses = 0;
  await askPolicy(scene, question, within);
}

async function askPolicy(scene: Scene, question: string, within: boolean): Promise<void> {
  const answer = scene.answerTo(question);
  if (answer === 'failed') {
    scene.say(TEXTS.askFailed, within ? [] : nextSteps(scene));
    return;
  }
  const id = await logQuestion(scene, question, answer);
  remember(scene, question, answer);
  const isResident = scene.role === 'resident';
  if (isResident && (await sayNoAnswer(scene, answer, question, within))) return;
  const mayVote = isResident && TOLD.includes(answer.status) && answer.status !== 'clarify';
  const view = answerView(scene, answer, { question, id: mayVote ? id : undefined });
  scene.state.sources = sourceLines(view.sources);
  const buttons = [
    ...choiceButtons(answer),
    ...(isResident && view.sources.length > 0 ? [{ id: 'sources', label: TEXTS.buttons.sources }] : []),
    ...(within ? [] : nextSteps(scene).slice(0, MOST_STEPS)),
    ...(mayVote ? voteButtons(id) : []),
  ];
  scene.say(answerText(scene, answer, view, question), buttons, { view });
}

/** Keeps what the next message may go on from: this question, and those that were offered with its answer. */
function remember({ state, now }: Scene, said: string, answer: Answer): void {
  const { status, topic, choices = [] } = answer;
  // A follow-up is kept as the whole question that it was understood as.
  const question = answer.asked ?? said;
  if (!TOLD.includes(status)) return;
  state.asked = {
    question: [...withoutPersonalNumbers(question)].slice(0, LONGEST_ASKED).join(''),
    ...(topic === undefined ? {} : { topic }),
    at: now.toISOString(),
  };
  if (choices.length === 0) delete state.choices;
  else state.choices = choices.slice(0, MOST_CHOICES).map((choice) => choice.question);
}

function choiceButtons({ choices = [] }: Answer): Button[] {
  return choices.slice(0, MOST_CHOICES).map(({ label }, n) => ({ id: `choice:${n}`, label }));
}

/** What is no policy question, though the documents were asked: said by the conversation; false when it is one. */
async function sayNoAnswer(
  scene: Scene,
  { status, answer }: Answer,
  question: string,
  within: boolean,
): Promise<boolean> {
  if (status === 'smalltalk') {
    if (!within) welcome(scene);
    return true;
  }
  if (status === 'handoff') {
    // The guard knows more words of danger than the reader of the form.
    if (/120|12356/.test(answer)) sayCrisis(scene);
    else scene.say([TEXTS.human.needed, waysToReach(scene)].join('\n'), within ? [] : nextSteps(scene));
    return true;
  }
  const isNothing = status === 'out_of_scope' || status === 'other_jurisdiction' || status === 'refused';
  // A bare number is no question either, whatever its length.
  const isShort = [...question].length <= SHORT || !/\p{L}/u.test(question);
  if (!isNothing || within || !isShort || ASKS.test(question)) return false;
  notUnderstood(scene);
  return true;
}

/** What the last answer rests on, in full. */
export function showSources(scene: Scene): void {
  const { sources } = scene.state;
  if (sources.length === 0) scene.say(TEXTS.noSources, menuButtons(scene));
  else scene.say([TEXTS.sourcesHeading, ...sources].join('\n'), nextSteps(scene));
}
