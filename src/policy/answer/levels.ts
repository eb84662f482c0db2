import { NATION } from '../../regions/index.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isCentral } from '../corpus/document.ts';
import { states } from '../question/asked.ts';
import type { Hit } from '../retrieval/found.ts';
import type { AskRequest } from './answer.ts';
import { type Evidence, withBestOf } from './evidence.ts';
import { TEXTS } from './texts.ts';

/** A question that names the central level is first about what the central documents say. */
const CENTRAL_NAMED = /中央|全国|国务院|国家(?:文件|层面|规定|政策|标准|要求)/;
const CENTRAL_BONUS = 0.5;
const LEVEL_LIKENESS = 0.3;
/** Asks for a figure, however it is put. */
const ASKS_FIGURE = /多少|几[万千百年成个]|额度|给(?:没给)?数|[定写].{0,3}数|数字|金额|比例|标准/;

/** Whether the central level is meant: to a resident 国家 is whoever pays, to an office it is a level. */
export function namesCentral({ question, role }: Pick<AskRequest, 'question' | 'role'>): boolean {
  return CENTRAL_NAMED.test(question) || (role !== 'resident' && question.includes('国家'));
}

/** Hits with those of the named level first. */
export function favourNamedLevel(corpus: Corpus, request: AskRequest, hits: readonly Hit[]): Hit[] {
  if (!namesCentral(request)) return [...hits];
  const raised = hits.map((hit) =>
    isOfCentral(corpus, hit) ? { ...hit, score: hit.score + CENTRAL_BONUS } : hit,
  );
  return raised.sort((a, b) => b.score - a.score);
}

/** Evidence with the best of the central documents and of the local ones: a question that names both wants both. */
export function withBothLevels(
  corpus: Corpus,
  request: AskRequest,
  evidence: readonly Evidence[],
  hits: readonly Hit[],
): Evidence[] {
  if (!namesCentral(request) || request.region === NATION) return [...evidence];
  const central = hits.filter((hit) => isOfCentral(corpus, hit));
  const local = hits.filter((hit) => !isOfCentral(corpus, hit));
  return [central, local].reduce<Evidence[]>(
    (chosen, level) => withBestOf(chosen, level, LEVEL_LIKENESS, true),
    [...evidence],
  );
}

/**
 * That the central document leaves a figure open which the local one states, where the question asks both for it; empty
 * otherwise.
 */
export function centralLeavesOpen(
  corpus: Corpus,
  request: AskRequest,
  evidence: readonly Evidence[],
  central: string,
): string {
  if (!namesCentral(request) || request.region === NATION || !ASKS_FIGURE.test(request.question)) return '';
  const theirs = evidence.filter((e) => isOfCentral(corpus, e));
  const own = evidence.slice(0, 3).filter((e) => !isOfCentral(corpus, e));
  const isOpen = theirs.length > 0 && !theirs.some((e) => states(e.sentence, 'amount'));
  return isOpen && own.some((e) => states(e.sentence, 'amount')) ? TEXTS.centralLeavesOpen(central) : '';
}

function isOfCentral(corpus: Corpus, { article }: Pick<Hit, 'article'>): boolean {
  const document = corpus.documents.get(article.document);
  return document !== undefined && isCentral(document);
}
