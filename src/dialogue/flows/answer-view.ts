import type { Answer } from '../../policy/index.ts';
import type { Button } from '../message.ts';
import { VOTES } from '../question-log.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';
import type { AnswerView, SourceView } from '../view.ts';

const ASKS_WHO = /谁|哪个部门|什么部门|啥部门|单位|哪里管|归哪/;
/** The end of a sentence; quotation marks and brackets that close behind it belong to it. */
const SENTENCE_END = /(?<=[。！？；][”』」）]?)(?![。！？；”』」）])/u;

/** An answer as it is shown: what it says, what has to be said with it, what it rests on. */
export function answerView(
  scene: Scene,
  answer: Answer,
  asked: { question: string; id: string | undefined },
): AnswerView {
  const { body, notes } = withoutNotes(answer);
  const words = scene.role === 'resident' ? plainWords(body, asked.question) : body;
  return {
    kind: 'answer',
    sentences: words
      .split('\n')
      .flatMap((line) => line.split(SENTENCE_END))
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    notes,
    sources: answer.citations.map((citation) => sourceView(scene, citation)),
    ...(asked.id === undefined ? {} : { question: asked.id }),
  };
}

/** The answer in words alone. A resident reads in one line what it rests on; a cadre reads the articles. */
export function answerText(
  scene: Scene,
  answer: Answer,
  { notes, sources }: AnswerView,
  question: string,
): string {
  const { body } = withoutNotes(answer);
  const isResident = scene.role === 'resident';
  const words = isResident ? plainWords(body, question) : body;
  const lines = [words.trim(), ...notes];
  if (sources.length === 0) return lines.join('\n');
  if (isResident) return [...lines, basisLine(scene, answer)].join('\n');
  return [...lines, '', TEXTS.sourcesHeading, ...sourceLines(sources)].join('\n');
}

/** Each source in full, numbered. */
export function sourceLines(sources: readonly SourceView[]): string[] {
  return sources.map(
    ({ title, number, article, quote, badge }, i) =>
      `${i + 1}. 《${title}》${number} ${article}【${badge}】\n“${quote}”`,
  );
}

/** The documents of an answer in one line, each once, by the name that people call it. */
function basisLine(scene: Scene, { citations }: Answer): string {
  const documents = new Map(citations.map((citation) => [citation.document, citation]));
  const names = [...documents.values()].map((citation) => {
    const known = scene.parts.corpus.documents.get(citation.document);
    const title = inBrackets(known?.shortTitle ?? known?.title ?? citation.document);
    const state = citation.validity === 'in_force' ? '' : badgeOf(scene, citation);
    return TEXTS.basisDocument(title, citation.number, state);
  });
  return TEXTS.basis(names.join('、'));
}

/** 鄢陵县《2023年工作要点》 has its brackets. */
function inBrackets(title: string): string {
  return title.includes('《') ? title : `《${title}》`;
}

/** The brackets of a title that has its own are put around it once. */
function bareTitle(title: string): string {
  return /^《[^《》]*》$/u.test(title) ? title.slice(1, -1) : title;
}

function sourceView(scene: Scene, citation: Answer['citations'][number]): SourceView {
  const { document, number, article, quote, used, validity } = citation;
  const title = bareTitle(scene.parts.corpus.documents.get(document)?.title ?? document);
  return { title, number, article, quote, used: used ?? '', validity, badge: badgeOf(scene, citation) };
}

function badgeOf(scene: Scene, { document, validity }: Answer['citations'][number]): string {
  const { badge } = TEXTS;
  if (validity === 'in_force') return badge.in_force;
  const known = scene.parts.corpus.documents.get(document)?.validity;
  const years =
    known === undefined || known.kind === 'open'
      ? undefined
      : known.from === known.to
        ? `${known.from}`
        : `${known.from}–${known.to}`;
  if (validity === 'expired') return years === undefined ? badge.expiredPlain : badge.expired(years);
  return years === undefined ? badge.transitionPlain : badge.transition(years);
}

/** The answer without the sentences at its end that tell the state of its basis: they are shown apart. */
function withoutNotes({ answer, notes = [] }: Answer): { body: string; notes: string[] } {
  let body = answer.trim();
  for (const note of notes.toReversed()) {
    if (!body.endsWith(note)) return { body: answer.trim(), notes: [] };
    body = body.slice(0, -note.length).trimEnd();
  }
  return { body, notes: [...notes] };
}

/** What a resident reads: each document on a line of its own, without the offices nobody asked for. */
function plainWords(body: string, question: string): string {
  const words = ASKS_WHO.test(question) ? body : body.replace(/责任单位：[^。]*。/g, '');
  return words
    .replace(/(?<=[。…])(?=(?:[\u4e00-\u9fff]{2,6})?《[^》]{2,40}》：|提醒：)/gu, '\n')
    .replace(/(?<=请向村干部或镇政府问清。)(?!\n)(?=.)/u, '\n');
}

/** The buttons by which an answer is voted on. */
export function voteButtons(id: string): Button[] {
  return VOTES.map((vote) => ({ id: `vote:${vote}:${id}`, label: TEXTS.vote[vote] }));
}
