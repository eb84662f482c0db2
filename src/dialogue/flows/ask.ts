import type { Answer } from '../../policy/index.ts';
import type { Scene } from '../scene.ts';
import { scrubbed } from '../scrub.ts';
import { TEXTS } from '../texts.ts';
import { menuButtons, nextSteps, welcome } from './menu.ts';

/** Sources shown to a resident at once, and how much of each quote. */
const SHOWN = 2;
const QUOTE_SHOWN = 48;

/**
 * Answers a policy question. `within` a form the answer stands alone, since the question of the form comes after it;
 * otherwise the ways on are under it.
 */
export async function ask(scene: Scene, question: string, within = false): Promise<void> {
  const answer = scene.answerTo(question);
  if (answer === 'failed') {
    scene.say(TEXTS.askFailed, within ? [] : nextSteps(scene));
    return;
  }
  await logQuestion(scene, question, answer);
  if (answer.status === 'smalltalk' && !within) return welcome(scene);
  scene.state.sources = sourceLines(scene, answer, Number.POSITIVE_INFINITY);
  const isResident = scene.role === 'resident';
  const shown = isResident ? sourceLines(scene, answer, QUOTE_SHOWN).slice(0, SHOWN) : scene.state.sources;
  const text = [answer.answer, ...(shown.length > 0 ? ['', TEXTS.sourcesHeading, ...shown] : [])].join('\n');
  const more =
    isResident && scene.state.sources.length > 0 ? [{ id: 'sources', label: TEXTS.buttons.sources }] : [];
  scene.say(text, within ? more : [...more, ...nextSteps(scene)]);
}

/** What the last answer rests on, in full. */
export function showSources(scene: Scene): void {
  const { sources } = scene.state;
  if (sources.length === 0) scene.say(TEXTS.noSources, menuButtons(scene));
  else scene.say([TEXTS.sourcesHeading, ...sources].join('\n'), nextSteps(scene));
}

function sourceLines(scene: Scene, { citations }: Answer, quoteLength: number): string[] {
  const { documents } = scene.parts.corpus;
  return citations.map(({ document, number, article, quote, validity }, i) => {
    const title = documents.get(document)?.title ?? document;
    const words = quote.length > quoteLength ? `${quote.slice(0, quoteLength)}…` : quote;
    return `${i + 1}. 《${title}》${number} ${article}【${TEXTS.validity[validity]}】\n“${words}”`;
  });
}

/** Keeps the question for the supervisors' figures: scrubbed, sealed under a key of its own, without who asked. */
async function logQuestion(scene: Scene, question: string, answer: Answer): Promise<void> {
  const { unit, state, conversation } = scene;
  const { name, filerName, selfName } = state.draft?.answers ?? {};
  const names = [name, filerName, selfName].filter((each) => each !== undefined);
  const id = unit.ids();
  const subject = await unit.subjects.create();
  await unit.db
    .insertInto('questions')
    .values({
      id,
      region: scene.region,
      status: answer.status,
      text_sealed: await unit.subjects.seal(
        subject,
        scrubbed(question, names),
        `questions.text_sealed:${id}`,
      ),
      subject_id: subject,
      asker_lookup: unit.vault.lookups('asker', conversation.id)[0] ?? null,
      asked_at: scene.now.toISOString(),
    })
    .execute();
}
