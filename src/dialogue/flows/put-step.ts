import { type Draft, openStep, type Prompt, prompt } from '../../declaration/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import type { View } from '../view.ts';

/**
 * Puts the open question, with something to say before it.
 * @param isAgain the same question as before, after something else came between: it is put in short
 * @param problem what was wrong with the answer to it
 */
export function putStep(
  scene: Scene,
  preface: readonly string[] = [],
  isAgain = false,
  problem?: string,
): void {
  const { draft } = scene.state;
  if (draft === undefined) return;
  const asked = promptOf(scene, draft, isAgain);
  // Words that the question says again are said once.
  const isAsked = asked.page?.kind === 'step' && asked.page.ask.some((line) => line === problem);
  const wrong = isAsked ? undefined : problem;
  const said = wrong === undefined ? preface : [...preface, wrong];
  scene.isStepPut = true;
  scene.say([...said, asked.text].join('\n'), asked.buttons, viewOf(asked, preface, wrong));
}

/** The open question once more, after something else came between. */
export function putAgain(scene: Scene): void {
  if (scene.isFormOpen && !scene.isStepPut) putStep(scene, [], true);
}

/** Somebody looks for what was asked: the question stays open, and nothing is counted against them. */
export function patience(scene: Scene, draft: Draft): void {
  const asked = promptOf(scene, draft, false);
  scene.isStepPut = true;
  scene.say(TEXTS.form.wait, asked.buttons, viewOf(asked, [TEXTS.form.wait], undefined));
}

function promptOf(scene: Scene, draft: Draft, isAgain: boolean): Prompt {
  return prompt(openStep(draft), draft, {
    attempt: Math.min(scene.state.misses, 2),
    gazetteer: scene.parts.gazetteer,
    today: scene.today,
    isAgain,
  });
}

function viewOf({ page }: Prompt, preface: readonly string[], problem: string | undefined): { view?: View } {
  if (page === undefined) return {};
  return { view: { ...page, preface: [...preface], ...(problem === undefined ? {} : { problem }) } };
}
