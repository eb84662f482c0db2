import { applyFilled, consentTime, type Draft, openStep } from '../../declaration/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import type { FormSent } from '../view.ts';
import { sayCrisis, tellsCrisis, tellsUrgent, urgentNumbers } from './emergency.ts';
import { menuButtons } from './menu.ts';
import { putStep } from './put-step.ts';
import { beginDraft } from './start.ts';
import { submit } from './submit.ts';

const F = TEXTS.form;

/**
 * A declaration that was filled on the person's device while there was no signal: into the draft that is open or a new
 * one, each value judged like an answer that is typed. It is filed if the person wished so and nothing is missing; else
 * the first open question is put, with what was wrong.
 */
export async function takeForm(scene: Scene, form: FormSent): Promise<void> {
  const { now, served: county } = scene;
  delete scene.state.awaited;
  const before = scene.state.draft ?? (await beginDraft(scene));
  const read = scene.parts.reader.readFilled(form, { county, now, draft: before });
  const story = form.story ?? '';
  const urgent = read.urgent || tellsUrgent(story);
  const consent = { dataChecks: form.consent === 'all', version: form.notice, at: form.consentedAt };
  const { draft } = applyFilled(before, { ...read, urgent }, consent, { now, isWhole: form.submit });
  keep(scene, draft);
  if (read.crisis || tellsCrisis(story)) sayCrisis(scene, story);
  if (urgent) scene.say([urgentNumbers(story), TEXTS.urgent.kept].join('\n'));
  const step = openStep(draft);
  if (form.submit && step === 'review' && read.problems.length === 0) return submit(scene);
  const wrong = read.problems.find((problem) => problem.step === step);
  const others = read.problems.filter((problem) => problem !== wrong).map(({ text }) => text);
  const hasConsent = consentTime(consent, now) !== undefined;
  putStep(
    scene,
    [
      F.fromDevice,
      ...(hasConsent || step !== 'consent' ? [] : [F.noticeChanged]),
      ...others,
      ...(form.submit && step !== 'review' ? [F.fromDeviceOpen] : []),
    ],
    false,
    wrong?.text,
  );
}

/** What came instead of a form could not be read: the person is told, and can fill it here. */
export function refuseForm(scene: Scene): void {
  if (scene.isFormOpen) putStep(scene, [F.fromDeviceLost]);
  else scene.say(F.fromDeviceLost, menuButtons(scene));
}

function keep(scene: Scene, draft: Draft): void {
  scene.state.draft = draft;
  scene.state.draftAt = scene.now.toISOString();
  scene.state.later = false;
  scene.state.misses = 0;
}
