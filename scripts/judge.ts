import type { Answer, Corpus } from '../src/policy/index.ts';
import { binds, parseRegion } from '../src/regions/index.ts';
import type { EvaluationQuestion } from './questions.ts';

/** How an answer compares with what was expected. */
export interface Verdict {
  /** Place, from 0, of the first passage that holds a quote it must rest on. */
  rank: number | undefined;
  /** The first 900 characters of answer and quotes state the expected facts (all, or any where the item says so). */
  statesFacts: boolean;
  /** A citation holds the words it must rest on. */
  quotesGold: boolean;
  answered: boolean;
  refused: boolean;
  problem?: string;
}

const READ = 900;
/** Share of a fact's character pairs that must be read for it to count as stated; its figures must all be. */
const STATED = 0.6;

const plain = (text: string) =>
  text.normalize('NFKC').replace(/[\s，。、；：“”"'（）()《》「」？?！!·—…\-/]/gu, '');

/** Judges one answer. Facts are compared by character pairs: an approximation of a reader's judgement. */
export function judge(item: EvaluationQuestion, answer: Answer): Verdict {
  const musts = item.gold
    .filter((g) => g.role === 'must')
    .map((g) => ({ document: g.document, quote: plain(g.quote) }));
  const index = answer.passages.findIndex((p) =>
    musts.some((g) => g.document === p.document && plain(p.text).includes(g.quote)),
  );
  const read = readOf(answer);
  const stated = item.facts.map((fact) => states(fact, read));
  const statesFacts = item.need === 'any' ? stated.some(Boolean) : stated.every(Boolean);
  const answered = answer.status === 'answered';
  const refused = !['answered', 'partial', 'clarify'].includes(answer.status);
  const expectsAnswer = item.expect.startsWith('answer');
  const problem = expectsAnswer
    ? refused
      ? 'wrongly refused'
      : statesFacts
        ? undefined
        : `fact missing: ${item.facts.filter((_, i) => !stated[i]).join('/')}`
    : answered
      ? 'wrongly answered'
      : undefined;
  return {
    rank: index < 0 ? undefined : index,
    statesFacts,
    quotesGold: musts.some((g) => answer.citations.some((c) => plain(c.quote).includes(g.quote))),
    answered,
    refused,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What a reader sees of an answer: its words and quotes, without punctuation. */
export function readOf(answer: Answer): string {
  return plain([answer.answer, ...answer.citations.map((c) => c.quote)].join('').slice(0, READ));
}

/** Whether what is read states a fact, or says that it is not written where that is the fact. */
export function states(fact: string, read: string): boolean {
  return isStated(plain(fact), read) || (/没有?(?:写|列|规定|说)/.test(fact) && /没有写|没写/.test(read));
}

function isStated(fact: string, read: string): boolean {
  if (read.includes(fact)) return true;
  const figures = fact.match(/\d+(?:\.\d+)?/g) ?? [];
  if (!figures.every((figure) => read.includes(figure))) return false;
  const pairs = Array.from({ length: Math.max(0, fact.length - 1) }, (_, i) => fact.slice(i, i + 2));
  if (pairs.length === 0) return false;
  return pairs.filter((pair) => read.includes(pair)).length / pairs.length >= STATED;
}

/**
 * The zeros: citations that are not verbatim, documents that do not bind the asker, expired documents shown as
 * current, figures that stand in no binding document, the question or a shown sum.
 */
export function isGrounded(
  item: EvaluationQuestion,
  answer: Answer,
  corpus: Corpus,
  today: string,
): string[] {
  const region = parseRegion(item.region);
  const problems: string[] = [];
  for (const citation of answer.citations) {
    const document = corpus.documents.get(citation.document);
    if (document === undefined || !binds(document.jurisdiction, region))
      problems.push(`does not bind: ${citation.document}`);
    if (!corpus.sources.get(citation.document)?.includes(citation.quote.replace(/\s/g, '')))
      problems.push('not verbatim');
    const isPast = document?.validity.kind === 'plan' && document.validity.to < Number(today.slice(0, 4));
    if (isPast && citation.validity !== 'expired') problems.push('expired shown as current');
  }
  const binding = [...corpus.documents.values()].filter((d) => binds(d.jurisdiction, region));
  const texts = `${binding.map((d) => corpus.sources.get(d.slug)).join('')}${item.question}`.normalize(
    'NFKC',
  );
  const isSummed = /[×x]\s*1\.1/.test(answer.answer);
  for (const figure of answer.answer.normalize('NFKC').match(/\d+(?:\.\d+)?/g) ?? []) {
    if (!texts.includes(figure) && !isSummed && answer.status !== 'handoff')
      problems.push(`figure ${figure}`);
  }
  return problems;
}

/** How plain residents' answers are: whose words the answered ones begin with (%), and what is longest in all. */
export function plainness(answers: readonly Answer[]) {
  const answered = answers.filter(({ status }) => status === 'answered' || status === 'partial');
  const share = (by: Answer['by']) =>
    Math.round((1000 * answered.filter((a) => a.by === by).length) / Math.max(1, answered.length)) / 10;
  const sentences = answers.flatMap(({ answer }) => answer.split(/[。！？；\n]/));
  return {
    card: share('card'),
    rule: share('rule'),
    extract: share('extract'),
    longest: Math.max(0, ...answers.map(({ answer }) => answer.length)),
    longestSentence: sentences.reduce((a, b) => (b.length > a.length ? b : a), ''),
  };
}
