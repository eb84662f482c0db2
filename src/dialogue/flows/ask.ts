import type { Answer } from '../../policy/index.ts';
import type { Scene } from '../scene.ts';
import { scrubbed } from '../scrub.ts';
import { TEXTS } from '../texts.ts';
import { sayCrisis } from './emergency.ts';
import { waysToReach } from './human.ts';
import { menuButtons, nextSteps, notUnderstood, welcome } from './menu.ts';
import { answerService } from './service.ts';

/** How much of a quote a resident is shown at once; the rest is behind a button. */
const QUOTE_SHOWN = 40;
const ASKS_WHO = /谁|哪个部门|什么部门|啥部门|单位|哪里管|归哪/;
/** Signs that a short message asks for something at all. */
const ASKS =
  /[?？吗呢么啥咋怎哪谁几]|什么|多少|能不|可以|有没有|是不是|要不|政策|规定|申请|咨询|想问|查|低保|名单/;
const SHORT = 10;

/**
 * Answers a question: about this service from what the program knows, about policy from the documents. `within` a form
 * the answer stands alone, since the question of the form comes after it; otherwise the ways on are under it.
 */
export async function ask(scene: Scene, question: string, within = false): Promise<void> {
  if (await answerService(scene, within)) return;
  const answer = scene.answerTo(question);
  if (answer === 'failed') {
    scene.say(TEXTS.askFailed, within ? [] : nextSteps(scene));
    return;
  }
  await logQuestion(scene, question, answer);
  const isResident = scene.role === 'resident';
  if (isResident && (await sayNoAnswer(scene, answer, question, within))) return;
  scene.state.sources = sourceLines(scene, answer);
  const shown = isResident ? shortSources(scene, answer) : scene.state.sources;
  const words = isResident ? plainAnswer(answer.answer, question) : answer.answer;
  const text = [words, ...(shown.length > 0 ? ['', TEXTS.sourcesHeading, ...shown] : [])].join('\n');
  const more =
    isResident && scene.state.sources.length > 0 ? [{ id: 'sources', label: TEXTS.buttons.sources }] : [];
  scene.say(text, within ? more : [...more, ...nextSteps(scene)]);
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

/** The answer as a resident reads it: each document on a line of its own, without the offices nobody asked for. */
function plainAnswer(answer: string, question: string): string {
  const words = ASKS_WHO.test(question) ? answer : answer.replace(/责任单位：[^。]*。/g, '');
  return words
    .replace(/(?<=[。…])(?=(?:[\u4e00-\u9fff]{2,6})?《[^》]{2,40}》：|提醒：)/gu, '\n')
    .replace(/(?<=请向村干部或镇政府问清。)(?!\n)(?=.)/u, '\n');
}

/** What the last answer rests on, in full. */
export function showSources(scene: Scene): void {
  const { sources } = scene.state;
  if (sources.length === 0) scene.say(TEXTS.noSources, menuButtons(scene));
  else scene.say([TEXTS.sourcesHeading, ...sources].join('\n'), nextSteps(scene));
}

function sourceLines(scene: Scene, { citations }: Answer): string[] {
  return citations.map(
    ({ document, number, article, quote, validity }, i) =>
      `${i + 1}. 《${titleOf(scene, document)}》${number} ${article}【${TEXTS.validity[validity]}】\n“${quote}”`,
  );
}

/** One line a document; its words only where the answer does not hold them already. */
function shortSources(scene: Scene, { citations, answer }: Answer): string[] {
  const documents = new Map<string, Answer['citations']>();
  for (const citation of citations) {
    documents.set(citation.document, [...(documents.get(citation.document) ?? []), citation]);
  }
  return [...documents].map(([document, cited], i) => {
    const articles = [...new Set(cited.map(({ article }) => article))].join('、');
    const [first] = cited;
    const head = `${i + 1}. 《${titleOf(scene, document)}》${first?.number ?? ''} ${articles}`;
    const state = first === undefined ? '' : `【${TEXTS.validity[first.validity]}】`;
    const quote = cited.map((each) => each.quote).find((words) => !answer.includes(words.slice(0, 12)));
    if (quote === undefined) return head + state;
    return `${head}${state}\n“${quote.length > QUOTE_SHOWN ? `${quote.slice(0, QUOTE_SHOWN)}…` : quote}”`;
  });
}

function titleOf(scene: Scene, document: string): string {
  return scene.parts.corpus.documents.get(document)?.title ?? document;
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
